// SPDX-License-Identifier: GPL-3.0-or-later
// A whole walk for review items, and models whose scores it holds marks against. The thread that opened the project.
#pragma once

#include "storage/model_store.h"
#include "storage/open_items.h"
#include "storage/review_scan.h"
#include "storage/score_store.h"
#include "tests/storage/review_fixture.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace stepmark::fixture {

struct Found {
    std::vector<ReviewItem> items;
    std::vector<JudgedUnit> steps, first_errors;
    int slices = 0;
    std::vector<ReviewItem> of(ReviewKind kind) const {
        std::vector<ReviewItem> some;
        std::copy_if(items.begin(), items.end(), std::back_inserter(some),
                     [kind](const ReviewItem& item) { return item.kind == kind; });
        return some;
    }
};

inline Found scan(storage::Project& project, int events = storage::ReviewScan::kSlice) {
    storage::ReviewScan walk;
    Found found;
    double share = 0;
    while (walk.advance(project, events)) {
        ++found.slices;
        if (walk.share() < share || found.slices > 10'000)
            qFatal("the walk goes backwards or never ends");
        share = walk.share();
    }
    found.items = walk.takeItems();
    const storage::OpenItems open = storage::openItems(project); // counts them without the walk
    const auto count = [&](ReviewKind kind) {
        return std::count_if(found.items.begin(), found.items.end(),
                             [kind](const ReviewItem& item) { return item.kind == kind && !item.settled; });
    };
    if (open.flags != count(ReviewKind::Flag) || open.disagreements != count(ReviewKind::Disagreement) ||
        open.quality_control != count(ReviewKind::QualityControl))
        qFatal("what waits for a reviewer is counted otherwise");
    found.steps = walk.takeSteps();
    found.first_errors = walk.takeFirstErrors();
    return found;
}

/// Its scores: {step, P(negative), P(neutral)}.
inline ModelId addModel(storage::Project& project, const std::string& kind, const std::string& at,
                        const std::vector<std::tuple<StepId, double, double>>& scores) {
    storage::ModelRecord record;
    record.kind = kind;
    record.path = kind + at;
    record.created_at = at;
    const ModelId id = storage::ModelStore(project).add(record);
    std::vector<storage::StepScoreRow> rows;
    for (const auto& [step, negative, neutral] : scores)
        rows.push_back(
            {step,
             {static_cast<float>(negative), static_cast<float>(neutral), static_cast<float>(1 - negative - neutral)}});
    storage::ScoreStore(project).writeSteps(id, rows);
    return id;
}

inline constexpr const char* kMonday = "2026-11-23T08:00:00.000Z";
inline constexpr const char* kTuesday = "2026-11-24T08:00:00.000Z";
inline constexpr const char* kWednesday = "2026-11-25T08:00:00.000Z";

} // namespace stepmark::fixture
