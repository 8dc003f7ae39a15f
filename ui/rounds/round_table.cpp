// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_table.h"

#include "ui/rounds/round_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

struct Heading {
    const char* text;
    const char* meaning;
};

// Index: RoundTable::Column.
constexpr Heading kHeadings[] = {
    {QT_TRANSLATE_NOOP("RoundTable", "Round"), ""},
    {QT_TRANSLATE_NOOP("RoundTable", "State"), ""},
    {QT_TRANSLATE_NOOP("RoundTable", "Marks"), QT_TRANSLATE_NOOP("RoundTable", "Marks the model was trained on")},
    {QT_TRANSLATE_NOOP("RoundTable", "Wrong"),
     QT_TRANSLATE_NOOP("RoundTable", "Share of the queued solutions with a wrong final answer")},
    {QT_TRANSLATE_NOOP("RoundTable", "Step AUC"),
     QT_TRANSLATE_NOOP("RoundTable", "Over all held-out steps; mostly tells hard problems from easy ones")},
    {QT_TRANSLATE_NOOP("RoundTable", "in a problem"),
     QT_TRANSLATE_NOOP("RoundTable", "Step AUC among steps of the same problem: this one tells quality")},
    {QT_TRANSLATE_NOOP("RoundTable", "Best of N: PRM"),
     QT_TRANSLATE_NOOP("RoundTable", "Problems solved by taking the sample that the process reward model likes best")},
    {QT_TRANSLATE_NOOP("RoundTable", "ORM"),
     QT_TRANSLATE_NOOP("RoundTable", "The same by an outcome model, which never saw a step marked")},
    {QT_TRANSLATE_NOOP("RoundTable", "Majority"),
     QT_TRANSLATE_NOOP("RoundTable", "The same by majority vote, without a model")},
    {QT_TRANSLATE_NOOP("RoundTable", "N"), QT_TRANSLATE_NOOP("RoundTable", "Samples a problem the three choose from")},
    {QT_TRANSLATE_NOOP("RoundTable", "Queued"), QT_TRANSLATE_NOOP("RoundTable", "Solutions queued for labelling")},
    {QT_TRANSLATE_NOOP("RoundTable", "Queue"),
     QT_TRANSLATE_NOOP("RoundTable", "How the solutions to label were chosen")},
    {QT_TRANSLATE_NOOP("RoundTable", "When"), QT_TRANSLATE_NOOP("RoundTable", "When the round was started")},
};

bool isText(int column) { return column <= RoundTable::State || column >= RoundTable::Strategy; }

} // namespace

void RoundTable::setRows(std::vector<RoundRow> rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RoundRow& a, const RoundRow& b) { return a.number > b.number; });
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int RoundTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RoundTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString RoundTable::text(const RoundRow& row, int column) {
    const QLocale locale;
    switch (column) {
    case Number:
        return locale.toString(row.number);
    case When:
        return row.started.isValid() ? row.started.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm"))
                                     : QString();
    case Strategy:
        return row.strategy.left(200);
    case Labels:
        return locale.toString(static_cast<qlonglong>(row.labels));
    case Queued:
        return locale.toString(static_cast<qlonglong>(row.queued));
    case Wrong:
        return shareText(row.wrong_share);
    case Auc:
        return valueText(row.step_auc);
    case AucWithin:
        return valueText(row.step_auc_within);
    case Prm:
        return shareText(row.prm);
    case Orm:
        return shareText(row.orm);
    case Majority:
        return shareText(row.majority);
    case BestOf:
        return row.best_of > 0 ? locale.toString(row.best_of) : QString(QChar(0x2013));
    case State:
        return row.state.left(200);
    default:
        return {};
    }
}

QVariant RoundTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RoundRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::FontRole && (index.column() == AucWithin || index.column() == Prm)) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

QVariant RoundTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    if (role == Qt::DisplayRole)
        return tr(kHeadings[section].text);
    if (role == Qt::ToolTipRole && *kHeadings[section].meaning)
        return tr(kHeadings[section].meaning);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

} // namespace stepmark::ui
