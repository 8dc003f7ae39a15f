// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/rating.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stepmark {

/// How many ratings there are of each sign.
struct RatingCounts {
    std::int64_t negative = 0, neutral = 0, positive = 0;

    void add(Rating rating) {
        ++(rating == Rating::Negative ? negative : rating == Rating::Neutral ? neutral : positive);
    }
    std::int64_t total() const { return negative + neutral + positive; }
    bool operator==(const RatingCounts&) const = default;
};

/// What a model has seen of a project: figures on these problems are not held out, whatever split they are in later.
struct TrainedOn {
    std::vector<ProblemId> training;   ///< its weights were fitted to these
    std::vector<ProblemId> validation; ///< these chose the epoch or the fit
    std::optional<RatingCounts> ratings; ///< of the training problems' steps; nullopt: it learns from answers
    std::int64_t validation_ratings = 0;
};

} // namespace stepmark
