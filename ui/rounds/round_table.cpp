// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_table.h"

#include "ui/data/data_text.h"
#include "ui/rounds/round_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/table_heading.h"
#include "ui/widgets/when_text.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

// Index: RoundTable::Column.
constexpr TableHeading kHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Round"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Tick up to four rounds to compare them in the plots (Space)")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "State"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Queue"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "How the solutions to label were chosen")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Queued"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Solutions queued for labelling")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Wrong"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Share of the queued solutions with a wrong final answer")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Marks"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Marks the model was trained on")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Step AUC"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable",
                       "Over all held-out steps; mostly tells hard problems from easy ones")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "in a problem"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable",
                       "Step AUC among steps of the same problem: this one tells quality. All pairs of a right and a "
                       "wrong step of one problem count alike, so that a problem counts by its pairs")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "PRM"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable",
                       "Problems solved by taking the sample that the process reward model likes best")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "ORM"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "The same by an outcome model, which never saw a step marked")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Majority"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "The same by majority vote, without a model")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "N"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "Samples a problem that PRM, ORM and majority choose from")},
    {QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "When"),
     QT_TRANSLATE_NOOP("stepmark::ui::RoundTable", "When the round was started")},
};

bool isText(int column) { return column <= RoundTable::Strategy; }

/// Of the held-out problems.
bool isFigure(int column) { return column >= RoundTable::Auc && column <= RoundTable::BestOf; }

} // namespace

void RoundTable::setRows(std::vector<RoundSummary> rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RoundSummary& a, const RoundSummary& b) { return a.number > b.number; });
    beginResetModel();
    m_rows = std::move(rows);
    std::erase_if(m_chosen, [this](int number) {
        return std::none_of(m_rows.begin(), m_rows.end(), [number](auto& row) { return row.number == number; });
    });
    if (m_chosen.empty()) {
        const auto evaluated = std::find_if(m_rows.begin(), m_rows.end(), [](auto& row) { return row.best(); });
        if (evaluated != m_rows.end())
            m_chosen.insert(evaluated->number);
    }
    endResetModel();
    Q_EMIT chosenChanged();
}

std::vector<RoundSummary> RoundTable::chosen() const {
    std::vector<RoundSummary> rounds;
    for (const RoundSummary& row : m_rows)
        if (m_chosen.contains(row.number))
            rounds.push_back(row);
    return rounds;
}

int RoundTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RoundTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString RoundTable::text(const RoundSummary& row, int column) {
    const QLocale locale;
    const auto value = [](const std::optional<Figure>& figure) {
        return valueText(figure ? std::optional(figure->value) : std::nullopt);
    };
    const BestOfN* best = row.best();
    const auto solved = [best](std::optional<Figure> BestOfN::*curve) {
        const auto figure = best ? best->*curve : std::nullopt;
        return shareText(figure ? std::optional(figure->value) : std::nullopt);
    };
    switch (column) {
    case Number:
        return locale.toString(row.number);
    case When:
        return whenText(QDateTime::fromString(QString::fromStdString(row.created_at), Qt::ISODateWithMs));
    case Strategy:
        return strategyText(row);
    case Labels:
        return row.labels ? locale.toString(static_cast<qlonglong>(*row.labels)) : QString(QChar(0x2013));
    case Queued:
        return locale.toString(static_cast<qlonglong>(row.queued));
    case Wrong:
        return shareText(row.wrong_share);
    case Auc:
        return value(row.step_auc);
    case AucWithin:
        return value(row.step_auc_within);
    case Prm:
        return solved(&BestOfN::prm);
    case Orm:
        return solved(&BestOfN::orm);
    case Majority:
        return solved(&BestOfN::majority);
    case BestOf:
        return best ? locale.toString(best->n) : QString(QChar(0x2013));
    case State:
        return row.skipped_steps > 0 ? tr("%1, %n step(s) skipped", nullptr, static_cast<int>(row.skipped_steps))
                                           .arg(stateText(row.state))
                                     : stateText(row.state);
    default:
        return {};
    }
}

QVariant RoundTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RoundSummary& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::ToolTipRole && index.column() == State && !trainingNotes(row).isEmpty())
        return plainToolTip(trainingNotes(row).join(QLatin1Char('\n')));
    if (role == Qt::CheckStateRole && index.column() == Number)
        return m_chosen.contains(row.number) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole && index.column() == Number)
        return m_chosen.contains(row.number) ? tr("Round %1, drawn in the plots").arg(row.number)
                                             : tr("Round %1").arg(row.number);
    if (role == Qt::ForegroundRole && isFigure(index.column()) && row.held_out == false)
        return Theme::instance().colors().negative;
    if (role == Qt::ToolTipRole && isFigure(index.column()))
        return sentences(seenText(row), computedText(row)).trimmed();
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::FontRole && (index.column() == AucWithin || index.column() == Prm)) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

bool RoundTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Number)
        return false;
    const int number = m_rows[static_cast<std::size_t>(index.row())].number;
    if (value.toInt() != Qt::Checked)
        m_chosen.erase(number);
    else if (m_chosen.size() < kMostChosen)
        m_chosen.insert(number);
    else
        return false;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags RoundTable::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == Number ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant RoundTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    return headingRole(
        kHeadings[section], role, [](const char* words) { return tr(words); }, isText(section));
}

} // namespace stepmark::ui
