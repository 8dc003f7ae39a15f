// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread.
#pragma once

namespace stepmark::grading {

/// ASCII's ten; the other scripts' are translated before anything is read (unicode_text.h).
constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace stepmark::grading
