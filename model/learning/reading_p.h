// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: pure functions.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/reading.h"
#include "model/tokenizer/tokenizer.h"

#include <nlohmann/json.hpp>

namespace stepmark {

/// Throws Error where a choice contradicts what the checkpoint says of itself, where its classes cannot be told, and
/// for a record that is damaged.
Reading readingOf(const ModelFolder& folder, const Tokenizer& tokenizer, const ReadingChoice& choice);
/// The layout alone: for a base, whatever its head is. Ours begins as the tokenizer says that texts begin.
Reading baseReadingOf(const ModelFolder& folder, const Tokenizer& tokenizer, const ReadingChoice& choice);
/// Ours, beginning as the language model's texts do.
Layout generatorLayout(const ModelFolder& folder, const Tokenizer& tokenizer);

/// As it stands in stepmark.json: {"bos", "after_problem", "separator"}.
nlohmann::json toJson(const Layout& layout);

} // namespace stepmark
