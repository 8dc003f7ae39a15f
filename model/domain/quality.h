// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quality control after PRM800K: solutions with known ratings (gold) are mixed into everybody's work, and a newcomer
// passes a screening of such solutions first. Nothing is shared: any thread.
#pragma once

#include "model/domain/binomial.h"
#include "model/domain/rating.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepmark {

/// When a labeler's rating agrees with gold: a neutral step counts as positive (as in training), or only the very same
/// rating agrees.
enum class NeutralMatch { AsPositive, Exact };
std::string_view toText(NeutralMatch match); ///< "positive", "exact"
std::optional<NeutralMatch> neutralMatchFromText(std::string_view text);

struct QualityRules {
    int screening_items = 30; ///< to admit a labeler
    double threshold = 0.75;  ///< share of items right that admits, and below which a labeler slips
    int window = 20;          ///< the last so many gold items tell how a labeler does now
    double confidence = 0.90; ///< two-sided: 5 % that a labeler at the threshold is called slipping by bad luck
    NeutralMatch neutral = NeutralMatch::AsPositive;
};

/// The steps of gold that count: up to and including the first error. What follows it is judged by nobody.
std::size_t countedSteps(std::span<const Rating> gold);

/// One answer beside gold. A step that the labeler left unrated, or that lies behind what they called the first error,
/// does not agree.
struct GoldComparison {
    int steps = 0;  ///< that count
    int agreed = 0; ///< of those
    /// Every step agrees: the first error was found where it is, and none was seen before.
    bool right() const { return steps > 0 && agreed == steps; }
};
/// `given`: the labeler's ratings of the same steps, first step first; may be shorter or longer than gold.
GoldComparison compareWithGold(std::span<const Rating> gold, std::span<const std::optional<Rating>> given,
                               NeutralMatch neutral = NeutralMatch::AsPositive);

/// All answers of one labeler. An item is right or wrong as a whole, because the steps of one solution are no
/// independent trials; the interval is about items.
struct GoldTally {
    int items = 0;
    int right = 0;
    int steps = 0;
    int agreed = 0;

    void add(const GoldComparison& comparison);
    std::optional<double> share() const;           ///< of items right; nullopt for none
    std::optional<double> stepShare() const;       ///< of steps that agree; nullopt for none
    std::optional<ShareInterval> interval() const; ///< of share(), 95 %, exact
};

enum class LabelerState { Admitted, Screening, Rejected, Paused };
const char* toText(LabelerState state); ///< "admitted", "screening", "rejected", "paused"
std::optional<LabelerState> labelerStateFromText(std::string_view text);

/// What a screening ends with: still Screening while some items are open. A skipped item is answered wrongly (whoever
/// could skip what is hard would always be admitted): add it with no step agreed.
LabelerState screeningVerdict(const GoldTally& answered, int open, const QualityRules& rules);

/// How a labeler does now, by the last `window` gold items.
enum class Standing {
    Unknown, ///< no gold item answered yet
    Fine,
    Below,   ///< under the threshold, but so few items could be bad luck
    Slipping ///< under the threshold, and not by bad luck
};
const char* toText(Standing standing); ///< "unknown", "fine", "below", "slipping"
/// `right`: one entry an item, oldest first.
Standing standing(const std::vector<bool>& right, const QualityRules& rules = {});

} // namespace stepmark
