// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of the known words somebody meant who typed another one. Nothing is shared: any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepmark::ctl {

/// How many letters have to be inserted, dropped, changed or swapped with their neighbour, each part of the word at
/// most once (optimal string alignment).
std::size_t editDistance(std::string_view a, std::string_view b);

/// The word that is closest, or that `typed` is the beginning of; empty where none is close.
std::string nearest(std::string_view typed, const std::vector<std::string>& words);

} // namespace stepmark::ctl
