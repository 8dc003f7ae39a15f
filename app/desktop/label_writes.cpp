// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/label_writes.h"

#include "storage/refused_error.h"
#include "storage/transaction.h"

namespace stepmark::desktop {

namespace {

using Key = std::pair<LabelerId, SolutionId>;

// carryOut(): one for each deed; the pass it belongs to, 0 for none.

/// The pass that this write belongs to, begun if there is none.
AnnotationId passFor(Session& session, const Write& write) {
    if (const auto known = session.passes.find(Key(write.labeler, write.solution)); known != session.passes.end())
        return known->second;
    const auto item = write.item ? session.queue.find(write.item) : std::nullopt;
    return session.annotations
        .begin(write.solution, write.labeler, item ? item->round : 0, item ? item->purpose : Purpose::Label)
        .id;
}

/// The newest pass of this labeler over the solution, of this session or an earlier one; 0 for none.
AnnotationId lastPass(Session& session, const Write& write) {
    if (const auto known = session.passes.find(Key(write.labeler, write.solution)); known != session.passes.end())
        return known->second;
    AnnotationId last = 0;
    for (const auto& annotation : session.annotations.list(write.solution))
        if (annotation.labeler == write.labeler)
            last = annotation.id;
    return last;
}

AnnotationId carryOut(Session& session, const Write& write, const Write::Mark& mark) {
    const AnnotationId pass = passFor(session, write);
    RatingEvent event;
    event.annotation = pass;
    event.step = mark.step;
    event.labeler = write.labeler;
    event.rating = mark.rating;
    event.elapsed_ms = mark.elapsed_ms;
    event.model_visible = mark.model_visible;
    event.unsure = mark.unsure;
    event.created_at = write.at;
    session.ratings.append(event);
    return pass;
}

/// Shared steps that the labeler had rated in another solution come with their marks; who finishes the solution has
/// confirmed them. They become part of this pass, so that its row in an export is whole.
void confirmEarlierMarks(Session& session, const Write& write, AnnotationId pass,
                         const std::vector<storage::StepStore::PathStep>& path) {
    const auto mine = session.ratings.ofAnnotation(pass);
    for (const auto& step : path) {
        const auto standing = session.ratings.last(write.labeler, step.id);
        if (!standing)
            continue;
        if (!mine.contains(step.id)) {
            RatingEvent event = *standing;
            event.annotation = pass;
            event.elapsed_ms = 0; // it was spent on the other solution
            event.created_at = write.at;
            session.ratings.append(event);
        }
        if (standing->rating == Rating::Negative)
            break; // what follows the first error is unlabelled
    }
}

/// Where alternatives to the first error were rated too, the pass says what stood at each place and which was taken, as
/// PRM800K's rows do. An error that ends the pass was not taken.
void storeAlternatives(Session& session, AnnotationId pass, FinishReason reason,
                       const std::vector<storage::StepStore::PathStep>& path) {
    auto others = session.ratings.ofAnnotation(pass);
    std::size_t rated = 0; // places of the path
    for (std::size_t place = 0; place < path.size(); ++place)
        if (others.erase(path[place].id) > 0)
            rated = place + 1;
    std::vector<storage::Alternative> rows;
    for (std::size_t place = 0; place < rated && !others.empty(); ++place) {
        const bool taken = place + 1 < rated || reason != FinishReason::FoundError;
        rows.push_back({static_cast<int>(place), 0, path[place].id, false, taken, false});
    }
    std::map<int, int> position;
    for (const auto& [step, rating] : others) {
        const int place = static_cast<int>(session.steps.path(step).size()) - 1;
        rows.push_back({place, ++position[place], step, false, false, false});
    }
    if (!rows.empty() || !session.annotations.alternatives(pass).empty())
        session.annotations.setAlternatives(pass, rows);
}

AnnotationId carryOut(Session& session, const Write& write, const Write::Finish& finish) {
    const AnnotationId pass = passFor(session, write);
    const auto solution = session.solutions.find(write.solution);
    if (solution && (finish.reason == FinishReason::Solution || finish.reason == FinishReason::FoundError)) {
        const auto path = session.steps.path(solution->leaf);
        confirmEarlierMarks(session, write, pass, path);
        storeAlternatives(session, pass, finish.reason, path);
    }
    session.annotations.finish(pass, finish.reason, finish.total_ms, finish.flagged, finish.note, finish.detail);
    if (write.item)
        session.queue.setState(write.item, storage::QueueState::Done);
    return pass;
}

/// The pass stays open, with these words.
AnnotationId keepOpen(Session& session, const Write& write, std::int64_t total_ms, bool flagged,
                      const std::string& note) {
    const AnnotationId pass = passFor(session, write);
    const auto stored = session.annotations.find(pass);
    session.annotations.finish(pass, FinishReason::Open, std::max(total_ms, stored ? stored->total_ms : 0), flagged,
                               note);
    return pass;
}

AnnotationId carryOut(Session& session, const Write& write, const Write::Draft& draft) {
    return keepOpen(session, write, 0, draft.flagged, draft.note);
}

AnnotationId carryOut(Session& session, const Write& write, const Write::Skip& skip) {
    // A skipped solution without a flag or a note leaves no pass behind.
    const bool has_words = skip.flagged || !skip.note.empty() || lastPass(session, write) != 0;
    const AnnotationId pass = has_words ? keepOpen(session, write, skip.total_ms, skip.flagged, skip.note) : 0;
    if (write.item)
        session.queue.setState(write.item, storage::QueueState::Skipped);
    return pass;
}

AnnotationId carryOut(Session& session, const Write& write, const Write::Reopen&) {
    const AnnotationId pass = lastPass(session, write);
    if (const auto stored = pass ? session.annotations.find(pass) : std::nullopt)
        session.annotations.finish(pass, FinishReason::Open, stored->total_ms, stored->flagged, stored->note);
    if (write.item)
        session.queue.setState(write.item, storage::QueueState::Served);
    return pass;
}

/// Takes the item out of the queue for this labeler. Serving only keeps others away from it: where the queue has
/// meanwhile gone another way, nothing is lost.
AnnotationId carryOut(Session& session, const Write& write, const Write::Serve&) {
    session.queue.serve(write.item, write.labeler);
    return 0;
}

AnnotationId carryOut(Session& session, const Write& write, const Write::Decide& decide) {
    Decision decision = decide.decision;
    decision.created_at = write.at;
    if (decision.verdict == Decision::Verdict::Withdraw)
        session.decisions.withdraw(decision.reviewer, decision.step, decision.annotation, write.at);
    else
        session.decisions.add(decision);
    return 0;
}

void writeOne(Session& session, const Write& write) {
    storage::Transaction transaction(session.project);
    const AnnotationId pass = std::visit([&](const auto& deed) { return carryOut(session, write, deed); }, write.deed);
    transaction.commit();
    if (pass)
        session.passes[Key(write.labeler, write.solution)] = pass; // only now that it is on disk
}

} // namespace

WriteReport writeAll(Session& session, const std::vector<Write>& writes) {
    WriteReport report;
    for (const Write& write : writes) {
        try {
            writeOne(session, write);
        } catch (const std::exception& error) {
            report.error = QString::fromUtf8(error.what());
            report.refused = storage::isRefusal(error);
            break;
        }
        ++report.done;
    }
    return report;
}

} // namespace stepmark::desktop
