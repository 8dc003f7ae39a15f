// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/save_as.h"
#include "ui/review/review_view.h"

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTableView;

namespace stepmark::ui {

class AgreementTable;
class ChoiceField;
class PlainLabel;
class PlotCard;

/// How far labelers agree: everybody and each pair as a table, by round or week as a table and a plot. Main thread
/// only.
class AgreementView : public QWidget {
    Q_OBJECT
public:
    explicit AgreementView(QWidget* parent = nullptr);

    void setReports(const AgreementReport& steps, const AgreementReport& first_errors, const ReviewNames& names);
    /// The figures are being computed.
    void setBusy();
    AgreementTable* pairs() const { return m_pairs; }
    AgreementTable* periods() const { return m_periods; }
    ChoiceField* scopeField() const { return m_scope; }
    ChoiceField* timeField() const { return m_time; }
    PlotCard* plot() const { return m_plot; }

Q_SIGNALS:
    void notice(const QString& text, bool is_error);

private:
    void addSaving(QHBoxLayout* row);
    QTableView* makeTable(AgreementTable* model, const QString& name);
    void refresh();
    void fit(QTableView* table);

    AgreementReport m_steps, m_first_errors;
    ReviewNames m_names;
    ChoiceField* m_scope = nullptr;
    ChoiceField* m_time = nullptr;
    AgreementTable* m_pairs = nullptr;
    AgreementTable* m_periods = nullptr;
    QTableView* m_pair_table = nullptr;
    QTableView* m_period_table = nullptr;
    PlotCard* m_plot = nullptr;
    PlainLabel* m_message = nullptr;
    QStackedWidget* m_stack = nullptr;
    SaveAs m_save_as{this, [this](const QString& text, bool is_error) { Q_EMIT notice(text, is_error); }};
};

} // namespace stepmark::ui
