// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/study_spec.h"

#include "model/run/words.h"

#include <utility>

namespace stepmark {

namespace {

using enum StudyMethod;

constexpr std::pair<LearnWay, std::string_view> kWays[] = {{LearnWay::Probe, "probe"}, {LearnWay::Full, "full"}};
constexpr std::pair<TaskReading, std::string_view> kReadings[] = {{TaskReading::Scored, "scored"},
                                                                  {TaskReading::Generated, "generated"}};
constexpr std::pair<StudyMethod, std::string_view> kMethods[] = {{Naive, "naive"},
                                                                 {Confidence, "confidence"},
                                                                 {Bootstrapping, "bootstrapping"},
                                                                 {StopWeak, "stop-weak"},
                                                                 {StopTrue, "stop-true"},
                                                                 {SoftBootstrap, "soft-bootstrap"},
                                                                 {Product, "product"},
                                                                 {LogitDifference, "logit-difference"},
                                                                 {Noise, "noise"}};

} // namespace

std::string_view toText(LearnWay way) { return run::wordOf(kWays, way); }
std::string_view toText(TaskReading reading) { return run::wordOf(kReadings, reading); }
std::string_view toText(StudyMethod method) { return run::wordOf(kMethods, method); }
std::span<const std::pair<LearnWay, std::string_view>> wordsOf(LearnWay) { return kWays; }
std::span<const std::pair<TaskReading, std::string_view>> wordsOf(TaskReading) { return kReadings; }
std::span<const std::pair<StudyMethod, std::string_view>> wordsOf(StudyMethod) { return kMethods; }
std::optional<LearnWay> learnWayFromText(std::string_view text) { return run::valueOf(kWays, text); }
std::optional<TaskReading> taskReadingFromText(std::string_view text) { return run::valueOf(kReadings, text); }
std::optional<StudyMethod> studyMethodFromText(std::string_view text) { return run::valueOf(kMethods, text); }

bool isForWritten(StudyMethod method) {
    return method == Naive || method == Bootstrapping || method == StopWeak || method == StopTrue || method == Noise;
}

} // namespace stepmark
