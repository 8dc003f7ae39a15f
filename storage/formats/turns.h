// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace stepmark::formats {

/// One turn of a conversation, in either of the two spellings in use: `role` and `content`, `from` and `value`.
struct Turn {
    bool of_user = false;
    std::string text;
};

/// The turns in that field, without those of the system. Error naming the field.
std::vector<Turn> turnsOf(const nlohmann::json& row, const char* name);

} // namespace stepmark::formats
