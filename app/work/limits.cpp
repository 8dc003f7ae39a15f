// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/limits.h"

#include "app/work/mean_difference.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace stepmark::work {

namespace {

using Studies = std::span<const ReproducedStudy>;
using Values = std::vector<double>;

constexpr std::size_t kEnoughDifferences = 3; ///< differences, for a spread

const StudyFigure* ceilingOf(const Study& study, int model) {
    const auto& all = study.results.figures;
    const auto found = std::ranges::find_if(
        all, [&](const StudyFigure& one) { return one.role == StudyRole::Ceiling && one.model == model; });
    return found != all.end() && found->figure ? &*found : nullptr;
}

std::optional<MeanDifference> differenceOf(const Values& values) {
    return values.size() < kEnoughDifferences ? std::nullopt : std::optional(meanDifference(values));
}

std::string inPoints(const MeanDifference& mean) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%+.1f points (standard error %.1f)", 100 * mean.value, 100 * mean.error);
    return text.data();
}

/// Whether so large a difference is there; in between nothing is said.
std::string inWords(const MeanDifference& mean, const char* yes, const char* no) {
    return !mean.tells() ? "no more than chance" : mean.value > 0 ? yes : no;
}

/// From each model of a ladder to the next.
std::optional<Limit> sizeLimit(Studies studies, TaskKind kind) {
    Values rises;
    int pairs = 0, gaps = 0;
    for (const ReproducedStudy& one : studies) {
        for (int model = 1; model < std::ssize(one.study.models); ++model)
            if (const auto* below = ceilingOf(one.study, model - 1), *above = ceilingOf(one.study, model);
                below && above)
                rises.push_back(above->figure->value - below->figure->value);
        for (const StudyFigure& figure : one.study.results.figures)
            if (figure.role == StudyRole::Student && figure.method == StudyMethod::Naive) {
                ++pairs;
                gaps += figure.pgr ? 1 : 0;
            }
    }
    const auto mean = differenceOf(rises);
    if (!mean)
        return std::nullopt;
    return Limit{"size", kind, "Ceilings, from each size to the next",
                 inPoints(*mean) + " a size: " + inWords(*mean, "they rise", "they fall") + "; " +
                     std::to_string(gaps) + " of " + std::to_string(pairs) + " pairs have a gap",
                 mean->tells() ? std::optional(-mean->value) : std::nullopt};
}

std::optional<Limit> noiseLimit(Studies studies, TaskKind kind) {
    Values gains;
    for (const ReproducedStudy& one : studies)
        for (const StudyFigure& random : one.study.results.figures)
            if (random.method == StudyMethod::Noise && random.figure)
                for (const StudyFigure& naive : one.study.results.figures)
                    if (naive.method == StudyMethod::Naive && naive.figure && naive.model == random.model &&
                        naive.supervisor == random.supervisor)
                        gains.push_back(random.figure->value - naive.figure->value);
    const auto mean = differenceOf(gains);
    if (!mean)
        return std::nullopt;
    return Limit{"noise", kind, "Students of the truth with as many errors at random, against those of the supervisor",
                 inPoints(*mean) + ": " +
                     inWords(*mean, "the supervisor's errors do more harm than so many at random: they can be learnt",
                             "errors at random do more harm"),
                 mean->tells() ? std::optional(mean->value) : std::nullopt};
}

std::optional<Limit> dataLimit(Studies all, Studies halves, TaskKind kind) {
    Values rises;
    for (const ReproducedStudy& half : halves)
        for (const ReproducedStudy& one : all)
            if (one.study.task == half.study.task)
                for (int model = 0; model < std::ssize(one.study.models); ++model)
                    if (const auto* few = ceilingOf(half.study, model), *many = ceilingOf(one.study, model);
                        few && many)
                        rises.push_back(many->figure->value - few->figure->value);
    const auto mean = differenceOf(rises);
    if (!mean)
        return std::nullopt;
    return Limit{"data", kind, "Ceilings of all rows, against those of half of them",
                 inPoints(*mean) + ": " + inWords(*mean, "more rows would help", "more rows do not help"),
                 mean->tells() ? std::optional(mean->value) : std::nullopt};
}

} // namespace

std::vector<Limit> limitsOf(Studies studies) {
    std::vector<Limit> limits;
    for (const TaskKind kind : {TaskKind::Classification, TaskKind::Chess, TaskKind::Preference, TaskKind::Steps}) {
        std::vector<ReproducedStudy> all, halves;
        for (const ReproducedStudy& one : studies)
            if (one.kind == kind && !one.tuned)
                (one.half ? halves : all).push_back(one);
        for (auto& limit : {sizeLimit(all, kind), noiseLimit(all, kind), dataLimit(all, halves, kind)})
            if (limit)
                limits.push_back(*limit);
    }
    return limits;
}

} // namespace stepmark::work
