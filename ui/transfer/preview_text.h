// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include "ui/transfer/transfer_view.h"

namespace stepmark::ui {

/// What a file is found to hold, before it is imported: a line of counts, then a line for everything that the user
/// should know. `title`: of its format; may be empty.
QString previewText(const FilePreview& preview, const QString& title);
/// "people", "a machine"; empty where nobody says.
QString labelsOfText(const QString& word);

} // namespace stepmark::ui
