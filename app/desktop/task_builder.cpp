// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/task_builder.h"

#include "app/desktop/text.h"
#include "model/domain/error.h"
#include "storage/thinking_field.h"
#include "ui/label/queue_reason_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stepmark::desktop {

namespace {

constexpr int kMostAlternatives = 12; ///< offered at one place

struct TaskWords {
    Q_DECLARE_TR_FUNCTIONS(TaskBuilder)
};

ui::LabelStep shownStep(Session& session, LabelerId labeler, StepId id, const std::string& words) {
    ui::LabelStep shown;
    shown.id = id;
    shown.text = text(words);
    if (const auto mark = session.ratings.last(labeler, id)) {
        shown.preset = mark->rating;
        shown.preset_unsure = mark->unsure;
    }
    return shown;
}

/// The steps that stand beside each in the tree: what to rate where it is the first error.
void fillAlternatives(Session& session, LabelerId labeler, StepId leaf, std::vector<ui::LabelStep>& steps) {
    for (const auto& other : session.steps.beside(leaf, kMostAlternatives)) {
        ui::LabelStep& step = steps.at(static_cast<std::size_t>(other.place));
        step.alternative_count = other.of;
        step.alternatives.push_back(shownStep(session, labeler, other.id, other.text));
    }
}

/// The newest model that has scored this solution.
void fillOpinion(Session& session, StepId leaf, std::vector<ui::LabelStep>& steps) {
    for (const auto& model : session.models.judges()) {
        const auto opinions = session.scores.path(model.id, leaf);
        if (opinions.size() != steps.size() ||
            std::none_of(opinions.begin(), opinions.end(), [](const auto& one) { return one.has_value(); }))
            continue;
        for (std::size_t i = 0; i < steps.size(); ++i)
            steps[i].opinion = opinions[i];
        return;
    }
}

QString whyQueued(const storage::QueueItem& item, std::int64_t round, const std::vector<ui::LabelStep>& steps) {
    if (!item.reason)
        return {};
    QString why = ui::queueReasonText(*item.reason);
    if (round > 0)
        why = TaskWords::tr("%1, queued by round %2.").arg(why, QString::number(round));
    double product = 1;
    for (const ui::LabelStep& step : steps) {
        if (!step.opinion)
            return why;
        product *= stepScore(*step.opinion);
    }
    return steps.empty()
               ? why
               : TaskWords::tr("%1 The model's score of the whole: %2.").arg(why, QLocale().toString(product, 'f', 2));
}

/// Flag, note and time of a pass that was left open.
void fillPass(Session& session, LabelerId labeler, ui::LabelTask& task) {
    for (const auto& pass : session.annotations.list(task.solution)) {
        if (pass.labeler != labeler)
            continue;
        task.flagged = pass.flagged;
        task.note = text(pass.note);
        std::int64_t on_steps = 0;
        for (const RatingEvent& event : session.ratings.history(pass.id))
            on_steps += event.elapsed_ms;
        task.spent_ms = std::max(pass.total_ms, on_steps);
    }
}

ui::LabelTask buildTask(Session& session, LabelerId labeler, const storage::QueueItem& item) {
    const auto solution = session.solutions.find(item.solution);
    const auto problem = solution ? session.problems.find(solution->problem) : std::nullopt;
    if (!problem)
        throw Error("The queue names a solution that is not in the project: run 'stepmarkctl check' on it.");
    const auto round = session.rounds.find(item.round);
    ui::LabelTask task;
    task.solution = solution->id;
    task.queue_item = item.id;
    task.purpose = item.purpose;
    task.round = round ? static_cast<int>(round->number) : 0;
    task.problem = text(problem->text);
    task.subject = text(problem->subject);
    if (problem->answer)
        task.reference_answer = text(*problem->answer);
    if (problem->reference_solution)
        task.reference_solution = text(*problem->reference_solution);
    task.final_answer = text(solution->final_answer.value_or(""));
    task.thinking = text(storage::thinkingIn(solution->extra));
    for (const auto& step : session.steps.path(solution->leaf))
        task.steps.push_back(shownStep(session, labeler, step.id, step.text));
    fillAlternatives(session, labeler, solution->leaf, task.steps);
    task.opinion_withheld = item.opinion_withheld;
    if (task.mayShowOpinion())
        fillOpinion(session, solution->leaf, task.steps);
    if (task.purpose != Purpose::Screening) // a gold item names the reason that its neighbours would
        task.why_queued = whyQueued(item, task.round, task.steps);
    fillPass(session, labeler, task);
    return task;
}

} // namespace

QueueSummary queueSummary(Session& session, LabelerId labeler) {
    QueueSummary summary;
    summary.screening = session.labelers.state(labeler) == LabelerState::Screening;
    const auto round = summary.screening ? std::nullopt : session.rounds.latestQueued();
    if (round || summary.screening) {
        const auto progress = session.queue.progress(round ? round->id : 0, labeler);
        summary.round = round ? static_cast<int>(round->number) : 0;
        summary.done = static_cast<int>(progress.done);
        summary.total = static_cast<int>(progress.done + progress.open);
    }
    summary.labelled = static_cast<int>(session.queue.labelled());
    return summary;
}

TaskBatch nextTasks(Session& session, const TaskRequest& request) {
    storage::deal(session.project, request.labeler);
    std::vector<storage::QueueItem> items;
    if (request.serve_first)
        if (const auto first = session.queue.next(request.labeler))
            items.push_back(*first);
    const auto limit = static_cast<std::int64_t>(request.exclude.size()) + request.count;
    for (auto& item : session.queue.upcoming(request.labeler, limit))
        items.push_back(std::move(item));
    TaskBatch batch;
    for (const auto& item : items)
        if (static_cast<int>(batch.tasks.size()) < request.count && !request.exclude.contains(item.id))
            batch.tasks.push_back(buildTask(session, request.labeler, item));
    // Not while something is on screen or on its way to the disk: it may be the last screening item.
    batch.seat = seatOf(session, request.labeler, batch.tasks.empty() && request.exclude.empty());
    if (batch.tasks.empty()) {
        batch.summary = queueSummary(session, request.labeler);
        batch.summary->has_solutions = session.solutions.any();
    }
    return batch;
}

ui::LabelTask taskFor(Session& session, LabelerId labeler, SolutionId solution) {
    auto item = session.queue.openItem(solution);
    if (item && item->state == storage::QueueState::Served && item->labeler != labeler)
        item.reset(); // somebody else has it before them
    storage::QueueItem none;
    none.solution = solution;
    return buildTask(session, labeler, item.value_or(none));
}

std::optional<ui::LabelTask> lastLeftTask(Session& session, LabelerId labeler, const std::set<QueueItemId>& exclude) {
    const auto last = session.queue.lastLeft(labeler, exclude);
    return last ? std::optional(buildTask(session, labeler, *last)) : std::nullopt;
}

} // namespace stepmark::desktop
