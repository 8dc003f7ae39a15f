// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/agreement_table.h"

#include "model/domain/csv.h"
#include "ui/review/review_text.h"
#include "ui/widgets/sentences.h"

#include <QLocale>

namespace stepmark::ui {

void AgreementTable::setRows(std::vector<Row> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void AgreementTable::setUnit(const QString& unit, const QString& distance) {
    m_unit = unit;
    m_distance = distance;
    Q_EMIT headerDataChanged(Qt::Horizontal, Units, Alpha);
}

QByteArray AgreementTable::csv() const {
    std::vector<std::string> heading{"who or when", "units", "judgements"};
    for (const char* figure : {"percent", "cohen", "fleiss", "alpha"})
        for (const char* part : {"", "_low", "_high"})
            heading.push_back(std::string(figure) + part);
    CsvWriter csv;
    csv.row(heading);
    for (const Row& row : m_rows) {
        const Agreement& all = row.agreement;
        std::vector<std::string> fields{row.key, std::to_string(all.units), std::to_string(all.judgements)};
        for (const auto& figure : {all.percent, all.cohen, all.fleiss, all.alpha})
            addFigure(fields, figure);
        csv.row(fields);
    }
    return QByteArray::fromStdString(csv.text());
}

int AgreementTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AgreementTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant AgreementTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() == Who ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Who:
        return row.who;
    case Units:
        return QLocale().toString(static_cast<qlonglong>(row.agreement.units));
    case Percent:
        return percentText(row.agreement.percent);
    case Cohen:
        return coefficientText(row.agreement.cohen);
    case Fleiss:
        return coefficientText(row.agreement.fleiss);
    case Alpha:
        return coefficientText(row.agreement.alpha);
    default:
        return {};
    }
}

QVariant AgreementTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Who ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const QString names[] = {QString(), m_unit, tr("Agree"), tr("Cohen's κ"), tr("Fleiss' κ"), tr("Krippendorff's α")};
    const QString meanings[] = {QString(),
                                tr("Judged by two labelers or more"),
                                tr("Share of pairs of judgements that are equal"),
                                tr("Agreement beyond chance of two labelers"),
                                tr("Agreement beyond chance of any number of labelers"),
                                sentences(tr("Agreement beyond chance, by how far apart judgements are."), m_distance)};
    if (role == Qt::DisplayRole)
        return names[section];
    if (role == Qt::ToolTipRole && !meanings[section].isEmpty())
        return meanings[section];
    return {};
}

} // namespace stepmark::ui
