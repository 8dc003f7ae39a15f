// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "storage/project.h"

#include <map>
#include <optional>
#include <vector>

namespace stepmark::storage {

/// What `stepmarkctl status` shows.
struct Counts {
    std::int64_t problems = 0;
    std::int64_t steps = 0;
    std::int64_t solutions = 0;
    std::int64_t ratings = 0; ///< that stand: of each labeler on each step the last word; without answers to gold items
    std::int64_t rating_events = 0; ///< every rating that was ever given
    std::int64_t annotations = 0;
    std::int64_t labelers = 0;
    std::int64_t rounds = 0;
    std::int64_t queued = 0; ///< queue items not yet labelled
    std::int64_t jobs = 0;
    std::int64_t models = 0;
};
Counts counts(Project& project);

/// Counts::ratings, by labeler; who has none is not in it.
std::map<LabelerId, std::int64_t> standingRatings(Connection& connection);

/// The same of one split.
struct SplitCounts {
    Split split = Split::Train;
    std::int64_t problems = 0, rated_problems = 0, solutions = 0;
    std::int64_t ratings = 0; ///< as Counts::ratings
};
/// Of every split that holds a problem, in the order of kSplits.
std::vector<SplitCounts> splitCounts(Project& project);

/// How much text lies in the problems of `split` (nullopt: all): what a network has to read. Reads the whole step
/// table.
struct PoolSize {
    std::int64_t problems = 0, steps = 0, solutions = 0;
    std::int64_t characters = 0; ///< of problems and steps
};
PoolSize poolSize(Project& project, std::optional<Split> split = {});

} // namespace stepmark::storage
