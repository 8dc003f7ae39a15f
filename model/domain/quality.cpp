// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/quality.h"

#include <algorithm>
#include <array>

namespace stepmark {

namespace {

bool agree(Rating gold, Rating given, NeutralMatch neutral) {
    if (neutral == NeutralMatch::AsPositive)
        return (gold == Rating::Negative) == (given == Rating::Negative);
    return gold == given;
}

/// Shares are compared with thresholds such as 0.7, which has no exact double.
bool reaches(int right, int items, double threshold) { return right >= threshold * items - 1e-9; }

std::optional<double> quotient(int part, int whole) {
    return whole == 0 ? std::nullopt : std::optional(static_cast<double>(part) / whole);
}

constexpr std::array<std::string_view, 2> kMatches = {"positive", "exact"};
constexpr std::array<const char*, 4> kStates = {"admitted", "screening", "rejected", "paused"};
constexpr std::array<const char*, 4> kStandings = {"unknown", "fine", "below", "slipping"};

} // namespace

std::string_view toText(NeutralMatch match) { return kMatches[static_cast<std::size_t>(match)]; }
const char* toText(LabelerState state) { return kStates[static_cast<std::size_t>(state)]; }
const char* toText(Standing standing) { return kStandings[static_cast<std::size_t>(standing)]; }

std::optional<NeutralMatch> neutralMatchFromText(std::string_view text) {
    const auto place = std::find(kMatches.begin(), kMatches.end(), text);
    return place == kMatches.end() ? std::nullopt : std::optional(static_cast<NeutralMatch>(place - kMatches.begin()));
}

std::optional<LabelerState> labelerStateFromText(std::string_view text) {
    const auto place = std::find(kStates.begin(), kStates.end(), text);
    return place == kStates.end() ? std::nullopt : std::optional(static_cast<LabelerState>(place - kStates.begin()));
}

std::size_t countedSteps(std::span<const Rating> gold) {
    const auto error = std::find(gold.begin(), gold.end(), Rating::Negative);
    return static_cast<std::size_t>(error - gold.begin()) + (error != gold.end());
}

GoldComparison compareWithGold(std::span<const Rating> gold, std::span<const std::optional<Rating>> given,
                               NeutralMatch neutral) {
    GoldComparison comparison;
    comparison.steps = static_cast<int>(countedSteps(gold));
    bool ended = false;
    for (std::size_t i = 0; i < countedSteps(gold) && i < given.size() && !ended; ++i) {
        if (!given[i])
            continue;
        comparison.agreed += agree(gold[i], *given[i], neutral);
        ended = *given[i] == Rating::Negative;
    }
    return comparison;
}

void GoldTally::add(const GoldComparison& comparison) {
    ++items;
    right += comparison.right();
    steps += comparison.steps;
    agreed += comparison.agreed;
}

std::optional<double> GoldTally::share() const { return quotient(right, items); }
std::optional<double> GoldTally::stepShare() const { return quotient(agreed, steps); }
std::optional<ShareInterval> GoldTally::interval() const { return exactInterval(right, items); }

LabelerState screeningVerdict(const GoldTally& answered, int open, const QualityRules& rules) {
    if (open > 0 || answered.items == 0)
        return LabelerState::Screening;
    return reaches(answered.right, answered.items, rules.threshold) ? LabelerState::Admitted : LabelerState::Rejected;
}

Standing standing(const std::vector<bool>& right, const QualityRules& rules) {
    const auto seen = std::min<std::ptrdiff_t>(std::ssize(right), std::max(1, rules.window));
    if (seen == 0)
        return Standing::Unknown;
    const int items = static_cast<int>(seen);
    const int good = static_cast<int>(std::count(right.end() - seen, right.end(), true));
    if (reaches(good, items, rules.threshold))
        return Standing::Fine;
    return exactInterval(good, items, rules.confidence)->high < rules.threshold ? Standing::Slipping : Standing::Below;
}

} // namespace stepmark
