// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/data_reader.h"

#include "app/desktop/text.h"
#include "model/domain/error.h"
#include "storage/solution_history.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace stepmark::desktop {

namespace {

/// Named like its context, as lupdate sees no class through the ui:: of a return type.
struct HistoryText {
    Q_DECLARE_TR_FUNCTIONS(HistoryText)
};

std::optional<QString> maybeText(const std::optional<std::string>& utf8) {
    return utf8 ? std::optional(text(*utf8)) : std::nullopt;
}

QDateTime time(const std::string& iso) { return QDateTime::fromString(text(iso), Qt::ISODateWithMs); }

QString word(Rating rating) {
    return rating == Rating::Negative  ? HistoryText::tr("wrong")
           : rating == Rating::Neutral ? HistoryText::tr("neutral")
                                       : HistoryText::tr("right");
}

QString endWords(const storage::HistoryPass& pass) {
    switch (pass.finish_reason) {
    case FinishReason::Solution:
        return HistoryText::tr("finished it: every step marked");
    case FinishReason::FoundError:
        return HistoryText::tr("finished it at its first wrong step");
    case FinishReason::BadProblem:
        return HistoryText::tr("called the problem bad");
    case FinishReason::GiveUp:
        return HistoryText::tr("gave it up");
    case FinishReason::Open:
        break;
    }
    return HistoryText::tr("has it open");
}

ui::HistoryLine lineOf(const storage::HistoryPass& pass) {
    ui::HistoryLine line;
    line.when = time(pass.created_at);
    line.who = text(pass.labeler_name);
    line.what = endWords(pass);
    if (pass.round_number > 0)
        line.what = HistoryText::tr("%1 (round %2)").arg(line.what).arg(pass.round_number);
    if (pass.purpose == storage::Purpose::QualityControl)
        line.what = HistoryText::tr("%1, as quality control").arg(line.what);
    if (pass.purpose == storage::Purpose::Screening)
        line.what = HistoryText::tr("%1, as screening").arg(line.what);
    if (pass.flagged)
        line.what = HistoryText::tr("%1, and flagged it").arg(line.what);
    if (!pass.note.empty())
        line.what = HistoryText::tr("%1. Note: %2").arg(line.what, text(pass.note));
    if (pass.total_ms > 0)
        line.elapsed_ms = pass.total_ms;
    return line;
}

ui::HistoryLine lineOf(const storage::HistoryEvent& event, SolutionId solution) {
    ui::HistoryLine line;
    line.when = time(event.created_at);
    line.who = text(event.labeler_name);
    line.what = event.rating ? HistoryText::tr("marked step %1 %2").arg(event.step_number).arg(word(*event.rating))
                             : HistoryText::tr("took back the mark of step %1").arg(event.step_number);
    if (event.solution != solution)
        line.what = HistoryText::tr("%1, on solution %2, which shares it").arg(line.what).arg(event.solution);
    if (event.elapsed_ms > 0)
        line.elapsed_ms = event.elapsed_ms;
    line.model_visible = event.model_visible;
    return line;
}

/// Newest first; a mark that a later event of the same labeler replaced no longer stands.
std::vector<ui::HistoryLine> history(const storage::SolutionHistory& store, SolutionId solution) {
    std::vector<ui::HistoryLine> lines;
    std::map<std::pair<StepId, LabelerId>, std::size_t> last;
    for (const auto& event : store.events(solution)) {
        if (const auto before = last.find({event.step, event.labeler}); before != last.end())
            lines[before->second].undone = true;
        last[{event.step, event.labeler}] = lines.size();
        lines.push_back(lineOf(event, solution));
    }
    for (const auto& pass : store.passes(solution))
        lines.push_back(lineOf(pass));
    std::reverse(lines.begin(), lines.end());
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.when > b.when; });
    return lines;
}

