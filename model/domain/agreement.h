// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/figure.h"
#include "model/domain/ids.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace stepmark {

/// One thing that labelers judged: a step (value: its rating) or a solution (value: 0-based place of its first error).
struct JudgedUnit {
    struct Judgement {
        LabelerId labeler = 0;
        int value = 0; ///< ordered: a smaller value is the lower one
    };
    std::vector<Judgement> judgements; ///< at most one a labeler; who did not judge it is left out
    std::int64_t round = 0;            ///< number of the round it was judged in (the last one), 0 for none
    std::int64_t day = 0;              ///< days since 1970-01-01 (UTC) of the last judgement
};

/// The first error's place of a solution without one: after all places.
inline constexpr int kNoFirstError = std::numeric_limits<int>::max();

/// The bootstrap behind the intervals: units are drawn with replacement, the interval is the percentiles in between.
/// The same units and seed give the same interval on every machine.
struct Bootstrap {
    int replicates = 1000; ///< fewer (200 at least) where more than 100 million units would be drawn; 0: no intervals
    std::uint64_t seed = 1;
    double level = 0.95;
};

/// How far labelers agree. Only units judged by two or more count. nullopt: undefined, which is the case without such
/// units; kappa and alpha are also undefined where every judgement is the same value (chance explains all). No interval
/// below ten units (too few to draw from) and where the figure is undefined in more than one of twenty replicates.
/// Where all units agree the interval has no width: that nothing else was seen does not say that nothing else is there.
struct Agreement {
    std::int64_t units = 0;
    std::int64_t judgements = 0; ///< of those units
    std::optional<Figure> percent; ///< share of pairs of judgements of a unit that are equal, mean over units; in [0, 1]
    /// Cohen 1960, (p_o - p_e) / (1 - p_e); only of two labelers, else undefined.
    std::optional<Figure> cohen;
    /// Fleiss 1971; a unit with more judgements than another counts as one unit, its judgements count for the shares.
    std::optional<Figure> fleiss;
    /// Krippendorff's alpha with the ordinal distance (Krippendorff 2011, "Computing Krippendorff's
    /// Alpha-Reliability"), which takes missing judgements.
    std::optional<Figure> alpha;
};

Agreement agreement(std::span<const JudgedUnit> units, const Bootstrap& bootstrap = {});

struct PairAgreement {
    LabelerId first = 0, second = 0; ///< first < second
    Agreement agreement;
};
struct PeriodAgreement {
    std::int64_t period = 0; ///< number of the round, or the day (since 1970-01-01) of the week's Monday
    Agreement agreement;
};

/// Agreement of everybody, of each pair that judged something in common, and over time. Units without a round are in no
/// round.
struct AgreementReport {
    Agreement overall;
    std::vector<PairAgreement> pairs;    ///< by first, then second
    std::vector<PeriodAgreement> rounds; ///< by number
    std::vector<PeriodAgreement> weeks;  ///< by date
};

AgreementReport agreementReport(std::span<const JudgedUnit> units, const Bootstrap& bootstrap = {});

/// The Monday of the week that a day lies in; both in days since 1970-01-01.
std::int64_t mondayOf(std::int64_t day);

} // namespace stepmark
