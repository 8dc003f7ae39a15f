// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include "ui/transfer/transfer_view.h"

namespace stepmark::ui {

/// nullptr for a word that none of them has.
const FormatItem* findFormat(const std::vector<FormatItem>& formats, const QString& word);
/// What a format is called; the word itself where it is not known.
QString formatTitle(const std::vector<FormatItem>& formats, const QString& word);
/// For a file dialog: the names that files of these formats have, gzipped ones too.
QString fileFilter(const std::vector<FormatItem>& formats);

} // namespace stepmark::ui
