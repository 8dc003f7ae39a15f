// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a training is given, apart from its project, so that it can be done on a machine without the project, a desktop
// or Qt (`stepmark-train`). JSON lines: {"stepmark_training": 1, "problems": 900, "spec": {...}} first,
// then a line a problem:
//
//     {"problem": 7, "text": "How many ...?", "split": "train", "steps": [[-1, "First ...", 1], [0, "Then ...", null]]}
//
// where a step is its parent's place in the list (-1: a first step), its text, and for a PRM its rating (-1, 0, 1, or
// null: none), for an ORM or a generator how many right and how many wrong solutions end there.
//
// Thread rule: pure functions.
#pragma once

#include "model/learning/training_data.h"

#include <filesystem>
#include <stop_token>

namespace stepmark {

/// By files::OutputFile, with its errors.
void writeTrainingFile(const std::filesystem::path& path, const TrainingData& training, const std::stop_token& stop);
/// Throws Error that names file and line for what is no such file, or not whole: another version, an unknown key, a
/// parent that does not come before its step, a step twice, a problem twice, a rating that is none.
TrainingData readTrainingFile(const std::filesystem::path& path, const std::stop_token& stop);

} // namespace stepmark
