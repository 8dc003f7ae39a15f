// SPDX-License-Identifier: GPL-3.0-or-later
//
// What there is to review that needs no model: flags, doubts, disagreements, wrong answers to known questions. None of
// them says whether it is settled (Settlements). The thread that opened the project.
#pragma once

#include "model/domain/review.h"
#include "storage/step_words.h"

#include <optional>
#include <vector>

namespace stepmark::storage {

/// Flagged solutions and steps, and notes, in order of passes.
std::vector<ReviewItem> flagItems(Project& project);
/// One item a failed answer: the first step on which it differs from what is known.
std::vector<ReviewItem> qualityControlItems(Project& project);

/// A rating that somebody was unsure of.
ReviewItem doubtOf(StepId step, const StepWord& word);
/// Two labelers of different opinions, or one of two; nullopt where all say the same.
std::optional<ReviewItem> disagreementOn(StepId step, const std::vector<StepWord>& words);

} // namespace stepmark::storage
