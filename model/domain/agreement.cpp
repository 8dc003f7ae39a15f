// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/agreement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace stepmark {

namespace {

constexpr std::int64_t kFewestUnits = 10;        ///< for an interval
constexpr std::int64_t kMostDraws = 100'000'000; ///< of units, over all replicates
constexpr int kFewestReplicates = 200;
constexpr std::size_t kFigures = 4;

using Values = std::array<std::optional<double>, kFigures>; ///< percent, cohen, fleiss, alpha

/// Units that were judged alike, as one: all figures follow from how often each pattern occurs, so that a replicate
/// costs no more than counting.
struct Pattern {
    std::vector<int> categories;           ///< of its judgements; with two labelers in their order, else sorted
    std::vector<std::pair<int, int>> used; ///< category, how many of its judgements
    double agreeing = 0;                   ///< share of its pairs of judgements that are equal
};

class Statistics {
public:
    explicit Statistics(std::span<const JudgedUnit> units) {
        std::set<LabelerId> labelers;
        std::set<int> values;
        for (const JudgedUnit& unit : units)
            for (const auto& judgement : unit.judgements)
                if (unit.judgements.size() > 1) {
                    labelers.insert(judgement.labeler);
                    values.insert(judgement.value);
                }
        m_two = labelers.size() == 2;
        m_categories = values.size();
        const std::vector<int> ordered(values.begin(), values.end());
        std::map<std::vector<int>, std::uint32_t> known;
        for (const JudgedUnit& unit : units)
            if (unit.judgements.size() > 1)
                add(unit, ordered, known);
    }

    std::int64_t units() const { return std::ssize(m_pattern_of_unit); }
    std::int64_t judgements() const { return m_judgements; }
    const std::vector<std::uint32_t>& patternOfUnit() const { return m_pattern_of_unit; }
    std::vector<double> counts() const {
        std::vector<double> counts(m_patterns.size());
        for (const std::uint32_t pattern : m_pattern_of_unit)
            ++counts[pattern];
        return counts;
    }

    /// The figures where pattern i occurs counts[i] times.
    Values figures(std::span<const double> counts) const;

private:
    void add(const JudgedUnit& unit, const std::vector<int>& ordered,
             std::map<std::vector<int>, std::uint32_t>& known) {
        auto judgements = unit.judgements;
        std::sort(judgements.begin(), judgements.end(), [](auto& a, auto& b) { return a.labeler < b.labeler; });
        std::vector<int> categories;
        for (const auto& judgement : judgements)
            categories.push_back(
                static_cast<int>(std::lower_bound(ordered.begin(), ordered.end(), judgement.value) - ordered.begin()));
        if (!m_two)
            std::sort(categories.begin(), categories.end());
        m_judgements += std::ssize(categories);
        const auto [place, is_new] = known.try_emplace(categories, static_cast<std::uint32_t>(m_patterns.size()));
        if (is_new)
            m_patterns.push_back(patternOf(std::move(categories)));
        m_pattern_of_unit.push_back(place->second);
    }

    static Pattern patternOf(std::vector<int> categories) {
        std::map<int, int> used;
        for (const int category : categories)
            ++used[category];
        Pattern pattern{std::move(categories), {used.begin(), used.end()}, 0};
        const auto m = static_cast<double>(pattern.categories.size());
        for (const auto& [category, count] : pattern.used)
            pattern.agreeing += count * (count - 1.0) / (m * (m - 1));
        return pattern;
    }

    std::optional<double> cohen(std::span<const double> counts, double units, double agreeing) const;
    std::optional<double> alpha(std::span<const double> counts) const;

