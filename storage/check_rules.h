// SPDX-License-Identifier: GPL-3.0-or-later
//
// Constants: any thread.
#pragma once

#include <span>

namespace stepmark::storage {

struct CheckRule {
    const char* check;
    const char* message; ///< "%1" becomes the row's id
    const char* sql;     ///< selects the ids of rows that break the rule
};

/// What no constraint of the schema can say.
std::span<const CheckRule> checkRules();

} // namespace stepmark::storage
