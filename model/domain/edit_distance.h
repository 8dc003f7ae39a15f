// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace stepmark {

/// How many letters have to be inserted, dropped, changed or swapped with their neighbour, each part of the word at
/// most once (optimal string alignment). Any thread.
std::size_t editDistance(std::string_view a, std::string_view b);

} // namespace stepmark
