// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/grid_table.h"

#include "ui/data/data_text.h"
#include "ui/rounds/round_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/table_heading.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kValueCharacters = 60; ///< of a value

// Index: GridTable::Column.
constexpr TableHeading kGridHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "AUC in a problem"),
     QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Step AUC among steps of the same problem, with its 95 % interval: "
                                                  "this one tells quality, and the best stands first")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Step AUC"),
     QT_TRANSLATE_NOOP("stepmark::ui::GridTable",
                       "Over all held-out steps; mostly tells hard problems from easy ones")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Best of N"),
     QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Problems solved by taking the sample that the model likes best")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Brier"),
     QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Squared error of its probabilities: less is better")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Marks"),
     QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Marks it was trained on")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Time"),
     QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "Training and evaluation")},
    {QT_TRANSLATE_NOOP("stepmark::ui::GridTable", "State"), ""},
};

QString withInterval(const std::optional<Figure>& figure) {
    const QString value = valueText(figure ? std::optional(figure->value) : std::nullopt);
    return figure && figure->interval
               ? GridTable::tr("%1 (%2 to %3)")
                     .arg(value, valueText(figure->interval->low), valueText(figure->interval->high))
               : value;
}

QString modeText(TrainMode mode) {
    return mode == TrainMode::Head ? GridTable::tr("head only") : GridTable::tr("whole model");
}

/// A folder by its last name: the whole is a tool tip.
QString baseText(const std::filesystem::path& base) {
    if (base.empty())
        return GridTable::tr("built in");
    const auto name = base.has_filename() ? base.filename() : base.parent_path().filename();
    return drawable(QString::fromStdString(name.string()));
}

QString fieldValue(const GridColumn& column, const GridRow& row, int place) {
    const QLocale locale;
    switch (column.field) {
    case GridField::Base:
        return baseText(row.options.base);
    case GridField::Mode:
        return modeText(row.options.mode);
    case GridField::LearningRate:
        return locale.toString(row.options.learning_rate, 'g', 6).toLower();
    case GridField::Epochs:
        return locale.toString(row.options.epochs);
    case GridField::Seed:
        return QString::number(row.options.seed);
    case GridField::Other:
        break;
    }
    return drawable(row.values.value(place).left(kValueCharacters));
}

/// The best first; what has no figure, and what failed, last.
bool isBetter(const GridRow& a, const GridRow& b) {
    const auto worth = [](const GridRow& row) { return row.step_auc_within ? row.step_auc_within->value : -1; };
    return worth(a) > worth(b);
}

} // namespace

QString gridFieldText(const GridColumn& column) {
    switch (column.field) {
    case GridField::Base:
        return GridTable::tr("Base model");
    case GridField::Mode:
        return GridTable::tr("Trained");
    case GridField::LearningRate:
        return GridTable::tr("Learning rate");
    case GridField::Epochs:
        return GridTable::tr("Epochs");
    case GridField::Seed:
        return GridTable::tr("Seed");
    case GridField::Other:
        break;
    }
    return drawable(column.key.left(kValueCharacters));
}

QString gridRowText(const GridResult& result, const GridRow& row) {
    QStringList parts;
    for (std::size_t i = 0; i < result.columns.size(); ++i)
        parts.append(GridTable::tr("%1: %2").arg(gridFieldText(result.columns[i]),
                                                 fieldValue(result.columns[i], row, static_cast<int>(i))));
    return parts.join(QStringLiteral(" · "));
}

void GridTable::setResult(const GridResult& result) {
    beginResetModel();
    m_result = result;
    std::stable_sort(m_result.rows.begin(), m_result.rows.end(), isBetter);
    endResetModel();
}

const GridRow* GridTable::row(int index) const {
    return index >= 0 && index < rowCount() ? &m_result.rows[static_cast<std::size_t>(index)] : nullptr;
}

int GridTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_result.rows.size());
}

int GridTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : place(Columns); }

QString GridTable::text(const GridRow& row, int column) const {
    const int varied = static_cast<int>(m_result.columns.size());
    if (column < varied)
        return fieldValue(m_result.columns[static_cast<std::size_t>(column)], row, column);
    switch (column - varied) {
    case AucWithin:
        return withInterval(row.step_auc_within);
    case Auc:
        return valueText(row.step_auc ? std::optional(row.step_auc->value) : std::nullopt);
    case Prm:
        return shareText(row.prm ? std::optional(row.prm->value) : std::nullopt);
    case Brier:
        return valueText(row.brier);
    case Labels:
        return row.labels ? QLocale().toString(*row.labels) : QStringLiteral("–");
    case Seconds:
        return row.seconds ? durationText(*row.seconds) : QStringLiteral("–");
    case State:
        return row.error.isEmpty() ? tr("done") : tr("failed");
    default:
        return {};
    }
}

QVariant GridTable::data(const QModelIndex& index, int role) const {
    const GridRow* shown = index.isValid() ? row(index.row()) : nullptr;
    if (!shown)
        return {};
    const int varied = static_cast<int>(m_result.columns.size());
    const bool is_state = index.column() == place(State);
    if (role == Qt::DisplayRole)
        return text(*shown, index.column());
    if (role == Qt::ToolTipRole && is_state && !shown->error.isEmpty())
        return plainToolTip(shown->error);
    if (role == Qt::ToolTipRole && index.column() < varied &&
        m_result.columns[static_cast<std::size_t>(index.column())].field == GridField::Base)
        return plainToolTip(QString::fromStdString(shown->options.base.string()));
    if (role == Qt::ForegroundRole && is_state && !shown->error.isEmpty())
        return Theme::instance().colors().negative;
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() < varied || is_state ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    if (role == Qt::FontRole && index.column() == place(AucWithin)) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

QVariant GridTable::headerData(int section, Qt::Orientation orientation, int role) const {
    const int varied = static_cast<int>(m_result.columns.size());
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section < varied)
        return role == Qt::DisplayRole ? QVariant(gridFieldText(m_result.columns[static_cast<std::size_t>(section)]))
               : role == Qt::TextAlignmentRole ? QVariant(static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter))
                                               : QVariant();
    return headingRole(
        kGridHeadings[section - varied], role, [](const char* words) { return tr(words); }, section == place(State));
}

} // namespace stepmark::ui
