// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <nlohmann/json.hpp>

#include <string_view>

namespace stepmark::formats {

/// Whether a field that nobody knows looks like steps or their labels, by its name and what it holds: a row must not
/// come in without them.
bool looksLikeStepsOrLabels(std::string_view name, const nlohmann::json& value);

} // namespace stepmark::formats
