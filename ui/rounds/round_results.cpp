// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_results.h"

#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/rounds/chosen_delegate.h"
#include "ui/rounds/round_plots.h"
#include "ui/rounds/round_table.h"
#include "ui/rounds/round_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QGridLayout>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <array>

namespace stepmark::ui {

namespace {

constexpr int kPlots = 6;
constexpr int kCardWidth = 370;  ///< the narrowest that a plot can be read at, px at normal text size
constexpr int kCardHeight = 310; ///< title, meaning, plot and readout
constexpr int kMostRows = 8;     ///< of the table; more scroll in it

} // namespace

RoundResults::RoundResults(QWidget* parent)
    : QWidget(parent)
    , m_model(new RoundTable(this))
    , m_table(newRowTable(tr("Rounds so far")))
    , m_save_table(new QPushButton(tr("Save the table (CSV)…")))
    , m_hint(new PlainLabel(tr("Tick up to four rounds to compare them in the plots."), Type::Small, Tone::Dim))
    , m_warning(new PlainLabel({}, Type::Small, Tone::Negative))
    , m_grid(new QGridLayout) {
    buildTable();
    m_warning->setWordWrap(true);
    m_save_table->setProperty("link", true);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_save_table);
    m_grid->setSpacing(Theme::space(3));
    for (int i = 0; i < kPlots; ++i) {
        auto* card = new PlotCard;
        card->setMinimumHeight(kCardHeight);
        connect(card, &PlotCard::saveRequested, this,
                [this, card](const QString& suffix) { m_save_as.plot(card->view()->plot(), suffix); });
        m_cards.push_back(card);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    layout->addWidget(m_table);
    layout->addWidget(m_warning);
    layout->addLayout(foot);
    layout->addLayout(m_grid);
    connect(m_save_table, &QPushButton::clicked, this,
            [this] { m_save_as.table(QByteArray::fromStdString(roundsCsv(m_rounds)), QStringLiteral("rounds")); });
    connect(m_model, &RoundTable::chosenChanged, this, &RoundResults::refreshPlots);
    keepFitted(m_table, [this] { fitTable(); });
    connect(&Theme::instance(), &Theme::changed, this, &RoundResults::arrange);
    arrange();
}

void RoundResults::buildTable() {
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(RoundTable::Number, new ChosenDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTextElideMode(Qt::ElideRight);
}

void RoundResults::setRounds(const std::vector<RoundSummary>& rounds) {
    m_rounds = rounds;
    m_model->setRows(rounds); // draws the plots
    QStringList lines;
    for (const RoundSummary& round : rounds)
        if (const QString line = seenText(round); !line.isEmpty())
            lines.append(line);
    m_warning->setText(lines.join(QLatin1Char('\n')));
    m_warning->setVisible(!lines.isEmpty());
    fitTable();
}

void RoundResults::refreshPlots() {
    const auto chosen = m_model->chosen();
    const std::array<Plot, kPlots> plots = {aucPlot(m_rounds),   solvedPlot(m_rounds),    bestOfNPlot(chosen),
                                            wrongPlot(m_rounds), reliabilityPlot(chosen), lossPlot(chosen)};
    for (std::size_t i = 0; i < plots.size(); ++i)
        m_cards[i]->setPlot(plots[i]);
}

void RoundResults::fitTable() {
    fitColumns(m_table, {RoundTable::When, RoundTable::Strategy, RoundTable::Queued, RoundTable::State,
                         RoundTable::Wrong, RoundTable::Labels});
    fitRows(m_table, kMostRows);
}

void RoundResults::arrange() {
    const int columns = std::clamp(width() / Theme::instance().scaled(kCardWidth), 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
}

void RoundResults::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace stepmark::ui
