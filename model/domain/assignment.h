// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is given what: blind overlap between labelers, gold items among the others. Everything is drawn by seed, so that
// it can be told afterwards, and nothing in it can be told by the labeler beforehand. Nothing is shared: any thread.
#pragma once

#include "model/domain/selection.h"

#include <cstdint>
#include <vector>

namespace stepmark {

/// What is controlled in a round's queue.
struct ControlOptions {
    double overlap_share = 0; ///< of the queued solutions, given to several labelers who do not know of each other
    int overlap_labelers = 2; ///< to how many
    int gold_items = 0;       ///< for every labeler, mixed in among the others

    bool operator==(const ControlOptions&) const = default;
};

/// A solution in a queue.
struct PlannedItem {
    Selected selected;
    int labelers = 1; ///< how many different people shall label it
    /// The model's opinion stays hidden. So it is on gold and overlap, which must be judged independently, and on as
    /// many ordinary solutions as there are gold items: else its absence would betray them.
    bool opinion_withheld = false;
};

/// The queue with overlap and withheld opinions drawn by the solutions' keys. The order stays.
std::vector<PlannedItem> planQueue(const std::vector<Selected>& selected, const ControlOptions& options,
                                   std::uint64_t seed);

} // namespace stepmark
