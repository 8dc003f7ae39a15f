// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfer/transfer_view.h"

#include <QJsonObject>

// What the window says to stepmarkctl of an import or export, and what it answers. Any thread.
namespace stepmark::desktop {

/// All formats that there are, in the order of their table.
std::vector<ui::FormatItem> formatItems();

/// Command lines, without the program's name.
QStringList importArguments(const QString& project, const ui::ImportChoice& choice);
QStringList exportArguments(const QString& project, const ui::ExportChoice& choice);

/// What `import --plan --json` printed.
std::vector<ui::FilePreview> previewsFrom(const QJsonObject& result);
/// What `import --json` printed.
std::vector<ui::ImportedFile> importedFrom(const QJsonObject& result);
/// What `export --plan --json` printed.
ui::ExportCounts exportCountsFrom(const QJsonObject& result);

} // namespace stepmark::desktop
