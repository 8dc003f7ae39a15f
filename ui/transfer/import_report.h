// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfer/transfer_view.h"

#include <QTreeWidget>

namespace stepmark::ui {

/// What an import took in, file by file, each figure on a line of its own. Main thread only.
class ImportReport : public QTreeWidget {
    Q_OBJECT
public:
    explicit ImportReport(QWidget* parent = nullptr);

    void setFiles(const std::vector<ImportedFile>& files, const std::vector<FormatItem>& formats);
    /// As it stands there: "Problems, new: 3".
    QStringList lines() const;

private:
    QTreeWidgetItem* add(QTreeWidgetItem* above, const QString& what, qint64 number);
    void addNames(QTreeWidgetItem* above, const QString& what, qint64 number, const NamedCounts& counts);
    void addFile(QTreeWidgetItem* item, const ImportedFile& file);
};

} // namespace stepmark::ui
