// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_tables.h"
#include "ui/data/data_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/table_heading.h"
#include "ui/widgets/when_text.h"

#include <QLocale>

namespace stepmark::ui {

namespace {

// Index: SolutionTable::Column.
constexpr TableHeading kHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Problem"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Answer"),
     QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "The solution's final answer")},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Right?"),
     QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Whether the final answer equals the reference answer")},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Score"),
     QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "The probability that all steps are right, as a model has it")},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Marks"),
     QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Marks that stand, of all labelers")},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Last mark"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Steps"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Flag"),
     QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "A labeler has flagged it")},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Split"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Source"),
     QT_TRANSLATE_NOOP("stepmark::ui::SolutionTable", "Where it came from")},
};

bool isNumber(int column) {
    return column == SolutionTable::Score || column == SolutionTable::Marks || column == SolutionTable::Steps;
}

} // namespace

void SolutionTable::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void SolutionTable::appendIds(const std::vector<qint64>& ids) {
    if (ids.empty())
        return;
    // The page at the end was asked for when it was shorter.
    if (m_rows.size() % LazyRows<SolutionItem>::kPage != 0)
        m_rows.forgetRows();
    beginInsertRows({}, m_rows.size(), m_rows.size() + static_cast<int>(ids.size()) - 1);
    m_rows.append({ids.begin(), ids.end()});
    endInsertRows();
}

void SolutionTable::refresh() {
    m_rows.forgetRows();
    if (m_rows.size() > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows.size() - 1, Columns - 1));
}

void SolutionTable::ask() {
    for (auto [page, ids] = m_rows.takeWanted(); page >= 0; std::tie(page, ids) = m_rows.takeWanted())
        Q_EMIT rowsWanted(page, ids);
}

void SolutionTable::setRows(int page, std::vector<SolutionItem> rows) {
    if (!m_rows.put(page, std::move(rows)))
        return;
    const int first = page * LazyRows<SolutionItem>::kPage;
    const int last = std::min(m_rows.size(), first + LazyRows<SolutionItem>::kPage) - 1;
    Q_EMIT dataChanged(index(first, 0), index(last, Columns - 1));
}

ProblemId SolutionTable::problemAt(int row) const {
    const SolutionItem* item = m_rows.at(row);
    return item ? item->problem : 0;
}

std::optional<DataSort> SolutionTable::sortOf(int column) {
    switch (column) {
    case Problem:
        return DataSort::Problem;
    case Answer:
        return DataSort::Answer;
    case Score:
        return DataSort::Score;
    case Marks:
        return DataSort::Marks;
    case LastMark:
        return DataSort::LastMark;
    default:
        return std::nullopt;
    }
}

int SolutionTable::columnOf(DataSort sort) {
    for (int column = 0; column < Columns; ++column)
        if (sortOf(column) == sort)
            return column;
    return Problem;
}

int SolutionTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows.size(); }

int SolutionTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString SolutionTable::text(const SolutionItem& row, int column) {
    const QLocale locale;
    switch (column) {
    case Problem:
        return drawable(row.problem_text.simplified());
    case Answer:
        return row.answer ? drawable(row.answer->left(80).simplified()) : QStringLiteral("–");
    case Verdict:
        return verdictText(row.correct);
    case Score:
        return scoreText(row.score);
    case Marks:
        return locale.toString(row.marks);
    case LastMark:
        return whenText(row.marked_at);
    case Steps:
        return locale.toString(row.steps);
    case Flag:
        return row.flagged ? tr("⚑ flagged") : QString();
    case Split:
        return splitText(row.split);
    case Source:
        return drawable(row.source.left(80).simplified());
    default:
        return {};
    }
}

QVariant SolutionTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ForegroundRole && role != Qt::ToolTipRole)
        return {};
    const SolutionItem* row = m_rows.at(index.row());
    if (!row) {
        if (m_rows.isAnythingWanted())
            const_cast<SolutionTable*>(this)->askSoon();
        return role == Qt::DisplayRole && index.column() == Problem ? QVariant(QString(QChar(0x2026))) : QVariant();
    }
    if (role == Qt::DisplayRole)
        return text(*row, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == Problem ? plainToolTip(row->problem_text) : QVariant();
    if (index.column() == Verdict)
        return colorOf(verdictTone(row->correct));
    if (index.column() == Flag)
        return colorOf(Tone::Negative);
    return {};
}

QVariant SolutionTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    if (role == Qt::DisplayRole)
        return heading(section, tr(kHeadings[section].text));
    if (role == Qt::ToolTipRole && section == Score && !m_scored_by.isEmpty())
        return plainToolTip(tr(kHeadings[section].meaning) + QStringLiteral("\n") + m_scored_by);
    return headingRole(
        kHeadings[section], role, [](const char* words) { return tr(words); }, !isNumber(section));
}

} // namespace stepmark::ui
