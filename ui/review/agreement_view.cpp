// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/agreement_view.h"

#include "ui/review/agreement_plot.h"
#include "ui/review/agreement_table.h"
#include "ui/review/review_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QDate>
#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kShownRows = 12; ///< of a table, before it scrolls by itself

AgreementPlot::Point pointOf(const QString& label, const std::optional<Figure>& figure) {
    AgreementPlot::Point point;
    point.label = label;
    if (figure) {
        point.value = figure->value;
        if (figure->interval) {
            point.low = figure->interval->low;
            point.high = figure->interval->high;
        }
    }
    return point;
}

} // namespace

AgreementView::AgreementView(QWidget* parent)
    : QWidget(parent)
    , m_scope(new ChoiceField)
    , m_time(new ChoiceField)
    , m_pairs(new AgreementTable(this))
    , m_periods(new AgreementTable(this))
    , m_plot(new AgreementPlot)
    , m_stack(new QStackedWidget) {
    m_scope->setAccessibleName(tr("Agreement on what"));
    m_scope->addItems({tr("On each step"), tr("On the first error")});
    m_time->setAccessibleName(tr("Over what time"));
    m_time->addItems({tr("By round"), tr("By week")});
    m_pair_table = makeTable(m_pairs, tr("Agreement of pairs"));
    m_period_table = makeTable(m_periods, tr("Agreement over time"));
    m_plot_caption = makeCaption(tr("Krippendorff's alpha over time"));
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
    layout->addLayout(row);
    layout->addWidget(m_pair_table);
    layout->addWidget(m_plot_caption);
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
    connect(&Theme::instance(), &Theme::changed, this, &AgreementView::refresh);
    setBusy();
}

QTableView* AgreementView::makeTable(AgreementTable* model, const QString& name) {
    QTableView* table = newRowTable(name);
    table->setModel(model);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return table;
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
    std::vector<AgreementTable::Row> rows{{tr("Everybody"), report.overall}};
    for (const PairAgreement& pair : report.pairs)
        rows.push_back(
            {tr("%1 and %2").arg(nameOf(pair.first, m_names), nameOf(pair.second, m_names)), pair.agreement});
    for (AgreementTable* table : {m_pairs, m_periods})
        table->setUnit(on_steps ? tr("Steps") : tr("Solutions"));
    m_pairs->setRows(std::move(rows));

    const bool by_round = m_time->currentIndex() == 0;
    std::vector<AgreementTable::Row> periods;
    std::vector<AgreementPlot::Point> points;
    for (const PeriodAgreement& period : by_round ? report.rounds : report.weeks) {
        const QString date = QDate(1970, 1, 1).addDays(period.period).toString(Qt::ISODate);
        periods.push_back(
            {by_round ? tr("Round %1").arg(period.period) : tr("Week of %1").arg(date), period.agreement});
        points.push_back(pointOf(by_round ? QString::number(period.period) : date, period.agreement.alpha));
    }
    m_plot->setPoints(std::move(points), 0, 1);
    m_plot->setVisible(!periods.empty());
    m_plot_caption->setVisible(!periods.empty());
    m_period_table->setVisible(!periods.empty());
    m_periods->setRows(std::move(periods));
    fit(m_pair_table);
    fit(m_period_table);
}

/// The page scrolls, not the table: it is as high as its rows, up to a screenful.
void AgreementView::fit(QTableView* table) {
    table->resizeColumnsToContents();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const int rows = std::min(table->model()->rowCount(), kShownRows);
    int height = table->horizontalHeader()->sizeHint().height() + 2 * table->frameWidth() + Theme::space(2);
    for (int row = 0; row < rows; ++row)
        height += table->rowHeight(row);
    table->setFixedHeight(height);
}

} // namespace stepmark::ui
