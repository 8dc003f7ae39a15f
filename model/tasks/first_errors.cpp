// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/first_errors.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"

#include <algorithm>

namespace stepmark {

namespace {

bool isSolution(const TaskExample& example) {
    for (std::size_t i = 0; i < example.items.size(); ++i) {
        const int node = example.items[i];
        const bool is_next = node == static_cast<int>(i) && example.tree[node].parent == node - 1;
        if (!is_next || (example.truth[i] == 0 && i + 1 < example.items.size()))
            return false;
    }
    return example.tree.size() == static_cast<int>(example.items.size());
}

static_assert(StepTree::kNoParent == -1, "the first step's parent is the place before it");

/// The first wrong step, from 0; -1 for none.
int firstErrorOf(const TaskExample& example) {
    return example.truth.back() == 0 ? static_cast<int>(example.truth.size()) - 1 : -1;
}

} // namespace

bool areSolutions(TaskKind kind, const std::vector<TaskExample>& examples) {
    return kind == TaskKind::Steps && !examples.empty() && std::ranges::all_of(examples, isSolution);
}

std::optional<FirstErrorF1> firstErrorsOf(const std::vector<TaskExample>& solutions,
                                          std::span<const float> judgements) {
    if (judgements.size() != itemCount(solutions))
        throw Error("There are " + std::to_string(judgements.size()) + " judgements of " +
                    std::to_string(itemCount(solutions)) + " steps.");
    const Draw draw(0, kFirstErrorFitDraw);
    std::vector<FirstErrorCase> fit, report;
    std::size_t item = 0;
    for (const TaskExample& solution : solutions) {
        FirstErrorCase one{firstErrorOf(solution), {}};
        for (std::size_t i = 0; i < solution.items.size(); ++i)
            one.p_negative.push_back(1 - static_cast<double>(judgements[item++]));
        const bool fits = draw.share(drawKey(solution.prompt)) < kFirstErrorFitShare;
        (fits ? fit : report).push_back(std::move(one));
    }
    const auto threshold = fitFirstErrorThreshold(fit);
    return threshold ? std::optional(firstErrorF1(report, *threshold)) : std::nullopt;
}

} // namespace stepmark
