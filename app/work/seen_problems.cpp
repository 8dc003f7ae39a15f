// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/seen_problems.h"

#include "storage/problem_store.h"
#include "storage/trained_on_store.h"

#include <algorithm>

namespace stepmark::work {

namespace {

std::set<ProblemId> problemsIn(Work& work, Split split) {
    std::set<ProblemId> ids;
    for (const Problem& problem : storage::ProblemStore(work.project).list(split))
        ids.insert(problem.id);
    return ids;
}

std::set<ProblemId> both(const std::set<ProblemId>& problems, const std::vector<ProblemId>& seen) {
    std::set<ProblemId> common;
    std::copy_if(seen.begin(), seen.end(), std::inserter(common, common.end()),
                 [&](ProblemId problem) { return problems.contains(problem); });
    return common;
}

std::string count(std::int64_t problems) { return std::to_string(problems); }

std::vector<std::string> warningsOf(const SeenProblems& seen, const std::string& model, Split split) {
    if (!seen.known)
        return {"Which problems model " + model +
                " was trained on is not known (it is older than the record of it, or was trained elsewhere): whether "
                "these figures are held out is not known either."};
    if (split == Split::Train)
        return {"Split 'train' is what models are trained on: model " + model + " was trained on " +
                count(seen.training) + " of its " + count(seen.in_split) + " problems. These are no held-out figures."};
    std::vector<std::string> lines;
    if (!seen.left_out.empty())
        lines.push_back("Model " + model + " was trained on " + count(std::ssize(seen.left_out)) + " of the " +
                        count(seen.in_split) + " problems in split '" + std::string(toText(split)) +
                        "', or chosen by them: they are left out" +
                        (std::ssize(seen.left_out) == seen.in_split ? ", and nothing is left to evaluate." : "."));
    if (split == Split::Validation && seen.validation > 0)
        lines.push_back(count(seen.validation) +
                        " of the problems in split 'validation' chose the epoch or the fit of model " + model +
                        " (early stop): figures on them are not quite held out.");
    return lines;
}

} // namespace

SeenProblems seenProblems(Work& work, ModelId model, Split split) {
    const auto problems = problemsIn(work, split);
    SeenProblems seen{.in_split = std::ssize(problems), .held_out = split != Split::Train};
    if (model == 0)
        return seen;
    const auto trained_on = storage::TrainedOnStore(work.project).find(model);
    seen.known = trained_on.has_value();
    if (trained_on) {
        auto training = both(problems, trained_on->training), validation = both(problems, trained_on->validation);
        seen.training = std::ssize(training);
        seen.validation = std::ssize(validation);
        if (split != Split::Train)
            seen.left_out = std::move(training);
        if (split == Split::Test)
            seen.left_out.merge(validation);
        seen.held_out = split == Split::Test || (split == Split::Validation && seen.validation == 0);
    } else if (split != Split::Train) {
        seen.held_out = std::nullopt;
    }
    seen.warnings = warningsOf(seen, std::to_string(model), split);
    return seen;
}

void takeSeen(RunMetrics& metrics, const SeenProblems& seen) {
    metrics.problems_in_split = seen.in_split;
    metrics.held_out = seen.held_out;
    if (seen.known)
        metrics.seen = RunMetrics::Seen{seen.training, seen.validation, std::ssize(seen.left_out)};
}

std::string whyNotBeside(Work& work, ModelId outcome_model, const SeenProblems& evaluated, Split split) {
    const auto trained_on = outcome_model && split != Split::Train
                                ? storage::TrainedOnStore(work.project).find(outcome_model)
                                : std::nullopt;
    if (!trained_on)
        return {};
    auto problems = problemsIn(work, split);
    std::erase_if(problems, [&](ProblemId problem) { return evaluated.left_out.contains(problem); });
    const auto seen = both(problems, trained_on->training).size();
    return seen == 0 ? std::string()
                     : "Outcome model " + std::to_string(outcome_model) + " was trained on " + std::to_string(seen) +
                           " of the problems that are evaluated.";
}

} // namespace stepmark::work
