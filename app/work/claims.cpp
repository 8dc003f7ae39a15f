// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/claims.h"

#include "app/work/mean_difference.h"
#include "model/run/words.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <iterator>

namespace stepmark::work {

namespace {

constexpr std::pair<Verdict, std::string_view> kVerdicts[] = {{Verdict::Reproduced, "reproduced"},
                                                              {Verdict::NotReproduced, "not_reproduced"},
                                                              {Verdict::Holds, "holds"},
                                                              {Verdict::DoesNotHold, "does_not_hold"},
                                                              {Verdict::CannotTell, "cannot_tell"},
                                                              {Verdict::NotTried, "not_tried"}};

using Studies = std::span<const ReproducedStudy>;
using Values = std::vector<double>;

std::string percent(double share) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.0f %%", 100 * share);
    return text.data();
}

double median(Values values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Students that are stronger than their supervisor.
bool isStudent(const StudyFigure& one, StudyMethod method) {
    return one.role == StudyRole::Student && one.method == method && one.supervisor && *one.supervisor < one.model;
}

const StudyFigure* find(const Study& study, StudyMethod method, int supervisor, int model) {
    for (const StudyFigure& one : study.results.figures)
        if (isStudent(one, method) && one.supervisor == supervisor && one.model == model)
            return &one;
    return nullptr;
}

/// The weakest supervisor's strongest student.
const StudyFigure* widest(const Study& study, StudyMethod method) {
    return find(study, method, 0, static_cast<int>(study.models.size()) - 1);
}

Values pgrs(Studies studies, TaskKind kind, StudyMethod method, bool tuned = false) {
    Values all;
    for (const ReproducedStudy& one : studies)
        if (one.kind == kind && one.tuned == tuned)
            for (const StudyFigure& figure : one.study.results.figures)
                if (isStudent(figure, method) && figure.pgr)
                    all.push_back(figure.pgr->value);
    return all;
}

std::size_t countOf(Studies studies, TaskKind kind) {
    return static_cast<std::size_t>(
        std::count_if(studies.begin(), studies.end(), [&](const auto& one) { return one.kind == kind; }));
}

/// What students by a method gain against those by another (perhaps of another study) at the same pair of models: in
/// figures, not in PGR, which may be undefined.
void addGains(Values& all, const Study& study, StudyMethod method, const Study& beside, StudyMethod against) {
    for (const StudyFigure& figure : study.results.figures) {
        if (!isStudent(figure, method))
            continue;
        const StudyFigure* other = find(beside, against, *figure.supervisor, figure.model);
        if (other && other->figure && figure.figure)
            all.push_back(figure.figure->value - other->figure->value);
    }
}

Values gains(Studies studies, std::optional<TaskKind> kind, StudyMethod method, StudyMethod against) {
    Values all;
    for (const ReproducedStudy& one : studies)
        if ((!kind || one.kind == *kind) && !one.tuned)
            addGains(all, one.study, method, one.study, against);
    return all;
}

/// What naive students have of F1 above their supervisors, where first errors are asked for.
Values firstErrorGains(Studies studies) {
    Values all;
    for (const ReproducedStudy& one : studies)
        for (const StudyFigure& student : one.study.results.figures)
            if (isStudent(student, StudyMethod::Naive))
                for (const StudyFigure& other : one.study.results.figures)
                    if (other.role == StudyRole::Supervisor && other.model == student.supervisor &&
                        other.first_error_f1 && student.first_error_f1)
                        all.push_back(*student.first_error_f1 - *other.first_error_f1);
    return all;
}

std::string pairs(std::size_t count) { return std::to_string(count) + (count == 1 ? " pair" : " pairs"); }

constexpr std::size_t kEnoughPairs = 3;

Verdict verdictOf(const Claim& claim, bool holds) {
    if (claim.paper.empty())
        return holds ? Verdict::Holds : Verdict::DoesNotHold;
    return holds ? Verdict::Reproduced : Verdict::NotReproduced;
}

/// A claim of a level of PGR.
Claim level(Claim claim, const Values& values, bool tried, const std::function<bool(double)>& holds) {
    if (!tried)
        return claim;
    if (values.empty()) {
        claim.verdict = Verdict::CannotTell;
        claim.ours = "undefined";
        claim.why = "no ceiling is above its supervisor by more than chance: more test examples, or models that differ "
                    "more";
        return claim;
    }
    claim.value = median(values);
    claim.ours = "median " + percent(*claim.value) + " of " + pairs(values.size());
    claim.verdict = values.size() < kEnoughPairs ? Verdict::CannotTell : verdictOf(claim, holds(*claim.value));
    if (values.size() < kEnoughPairs)
        claim.why = "too few pairs have a gap to be recovered";
    return claim;
}

/// A claim that something is better than something else: by the sign of the mean, and of most pairs.
Claim difference(Claim claim, const Values& gains, const std::string& unit) {
    if (gains.empty())
        return claim;
    const auto better = std::count_if(gains.begin(), gains.end(), [](double gain) { return gain > 0; });
    const MeanDifference mean = meanDifference(gains);
    claim.value = mean.value;
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%+.1f %s on the mean of %s, better in %td of them", 100 * *claim.value,
                  unit.c_str(), pairs(gains.size()).c_str(), better);
    claim.ours = text.data();
    if (gains.size() < kEnoughPairs || !mean.tells()) {
        claim.verdict = Verdict::CannotTell;
        claim.why = "the mean is within two of its standard errors over the pairs";
    } else {
        claim.verdict = verdictOf(claim, *claim.value > 0);
    }
    return claim;
}

Claim confidence(Claim claim, Studies studies) {
    Values naive, confident, gain;
    for (const ReproducedStudy& one : studies) {
        if (one.kind != TaskKind::Classification || one.tuned)
            continue;
        const StudyFigure *plain = widest(one.study, StudyMethod::Naive),
                          *own = widest(one.study, StudyMethod::Confidence);
        if (!plain || !own || !plain->pgr || !own->pgr)
            continue;
        naive.push_back(plain->pgr->value);
        confident.push_back(own->pgr->value);
        gain.push_back(confident.back() - naive.back());
    }
    claim = difference(std::move(claim), gain, "points of PGR");
    if (!gain.empty()) {
        claim.ours = "naive " + percent(median(naive)) + ", confidence " + percent(median(confident)) +
                     " (medians of " + std::to_string(gain.size()) + " sets)";
        claim.value = median(confident);
    } else if (countOf(studies, TaskKind::Classification) > 0) {
        claim.verdict = Verdict::CannotTell;
        claim.ours = "undefined";
        claim.why = "at the widest gap no set has both methods' PGR";
    }
    return claim;
}

/// Of the same supervisor the next larger student agrees less with its mistakes.
Claim agreement(Claim claim, Studies studies) {
    Values falls;
    for (const ReproducedStudy& one : studies) {
        if (one.tuned)
            continue;
        const auto models = static_cast<int>(one.study.models.size());
        for (int supervisor = 0; supervisor < models; ++supervisor)
            for (int model = supervisor + 1; model + 1 < models; ++model) {
                const StudyFigure *small = find(one.study, StudyMethod::Naive, supervisor, model),
                                  *large = find(one.study, StudyMethod::Naive, supervisor, model + 1);
                if (small && large && small->agreement_wrong && large->agreement_wrong)
                    falls.push_back(*small->agreement_wrong - *large->agreement_wrong);
            }
    }
    return difference(std::move(claim), falls, "points less agreement a size");
}

/// What is compared where a ladder was tuned: the same task with and without.
Claim tuning(Claim claim, Studies studies) {
    Values gain;
    for (const ReproducedStudy& tuned : studies)
        for (const ReproducedStudy& plain : studies)
            if (tuned.tuned && !plain.tuned && plain.study.task == tuned.study.task)
                addGains(gain, tuned.study, StudyMethod::Naive, plain.study, StudyMethod::Naive);
    return difference(std::move(claim), gain, "points");
}

} // namespace

