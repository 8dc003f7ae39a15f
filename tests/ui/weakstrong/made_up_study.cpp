// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/weakstrong/made_up_study.h"

namespace stepmark::ui::made_up {

namespace {

constexpr int kModels = 4;

Figure figure(double value, double half) { return {value, Interval{value - half, value + half}}; }

double truthOf(int model) { return 0.70 + 0.06 * model; }

StudyFigure taught(StudyRole role, int model) {
    const double value = truthOf(model) + (role == StudyRole::Ceiling ? 0.01 : 0);
    return {.role = role,
            .model = model,
            .figure = figure(value, 0.02),
            .by_seed = {value - 0.01, value, value + 0.01},
            .pgr_by_seed = {}};
}

StudyFigure student(int supervisor, int model, StudyMethod method) {
    StudyFigure one = taught(StudyRole::Student, model);
    const double share = method == StudyMethod::Naive ? 0.3 : 0.8;
    const double value = truthOf(supervisor) + share * (truthOf(model) + 0.01 - truthOf(supervisor));
    one.supervisor = supervisor;
    one.method = method;
    one.figure = figure(value, 0.02);
    one.by_seed = {value, value + 0.004, value - 0.004};
    one.pgr = figure(share, 0.15);
    one.agreement_right = 0.92;
    one.agreement_wrong = 0.7 - 0.1 * model;
    return one;
}

} // namespace

Study study(std::int64_t id) {
    Study study;
    study.id = id;
    study.task = "boolq";
    study.figure = "accuracy";
    study.state = StudyState::Done;
    study.created_at = "2026-03-02T09:30:00.000Z";
    for (int model = 0; model < kModels; ++model) {
        const int layers = 4 * (model + 1);
        study.spec.ladder.push_back({"/models/SmolLM2-135M", layers});
        study.models.push_back({study.spec.ladder.back(), layers, 28'000'000 + 3'500'000 * layers});
    }
    study.spec.task = study.task;
    study.results.test_examples = 1000;
    study.results.test_groups = 480;
    study.results.baseline = 0.5;
    for (int model = 0; model + 1 < kModels; ++model)
        study.results.figures.push_back(taught(StudyRole::Supervisor, model));
    for (int model = 0; model < kModels; ++model)
        study.results.figures.push_back(taught(StudyRole::Ceiling, model));
    for (const StudyMethod method : study.spec.methods)
        for (int supervisor = 0; supervisor + 1 < kModels; ++supervisor)
            for (int model = supervisor + 1; model < kModels; ++model)
                study.results.figures.push_back(student(supervisor, model, method));
    StudyFigure& none = study.results.figures[static_cast<std::size_t>(figureAt(study, 1, 2, StudyMethod::Naive))];
    none.pgr = std::nullopt;
    none.no_pgr = NoPgr::NoGap;
    StudyFigure& missing = study.results.figures[static_cast<std::size_t>(figureAt(study, 1, 3, StudyMethod::Naive))];
    missing.figure = missing.pgr = std::nullopt;
    missing.by_seed = {std::nullopt, std::nullopt, std::nullopt};
    return study;
}

std::vector<TaskRow> tasks() {
    return {{QStringLiteral("boolq"), TaskKind::Classification, 3000, 1000, 2400, 480},
            {QStringLiteral("mates"), TaskKind::Chess, 2000, 500, 2000, 500}};
}

RunView run(const RunPlace& place) {
    RunView view;
    view.place = place;
    StudyRunDetails& details = view.details;
    details.run.role = StudyRole::Student;
    details.run.teacher = "0123";
    details.run.model = {"/models/SmolLM2-135M", 16};
    details.run.figure = 0.812;
    details.run.tokens = 1'234'567;
    details.run.seconds = 42;
    details.course = {{0.2, 0.61, 0.74, 0.80, false}, {0.6, 0.55, 0.81, 0.88, true}, {1.0, 0.57, 0.79, 0.93, false}};
    details.has_task = true;
    details.confusion = Confusion{410, 90, 98, 402};
    details.disagreements = 250;
    details.examples = {
        {"", "<b>bold</b><img src='file:///etc/passwd'> \xE2\x80\xAEreversed", "1", "0", "1", 0.31, 0.88},
        {"Is the sky blue?", "It is.", "0", "0", "1", 0.12, 0.64}};
    view.settings = {{QStringLiteral("layers"), QStringLiteral("16")},
                     {QStringLiteral("method"), QStringLiteral("confidence")},
                     {QStringLiteral("examples"), QStringLiteral("0")},
                     {QStringLiteral("<b>odd</b>"), QStringLiteral("<i>odd</i>")}};
    return view;
}

int figureAt(const Study& study, int supervisor, int model, StudyMethod method) {
    for (int i = 0; i < std::ssize(study.results.figures); ++i) {
        const StudyFigure& figure = study.results.figures[static_cast<std::size_t>(i)];
        if (figure.supervisor == supervisor && figure.model == model && figure.method == method)
            return i;
    }
    return -1;
}

} // namespace stepmark::ui::made_up
