// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include <QString>

namespace stepmark::ui {

class Theme;

/// The program's one style sheet, from the theme's colours and type scale.
QString makeStyleSheet(const Theme& theme);

} // namespace stepmark::ui