    bool m_two = false;
    std::size_t m_categories = 0;
    std::int64_t m_judgements = 0;
    std::vector<Pattern> m_patterns;
    std::vector<std::uint32_t> m_pattern_of_unit;
};

Values Statistics::figures(std::span<const double> counts) const {
    double units = 0, agreeing = 0, judgements = 0;
    std::vector<double> of_category(m_categories);
    for (std::size_t i = 0; i < m_patterns.size(); ++i) {
        units += counts[i];
        agreeing += counts[i] * m_patterns[i].agreeing;
        for (const auto& [category, count] : m_patterns[i].used) {
            of_category[static_cast<std::size_t>(category)] += counts[i] * count;
            judgements += counts[i] * count;
        }
    }
    if (units == 0)
        return {};
    const double percent = agreeing / units;
    // With one value in use chance agrees as often as the labelers do: 0 / 0.
    if (std::count_if(of_category.begin(), of_category.end(), [](double count) { return count > 0; }) < 2)
        return {percent, {}, {}, {}};
    double by_chance = 0;
    for (const double count : of_category)
        by_chance += count * count / (judgements * judgements);
    return {percent, cohen(counts, units, percent), (percent - by_chance) / (1 - by_chance), alpha(counts)};
}

std::optional<double> Statistics::cohen(std::span<const double> counts, double units, double agreeing) const {
    if (!m_two)
        return std::nullopt;
    std::vector<double> first(m_categories), second(m_categories);
    for (std::size_t i = 0; i < m_patterns.size(); ++i) {
        first[static_cast<std::size_t>(m_patterns[i].categories[0])] += counts[i];
        second[static_cast<std::size_t>(m_patterns[i].categories[1])] += counts[i];
    }
    double by_chance = 0;
    for (std::size_t c = 0; c < m_categories; ++c)
        by_chance += first[c] * second[c] / (units * units);
    return (agreeing - by_chance) / (1 - by_chance);
}

/// 1 - D_o / D_e over the coincidence matrix; the ordinal distance counts the judgements between two values.
std::optional<double> Statistics::alpha(std::span<const double> counts) const {
    const std::size_t k = m_categories;
    std::vector<double> coincidences(k * k), of_category(k); // [c, d], both halves
    double all = 0;
    for (std::size_t i = 0; i < m_patterns.size(); ++i) {
        const double weight = counts[i] / (static_cast<double>(m_patterns[i].categories.size()) - 1);
        for (const auto& [c, count] : m_patterns[i].used) {
            of_category[static_cast<std::size_t>(c)] += counts[i] * count;
            all += counts[i] * count;
            for (const auto& [d, other] : m_patterns[i].used)
                coincidences[static_cast<std::size_t>(c) * k + static_cast<std::size_t>(d)] +=
                    weight * count * (c == d ? other - 1 : other);
        }
    }
    double observed = 0, expected = 0;
    for (std::size_t c = 0; c < k; ++c) {
        double from_c = of_category[c];
        for (std::size_t d = c + 1; d < k; ++d) {
            from_c += of_category[d];
            const double between = from_c - (of_category[c] + of_category[d]) / 2;
            const double distance = between * between;
            observed += coincidences[c * k + d] * distance;
            expected += of_category[c] * of_category[d] * distance;
        }
    }
    return expected > 0 ? std::optional(1 - (all - 1) * observed / expected) : std::nullopt;
}

/// Value of the sorted samples below which `share` of them lie, linear in between.
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * (static_cast<double>(sorted.size()) - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

std::array<std::optional<Interval>, kFigures> intervals(const Statistics& statistics,
                                                                   const Bootstrap& bootstrap) {
    const std::int64_t units = statistics.units();
    if (units < kFewestUnits || bootstrap.replicates <= 0)
        return {};
    const std::int64_t replicates =
        std::min<std::int64_t>(bootstrap.replicates, std::max<std::int64_t>(kFewestReplicates, kMostDraws / units));
    std::array<std::vector<double>, kFigures> samples;
    std::mt19937_64 random(bootstrap.seed);
    std::vector<double> counts(statistics.counts().size());
    for (std::int64_t replicate = 0; replicate < replicates; ++replicate) {
        std::fill(counts.begin(), counts.end(), 0.0);
        for (std::int64_t i = 0; i < units; ++i) {
            const std::uint64_t unit = (random() >> 32) * static_cast<std::uint64_t>(units) >> 32;
            ++counts[statistics.patternOfUnit()[unit]];
        }
        const Values values = statistics.figures(counts);
        for (std::size_t figure = 0; figure < kFigures; ++figure)
            if (values[figure])
                samples[figure].push_back(*values[figure]);
    }
    std::array<std::optional<Interval>, kFigures> result;
    for (std::size_t figure = 0; figure < kFigures; ++figure) {
        auto& sorted = samples[figure];
        if (std::ssize(sorted) * 20 < replicates * 19)
            continue;
        std::sort(sorted.begin(), sorted.end());
        const double outside = (1 - bootstrap.level) / 2;
        result[figure] = Interval{quantile(sorted, outside), quantile(sorted, 1 - outside)};
    }
    return result;
}

std::vector<PeriodAgreement> byPeriod(const std::map<std::int64_t, std::vector<JudgedUnit>>& periods,
                                      const Bootstrap& bootstrap) {
    std::vector<PeriodAgreement> result;
    for (const auto& [period, units] : periods)
        result.push_back({period, agreement(units, bootstrap)});
    return result;
}

std::vector<PairAgreement> byPair(std::span<const JudgedUnit> units, const Bootstrap& bootstrap) {
    std::map<std::pair<LabelerId, LabelerId>, std::vector<JudgedUnit>> pairs;
    for (const JudgedUnit& unit : units)
        for (const auto& a : unit.judgements)
            for (const auto& b : unit.judgements)
                if (a.labeler < b.labeler)
                    pairs[{a.labeler, b.labeler}].push_back({{a, b}, unit.round, unit.day});
    std::vector<PairAgreement> result;
    for (const auto& [pair, common] : pairs)
        result.push_back({pair.first, pair.second, agreement(common, bootstrap)});
    return result;
}

} // namespace

Agreement agreement(std::span<const JudgedUnit> units, const Bootstrap& bootstrap) {
    const Statistics statistics(units);
    const Values values = statistics.figures(statistics.counts());
    const auto between = intervals(statistics, bootstrap);
    const auto figure = [&](std::size_t i) {
        return values[i] ? std::optional(Figure{*values[i], between[i]}) : std::nullopt;
    };
    return {statistics.units(), statistics.judgements(), figure(0), figure(1), figure(2), figure(3)};
}

AgreementReport agreementReport(std::span<const JudgedUnit> units, const Bootstrap& bootstrap) {
    std::map<std::int64_t, std::vector<JudgedUnit>> rounds, weeks;
    for (const JudgedUnit& unit : units) {
        if (unit.judgements.size() < 2)
            continue;
        if (unit.round > 0)
            rounds[unit.round].push_back(unit);
        weeks[mondayOf(unit.day)].push_back(unit);
    }
    return {agreement(units, bootstrap), byPair(units, bootstrap), byPeriod(rounds, bootstrap),
            byPeriod(weeks, bootstrap)};
}

std::int64_t mondayOf(std::int64_t day) {
    const std::int64_t since_monday = ((day + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
    return day - since_monday;
}

} // namespace stepmark
