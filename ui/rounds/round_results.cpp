// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_results.h"

#include "ui/charts/plot_card.h"
#include "ui/charts/plot_export.h"
#include "ui/charts/plot_view.h"
#include "ui/rounds/chosen_delegate.h"
#include "ui/rounds/round_plots.h"
#include "ui/rounds/round_table.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <array>

namespace stepmark::ui {

namespace {

constexpr int kPlots = 6;
constexpr int kCardWidth = 370;  ///< the narrowest that a plot can be read at
constexpr int kCardHeight = 310; ///< title, meaning, plot and readout
constexpr int kMostRows = 8;     ///< of the table; more scroll in it

} // namespace

RoundResults::RoundResults(QWidget* parent)
    : QWidget(parent)
    , m_model(new RoundTable(this))
    , m_table(newRowTable(tr("Rounds so far")))
    , m_save_table(new QPushButton(tr("Save the table (CSV)…")))
    , m_hint(new PlainLabel(tr("Tick up to four rounds to compare them in the plots."), Type::Small, Tone::Dim))
    , m_grid(new QGridLayout) {
    buildTable();
    m_save_table->setProperty("link", true);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_save_table);
    m_grid->setSpacing(Theme::space(3));
    for (int i = 0; i < kPlots; ++i) {
        auto* card = new PlotCard;
        card->setMinimumHeight(kCardHeight);
        connect(card, &PlotCard::saveRequested, this,
                [this, card](const QString& suffix) { savePlotAs(card->view()->plot(), suffix); });
        m_cards.push_back(card);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    layout->addWidget(m_table);
    layout->addLayout(foot);
    layout->addLayout(m_grid);
    connect(m_save_table, &QPushButton::clicked, this, &RoundResults::saveTable);
    connect(m_model, &RoundTable::chosenChanged, this, &RoundResults::refreshPlots);
    connect(&Theme::instance(), &Theme::changed, this, &RoundResults::fitTable);
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
    fitTable();
}

void RoundResults::refreshPlots() {
    const auto chosen = m_model->chosen();
    const std::array<Plot, kPlots> plots = {aucPlot(m_rounds),   solvedPlot(m_rounds),    bestOfNPlot(chosen),
                                            wrongPlot(m_rounds), reliabilityPlot(chosen), lossPlot(chosen)};
    for (std::size_t i = 0; i < plots.size(); ++i)
        m_cards[i]->setPlot(plots[i]);
}

/// As high as its rows. Every column is as wide as it needs; what does not fit from the right is hidden, and the
/// strategy takes the room that is left.
void RoundResults::fitTable() {
    QHeaderView* header = m_table->horizontalHeader();
    const int room = width() - 2 * m_table->frameWidth() - Theme::space(4);
    for (int column = 0; column < RoundTable::Columns; ++column)
        m_table->setColumnHidden(column, false);
    header->setStretchLastSection(false);
    m_table->resizeColumnsToContents();
    int used = 0;
    for (int column = 0; column < RoundTable::Columns; ++column) {
        m_table->setColumnWidth(column, m_table->columnWidth(column) + Theme::space(4));
        used += m_table->columnWidth(column);
    }
    for (const int column : {RoundTable::When, RoundTable::Strategy, RoundTable::Queued, RoundTable::State}) {
        if (used <= room)
            break;
        used -= m_table->columnWidth(column);
        m_table->setColumnHidden(column, true);
    }
    // What is left over is shared out, so that the table ends where the page does.
    std::vector<int> shown;
    for (int column = 0; column < RoundTable::Columns; ++column)
        if (!m_table->isColumnHidden(column))
            shown.push_back(column);
    const int spare = std::max(0, room - used) / static_cast<int>(shown.size());
    for (const int column : shown)
        m_table->setColumnWidth(column, m_table->columnWidth(column) + spare);
    header->setStretchLastSection(true);
    const int rows = std::clamp(m_model->rowCount(), 1, kMostRows);
    m_table->setFixedHeight(header->sizeHint().height() + rows * m_table->verticalHeader()->defaultSectionSize() + 8);
}

void RoundResults::arrange() {
    const int columns = std::clamp(width() / kCardWidth, 1, 3);
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
    fitTable();
}

QString RoundResults::askName(const QString& proposed, const QString& filter) {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save"), QDir(m_folder).filePath(proposed), filter);
    if (!path.isEmpty())
        m_folder = QFileInfo(path).path();
    return path;
}

void RoundResults::savePlotAs(const Plot& plot, const QString& suffix) {
    QString path = askName(plot.key + QLatin1Char('.') + suffix, QStringLiteral("*.%1").arg(suffix));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().toLower() != suffix)
        path += QLatin1Char('.') + suffix;
    const QString error = savePlot(plot, path);
    Q_EMIT notice(error.isEmpty() ? tr("Saved %1.").arg(QFileInfo(path).fileName()) : error, !error.isEmpty());
}

void RoundResults::saveTable() {
    const QString path = askName(QStringLiteral("rounds.csv"), QStringLiteral("*.csv"));
    if (path.isEmpty())
        return;
    const QString error = saveBytes(QByteArray::fromStdString(roundsCsv(m_rounds)), path);
    Q_EMIT notice(error.isEmpty() ? tr("Saved %1.").arg(QFileInfo(path).fileName()) : error, !error.isEmpty());
}

} // namespace stepmark::ui