void fillSteps(Session& session, const storage::SolutionHistory& store, const storage::StoredSolution& solution,
               ui::SolutionDetail& detail) {
    const auto standing = store.standing(solution.problem);
    const ModelId model = session.scores.shownInLists();
    const auto scores =
        model ? session.scores.path(model, solution.leaf) : std::vector<std::optional<StepProbabilities>>();
    std::size_t place = 0;
    for (const auto& step : session.steps.path(solution.leaf)) {
        ui::StepDetail shown;
        shown.id = step.id;
        shown.text = text(step.text);
        if (place < scores.size() && scores[place])
            shown.score = stepScore(*scores[place]);
        ++place;
        if (const auto marks = standing.find(step.id); marks != standing.end()) {
            for (const auto& mark : marks->second)
                shown.marks.push_back({text(mark.labeler_name), mark.rating});
            shown.label = storage::labelOf(marks->second);
        }
        detail.steps.push_back(std::move(shown));
    }
}

ui::SolutionItem itemOf(const storage::SolutionRow& row) {
    ui::SolutionItem item;
    item.id = row.id;
    item.problem = row.problem;
    item.problem_text = text(row.problem_text);
    item.split = row.split;
    item.answer = maybeText(row.final_answer);
    item.correct = row.correct;
    item.score = row.score;
    item.steps = row.steps;
    item.marks = row.marks;
    item.flagged = row.flagged;
    item.source = text(row.source);
    item.marked_at = time(row.marked_at);
    return item;
}

} // namespace

storage::SolutionQuery solutionQuery(const ui::DataQuery& query) {
    storage::SolutionQuery wanted;
    wanted.split = query.split;
    wanted.round = query.round;
    wanted.problem = query.problem;
    wanted.answer = static_cast<storage::AnswerFilter>(query.answer);
    wanted.marks = static_cast<storage::MarkFilter>(query.marks);
    wanted.flagged_only = query.flagged_only;
    wanted.found_only = !query.search.isEmpty();
    wanted.least_score = query.least_score;
    wanted.most_score = query.most_score;
    if (query.source)
        wanted.source = query.source->toStdString();
    wanted.sort = static_cast<storage::SolutionSort>(query.sort);
    wanted.descending = query.descending;
    return wanted;
}

storage::ProblemQuery problemQuery(const ui::DataQuery& query) {
    return {query.split, !query.search.isEmpty(), query.descending};
}

ui::DataFacets dataFacets(Session& session) {
    const auto facets = storage::SolutionList(session.project).facets();
    ui::DataFacets shown;
    for (const std::string& source : facets.sources)
        shown.sources.append(text(source));
    for (const auto& [id, number] : facets.rounds)
        shown.rounds.emplace_back(id, static_cast<int>(number));
    shown.has_scores = facets.has_scores;
    const ModelId model = session.scores.shownInLists();
    if (const auto record = model ? session.models.find(model) : std::nullopt)
        shown.scored_by = HistoryText::tr("By %1").arg(text(record->path));
    return shown;
}

std::vector<ui::SolutionItem> solutionItems(Session& session, const std::vector<SolutionId>& ids) {
    std::vector<ui::SolutionItem> items;
    for (const auto& row : storage::SolutionList(session.project).rows(ids))
        items.push_back(itemOf(row));
    return items;
}

std::vector<ui::ProblemItem> problemItems(Session& session, const std::vector<ProblemId>& ids) {
    std::vector<ui::ProblemItem> items;
    for (const auto& row : storage::ProblemList(session.project).rows(ids))
        items.push_back({row.id, text(row.text), maybeText(row.answer), row.split, text(row.subject), row.solutions,
                         row.right, row.wrong});
    return items;
}

ui::SolutionDetail solutionDetail(Session& session, SolutionId id) {
    const std::vector<SolutionId> ids{id};
    const auto rows = storage::SolutionList(session.project).rows(ids);
    const auto solution = session.solutions.find(id);
    if (rows.empty() || !solution)
        throw Error("The project has no solution " + std::to_string(id) + ": look at the list again.");
    ui::SolutionDetail detail;
    detail.item = itemOf(rows.front());
    const auto problem = session.problems.find(solution->problem);
    if (problem) {
        detail.item.problem_text = text(problem->text);
        detail.reference_answer = maybeText(problem->answer);
        detail.reference_solution = maybeText(problem->reference_solution);
        detail.subject = text(problem->subject);
    }
    const storage::SolutionHistory store(session.project);
    fillSteps(session, store, *solution, detail);
    detail.history = history(store, id);
    return detail;
}

} // namespace stepmark::desktop
