// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_scores.h"

#include "model/tasks/first_errors.h"

#include <algorithm>

namespace stepmark::work {

StudyScores::StudyScores(const Task& task, const StudySpec& spec, const StudyPlan& plan)
    : m_task(task)
    , m_spec(spec)
    , m_plan(plan)
    , m_truth(truthOf(task.test))
    , m_untaught(figureSums(task.kind, task.test, m_truth, untaughtJudgements(task)))
    , m_resamples(m_untaught)
    , m_solutions(areSolutions(task.kind, task.test))
    , m_scored(plan.nodes.size()) {}

void StudyScores::add(std::size_t node, std::vector<float> test) {
    const auto sums = figureSums(m_task.kind, m_task.test, m_truth, test);
    const auto first_errors = m_solutions ? firstErrorsOf(m_task.test, test) : std::nullopt;
    const auto silent = static_cast<double>(unanswered(m_task.kind, m_task.test, test));
    const double share = silent / std::max(1.0, static_cast<double>(m_task.test.size()));
    m_scored[node] =
        Scored{std::move(test), measured(sums, m_resamples), first_errors ? first_errors->f1 : std::nullopt, share};
}

std::optional<double> StudyScores::figureOf(std::size_t node) const {
    const Measured* found = measuredAt(node);
    return found ? std::optional(found->value) : std::nullopt;
}

const Measured* StudyScores::measuredAt(std::size_t node) const {
    return m_scored[node] && m_scored[node]->measured ? &*m_scored[node]->measured : nullptr;
}

StudyResults StudyScores::results() const {
    StudyResults results;
    results.test_examples = static_cast<std::int64_t>(m_task.test.size());
    results.test_groups = static_cast<std::int64_t>(m_resamples.groups());
    results.baseline = stepmark::figureOf(m_untaught);
    const std::size_t supervisors = supervisorsOf(m_spec), models = m_spec.ladder.size();
    const auto nodes = [&](auto node_of) {
        std::vector<std::size_t> all;
        for (const std::uint64_t seed : m_spec.seeds)
            all.push_back(node_of(seed));
        return all;
    };
    for (std::size_t model = 0; model < supervisors; ++model)
        results.figures.push_back(meanOf(StudyRole::Supervisor, model,
                                         nodes([&](std::uint64_t seed) { return m_plan.supervisor(model, seed); })));
    for (std::size_t model = 0; model < models; ++model)
        results.figures.push_back(
            meanOf(StudyRole::Ceiling, model, nodes([&](std::uint64_t seed) { return m_plan.ceiling(model, seed); })));
    for (const StudyMethod method : m_spec.methods)
        for (std::size_t supervisor = 0; supervisor < supervisors; ++supervisor)
            for (std::size_t model = supervisor + 1; model < models; ++model)
                if (m_plan.student(supervisor, model, method, m_spec.seeds.front()))
                    results.figures.push_back(studentOf(supervisor, model, method));
    return results;
}

StudyFigure StudyScores::meanOf(StudyRole role, std::size_t model, const std::vector<std::size_t>& nodes) const {
    StudyFigure figure{.role = role, .model = static_cast<int>(model)};
    std::vector<const Measured*> there;
    double illegal = 0;
    for (const std::size_t node : nodes) {
        figure.by_seed.push_back(figureOf(node));
        figure.runs.push_back(m_plan.plan.nodes()[node].identity);
        if (const Measured* one = measuredAt(node)) {
            there.push_back(one);
            illegal += m_scored[node]->unanswered;
        }
    }
    if (!there.empty())
        figure.figure = meanFigure(there, m_resamples);
    if (m_solutions)
        addFirstErrors(figure, nodes);
    if (!there.empty() && m_spec.reading == TaskReading::Generated)
        figure.illegal = illegal / static_cast<double>(there.size());
    return figure;
}

void StudyScores::addFirstErrors(StudyFigure& figure, const std::vector<std::size_t>& nodes) const {
    double sum = 0;
    int there = 0;
    for (const std::size_t node : nodes) {
        const auto f1 = m_scored[node] ? m_scored[node]->first_error_f1 : std::nullopt;
        figure.first_error_f1_by_seed.push_back(f1);
        sum += f1.value_or(0);
        there += f1 ? 1 : 0;
    }
    if (there > 0)
        figure.first_error_f1 = sum / there;
}

StudyFigure StudyScores::studentOf(std::size_t supervisor, std::size_t model, StudyMethod method) const {
    std::vector<std::size_t> students;
    for (const std::uint64_t seed : m_spec.seeds)
        students.push_back(*m_plan.student(supervisor, model, method, seed));
    StudyFigure figure = meanOf(StudyRole::Student, model, students);
    figure.supervisor = static_cast<int>(supervisor);
    figure.method = method;
    addPgr(figure, students, supervisor);
    addAgreement(figure, students, supervisor);
    return figure;
}

void StudyScores::addPgr(StudyFigure& figure, const std::vector<std::size_t>& students, std::size_t supervisor) const {
    std::vector<PgrSeed> seeds;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < students.size(); ++i) {
        const std::uint64_t seed = m_spec.seeds[i];
        const PgrSeed one{measuredAt(m_plan.supervisor(supervisor, seed)), measuredAt(students[i]),
                          measuredAt(m_plan.ceiling(static_cast<std::size_t>(figure.model), seed))};
        if (one.supervisor && one.student && one.ceiling) {
            seeds.push_back(one);
            places.push_back(i);
        }
    }
    figure.pgr_by_seed.resize(students.size());
    if (seeds.empty())
        return;
    const Pgr pgr = recoveredGap(seeds, m_resamples);
    figure.gap = pgr.gap;
    figure.pgr = pgr.value;
    figure.no_pgr = pgr.why;
    for (std::size_t i = 0; i < places.size(); ++i)
        figure.pgr_by_seed[places[i]] = pgr.by_seed[i];
}

void StudyScores::addAgreement(StudyFigure& figure, const std::vector<std::size_t>& students,
                               std::size_t supervisor) const {
    Agreement sum;
    for (std::size_t i = 0; i < students.size(); ++i) {
        const auto& weak = m_scored[m_plan.supervisor(supervisor, m_spec.seeds[i])];
        const auto& strong = m_scored[students[i]];
        if (weak && strong)
            sum += agreement(m_task.kind, m_task.test, weak->judgements, strong->judgements);
    }
    figure.agreement_right = sum.onRight();
    figure.agreement_wrong = sum.onWrong();
}

std::string figureName(TaskKind kind) {
    switch (kind) {
    case TaskKind::Chess:
        return "exact match";
    case TaskKind::Steps:
        return "step AUC within a problem";
    case TaskKind::Classification:
    case TaskKind::Preference:
        break;
    }
    return "accuracy";
}

} // namespace stepmark::work
