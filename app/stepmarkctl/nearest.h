// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of the known words somebody meant who typed another one. Nothing is shared: any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepmark::ctl {

/// The word that is closest, or that `typed` is the beginning of; empty where none is close.
std::string nearest(std::string_view typed, const std::vector<std::string>& words);

} // namespace stepmark::ctl
