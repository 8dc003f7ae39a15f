// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one codec of progress: what stepmarkctl --json prints on standard error, what a job's row holds while it runs,
// and what the window reads. docs/json.md lists the keys.
#pragma once

#include "model/run/progress.h"

#include <nlohmann/json_fwd.hpp>

namespace stepmark {

/// stage, done and total, and of the others those that say something. Any thread.
nlohmann::ordered_json toJson(const Progress& progress);

/// nullopt where it is no object with a stage that is known. Other fields that are missing or of another type keep their
/// defaults: it may come from another version, or from a file.
std::optional<Progress> progressFromJson(const nlohmann::ordered_json& json);
/// The same out of a text; nullopt where that is no JSON. Never throws.
std::optional<Progress> progressFromText(std::string_view text);

} // namespace stepmark
