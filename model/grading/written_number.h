// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: a number as people and programs write it, read from the front of a text.
// Nothing is shared: any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stepmark::grading {

struct WrittenNumber {
    std::string digits; ///< with at most one point, no separators; ends with the point before an \overline
    std::size_t length = 0;
};

/// Separators of thousands are taken out, "1e3" is written out. `text` begins with a digit or a point. commaGroups:
/// "1,234" is one number; else only "1,\!234", "1{,}234", "1\,234" and "1 234" are.
WrittenNumber readNumber(std::string_view text, bool commaGroups);

} // namespace stepmark::grading
