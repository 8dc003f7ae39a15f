// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked of a weak-to-strong study.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/compute_choice.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepmark {

/// What of a model learns a task.
enum class LearnWay {
    Probe, ///< a linear head on the frozen base
    Full   ///< all weights
};

/// How a model answers a choice.
enum class TaskReading {
    Scored,   ///< it scores every item, and the best is its answer
    Generated ///< it writes its answer behind the prompt; what is none of the items is wrong
};

/// How a student learns from a weaker supervisor.
enum class StudyMethod {
    Naive,           ///< cross entropy with the supervisor's soft labels
    Confidence,      ///< with the student's own confident answers beside them (Burns et al., appendix A.4)
    Bootstrapping,   ///< through the sizes between supervisor and student, each taught by the one below (4.3.1)
    StopWeak,        ///< naive, stopped where the supervisor's labels of validation examples say so
    StopTrue,        ///< the same by true labels: what early stopping could give at best, no method
    SoftBootstrap,   ///< the student's own soft answers beside the supervisor's (Reed et al. 2015)
    Product,         ///< the product of both, as openai/weak-to-strong has it
    LogitDifference, ///< what the supervisor learnt, as a difference of logits, added to the untaught student's
    Noise ///< no method but a control: the truth with as many labels turned about at random as the supervisor has wrong
};

std::string_view toText(LearnWay way);        ///< "probe", "full"
std::string_view toText(TaskReading reading); ///< "scored", "generated"
std::string_view toText(StudyMethod method);  ///< "naive", "confidence", "bootstrapping", "stop-weak", ...
/// All of them, in the order in which they are offered. The argument only says which kind.
std::span<const std::pair<LearnWay, std::string_view>> wordsOf(LearnWay);
std::span<const std::pair<TaskReading, std::string_view>> wordsOf(TaskReading);
std::span<const std::pair<StudyMethod, std::string_view>> wordsOf(StudyMethod);
std::optional<LearnWay> learnWayFromText(std::string_view text);
std::optional<TaskReading> taskReadingFromText(std::string_view text);
/// What a model that writes its answers can learn by: labels that are answers, not shares of them.
bool isForWritten(StudyMethod method);
std::optional<StudyMethod> studyMethodFromText(std::string_view text);

/// A model of a ladder: a folder, or its first layers with a fresh norm and head.
struct LadderModel {
    std::filesystem::path folder; ///< empty: the shipped base
    int layers = 0;               ///< 0: all

    bool operator==(const LadderModel&) const = default;
};

struct StudySpec {
    std::string task;                ///< by its name in the project
    std::vector<LadderModel> ladder; ///< the weakest first
    LearnWay way = LearnWay::Probe;
    TaskReading reading = TaskReading::Scored; ///< Generated: of chess, with LearnWay::Full
    std::vector<StudyMethod> methods = {StudyMethod::Naive, StudyMethod::Confidence};
    std::vector<std::uint64_t> seeds = {0, 1, 2};
    int supervisors = 0;         ///< how many of the ladder, from the weakest, supervise; 0: all but the strongest
    int examples = 0;            ///< at most so many for training; 0: all
    int tune_epochs = 0; ///< how often every model first reads the task's texts, without their labels; 0: never
    std::optional<double> alpha; ///< of the confidence loss; none: 0.5, and 0.75 at the widest gap
    int epochs = 2;              ///< Full
    int top_layers = 0;          ///< Full: only so many of the last layers move; 0: all
    std::optional<double> learning_rate; ///< Full; none: by the model's size
    ComputeChoice compute;

    bool operator==(const StudySpec&) const = default;
};

} // namespace stepmark
