// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/save_as.h"
#include "ui/weakstrong/study_view.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace stepmark::ui {

class DifferenceTable;
class PlainLabel;
class PlotCard;

/// One run of a study: what was chosen, how it went, what it gets wrong, and where it says something else than whom it
/// learnt from. Texts are shown as they are: nothing in them is markup. Main thread only.
class RunPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunPanel(QWidget* parent = nullptr);

    /// Until the run is there: what it is of.
    void showBusy(const Study& study, const RunPlace& place);
    void setRun(const Study& study, const RunView& run);
    void showError(const QString& message);
    const RunPlace& place() const { return m_place; }
    QComboBox* seedField() const { return m_seed; }
    QPushButton* backButton() const { return m_back; }
    PlotCard* course() const { return m_course; }
    QTableView* table() const { return m_table; }
    QPlainTextEdit* text() const { return m_text; }
    QString confusionText() const;
    QString settingsText() const;
    QString stateText() const;

Q_SIGNALS:
    void backRequested();
    void runWanted(const stepmark::ui::RunPlace& place);
    void notice(const QString& text, bool is_error);

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Escape goes back

private:
    QWidget* buildHead();
    QWidget* buildFacts();
    QWidget* buildExamples();
    void begin(const Study& study, const RunPlace& place);
    void fillSettings(const RunView& run);
    void fillConfusion(const RunView& run);
    void fillExamples(const RunView& run);
    void showExample(int row);

    RunPlace m_place;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_facts = nullptr;
    PlainLabel* m_state = nullptr;
    QPushButton* m_back = nullptr;
    QComboBox* m_seed = nullptr;
    QWidget* m_body = nullptr;
    QWidget* m_settings_card = nullptr;
    QGridLayout* m_settings = nullptr;
    QGridLayout* m_confusion = nullptr;
    PlainLabel* m_no_confusion = nullptr;
    PlotCard* m_course = nullptr;
    PlainLabel* m_differences = nullptr;
    DifferenceTable* m_model = nullptr;
    QTableView* m_table = nullptr;
    QPlainTextEdit* m_text = nullptr;
    SaveAs m_save_as{this, [this](const QString& text, bool is_error) { Q_EMIT notice(text, is_error); }};
};

} // namespace stepmark::ui
