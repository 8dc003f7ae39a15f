// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: pure functions.
#pragma once

#include "model/base/model_folder.h"
#include "model/run/layout.h"
#include "model/tasks/task.h"
#include "model/tokenizer/tokenizer.h"

namespace stepmark {

/// How a model of that folder reads the examples of a task: as their kind asks, and from the beginning-of-text token on
/// where it knows texts no other way (Gemma, Llama 3).
Layout layoutFor(TaskKind kind, const ModelFolder& folder, const Tokenizer& tokenizer);

} // namespace stepmark
