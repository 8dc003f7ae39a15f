// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/assignment.h"

#include "model/domain/draw.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

/// `count` of the plan's items, drawn.
std::vector<PlannedItem*> some(std::vector<PlannedItem>& plan, std::size_t count, const Draw& draw) {
    std::vector<PlannedItem*> items;
    for (PlannedItem& item : plan)
        items.push_back(&item);
    draw.sort(items, [](auto* item) { return item->selected.key; });
    items.resize(std::min(items.size(), count));
    return items;
}

} // namespace

std::vector<PlannedItem> planQueue(const std::vector<Selected>& selected, const ControlOptions& options,
                                   std::uint64_t seed) {
    std::vector<PlannedItem> plan;
    for (const Selected& one : selected)
        plan.push_back({one});
    const double share = options.overlap_labelers > 1 ? std::clamp(options.overlap_share, 0.0, 1.0) : 0;
    const auto overlapped = static_cast<std::size_t>(std::llround(share * static_cast<double>(plan.size())));
    for (PlannedItem* item : some(plan, overlapped, Draw(seed, "overlap"))) {
        item->labelers = options.overlap_labelers;
        item->opinion_withheld = true;
    }
    const auto decoys = static_cast<std::size_t>(std::max(0, options.gold_items));
    for (PlannedItem* item : some(plan, std::min(decoys, plan.size() / 2), Draw(seed, "withheld opinions")))
        item->opinion_withheld = true;
    return plan;
}

} // namespace stepmark
