// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a queue holds what was asked for, and if not, why. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/selection.h"
#include "model/domain/split.h"

#include <optional>

namespace stepmark::work {

/// Solutions of a split that nobody has labelled or queued, scored or not.
std::int64_t solutionsToLabel(Work& work, std::optional<Split> split);

/// asked (solutions), queued, wrong_asked (null but for convincing wrong answers), wrong, unscored, and notes: a list
/// of code ("few_queued", "few_wrong", "unscored"), text and numbers (`got` `of`), empty where the queue is what was
/// asked for. `to_label`: solutionsToLabel(), of which `candidates` are those that can be chosen.
Json queueReport(const std::vector<Candidate>& candidates, const std::vector<Selected>& selected,
                 const SelectionOptions& options, std::int64_t to_label);

} // namespace stepmark::work
