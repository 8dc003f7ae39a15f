// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which problems are trained on, and which figures are told of. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/split.h"

#include <optional>

namespace stepmark::work {

struct HoldOutRequest {
    Split to = Split::Test;    ///< Train: back
    std::optional<Split> from; ///< nullopt: Train; where it goes back there, either of the others
    /// Of the problems in `from`. nullopt: a tenth; where it goes back, all that were moved out of Train before.
    std::optional<double> share;
    std::uint64_t seed = 0;
    bool preview = false;                      ///< only tell what would move
    bool may_empty = false;                    ///< leave nothing to train on where it comes to that
    static constexpr std::size_t kListed = 20; ///< problems shown one by one
};

/// Moves problems from one split to another, so that something is held out of a data set that has no split of its own,
/// and back. Each problem is drawn by itself, by seed and text: the share holds on average, and the same call after
/// further imports moves the drawn ones among the new problems only. Error where none would be held out or come back,
/// and, without may_empty, where nothing would be left to train on. Results: moved, from, split, left_in_train,
/// held_out (problems of `split` now), rated_moved, rated_left (problems with ratings), trained_on (how many of the
/// moved ones the newest PRM has seen: figures on them are not held out; null where that is not known), problems (the
/// first of them), leaves_nothing (to train on), preview, warnings.
Json holdOut(Work& work, const HoldOutRequest& request);

} // namespace stepmark::work
