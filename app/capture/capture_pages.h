// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include <QString>

namespace stepmark::capture {

/// Opens the window on an example project in a temporary folder, labels a little in it, and saves a picture of every
/// page, light and dark, at 1440x900 and 1024x640, as DIR/<page>-<theme>-<width>x<height>.png. Works with
/// QT_QPA_PLATFORM=offscreen, in a language of Language::codes(). Returns the exit code; prints each file's name. Error
/// where one cannot be written.
int capturePages(const QString& directory, const QString& language);

} // namespace stepmark::capture
