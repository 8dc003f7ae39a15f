// SPDX-License-Identifier: GPL-3.0-or-later
//
// How well step judgements name a solution's first wrong step: ProcessBench's F1 (Zheng et al. 2024, section 3).
//
// Thread rule: pure functions.
#pragma once

#include "model/domain/metrics.h"
#include "model/tasks/task.h"

#include <optional>
#include <span>
#include <vector>

namespace stepmark {

/// What draws the solutions that a threshold is fitted on (see Draw), and their share: those of `evaluate
/// --processbench`, unless it is told otherwise.
inline constexpr const char* kFirstErrorFitDraw = "rows to fit a threshold on";
inline constexpr double kFirstErrorFitShare = 0.2;

/// Whether each of the examples is one solution whose steps are judged from the first to the first wrong one, or to the
/// end: what firstErrorsOf() asks for. A tree of several solutions is not.
bool areSolutions(TaskKind kind, const std::vector<TaskExample>& examples);

/// `judgements`: P(right) of every item. A step is named wrong where that is low enough; how low is fitted on a fifth
/// of the groups, drawn as `stepmarkctl evaluate --processbench` draws them, and the figures are of the others. None
/// where that part does not hold both kinds of solutions. Throws Error for judgements of another number.
///
/// Steps behind the first wrong one are not needed: whoever names one of them, or none, has missed it either way.
std::optional<FirstErrorF1> firstErrorsOf(const std::vector<TaskExample>& solutions, std::span<const float> judgements);

} // namespace stepmark
