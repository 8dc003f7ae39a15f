// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/queue_report.h"

#include "app/work/pool.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace stepmark::work {

std::int64_t solutionsToLabel(Work& work, std::optional<Split> split) {
    return std::ssize(candidatesOf(work, 0, {.split = split})); // no model: no score needed
}

Json queueReport(const std::vector<Candidate>& candidates, const std::vector<Selected>& selected,
                 const SelectionOptions& options, std::int64_t to_label) {
    std::unordered_set<SolutionId> wrong_ones;
    for (const Candidate& candidate : candidates)
        if (candidate.correct == false)
            wrong_ones.insert(candidate.solution);
    const auto wrong = std::count_if(selected.begin(), selected.end(),
                                     [&](const Selected& one) { return wrong_ones.contains(one.solution); });
    const bool mixed = options.strategy == SelectionStrategy::ConvincingWrong;
    const auto wrong_asked = static_cast<std::int64_t>(std::ceil(options.wrong_share * options.count - 1e-9));
    const std::int64_t unscored = to_label - std::ssize(candidates);
    Json notes = Json::array();
    const auto note = [&](const char* code, std::int64_t got, std::int64_t of, const std::string& text) {
        notes.push_back({{"code", code}, {"text", text}, {"got", got}, {"of", of}});
    };
    const std::string cap = options.per_problem > 0
                                ? " with at most " + std::to_string(options.per_problem) + " of a problem"
                                : std::string();
    if (std::ssize(selected) < options.count)
        note("few_queued", std::ssize(selected), options.count,
             std::to_string(options.count) + " solutions were asked for and " + std::to_string(selected.size()) +
                 " are queued: there are " + std::to_string(candidates.size()) + " candidates" + cap + ".");
    if (mixed && wrong < wrong_asked)
        note("few_wrong", wrong, wrong_asked,
             std::to_string(wrong_asked) + " wrong answers were asked for and " + std::to_string(wrong) +
                 " are queued: of the " + std::to_string(candidates.size()) + " candidates " +
                 std::to_string(wrong_ones.size()) + " are wrong" + cap + ".");
    if (!notes.empty() && unscored > 0)
        note("unscored", unscored, to_label,
             std::to_string(unscored) + " of " + std::to_string(to_label) +
                 " solutions that nobody has labelled are no candidates: the model has not scored them to their end. "
                 "Score the pool; what is longer than its context needs a base that reads more.");
    return {{"asked", options.count},
            {"queued", selected.size()},
            {"wrong_asked", mixed ? Json(wrong_asked) : Json(nullptr)},
            {"wrong", wrong},
            {"unscored", unscored},
            {"notes", notes}};
}

} // namespace stepmark::work
