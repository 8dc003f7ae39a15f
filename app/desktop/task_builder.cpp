// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/task_builder.h"

#include "model/domain/error.h"
#include "storage/counts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stepmark::desktop {

namespace {

constexpr std::size_t kMostSolutionsSearched = 128; ///< of a problem, for the labeler's ratings of alternatives

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
QString tr(const char* words) { return QCoreApplication::translate("TaskBuilder", words); }

/// What the labeler says now of any step of the problem: all ratings made in this program lie on solutions.
std::map<StepId, Rating> ratingsOfProblem(Session& session, LabelerId labeler, ProblemId problem) {
    std::map<StepId, Rating> ratings;
    std::set<StepId> leaves;
    storage::SolutionFilter filter;
    filter.problem = problem;
    for (const auto& solution : session.solutions.list(filter)) {
        if (!leaves.insert(solution.leaf).second)
            continue;
        if (leaves.size() > kMostSolutionsSearched)
            break;
        ratings.merge(session.ratings.current(labeler, solution.id));
    }
    return ratings;
}

/// For each step its siblings, and how many of those the labeler has rated.
void fillAlternatives(Session& session, LabelerId labeler, ProblemId problem, std::vector<ui::LabelStep>& steps) {
    const StepTree tree = session.steps.tree(problem);
    std::map<int, std::vector<StepId>> children;
    std::map<StepId, int> parent_of;
    for (const StepTree::Node& node : tree.nodes()) {
        children[node.parent].push_back(node.id);
        parent_of[node.id] = node.parent;
    }
    const bool any = std::any_of(steps.begin(), steps.end(), [&](const ui::LabelStep& step) {
        return parent_of.contains(step.id) && children[parent_of[step.id]].size() > 1;
    });
    if (!any)
        return;
    const auto rated = ratingsOfProblem(session, labeler, problem);
    for (ui::LabelStep& step : steps) {
        const auto place = parent_of.find(step.id);
        if (place == parent_of.end())
            continue;
        const auto& siblings = children[place->second];
        step.alternatives = static_cast<int>(siblings.size()) - 1;
        step.alternatives_rated = static_cast<int>(std::count_if(
            siblings.begin(), siblings.end(), [&](StepId id) { return id != step.id && rated.contains(id); }));
    }
}

/// The newest model that has scored this solution.
void fillOpinion(Session& session, StepId leaf, std::vector<ui::LabelStep>& steps) {
    auto models = session.models.list();
    std::reverse(models.begin(), models.end());
    for (const auto& model : models) {
        if (model.kind != "prm" && model.kind != "scores")
            continue;
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
    QString why = text(item.reason);
    if (why.isEmpty())
        return {};
    why[0] = why[0].toUpper();
    if (round > 0)
        why = tr("%1, queued by round %2.").arg(why, QString::number(round));
    double product = 1;
    for (const ui::LabelStep& step : steps) {
        if (!step.opinion)
            return why;
        product *= stepScore(*step.opinion);
    }
    return steps.empty() ? why
                         : tr("%1 The model's score of the whole: %2.").arg(why, QString::number(product, 'f', 2));
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
    task.queue_position = static_cast<int>(item.position) + 1;
    task.queue_total = static_cast<int>(session.queue.list(item.round).size());
    task.round = round ? static_cast<int>(round->number) : 0;
    task.problem = text(problem->text);
    task.subject = text(problem->subject);
    if (problem->answer)
        task.reference_answer = text(*problem->answer);
    task.final_answer = text(solution->final_answer.value_or(""));
    const auto ratings = session.ratings.current(labeler, solution->id);
    for (const auto& step : session.steps.path(solution->leaf)) {
        ui::LabelStep shown;
        shown.id = step.id;
        shown.text = text(step.text);
        if (const auto rating = ratings.find(step.id); rating != ratings.end())
            shown.preset = rating->second;
        task.steps.push_back(std::move(shown));
    }
    fillAlternatives(session, labeler, solution->problem, task.steps);
    if (task.purpose == Purpose::Label) { // else it would lead, and tell what the solution is here for
        fillOpinion(session, solution->leaf, task.steps);
        task.why_queued = whyQueued(item, task.round, task.steps);
    }
    fillPass(session, labeler, task);
    return task;
}

} // namespace

QueueSummary queueSummary(Session& session) {
    QueueSummary summary;
    summary.open = session.queue.open();
    for (const auto& round : session.rounds.list()) {
        summary.round = static_cast<int>(round.number);
        summary.done = 0;
        const auto items = session.queue.list(round.id);
        summary.total = static_cast<int>(items.size());
        for (const auto& item : items) {
            summary.done += item.state == storage::QueueState::Done || item.state == storage::QueueState::Skipped;
            summary.labelled += item.state == storage::QueueState::Done;
        }
    }
    return summary;
}

TaskBatch nextTasks(Session& session, LabelerId labeler, const std::set<QueueItemId>& exclude, int count,
                    bool serve_first) {
    std::vector<storage::QueueItem> items;
    if (serve_first)
        if (const auto first = session.queue.next(labeler))
            items.push_back(*first);
    const auto limit = static_cast<std::int64_t>(exclude.size()) + count;
    for (auto& item : session.queue.upcoming(labeler, limit))
        items.push_back(std::move(item));
    TaskBatch batch;
    for (const auto& item : items)
        if (static_cast<int>(batch.tasks.size()) < count && !exclude.contains(item.id))
            batch.tasks.push_back(buildTask(session, labeler, item));
    batch.summary = queueSummary(session);
    if (batch.tasks.empty())
        batch.summary.has_solutions = storage::counts(session.project).solutions > 0;
    return batch;
}

std::optional<ui::LabelTask> lastLeftTask(Session& session, LabelerId labeler, const std::set<QueueItemId>& exclude) {
    std::optional<storage::QueueItem> last;
    for (const auto& round : session.rounds.list())
        for (const auto& item : session.queue.list(round.id)) {
            const bool left = item.state == storage::QueueState::Done || item.state == storage::QueueState::Skipped;
            if (left && item.labeler == labeler && !exclude.contains(item.id) &&
                (!last || item.served_at >= last->served_at))
                last = item;
        }
    return last ? std::optional(buildTask(session, labeler, *last)) : std::nullopt;
}

} // namespace stepmark::desktop
