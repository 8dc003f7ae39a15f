// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_report.h"

#include "model/run/spec_json.h"

#include <algorithm>
#include <cmath>

namespace stepmark::work {

namespace {

Json valueOf(const std::optional<Figure>& figure) { return figure ? Json(figure->value) : Json(nullptr); }

Json intervalOf(const std::optional<Figure>& figure) {
    return figure && figure->interval ? Json({figure->interval->low, figure->interval->high}) : Json(nullptr);
}

Json listOf(const std::vector<std::optional<double>>& values) {
    Json list = Json::array();
    for (const auto& value : values)
        list.push_back(orNull(value));
    return list;
}

Json textOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string nameOf(const Study& study, int model) {
    const StudyModel& one = study.models.at(static_cast<std::size_t>(model));
    return one.model.folder.filename().string() + " (" + std::to_string(one.layers) + " layers)";
}

Json modelRow(const StudyModel& model) {
    return {{"folder", model.model.folder.string()}, {"layers", model.layers}, {"parameters", model.parameters}};
}

Json taughtRow(const StudyFigure& one) {
    return {{"model", one.model},
            {"figure", valueOf(one.figure)},
            {"figure_interval_95", intervalOf(one.figure)},
            {"by_seed", listOf(one.by_seed)},
            {"first_error_f1", orNull(one.first_error_f1)},
            {"first_error_f1_by_seed",
             one.first_error_f1_by_seed.empty() ? Json(nullptr) : listOf(one.first_error_f1_by_seed)},
            {"illegal", orNull(one.illegal)},
            {"runs", one.runs}};
}

Json studentRow(const StudyFigure& one) {
    Json row = {{"supervisor", orNull(one.supervisor)},
                {"method", one.method ? Json(toText(*one.method)) : Json(nullptr)}};
    row.update(taughtRow(one));
    row["gap"] = valueOf(one.gap);
    row["gap_interval_95"] = intervalOf(one.gap);
    row["pgr"] = valueOf(one.pgr);
    row["pgr_interval_95"] = intervalOf(one.pgr);
    row["pgr_by_seed"] = listOf(one.pgr_by_seed);
    row["no_pgr"] = one.no_pgr ? Json(toText(*one.no_pgr)) : Json(nullptr);
    row["agreement_right"] = orNull(one.agreement_right);
    row["agreement_wrong"] = orNull(one.agreement_wrong);
    return row;
}

Json note(const char* code, const std::string& text) { return {{"code", code}, {"text", text}}; }

std::string sentence(const Study& study, const StudyFigure& one) {
    const std::string pair = nameOf(study, *one.supervisor) + " and the ceiling of " + nameOf(study, one.model);
    return *one.no_pgr == NoPgr::NoGap
               ? "Between " + pair + " lies no more than chance: there is nothing to recover, and no PGR."
               : nameOf(study, *one.supervisor) + " is better than the ceiling of " + nameOf(study, one.model) +
                     " by more than chance: there is nothing to recover, and no PGR.";
}

double mostIllegal(const Study& study) {
    double most = 0;
    for (const StudyFigure& one : study.results.figures)
        most = std::max(most, one.illegal.value_or(0));
    return most;
}

Json notesOf(const Study& study) {
    Json notes = Json::array();
    if (study.state == StudyState::Begun)
        notes.push_back(note("unfinished", "It is not finished: the same command goes on with it."));
    else if (study.results.fewGroups())
        notes.push_back(note("few_groups", "The test has " + std::to_string(study.results.test_groups) +
                                               " groups, fewer than " + std::to_string(kGroupsToTell) +
                                               ": this study cannot tell methods apart."));
    if (study.spec.seeds.size() == 1)
        notes.push_back(note("one_seed", "One seed: the intervals say nothing of how runs differ."));
    if (study.results.namesFirstErrors())
        notes.push_back(note("wrong_is_last",
                             "Every wrong step of the test is the last one judged of its solution: who trusts later "
                             "steps less has a high AUC without having understood one. Go by first_error_f1."));
    if (const double most = mostIllegal(study); most > 0)
        notes.push_back(note("illegal_moves", "Models write their moves. Up to " +
                                                  std::to_string(static_cast<int>(std::ceil(most * 100))) +
                                                  " % of a model's are not legal: these count as wrong, and no student "
                                                  "learns from one."));
    std::vector<std::string> said; // once a pair, whatever the method
    for (const StudyFigure& one : study.results.figures)
        if (one.no_pgr && one.supervisor) {
            const std::string text = sentence(study, one);
            if (std::find(said.begin(), said.end(), text) == said.end()) {
                notes.push_back(note(toText(*one.no_pgr).data(), text));
                said.push_back(text);
            }
        }
    return notes;
}

} // namespace

Json studyLine(const Study& study) {
    Json methods = Json::array();
    for (const StudyMethod method : study.spec.methods)
        methods.push_back(toText(method));
    return {{"study", study.id},
            {"task", study.task},
            {"state", toText(study.state)},
            {"way", toText(study.spec.way)},
            {"reading", toText(study.spec.reading)},
            {"models", study.models.size()},
            {"methods", methods},
            {"seeds", study.spec.seeds.size()},
            {"created_at", study.created_at},
            {"finished_at", textOrNull(study.finished_at)}};
}

Json studyReport(const Study& study) {
    Json report = studyLine(study);
    report["figure"] = study.figure;
    report["spec"] = toJson(study.spec);
    report["models"] = Json::array();
    for (const StudyModel& model : study.models)
        report["models"].push_back(modelRow(model));
    const bool measured = study.results.test_groups > 0;
    report["test_examples"] = measured ? Json(study.results.test_examples) : Json(nullptr);
    report["test_groups"] = measured ? Json(study.results.test_groups) : Json(nullptr);
    report["baseline"] = orNull(study.results.baseline);
    for (const char* key : {"supervisors", "ceilings", "students"})
        report[key] = Json::array();
    for (const StudyFigure& one : study.results.figures)
        switch (one.role) {
        case StudyRole::Supervisor:
            report["supervisors"].push_back(taughtRow(one));
            break;
        case StudyRole::Ceiling:
            report["ceilings"].push_back(taughtRow(one));
            break;
        case StudyRole::Student:
            report["students"].push_back(studentRow(one));
            break;
        }
    report["notes"] = notesOf(study);
    return report;
}

Json studyRunRow(const StudyRun& run) {
    return {{"run", run.identity},
            {"role", toText(run.role)},
            {"method", run.role == StudyRole::Student ? Json(toText(run.method)) : Json(nullptr)},
            {"seed", run.seed},
            {"folder", run.model.folder.string()},
            {"layers", run.model.layers},
            {"teacher", textOrNull(run.teacher)},
            {"figure", orNull(run.figure)},
            {"tokens", run.tokens},
            {"seconds", run.seconds}};
}

Json studyRunDetails(const StudyRunDetails& details) {
    Json course = Json::array(), examples = Json::array();
    for (const CoursePoint& point : details.course)
        course.push_back({{"done", point.done},
                          {"validation_loss", orNull(point.validation_loss)},
                          {"test_truth", orNull(point.test_truth)},
                          {"test_supervisor", orNull(point.test_supervisor)},
                          {"taken", point.taken}});
    const auto sure = [](const std::string& answer, double probability) {
        return answer.empty() ? Json(nullptr) : Json(probability);
    };
    for (const StudyDisagreement& one : details.examples)
        examples.push_back({{"prompt", textOrNull(one.prompt)},
                            {"text", textOrNull(one.text)},
                            {"truth", one.truth},
                            {"supervisor", textOrNull(one.supervisor)},
                            {"student", textOrNull(one.student)},
                            {"supervisor_probability", sure(one.supervisor, one.supervisor_probability)},
                            {"student_probability", sure(one.student, one.student_probability)}});
    Json confusion = nullptr;
    if (const auto& counts = details.confusion)
        confusion = {{"true_positive", counts->true_positive},
                     {"false_negative", counts->false_negative},
                     {"false_positive", counts->false_positive},
                     {"true_negative", counts->true_negative}};
    return {{"run", details.run.identity},
            {"settings", Json::parse(details.run.settings, nullptr, false)},
            {"course", course},
            {"confusion", confusion},
            {"disagreements", orNull(details.disagreements)},
            {"examples", examples}};
}

} // namespace stepmark::work
