// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: the common case of a decimal number and nothing else, without any parser.
// Nothing is shared: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stepmark::grading {

// "007", "-1,024", "\$5.50", "26.00", "10\%", "12." as sign, digits without leading or trailing zeros; equal numbers
// give equal strings. nullopt where the answer is anything but a decimal number with well placed thousands separators.
std::optional<std::string> canonicalNumber(std::string_view answer);

// Digits with at most one point, the point moved to the right by so many places (negative: to the left).
std::string pointMoved(const std::string& number, int places);

} // namespace stepmark::grading
