// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/import_report.h"

#include "ui/data/data_text.h"
#include "ui/transfer/format_list.h"
#include "ui/transfer/preview_text.h"
#include "ui/widgets/drawable_text.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidgetItemIterator>

#include <numeric>

namespace stepmark::ui {

namespace {

qint64 sumOf(const NamedCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), qint64(0),
                           [](qint64 sum, const auto& one) { return sum + one.second; });
}

} // namespace

ImportReport::ImportReport(QWidget* parent)
    : QTreeWidget(parent) {
    setColumnCount(2);
    setHeaderLabels({tr("What was read"), tr("Number")});
    headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    setAccessibleName(tr("What was read, by file"));
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
}

QTreeWidgetItem* ImportReport::add(QTreeWidgetItem* above, const QString& what, qint64 number) {
    auto* item = new QTreeWidgetItem(above, {what, QLocale().toString(number)});
    item->setTextAlignment(1, Qt::AlignRight);
    item->setToolTip(0, plainToolTip(what));
    return item;
}

void ImportReport::addNames(QTreeWidgetItem* above, const QString& what, qint64 number, const NamedCounts& counts) {
    if (counts.empty())
        return;
    QTreeWidgetItem* item = add(above, what, number);
    for (const auto& [name, count] : counts)
        add(item, drawable(name.left(400).simplified()), count);
}

void ImportReport::addFile(QTreeWidgetItem* item, const ImportedFile& file) {
    add(item, tr("Problems, new"), file.problems);
    add(item, tr("Solutions, new"), file.solutions);
    const QString who = labelsOfText(file.labels_of);
    auto* marks = add(item, who.isEmpty() ? tr("Marks, new") : tr("Marks, new, by %1").arg(who), file.ratings);
    if (file.ratings > 0) {
        add(marks, tr("right"), file.positive);
        add(marks, tr("neutral"), file.neutral);
        add(marks, tr("wrong"), file.negative);
        if (file.standing != file.ratings)
            add(marks, tr("more than before that stand, as the project counts them"), file.standing);
    }
    add(item, tr("Rows that were in the project already"), file.repeated);
    const auto addIf = [&](qint64 number, const QString& what) {
        if (number > 0)
            add(item, what, number);
    };
    addIf(file.split_kept, tr("Rows whose problem keeps the split that it had"));
    addIf(file.after_error, tr("Marks behind a first error, kept but not trained on"));
    addIf(file.scored, tr("Steps with a score, which is no mark"));
    addIf(file.references, tr("Reference solutions, kept beside their problems"));
    addIf(file.thinking_folded, tr("Solutions with thoughts, kept beside them, not as steps"));
    addNames(item, tr("Labels that were not used"), sumOf(file.unused), file.unused);
    addNames(item, tr("Fields that were not understood, each with its rows"), std::ssize(file.ignored), file.ignored);
}

void ImportReport::setFiles(const std::vector<ImportedFile>& files, const std::vector<FormatItem>& formats) {
    clear();
    for (const ImportedFile& file : files) {
        const QString name = drawable(QFileInfo(file.file).fileName());
        const QString title = formatTitle(formats, file.format);
        auto* item = new QTreeWidgetItem(this, {title.isEmpty() ? name : tr("%1 – %2").arg(name, title)});
        QFont bold = font();
        bold.setBold(true);
        item->setFont(0, bold);
        addFile(item, file);
    }
    expandAll();
}

QStringList ImportReport::lines() const {
    QStringList lines;
    for (QTreeWidgetItemIterator item(const_cast<ImportReport*>(this)); *item; ++item)
        lines.append((*item)->text(1).isEmpty() ? (*item)->text(0)
                                                : (*item)->text(0) + QStringLiteral(": ") + (*item)->text(1));
    return lines;
}

} // namespace stepmark::ui
