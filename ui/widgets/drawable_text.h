// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <QString>

namespace stepmark::ui {

/// `text` for drawing: characters that would hide or reorder what stands there (bidirectional marks, overrides and
/// isolates, control characters, foreign line separators, towers of combining marks) become U+FFFD. Newline and tab
/// stay. Same length, so positions carry over to the source.
QString drawable(const QString& text);

} // namespace stepmark::ui
