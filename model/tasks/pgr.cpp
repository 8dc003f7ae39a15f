// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/pgr.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepmark {

namespace {

/// Of the values that are numbers.
std::optional<Interval> quantiles(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.size() < 2)
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto at = [&](double quantile) {
        return values[static_cast<std::size_t>(quantile * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return Interval{at(0.025), at(0.975)};
}

/// The mean of drawn[seed][draw] over the seeds of that draw.
double meanOf(std::span<const Measured* const> runs, const std::vector<std::size_t>& seeds, std::size_t draw) {
    double sum = 0;
    for (const std::size_t seed : seeds)
        sum += runs[seed]->drawn[draw];
    return sum / static_cast<double>(seeds.size());
}

double meanOf(std::span<const Measured* const> runs) {
    double sum = 0;
    for (const Measured* run : runs)
        sum += run->value;
    return sum / static_cast<double>(runs.size());
}

/// The three, each over its seeds.
struct Columns {
    std::vector<const Measured*> supervisor, student, ceiling;

    explicit Columns(std::span<const PgrSeed> seeds) {
        for (const PgrSeed& seed : seeds) {
            supervisor.push_back(seed.supervisor);
            student.push_back(seed.student);
            ceiling.push_back(seed.ceiling);
        }
    }
};

/// What is gained, out of what could be. Where the gap of a resample is none or turned about, the share has no bound on
/// the side to which the student is off.
double shareOf(double gained, double gap) {
    if (gap > 0)
        return gained / gap;
    return gained == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), gained);
}

void addDrawn(Pgr& pgr, const Columns& of, const Resamples& resamples) {
    std::vector<double> gaps, shares;
    for (std::size_t draw = 0; draw < resamples.draws(); ++draw) {
        const auto seeds = resamples.seeds(of.supervisor.size(), draw);
        const double supervisor = meanOf(of.supervisor, seeds, draw);
        gaps.push_back(meanOf(of.ceiling, seeds, draw) - supervisor);
        const double gained = meanOf(of.student, seeds, draw) - supervisor;
        shares.push_back(std::isnan(gained) || std::isnan(gaps.back()) ? gained + gaps.back()
                                                                       : shareOf(gained, gaps.back()));
    }
    pgr.gap.interval = resamples.groups() < 2 ? std::nullopt : quantiles(gaps);
    if (!pgr.gap.interval || (pgr.gap.interval->low <= 0 && pgr.gap.interval->high >= 0))
        pgr.why = NoPgr::NoGap;
    else if (pgr.gap.interval->high < 0)
        pgr.why = NoPgr::CeilingBelow;
    else // at most as many resamples are without a bound as lie beyond a quantile: both ends are numbers
        pgr.value->interval = quantiles(shares);
}

} // namespace

Resamples::Resamples(const GroupSums& groups, int draws, std::uint64_t seed)
    : m_draws(static_cast<std::size_t>(draws))
    , m_seed(seed) {
    for (const GroupSum& sum : groups)
        m_groups.push_back(sum.group);
    const Draw draw(seed, "bootstrap of a study's groups");
    m_times.reserve(m_draws * m_groups.size());
    for (std::size_t i = 0; i < m_draws; ++i)
        for (const std::int64_t group : m_groups)
            m_times.push_back(static_cast<std::uint8_t>(draw.timesInResample(static_cast<std::uint64_t>(group), i)));
}

std::vector<double> Resamples::figures(const GroupSums& sums) const {
    if (sums.size() != m_groups.size() ||
        !std::equal(sums.begin(), sums.end(), m_groups.begin(),
                    [](const GroupSum& sum, std::int64_t group) { return sum.group == group; }))
        throw Error("Figures of different test examples cannot be compared.");
    std::vector<double> values(m_draws);
    for (std::size_t draw = 0; draw < m_draws; ++draw) {
        const std::uint8_t* times = m_times.data() + draw * m_groups.size();
        double right = 0, of = 0;
        for (std::size_t group = 0; group < sums.size(); ++group) {
            right += times[group] * sums[group].right;
            of += times[group] * sums[group].of;
        }
        values[draw] = of > 0 ? right / of : std::numeric_limits<double>::quiet_NaN();
    }
    return values;
}

std::vector<std::size_t> Resamples::seeds(std::size_t count, std::size_t draw) const {
    DrawStream stream = Draw(m_seed, "bootstrap of a study's seeds").stream(draw);
    std::vector<std::size_t> places(count);
    for (std::size_t& place : places)
        place = stream.below(count);
    return places;
}

std::optional<Measured> measured(const GroupSums& sums, const Resamples& resamples) {
    const auto value = figureOf(sums);
    return value ? std::optional(Measured{*value, resamples.figures(sums)}) : std::nullopt;
}

Figure meanFigure(std::span<const Measured* const> seeds, const Resamples& resamples) {
    if (seeds.empty())
        throw Error("There is no run to take a mean of.");
    std::vector<double> means;
    for (std::size_t draw = 0; draw < resamples.draws(); ++draw)
        means.push_back(meanOf(seeds, resamples.seeds(seeds.size(), draw), draw));
    return {meanOf(seeds), resamples.groups() < 2 ? std::nullopt : quantiles(std::move(means))};
}

Pgr recoveredGap(std::span<const PgrSeed> seeds, const Resamples& resamples) {
    if (seeds.empty())
        throw Error("There is no run to take a mean of.");
    const Columns of(seeds);
    Pgr pgr;
    const double supervisor = meanOf(of.supervisor);
    pgr.gap.value = meanOf(of.ceiling) - supervisor;
    pgr.value = Figure{(meanOf(of.student) - supervisor) / pgr.gap.value, {}};
    for (const PgrSeed& seed : seeds) {
        const double gap = seed.ceiling->value - seed.supervisor->value;
        pgr.by_seed.push_back(gap == 0 ? std::nullopt
                                       : std::optional((seed.student->value - seed.supervisor->value) / gap));
    }
    addDrawn(pgr, of, resamples);
    if (pgr.why)
        pgr.value.reset();
    pgr.few_groups = static_cast<std::int64_t>(resamples.groups()) < kGroupsToTell;
    return pgr;
}

} // namespace stepmark
