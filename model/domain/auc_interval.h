// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/figure.h"
#include "model/domain/metrics.h"

#include <stop_token>

namespace stepmark {

/// 95 % bootstrap interval of auc(): 2.5 % and 97.5 % quantiles over resamples of the groups (problems), because steps
/// of one problem are not independent of each other. Groups are drawn by seed and number. nullopt where auc() is, or
/// where fewer than two groups leave nothing to resample. Throws Cancelled.
std::optional<Interval> aucInterval(std::span<const ScoredLabel> samples, std::uint64_t seed = 0, int resamples = 400,
                                    const std::stop_token& stop = {});
/// Interval of aucWithinGroups(), likewise.
std::optional<Interval> aucWithinGroupsInterval(std::span<const ScoredLabel> samples, std::uint64_t seed = 0,
                                                int resamples = 400, const std::stop_token& stop = {});

} // namespace stepmark
