// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/agreement_view.h"

#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/review/agreement_plot.h"
#include "ui/review/agreement_table.h"
#include "ui/review/review_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/sentences.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace stepmark::ui {

namespace {

constexpr int kShownRows = 12; ///< of a table, before it scrolls by itself
constexpr int kPlotHeight = 300;

} // namespace

AgreementView::AgreementView(QWidget* parent)
    : QWidget(parent)
    , m_scope(new ChoiceField)
    , m_time(new ChoiceField)
    , m_pairs(new AgreementTable(this))
    , m_periods(new AgreementTable(this))
    , m_plot(new PlotCard)
    , m_stack(new QStackedWidget) {
    m_scope->setAccessibleName(tr("Agreement on what"));
    m_scope->addItems({tr("On each step"), tr("On the first error")});
    m_time->setAccessibleName(tr("Over what time"));
    m_time->addItems({tr("By round"), tr("By week")});
    m_pair_table = makeTable(m_pairs, tr("Agreement of pairs"));
    m_period_table = makeTable(m_periods, tr("Agreement over time"));
    m_plot->setMinimumHeight(kPlotHeight);
    auto* note = new PlainLabel(tr("Only what two labelers or more judged counts. In brackets: 95 % intervals from a "
                                   "bootstrap over the steps or solutions; below ten there is none. – means "
                                   "undefined: nothing in common, or every judgement the same."),
                                Type::Small, Tone::Dim);
    note->setWordWrap(true);

    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, Theme::space(2), 0);
    layout->setSpacing(Theme::space(3));
    auto* row = new QHBoxLayout;
    row->addWidget(m_scope);
    row->addWidget(m_time);
    row->addStretch(1);
    addSaving(row);
    layout->addLayout(row);
    layout->addWidget(m_pair_table);
    layout->addWidget(m_plot);
    layout->addWidget(m_period_table);
    layout->addWidget(note);
    layout->addStretch(1);
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    m_message = new PlainLabel({}, Type::Body, Tone::Dim);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_stack->addWidget(m_message);
    m_stack->addWidget(area);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &AgreementView::refresh);
    connect(m_time, &QComboBox::currentIndexChanged, this, &AgreementView::refresh);
    keepFitted(m_pair_table, [this] { fit(m_pair_table); });
    keepFitted(m_period_table, [this] { fit(m_period_table); });
    setBusy();
}

QTableView* AgreementView::makeTable(AgreementTable* model, const QString& name) {
    QTableView* table = newRowTable(name);
    table->setModel(model);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // what does not fit is hidden
    return table;
}

/// The plot has a button of its own.
void AgreementView::addSaving(QHBoxLayout* row) {
    const auto add = [&](const QString& text, const AgreementTable* table, const QString& file) {
        auto* button = new QPushButton(text);
        button->setProperty("link", true);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [this, table, file] { m_save_as.table(table->csv(), file); });
    };
    add(tr("Save the pairs (CSV)…"), m_pairs, QStringLiteral("agreement"));
    add(tr("Save the periods (CSV)…"), m_periods, QStringLiteral("agreement-over-time"));
    connect(m_plot, &PlotCard::saveRequested, this,
            [this](const QString& suffix) { m_save_as.plot(m_plot->view()->plot(), suffix); });
}

void AgreementView::setBusy() {
    m_message->setText(tr("Computing the agreement of your labelers…"));
    m_stack->setCurrentIndex(0);
}

void AgreementView::setReports(const AgreementReport& steps, const AgreementReport& first_errors,
                               const ReviewNames& names) {
    m_steps = steps;
    m_first_errors = first_errors;
    m_names = names;
    if (steps.overall.units == 0 && first_errors.overall.units == 0) {
        m_message->setText(
            tr("Nothing has been judged by two labelers yet, so that their agreement is undefined. Let a "
               "second labeler mark some of the same solutions."));
        m_stack->setCurrentIndex(0);
        return;
    }
    m_stack->setCurrentIndex(1);
    refresh();
}

void AgreementView::refresh() {
    const bool on_steps = m_scope->currentIndex() == 0;
    const AgreementReport& report = on_steps ? m_steps : m_first_errors;
    std::vector<AgreementTable::Row> rows{{tr("Everybody"), "everybody", report.overall}};
    for (const PairAgreement& pair : report.pairs) {
        const QString first = nameOf(pair.first, m_names), second = nameOf(pair.second, m_names);
        const QString key = QStringLiteral("%1 and %2").arg(first, second);
        rows.push_back({tr("%1 and %2").arg(first, second), key.toStdString(), pair.agreement});
    }
    const QString distance =
        on_steps ? tr("Distances are ordinal: wrong, neutral, right.")
                 : tr("Distances are ordinal, by the place of the first error; none is the last place.");
    for (AgreementTable* table : {m_pairs, m_periods})
        table->setUnit(on_steps ? tr("Steps") : tr("Solutions"), distance);
    m_pairs->setRows(std::move(rows));

    const bool by_round = m_time->currentIndex() == 0;
    std::vector<AgreementTable::Row> periods;
    for (const PeriodAgreement& period : by_round ? report.rounds : report.weeks) {
        const QString day = dayText(static_cast<double>(period.period));
        const QString name = by_round ? tr("Round %1").arg(period.period) : tr("Week of %1").arg(day);
        const QString key = by_round ? QString::number(period.period) : day;
        periods.push_back({name, key.toStdString(), period.agreement});
    }
    Plot plot = agreementPlot(report, by_round);
    plot.meaning = sentences(plot.meaning, distance);
    m_plot->setPlot(plot);
    m_plot->setVisible(!periods.empty());
    m_period_table->setVisible(!periods.empty());
    m_periods->setRows(std::move(periods));
    fit(m_pair_table);
    fit(m_period_table);
}

/// The page scrolls, not the table: it is as high as its rows, up to a screenful.
void AgreementView::fit(QTableView* table) {
    fitColumns(table, {AgreementTable::Fleiss, AgreementTable::Cohen}, AgreementTable::Who);
    fitRows(table, kShownRows);
}

} // namespace stepmark::ui