std::string_view toText(Verdict verdict) { return run::wordOf(kVerdicts, verdict); }

std::vector<Claim> claimsOf(Studies all) {
    using enum StudyMethod;
    std::vector<ReproducedStudy> studies;
    std::ranges::copy_if(all, std::back_inserter(studies), [](const ReproducedStudy& one) { return !one.half; });
    const auto tried = [&](TaskKind kind) { return countOf(studies, kind) > 0; };
    return {
        level({"nlp_naive", "Classification: students beat their supervisors without any method", "above 20 %"},
              pgrs(studies, TaskKind::Classification, Naive), tried(TaskKind::Classification),
              [](double pgr) { return pgr >= 0.2; }),
        confidence(
            {"nlp_confidence", "Classification: the confidence loss recovers most of the widest gap", "about 80 %"},
            studies),
        level({"chess_naive", "Chess: naive students recover part of the gap", "from about 0 to above 40 %"},
              pgrs(studies, TaskKind::Chess, Naive), tried(TaskKind::Chess), [](double pgr) { return pgr > 0; }),
        level({"reward_naive", "Preferences: naive students recover little", "below 20 %"},
              pgrs(studies, TaskKind::Preference, Naive), tried(TaskKind::Preference),
              [](double pgr) { return pgr < 0.2; }),
        difference({"chess_bootstrapping", "Chess: bootstrapping through the sizes between helps", "it does"},
                   gains(studies, TaskKind::Chess, Bootstrapping, Naive), "points"),
        difference({"early_stopping", "Stopping early by true labels helps (what early stopping could give at best)",
                    "it does"},
                   gains(studies, std::nullopt, StopTrue, Naive), "points"),
        agreement({"agreement", "Larger students agree less with their supervisor's mistakes", "they do"}, studies),
        tuning({"generative_tuning", "Reading the task's text first helps",
                "it does (preferences: 10 to 20 points of PGR)"},
               studies),
        level({"steps_naive", "Step labels: a weak PRM's judgements teach a stronger one", ""},
              pgrs(studies, TaskKind::Steps, Naive), tried(TaskKind::Steps), [](double pgr) { return pgr > 0; }),
        difference(
            {"steps_first_errors",
             "Step labels: students name the first wrong step better than the PRM that taught them (ProcessBench's "
             "F1)",
             ""},
            firstErrorGains(studies), "points of F1"),
    };
}

} // namespace stepmark::work
