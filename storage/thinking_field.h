// SPDX-License-Identifier: GPL-3.0-or-later
// A model's thoughts before its solution: kept beside the solution, never among its steps.
#pragma once

#include <string>
#include <string_view>

namespace stepmark::storage {

/// The field of files, and of solution.extra, that holds them.
inline constexpr const char* kThinkingField = "thinking";

/// Those in a solution's extra fields (a JSON object); empty where there are none. Any thread.
std::string thinkingIn(std::string_view extra);
/// The extra fields of a solution that has nothing else but thoughts; "{}" for none. Any thread.
std::string extraWithThinking(const std::string& thinking);

} // namespace stepmark::storage
