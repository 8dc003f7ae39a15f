// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/review_items.h"

#include "storage/gold_store.h"
#include "storage/labeler_store.h"

#include <algorithm>
#include <map>

namespace stepmark::storage {

namespace {

constexpr double kDoubtWeight = 0.75; ///< "unsure" comes after the flags, and
constexpr double kNoteWeight = 0.5;   ///< a note without a flag after both

ReviewItem itemOf(const Statement& row) {
    ReviewItem item;
    item.annotation = row.integer(0);
    item.solution = row.integer(1);
    item.labeler = row.integer(2);
    item.round = row.integer(3);
    return item;
}

/// nullopt for an answer that differs nowhere.
std::optional<ReviewItem> firstDifference(const GoldResult& result, const GoldItem& known, NeutralMatch neutral) {
    for (std::size_t i = 0; i < known.ratings.size() && i < result.given.size(); ++i) {
        const auto& [step, expected] = known.ratings[i];
        const auto& given = result.given[i];
        if (compareWithGold(std::span(&expected, 1), std::span(&given, 1), neutral).right())
            continue;
        ReviewItem item;
        item.kind = ReviewKind::QualityControl;
        item.step = step;
        item.solution = result.solution;
        item.annotation = result.annotation;
        item.labeler = result.labeler;
        item.rating = given;
        item.other = expected;
        item.weight = given ? spreadOf({*given, expected}) : 1;
        return item;
    }
    return std::nullopt;
}

} // namespace

std::vector<ReviewItem> flagItems(Project& project) {
    std::vector<ReviewItem> items;
    Statement passes(
        project.connection(),
        "SELECT annotation.id, solution_id, labeler_id, round.number, flagged FROM annotation "
        "LEFT JOIN round ON round.id = annotation.round_id WHERE (flagged = 1 OR note <> '' OR finish_detail <> '') "
        "ORDER BY annotation.id");
    passes.run();
    while (passes.next()) {
        items.push_back(itemOf(passes));
        items.back().weight = passes.flag(4) ? 1 : kNoteWeight;
    }
    Statement steps(project.connection(),
                    "SELECT annotation.id, solution_id, labeler_id, round.number, alternative.step_id FROM alternative "
                    "JOIN annotation ON annotation.id = alternative.annotation_id "
                    "LEFT JOIN round ON round.id = annotation.round_id WHERE alternative.flagged = 1 "
                    "ORDER BY annotation.id");
    steps.run();
    while (steps.next()) {
        items.push_back(itemOf(steps));
        items.back().step = steps.integer(4);
        items.back().weight = 1;
    }
    return items;
}

std::vector<ReviewItem> qualityControlItems(Project& project) {
    const GoldStore gold(project);
    std::map<GoldItemId, GoldItem> known;
    for (GoldItem& item : gold.list())
        known.emplace(item.id, std::move(item));
    if (known.empty())
        return {};
    const NeutralMatch neutral = qualityRules(project).neutral;
    Statement round(project.connection(), "SELECT round.number FROM annotation JOIN round ON round.id = "
                                          "annotation.round_id WHERE annotation.id = ?");
    std::vector<ReviewItem> items;
    for (const GoldResult& result : gold.results()) {
        if (result.purpose != Purpose::QualityControl || result.comparison.right())
            continue;
        auto item = firstDifference(result, known.at(result.gold), neutral);
        if (!item)
            continue;
        item->round = round.run(result.annotation).next() ? round.integer(0) : 0;
        round.finish();
        items.push_back(*item);
    }
    return items;
}

ReviewItem doubtOf(StepId step, const StepWord& word) {
    ReviewItem item;
    item.step = step;
    item.solution = word.solution;
    item.annotation = word.annotation;
    item.labeler = word.labeler;
    item.round = word.round;
    item.rating = word.rating;
    item.weight = kDoubtWeight;
    return item;
}

std::optional<ReviewItem> disagreementOn(StepId step, const std::vector<StepWord>& words) {
    ReviewItem item;
    item.kind = ReviewKind::Disagreement;
    item.step = step;
    std::vector<Rating> ratings;
    const StepWord* lowest = nullptr;
    for (const StepWord& word : words) {
        if (word.opinion.none())
            continue;
        item.round = std::max(item.round, word.round);
        if (word.control)
            continue; // an answer to a known question is no label
        const auto said = word.opinion.ratings();
        ratings.insert(ratings.end(), said.begin(), said.end());
        if (!lowest || said.front() < lowest->opinion.ratings().front())
            lowest = &word;
    }
    item.weight = spreadOf(ratings);
    if (!(item.weight > 0))
        return std::nullopt;
    item.solution = lowest->solution;
    return item;
}

} // namespace stepmark::storage
