// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_tables.h"
#include "ui/data/data_text.h"
#include "ui/widgets/drawable_text.h"

#include <QLocale>

namespace stepmark::ui {

namespace {

// Index: ProblemTable::Column.
constexpr const char* kHeadings[] = {QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "Problem"),
                                     QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "Reference answer"),
                                     QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "Solutions"),
                                     QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "✓ right"),
                                     QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "✗ wrong"),
                                     QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "Subject"),
                                     QT_TRANSLATE_NOOP("stepmark::ui::ProblemTable", "Split")};

bool isNumber(int column) { return column >= ProblemTable::Solutions && column <= ProblemTable::Wrong; }

} // namespace

void ProblemTable::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void ProblemTable::appendIds(const std::vector<qint64>& ids) {
    if (ids.empty())
        return;
    if (m_rows.size() % LazyRows<ProblemItem>::kPage != 0)
        m_rows.forgetRows();
    beginInsertRows({}, m_rows.size(), m_rows.size() + static_cast<int>(ids.size()) - 1);
    m_rows.append({ids.begin(), ids.end()});
    endInsertRows();
}

void ProblemTable::refresh() {
    m_rows.forgetRows();
    if (m_rows.size() > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows.size() - 1, Columns - 1));
}

void ProblemTable::ask() {
    for (auto [page, ids] = m_rows.takeWanted(); page >= 0; std::tie(page, ids) = m_rows.takeWanted())
        Q_EMIT rowsWanted(page, ids);
}

void ProblemTable::setRows(int page, std::vector<ProblemItem> rows) {
    if (!m_rows.put(page, std::move(rows)))
        return;
    const int first = page * LazyRows<ProblemItem>::kPage;
    const int last = std::min(m_rows.size(), first + LazyRows<ProblemItem>::kPage) - 1;
    Q_EMIT dataChanged(index(first, 0), index(last, Columns - 1));
}

int ProblemTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows.size(); }

int ProblemTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString ProblemTable::text(const ProblemItem& row, int column) {
    const QLocale locale;
    switch (column) {
    case Text:
        return drawable(row.text.simplified());
    case Answer:
        return row.answer ? drawable(row.answer->left(80).simplified()) : QStringLiteral("–");
    case Solutions:
        return locale.toString(row.solutions);
    case Right:
        return locale.toString(row.right);
    case Wrong:
        return locale.toString(row.wrong);
    case Subject:
        return drawable(row.subject.left(80).simplified());
    case Split:
        return splitText(row.split);
    default:
        return {};
    }
}

QVariant ProblemTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const ProblemItem* row = m_rows.at(index.row());
    if (!row) {
        if (m_rows.isAnythingWanted())
            const_cast<ProblemTable*>(this)->askSoon();
        return role == Qt::DisplayRole && index.column() == Text ? QVariant(QString(QChar(0x2026))) : QVariant();
    }
    if (role == Qt::DisplayRole)
        return text(*row, index.column());
    return index.column() == Text ? plainToolTip(row->text) : QVariant();
}

QVariant ProblemTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    if (role == Qt::DisplayRole)
        return heading(section, tr(kHeadings[section]));
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace stepmark::ui
