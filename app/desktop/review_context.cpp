// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review_context.h"

#include "app/desktop/text.h"
#include "model/domain/error.h"
#include "ui/label/ending_panel.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace stepmark::desktop {

namespace {

struct ReviewContextText {
    Q_DECLARE_TR_FUNCTIONS(ReviewContextText)
};

constexpr int kSnippet = 200; ///< characters of a text that the list can show

/// The solution's steps; where the item is about a step beside them (an alternative), those up to that step.
std::vector<storage::StepStore::PathStep> pathOf(Session& session, const ReviewItem& item, StepId leaf) {
    auto path = session.steps.path(leaf);
    const bool there = std::any_of(path.begin(), path.end(), [&](const auto& step) { return step.id == item.step; });
    return item.step == 0 || there ? path : session.steps.path(item.step);
}

/// Columns of the labelers who rated any of the steps, in the order of their ids, and their marks; two opinions of one
/// labeler stand in two columns.
void fillMarks(Session& session, StepId leaf, const ui::ReviewNames& names, ui::ReviewContext& context) {
    using Column = std::pair<LabelerId, int>; // whose, and the which opinion of theirs
    std::set<Column> columns;
    std::map<StepId, std::map<Column, storage::RatingStore::Word>> said;
    for (const auto& word : session.ratings.standing(leaf)) {
        auto& of_step = said[word.step];
        Column column{word.labeler, 0};
        while (of_step.contains(column))
            ++column.second;
        of_step.emplace(column, word);
        columns.insert(column);
    }
    for (const auto& [labeler, opinion] : columns)
        context.labelers += names.labelers.contains(labeler) ? names.labelers.at(labeler) : QString();
    for (ui::ReviewStep& step : context.steps) {
        step.marks.resize(columns.size());
        step.model_seen.resize(columns.size());
        for (const auto& [column, word] : said[step.id]) {
            const auto place = static_cast<std::size_t>(std::distance(columns.begin(), columns.find(column)));
            step.marks[place] = word.rating;
            step.model_seen[place] = word.model_visible;
        }
    }
}

/// The model that the item names, else the newest that has scored these steps.
void fillOpinion(Session& session, ModelId wanted, StepId leaf, const ui::ReviewNames& names,
                 ui::ReviewContext& context) {
    std::vector<ModelId> models{wanted};
    if (wanted == 0) {
        models.clear();
        for (const auto& [id, name] : names.models)
            models.insert(models.begin(), id);
    }
    for (const ModelId model : models) {
        const auto opinions = session.scores.path(model, leaf);
        if (opinions.size() != context.steps.size() ||
            std::none_of(opinions.begin(), opinions.end(), [](const auto& one) { return one.has_value(); }))
            continue;
        for (std::size_t i = 0; i < opinions.size(); ++i)
            context.steps[i].opinion = opinions[i];
        if (const auto name = names.models.find(model); name != names.models.end())
            context.opinion_of = name->second;
        return;
    }
}

void fillWords(Session& session, SolutionId solution, const ui::ReviewNames& names, ui::ReviewContext& context) {
    for (const auto& pass : session.annotations.list(solution)) {
        QString words = text(pass.note);
        if (!pass.finish_detail.empty())
            words += (words.isEmpty() ? QString() : QStringLiteral(" – ")) +
                     ui::EndingPanel::textOf(text(pass.finish_detail));
        if (!pass.flagged && words.isEmpty())
            continue;
        ui::ReviewNote note;
        note.labeler = names.labelers.contains(pass.labeler) ? names.labelers.at(pass.labeler) : QString();
        note.text = words;
        note.flagged = pass.flagged;
        context.notes.push_back(std::move(note));
    }
}

void fillHistory(Session& session, StepId leaf, const ui::ReviewNames& names, ui::ReviewContext& context) {
    for (const Decision& decision : session.decisions.history(leaf)) {
        ui::ReviewEvent event;
        event.reviewer = names.labelers.contains(decision.reviewer) ? names.labelers.at(decision.reviewer) : QString();
        event.reason = text(decision.reason);
        event.verdict = decision.verdict;
        event.rating = decision.rating;
        for (std::size_t i = 0; i < context.steps.size(); ++i)
            if (context.steps[i].id == decision.step)
                event.step = static_cast<int>(i);
        context.history.push_back(std::move(event));
    }
}

/// Where the reviewer looks first: the step in question; of a solution the first step somebody calls wrong.
int focusOf(const ReviewItem& item, const ui::ReviewContext& context) {
    for (std::size_t i = 0; i < context.steps.size(); ++i) {
        const ui::ReviewStep& step = context.steps[i];
        if (item.step != 0 ? step.id == item.step
                           : std::find(step.marks.begin(), step.marks.end(), Rating::Negative) != step.marks.end())
            return static_cast<int>(i);
    }
    return 0;
}

} // namespace

ui::ReviewContext reviewContext(Session& session, int index, const ReviewItem& item) {
    const auto solution = session.solutions.find(item.solution);
    const auto problem = solution ? session.problems.find(solution->problem) : std::nullopt;
    if (!problem)
        throw Error("The item is about a solution that is not in the project: run 'stepmarkctl check' on it.");
    const ui::ReviewNames names = reviewNames(session);
    ui::ReviewContext context;
    context.index = index;
    context.problem = text(problem->text);
    context.subject = text(problem->subject);
    context.reference_answer = text(problem->answer.value_or(""));
    context.reference_solution = text(problem->reference_solution.value_or(""));
    context.final_answer = text(solution->final_answer.value_or(""));
    context.correct = solution->correct;
    const auto path = pathOf(session, item, solution->leaf);
    for (const auto& step : path) {
        ui::ReviewStep shown;
        shown.id = step.id;
        shown.text = text(step.text);
        context.steps.push_back(std::move(shown));
    }
    const StepId leaf = path.empty() ? 0 : path.back().id;
    fillMarks(session, leaf, names, context);
    fillOpinion(session, item.model, leaf, names, context);
    fillWords(session, item.solution, names, context);
    fillHistory(session, leaf, names, context);
    context.focus = focusOf(item, context);
    return context;
}

std::map<int, QString> reviewTexts(Session& session, const std::vector<std::pair<int, ReviewItem>>& items) {
    std::map<int, QString> texts;
    for (const auto& [index, item] : items) {
        QString line;
        if (item.step != 0) {
            line = text(session.steps.text(item.step));
        } else if (const auto pass = session.annotations.find(item.annotation)) {
            line = pass->note.empty() ? ui::EndingPanel::textOf(text(pass->finish_detail)) : text(pass->note);
        }
        if (line.isEmpty())
            if (const auto solution = session.solutions.find(item.solution))
                if (const auto problem = session.problems.find(solution->problem))
                    line = text(problem->text);
        texts[index] = line.left(kSnippet);
    }
    return texts;
}

ui::ReviewNames reviewNames(Session& session) {
    ui::ReviewNames names;
    for (const Labeler& labeler : session.labelers.list())
        names.labelers[labeler.id] = text(labeler.name);
    std::map<RoundId, std::int64_t> rounds;
    for (const auto& round : session.rounds.list())
        rounds[round.id] = round.number;
    for (const auto& model : session.models.list()) {
        if (model.kind == "scores")
            names.models[model.id] = QFileInfo(text(model.path)).fileName();
        else if (model.kind == "prm")
            names.models[model.id] = rounds.contains(model.round)
                                         ? ReviewContextText::tr("the PRM of round %1").arg(rounds[model.round])
                                         : ReviewContextText::tr("PRM %1").arg(model.id);
    }
    return names;
}

} // namespace stepmark::desktop
