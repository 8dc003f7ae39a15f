// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/save_as.h"
#include "ui/weakstrong/study_plots.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QPushButton;
class QTableView;

namespace stepmark::ui {

class FigureTable;
class PlainLabel;
class PlotCard;

/// What came of one study so far: the figure, what students took over, and every number. Main thread only.
class StudyPanel : public QWidget {
    Q_OBJECT
public:
    explicit StudyPanel(QWidget* parent = nullptr);

    /// The chosen method and value stay, where this study has them.
    void setStudy(const Study& study);
    const Study& study() const { return m_study; }
    StudyMethod method() const;
    StudyValue value() const;
    QComboBox* methodField() const { return m_method; }
    QComboBox* valueField() const { return m_value; }
    PlotCard* figure() const { return m_figure; }
    PlotCard* errors() const { return m_errors; }
    QTableView* table() const { return m_table; }
    PlainLabel* notes() const { return m_notes; }

Q_SIGNALS:
    /// Somebody wants to see the runs of a figure (its place in the study's results).
    void figureChosen(int figure);
    void notice(const QString& text, bool is_error);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildTable();
    void fillMethods();
    void refresh();
    void arrange();

    Study m_study;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_facts = nullptr;
    PlainLabel* m_notes = nullptr;
    QComboBox* m_method = nullptr;
    QComboBox* m_value = nullptr;
    PlotCard* m_figure = nullptr;
    PlotCard* m_errors = nullptr;
    QBoxLayout* m_cards = nullptr;
    FigureTable* m_model = nullptr;
    QTableView* m_table = nullptr;
    SaveAs m_save_as{this, [this](const QString& text, bool is_error) { Q_EMIT notice(text, is_error); }};
};

} // namespace stepmark::ui
