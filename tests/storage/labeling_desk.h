// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that made it.
#pragma once

#include "storage/annotation_store.h"
#include "storage/dealing.h"
#include "storage/gold_store.h"
#include "storage/labeler_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "tests/storage/fixture.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::storage::test {

using fixture::addSolution;
using fixture::Folder;
using fixture::Stored;

/// A project with a lead's gold, and everything that a labeler does in it.
struct Desk {
    Folder folder;
    Project project = folder.project();
    LabelerStore labelers{project};
    QueueStore queue{project};
    GoldStore gold{project};
    AnnotationStore annotations{project};
    RatingStore ratings{project};
    LabelerId lead = labelers.named("lead").id;
    int problems = 0;

    /// Three steps; with `wrong` the second one is the first error.
    Stored solution(bool wrong = false) {
        return addSolution(project, "problem " + std::to_string(++problems), {"one", "two", "three"}, !wrong);
    }
    GoldItem goldItem(Purpose purpose, bool wrong = false) {
        const Stored s = solution(wrong);
        std::map<StepId, Rating> known{{s.steps[0], Rating::Positive}};
        known[s.steps[1]] = wrong ? Rating::Negative : Rating::Positive;
        if (!wrong)
            known[s.steps[2]] = Rating::Positive;
        return gold.add(s.solution, purpose, GoldOrigin::Annotation, lead, known);
    }
    /// Marks a solution, "++-" as typed.
    AnnotationId mark(SolutionId id, LabelerId labeler, const std::string& signs, Purpose purpose = Purpose::Label,
                      RoundId round = 0) {
        const auto pass = annotations.begin(id, labeler, round, purpose);
        const auto path = StepStore(project).path(SolutionStore(project).find(id)->leaf);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            RatingEvent event;
            event.annotation = pass.id;
            event.step = path[i].id;
            event.rating = signs[i] == '-' ? Rating::Negative : Rating::Positive;
            ratings.append(event);
        }
        annotations.finish(pass.id, signs.back() == '-' ? FinishReason::FoundError : FinishReason::Solution, 1000);
        return pass.id;
    }
    /// Labels what the queue gives, as `signs` say; false where it gives nothing.
    std::optional<QueueItem> work(LabelerId labeler, const std::string& signs = "+++") {
        deal(project, labeler);
        const auto item = queue.next(labeler);
        if (!item)
            return std::nullopt;
        mark(item->solution, labeler, signs, item->purpose, item->round);
        queue.setState(item->id, QueueState::Done);
        return item;
    }
    RoundId round(int solutions, const ControlOptions& options = {}) {
        std::vector<Selected> selected;
        for (int i = 0; i < solutions; ++i)
            selected.push_back({solution().solution, QueueReason::Convincing});
        Round row;
        row.strategy = SelectionStrategy::ConvincingWrong;
        row.seed = 5;
        row.gold_items = options.gold_items;
        row = RoundStore(project).add(row);
        queue.add(row.id, planQueue(selected, options, row.seed));
        return row.id;
    }
};

} // namespace stepmark::storage::test
