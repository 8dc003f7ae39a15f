// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labelers/labeler_table.h"

#include "model/domain/csv.h"
#include "ui/data/data_text.h"
#include "ui/labelers/labeler_text.h"
#include "ui/rounds/round_text.h"
#include "ui/widgets/table_heading.h"
#include "ui/widgets/when_text.h"

#include <QFont>
#include <QLocale>

namespace stepmark::ui {

namespace {

// Index: LabelerTable::Column.
constexpr TableHeading kHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Labeler"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "State"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Only who is admitted gets solutions from the queue")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Lately"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable",
                       "By the last 20 gold items. Slipping: below the threshold, and not by bad luck")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Gold right"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Gold items with every counted step marked as known")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "95 % interval"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable",
                       "Where the share lies by what was seen; exact, so that few items are not overread")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Steps"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Share of the gold items' steps marked as known")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Solutions"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Labelled, without gold and screening")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Marks"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Pace"),
     QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Mean time a mark, pauses left out")},
    {QT_TRANSLATE_NOOP("stepmark::ui::LabelerTable", "Last mark"), ""},
};

// Index: GoldTable::Column.
constexpr TableHeading kGoldHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "Problem"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "For"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "Answered right"),
     QT_TRANSLATE_NOOP("stepmark::ui::GoldTable",
                       "By all labelers. Where hardly anybody agrees, look at the gold again")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "Steps"),
     QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "Up to and including the first error")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "First error"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "Judged by"),
     QT_TRANSLATE_NOOP("stepmark::ui::GoldTable", "They are never asked this item")},
};

QString none() { return QString(QChar(0x2013)); }

bool isText(int column) { return column <= LabelerTable::Trend; }

QString paceText(const std::optional<qint64>& step_ms) {
    if (!step_ms)
        return none();
    return LabelerTable::tr("%1 s").arg(QLocale().toString(static_cast<double>(*step_ms) / 1000, 'f', 1));
}

} // namespace

void LabelerTable::setRows(std::vector<LabelerRow> rows, const QualityRules& rules) {
    beginResetModel();
    m_rows = std::move(rows);
    m_rules = rules;
    endResetModel();
}

QByteArray LabelerTable::csv() const {
    CsvWriter csv;
    csv.row({"labeler", "kind", "state", "standing", "gold_items", "gold_right", "gold_share_low", "gold_share_high",
             "gold_steps", "gold_steps_right", "gold_skipped", "solutions", "marks", "step_ms", "last_mark"});
    const auto number = [](qint64 value) { return std::to_string(value); };
    for (const LabelerRow& one : m_rows) {
        const auto interval = one.gold.interval();
        csv.row({one.name.toStdString(), one.machine ? "machine" : "person", toText(one.state), toText(one.standing),
                 number(one.gold.items), number(one.gold.right),
                 csvNumber(interval ? std::optional(interval->low) : std::nullopt),
                 csvNumber(interval ? std::optional(interval->high) : std::nullopt), number(one.gold.steps),
                 number(one.gold.agreed), number(one.gold_skipped), number(one.solutions), number(one.ratings),
                 one.step_ms ? number(*one.step_ms) : std::string(),
                 one.last_active.isValid() ? one.last_active.toUTC().toString(Qt::ISODate).toStdString()
                                           : std::string()});
    }
    return QByteArray::fromStdString(csv.text());
}

const LabelerRow* LabelerTable::row(int number) const {
    return number >= 0 && number < rowCount() ? &m_rows[static_cast<std::size_t>(number)] : nullptr;
}

int LabelerTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LabelerTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString LabelerTable::text(const LabelerRow& row, int column) const {
    const QLocale locale;
    switch (column) {
    case Name:
        return row.machine ? tr("%1 (machine)").arg(row.name.left(80).simplified()) : row.name.left(80).simplified();
    case State:
        return stateText(row);
    case Trend:
        return standingText(row.standing, m_rules);
    case Gold:
        return row.gold_skipped > 0 ? tr("%1, %2 skipped").arg(goldText(row.gold)).arg(row.gold_skipped)
                                    : goldText(row.gold);
    case Interval:
        return intervalText(row.gold);
    case Steps:
        return shareText(row.gold.stepShare());
    case Solutions:
        return locale.toString(row.solutions);
    case Marks:
        return locale.toString(row.ratings);
    case Pace:
        return paceText(row.step_ms);
    case Active:
        return whenText(row.last_active);
    default:
        return {};
    }
}

QVariant LabelerTable::data(const QModelIndex& index, int role) const {
    const LabelerRow* one = index.isValid() ? row(index.row()) : nullptr;
    if (!one)
        return {};
    if (role == Qt::DisplayRole)
        return text(*one, index.column());
    if (role == Qt::ToolTipRole && index.column() == State && !one->note.isEmpty())
        return plainToolTip(noteText(one->note.left(300)));
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && index.column() == State)
        return colorOf(toneOf(one->state));
    if (role == Qt::ForegroundRole && index.column() == Trend)
        return colorOf(toneOf(one->standing));
    if (role == Qt::FontRole && index.column() == Trend && one->standing == Standing::Slipping) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

QVariant LabelerTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    return headingRole(
        kHeadings[section], role, [](const char* words) { return tr(words); }, isText(section));
}

void GoldTable::setRows(std::vector<GoldRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QByteArray GoldTable::csv() const {
    CsvWriter csv;
    csv.row({"item", "for", "problem", "steps", "first_error", "answered", "right", "judged_by"});
    for (const GoldRow& one : m_rows)
        csv.row({std::to_string(one.id), one.screening ? "screening" : "quality control", one.problem.toStdString(),
                 std::to_string(one.steps), one.first_error > 0 ? std::to_string(one.first_error) : std::string(),
                 std::to_string(one.answered), std::to_string(one.right), one.origin.toStdString()});
    return QByteArray::fromStdString(csv.text());
}

const GoldRow* GoldTable::row(int number) const {
    return number >= 0 && number < rowCount() ? &m_rows[static_cast<std::size_t>(number)] : nullptr;
}

int GoldTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int GoldTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString GoldTable::text(const GoldRow& row, int column) {
    switch (column) {
    case Problem:
        return row.problem.left(200).simplified();
    case Use:
        return row.screening ? tr("screening") : tr("quality control");
    case Answered: {
        GoldTally tally;
        tally.items = row.answered;
        tally.right = row.right;
        return goldText(tally);
    }
    case Steps:
        return QString::number(row.steps);
    case Error:
        return row.first_error > 0 ? tr("step %1").arg(row.first_error) : tr("none");
    case Origin:
        return row.origin.left(80).simplified();
    default:
        return {};
    }
}

QVariant GoldTable::data(const QModelIndex& index, int role) const {
    const GoldRow* one = index.isValid() ? row(index.row()) : nullptr;
    if (!one)
        return {};
    if (role == Qt::DisplayRole)
        return text(*one, index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

QVariant GoldTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    return headingRole(
        kGoldHeadings[section], role, [](const char* words) { return tr(words); }, true);
}

} // namespace stepmark::ui
