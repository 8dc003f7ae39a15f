// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"
#include "ui/charts/save_as.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QPushButton;
class QTableView;

namespace stepmark::ui {

class PlainLabel;
class PlotCard;
class RoundTable;

/// What the rounds so far were worth: the table and the plots, each of which can be saved. Main thread only.
class RoundResults : public QWidget {
    Q_OBJECT
public:
    explicit RoundResults(QWidget* parent = nullptr);

    void setRounds(const std::vector<RoundSummary>& rounds);
    QTableView* table() const { return m_table; }
    const std::vector<PlotCard*>& cards() const { return m_cards; }
    QPushButton* saveTableButton() const { return m_save_table; }
    PlainLabel* warning() const { return m_warning; }

Q_SIGNALS:
    void notice(const QString& text, bool is_error);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTable();
    void refreshPlots();
    void fitTable();
    void arrange();

    std::vector<RoundSummary> m_rounds; ///< by number
    RoundTable* m_model = nullptr;
    QTableView* m_table = nullptr;
    QPushButton* m_save_table = nullptr;
    PlainLabel* m_hint = nullptr;
    PlainLabel* m_warning =
        nullptr; ///< figures that are not held out, or of fewer problems; hidden where there are none
    QGridLayout* m_grid = nullptr;
    std::vector<PlotCard*> m_cards;
    SaveAs m_save_as{this, [this](const QString& text, bool is_error) { Q_EMIT notice(text, is_error); }};
    int m_columns = 0;
};

} // namespace stepmark::ui
