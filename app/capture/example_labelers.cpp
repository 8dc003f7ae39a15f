// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/example_labelers.h"

#include "storage/dealing.h"

#include <vector>

namespace stepmark::capture {

using desktop::Session;

namespace {

constexpr std::size_t kGold = 20;
constexpr std::size_t kScreening = 10;

/// One answer: as gold says, or with the first step called wrong.
void answer(Session& session, const storage::GoldItem& gold, LabelerId labeler, RoundId round, bool right) {
    const auto pass = session.annotations.begin(gold.solution, labeler, round, gold.purpose);
    bool error = false;
    for (const auto& [step, rating] : gold.ratings) {
        RatingEvent event;
        event.annotation = pass.id;
        event.step = step;
        event.rating = right ? rating : Rating::Negative;
        event.elapsed_ms = 2900;
        session.ratings.append(event);
        error = *event.rating == Rating::Negative;
        if (error)
            break;
    }
    session.annotations.finish(pass.id, error ? FinishReason::FoundError : FinishReason::Solution,
                               2900 * static_cast<std::int64_t>(gold.ratings.size()));
}

/// Answers to the first `items` gold items, every `miss`-th of them wrong.
void answerGold(Session& session, const std::vector<storage::GoldItem>& gold, const char* name, std::size_t items,
                std::size_t miss, RoundId round) {
    const LabelerId labeler = session.labelers.sitDown(name).id;
    for (std::size_t i = 0; i < items && i < gold.size(); ++i)
        answer(session, gold[i], labeler, round, i % miss != 0);
}

} // namespace

void makeExampleLabelers(Session& session) {
    const auto round = session.rounds.latest();
    const LabelerId first = session.labelers.named("labeler-1").id;
    std::vector<storage::GoldItem> control;
    std::size_t made = 0;
    for (const auto& pass : session.annotations.list()) {
        if (made == kGold + kScreening)
            break;
        if (pass.labeler != first)
            continue; // another one's judgement of the same solution would take its place
        if (pass.finish_reason != FinishReason::Solution && pass.finish_reason != FinishReason::FoundError)
            continue;
        const auto purpose = made < kGold ? Purpose::QualityControl : Purpose::Screening;
        auto item = session.gold.addFromAnnotation(pass.id, purpose);
        if (++made <= kGold)
            control.push_back(std::move(item));
    }
    const RoundId id = round ? round->id : 0;
    answerGold(session, control, "labeler-2", kGold, 10, id);
    answerGold(session, control, "labeler-3", kGold, 2, id);
    answerGold(session, control, "labeler-4", 3, 3, id);
    // Who comes now is new: there are screening items enough.
    storage::setQualityRules(session.project, {.screening_items = static_cast<int>(kScreening)});
    const LabelerId newcomer = session.labelers.sitDown("labeler-5").id;
    storage::deal(session.project, newcomer);
    for (int i = 0; i < 4; ++i) {
        const auto item = session.queue.next(newcomer);
        if (!item)
            break;
        for (const auto& gold : session.gold.list())
            if (gold.solution == item->solution)
                answer(session, gold, newcomer, 0, i != 1);
        session.queue.setState(item->id, storage::QueueState::Done);
    }
}

} // namespace stepmark::capture
