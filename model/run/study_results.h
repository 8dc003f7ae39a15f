// SPDX-License-Identifier: GPL-3.0-or-later
//
// What came of a weak-to-strong study: plain values that jobs make, the project keeps and people are shown.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/domain/figure.h"
#include "model/run/study_spec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// With fewer groups of test examples than these a study cannot tell.
inline constexpr std::int64_t kGroupsToTell = 200;

/// Whose labels a model learns from, of which half of the examples.
enum class StudyRole {
    Supervisor, ///< the truth, half A
    Ceiling,    ///< the truth, half B
    Student     ///< another model's judgements (or noise), half B
};
std::string_view toText(StudyRole role); ///< "supervisor", "ceiling", "student"
std::optional<StudyRole> studyRoleFromText(std::string_view text);

/// Why there is no performance gap recovered.
enum class NoPgr {
    NoGap,       ///< the gap's 95 % interval includes 0: ceiling and supervisor differ by chance
    CeilingBelow ///< the supervisor is better than the ceiling, by more than chance
};
std::string_view toText(NoPgr why); ///< "no_gap", "supervisor_above_ceiling"
std::optional<NoPgr> noPgrFromText(std::string_view text);

/// A model of the ladder, as it was found.
struct StudyModel {
    LadderModel model;
    int layers = 0;              ///< that it has
    std::int64_t parameters = 0; ///< of these layers, with embeddings and norm
};

/// A run of each seed, as one: figures are means over the seeds, intervals over test groups and seeds.
struct StudyFigure {
    StudyRole role = StudyRole::Supervisor;
    int model = 0;                     ///< place in the ladder
    std::optional<int> supervisor;     ///< of a student: the place of the one that it learns from in the end
    std::optional<StudyMethod> method; ///< of a student
    std::optional<Figure> figure;      ///< of the test examples; none: nothing to be right in
    std::vector<std::optional<double>> by_seed;
    std::vector<std::string> runs; ///< each seed's, by identity
    /// Of solutions whose first wrong step is asked for (model/tasks/first_errors.h): ProcessBench's F1, in [0, 1], as
    /// a mean over the seeds that have one; empty: nothing of the kind is asked.
    std::optional<double> first_error_f1;
    std::vector<std::optional<double>> first_error_f1_by_seed;
    /// TaskReading::Generated: share of the test examples for which what was written is no legal move, mean over the
    /// seeds; else none.
    std::optional<double> illegal;
    // Of students:
    std::optional<Figure> gap; ///< ceiling - supervisor
    std::optional<Figure> pgr;
    std::vector<std::optional<double>> pgr_by_seed;
    std::optional<NoPgr> no_pgr;
    std::optional<double> agreement_right; ///< with the supervisor where it is right, of the test
    std::optional<double> agreement_wrong; ///< where it is wrong
};

struct StudyResults {
    std::int64_t test_examples = 0, test_groups = 0;
    std::optional<double> baseline; ///< the figure of who has learnt nothing
    std::vector<StudyFigure> figures;
    bool fewGroups() const { return test_groups < kGroupsToTell; }
    /// Whether the first wrong step of solutions is asked for. All wrong steps are the last that are judged then.
    bool namesFirstErrors() const {
        for (const StudyFigure& one : figures)
            if (!one.first_error_f1_by_seed.empty())
                return true;
        return false;
    }
};

enum class StudyState { Begun, Done };
std::string_view toText(StudyState state); ///< "begun", "done"

struct Study {
    std::int64_t id = 0;
    std::string task;             ///< its name when the study was begun
    std::string task_fingerprint; ///< what it held then
    std::string figure;           ///< what is measured: "accuracy", "exact match", "step AUC within a problem"
    StudySpec spec;
    std::vector<StudyModel> models; ///< in the order of the ladder
    StudyState state = StudyState::Begun;
    StudyResults results;                ///< of a done one
    std::string created_at, finished_at; ///< ISO 8601, UTC; finished_at empty: it is not
};

/// What one model has learnt of one supervisor (or of the truth), by one seed. Studies share them.
struct StudyRun {
    std::string identity;
    StudyRole role = StudyRole::Supervisor;
    StudyMethod method = StudyMethod::Naive;
    std::uint64_t seed = 0;
    LadderModel model;
    std::string teacher; ///< the identity of the run that it learns from; empty: the truth
    std::string task_fingerprint;
    std::optional<double> figure;
    std::string settings = "{}"; ///< JSON: all that was chosen
    std::string course = "[]";   ///< JSON: see studyCourse()
    std::int64_t tokens = 0;     ///< through the network
    double seconds = 0;
    std::string created_at; ///< ISO 8601, UTC
};

/// What a run says of the items of its task, in the task's order: one number an item.
struct Judgements {
    std::vector<float> train, test;
};

/// A point of the course of a run.
struct CoursePoint {
    double done = 0;                       ///< share of the course, or of the penalties that a probe tried
    std::optional<double> validation_loss; ///< nats, by the labels that it learnt from; none: nothing validates
    std::optional<double> test_truth;
    std::optional<double> test_supervisor; ///< by the supervisor's hardened labels
    bool taken = false;
};
/// Items by true and judged class.
struct Confusion {
    std::int64_t true_positive = 0, false_negative = 0, false_positive = 0, true_negative = 0;
    bool operator==(const Confusion&) const = default;
};

/// An example of the test of which a run says something else than the one that it learnt from.
struct StudyDisagreement {
    std::string prompt; ///< empty: none
    std::string text;   ///< what is judged; of a choice empty
    /// "1" or "0"; of a choice the answers or moves, empty where what was written is none (probability 0).
    std::string truth, supervisor, student;
    double supervisor_probability = 0; ///< of class 1; of a choice that of its own answer
    double student_probability = 0;
};

struct StudyRunDetails {
    StudyRun run;
    std::vector<CoursePoint> course = {};
    bool has_task = false; ///< else the task is gone or has changed, and there is nothing of what follows
    std::optional<Confusion> confusion = {};        ///< none of a choice, whose items are of no class
    std::optional<std::int64_t> disagreements = {}; ///< none of a run that learnt the truth
    std::vector<StudyDisagreement> examples = {};   ///< the first of them
};

std::string courseToJson(const std::vector<CoursePoint>& course);
/// Throws Error for what is none.
std::vector<CoursePoint> courseFromJson(std::string_view text);

} // namespace stepmark
