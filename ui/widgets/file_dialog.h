// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace stepmark::ui {

// Every question for a file or folder goes through here. Qt's own dialogs, and those of a desktop's theme in this
// process, look into each file that they list to guess its kind; closing one takes the locks away that SQLite holds on
// it. These tell files by their names and open none. `filter` as QFileDialog has it: "JSON lines (*.jsonl);;All files
// (*)". Empty answer: the user chose nothing. Main thread only.

/// `start`: a folder.
QString askFileToOpen(QWidget* parent, const QString& title, const QString& start, const QString& filter);
QStringList askFilesToOpen(QWidget* parent, const QString& title, const QString& start, const QString& filter);
/// `start`: a folder, or the file to propose. `suffix`, without a dot, is added to a name that has none, before the
/// user is asked whether to replace what is there.
QString askFileToSave(QWidget* parent, const QString& title, const QString& start, const QString& filter,
                      const QString& suffix = {});
QString askFolder(QWidget* parent, const QString& title, const QString& start);

} // namespace stepmark::ui
