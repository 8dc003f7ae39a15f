// SPDX-License-Identifier: GPL-3.0-or-later
//
// Performance gap recovered (Burns et al. 2023, section 3): how much of what lies between a supervisor and the same
// student taught by the truth (its ceiling) the student gets from the supervisor's labels.
//
//   PGR = (student - supervisor) / (ceiling - supervisor), each of the three the mean of its figure over the seeds
//
// so that a seed whose gap is next to nothing does not drown the others. Never clipped.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/domain/figure.h"
#include "model/run/study_results.h"
#include "model/tasks/figures.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepmark {

/// How often each group, and each seed, comes in each of some resamples: the same for whatever is compared. Groups are
/// drawn by themselves (Draw::timesInResample), seeds as many as there are, with replacement.
class Resamples {
public:
    /// Of these groups, in ascending order.
    explicit Resamples(const GroupSums& groups, int draws = 1000, std::uint64_t seed = 0);

    std::size_t groups() const { return m_groups.size(); }
    std::size_t draws() const { return m_draws; }
    /// The figure in each resample; NaN where there is nothing to be right in. Throws Error for other groups.
    std::vector<double> figures(const GroupSums& sums) const;
    /// Places in 0..count-1, `count` of them.
    std::vector<std::size_t> seeds(std::size_t count, std::size_t draw) const;

private:
    std::vector<std::int64_t> m_groups;
    std::size_t m_draws;
    std::uint64_t m_seed;
    std::vector<std::uint8_t> m_times; ///< [draws, groups]
};

/// A run's figure of the test examples, as it is and in each resample.
struct Measured {
    double value = 0;
    std::vector<double> drawn;
};
/// nullopt where the sums have no figure.
std::optional<Measured> measured(const GroupSums& sums, const Resamples& resamples);
/// The mean over seeds with its 95 % interval, over resamples of groups and seeds together: 2.5 % and 97.5 % quantiles.
/// No interval where fewer than two groups leave nothing to resample.
Figure meanFigure(std::span<const Measured* const> seeds, const Resamples& resamples);

/// Of one seed.
struct PgrSeed {
    const Measured* supervisor;
    const Measured* student;
    const Measured* ceiling;
};

struct Pgr {
    std::optional<Figure> value;                ///< none: undefined
    std::optional<NoPgr> why;                   ///< where it is
    Figure gap;                                 ///< ceiling - supervisor
    std::vector<std::optional<double>> by_seed; ///< each for itself; none where its gap is exactly 0
    bool few_groups = false;                    ///< fewer than kGroupsToTell
};
/// Throws Error for no seed.
Pgr recoveredGap(std::span<const PgrSeed> seeds, const Resamples& resamples);

} // namespace stepmark
