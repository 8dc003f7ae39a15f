// SPDX-License-Identifier: GPL-3.0-or-later
// The share of the gap that is recovered: by hand, against the normal distribution, and how often its interval holds.
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/tasks/pgr.h"

#include <QTest>

#include <cmath>

using namespace stepmark;

namespace {

/// Groups of one example each, of which those below `right` are right.
GroupSums firstRight(std::int64_t groups, std::int64_t right) {
    GroupSums sums;
    for (std::int64_t group = 0; group < groups; ++group)
        sums.push_back({group, group < right ? 1.0 : 0.0, 1});
    return sums;
}

/// Every group with the same share, so that no draw changes anything.
GroupSums even(std::int64_t groups, double right) {
    GroupSums sums = firstRight(groups, 0);
    for (GroupSum& sum : sums)
        sum.right = right;
    return sums;
}

struct Three {
    Measured supervisor, student, ceiling;
};

Pgr pgrOf(const std::vector<Three>& runs, const Resamples& resamples) {
    std::vector<PgrSeed> seeds;
    for (const Three& run : runs)
        seeds.push_back({&run.supervisor, &run.student, &run.ceiling});
    return recoveredGap(seeds, resamples);
}

Three three(const Resamples& resamples, const GroupSums& supervisor, const GroupSums& student,
            const GroupSums& ceiling) {
    return {*measured(supervisor, resamples), *measured(student, resamples), *measured(ceiling, resamples)};
}

/// Of 300 groups of two, by a model that is right in `rate` of the cases, and by chance somewhat better or worse.
GroupSums drawn(double rate, const std::vector<double>& hard, DrawStream& stream) {
    const double own = rate + 0.02 * (stream.unit() + stream.unit() + stream.unit() - 1.5);
    GroupSums sums = even(300, 0);
    for (std::size_t group = 0; group < sums.size(); ++group)
        sums[group] = {sums[group].group,
                       double(stream.unit() < own + hard[group]) + double(stream.unit() < own + hard[group]), 2};
    return sums;
}

/// How the intervals of a figure fare whose right value is known.
struct Kept {
    int held = 0, all = 0;
    double widths = 0, sum = 0, squares = 0;

    void add(const Figure& figure, double right) {
        ++all;
        held += figure.interval->low <= right && right <= figure.interval->high;
        widths += figure.interval->high - figure.interval->low;
        sum += figure.value;
        squares += figure.value * figure.value;
    }
    /// The mean width, in widths that a normal distribution of the figures' own spread would have.
    double tooWide() const {
        const double mean = sum / all;
        return widths / all / (2 * 1.96 * std::sqrt(squares / all - mean * mean));
    }
};

} // namespace

class TestPgr : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byHand() {
        const Resamples resamples(even(250, 0));
        const Pgr pgr = pgrOf({three(resamples, even(250, 0.5), even(250, 0.625), even(250, 0.75)),
                               three(resamples, even(250, 0.25), even(250, 0.75), even(250, 0.75))},
                              resamples);
        // Means 0.375, 0.6875, 0.75. Of the draws of two seeds a quarter has the first alone, a quarter the second.
        QCOMPARE(pgr.value->value, 0.3125 / 0.375);
        QCOMPARE(pgr.value->interval, std::optional(Interval{0.5, 1.0}));
        QCOMPARE(pgr.gap.value, 0.375);
        QCOMPARE(pgr.gap.interval, std::optional(Interval{0.25, 0.5}));
        QCOMPARE(pgr.by_seed, (std::vector<std::optional<double>>{0.5, 1.0}));
        QVERIFY(!pgr.why && !pgr.few_groups);
    }

    // Nothing is clipped: a student may be worse than its supervisor, and better than its ceiling.
    void notClipped() {
        const Resamples resamples(even(250, 0));
        const auto of = [&](double student) {
            return pgrOf({three(resamples, even(250, 0.5), even(250, student), even(250, 0.75))}, resamples).value;
        };
        QCOMPARE(of(0.25)->value, -1.0);
        QCOMPARE(of(1.0)->value, 2.0);
        QCOMPARE(of(1.0)->interval, std::optional(Interval{2.0, 2.0}));
    }

    // A supervisor that is always wrong and a ceiling that is always right: PGR is the student's accuracy, whose
    // interval is that of a binomial share, 0.8 +- 1.96 * sqrt(0.8 * 0.2 / 1000).
    void againstTheNormalDistribution() {
        const Resamples resamples(even(1000, 0), 1000);
        const Pgr pgr =
            pgrOf({three(resamples, firstRight(1000, 0), firstRight(1000, 800), firstRight(1000, 1000))}, resamples);
        QCOMPARE(pgr.value->value, 0.8);
        const double half = 1.96 * std::sqrt(0.8 * 0.2 / 1000);
        QVERIFY2(std::abs(pgr.value->interval->low - (0.8 - half)) < 0.004,
                 qPrintable(QString::number(pgr.value->interval->low)));
        QVERIFY2(std::abs(pgr.value->interval->high - (0.8 + half)) < 0.004,
                 qPrintable(QString::number(pgr.value->interval->high)));
    }

    void undefined() {
        const Resamples resamples(even(400, 0));
        // 202 against 200 of 400 right, of which two groups make the difference: by chance.
        Pgr pgr =
            pgrOf({three(resamples, firstRight(400, 200), firstRight(400, 201), firstRight(400, 202))}, resamples);
        QVERIFY(!pgr.value);
        QVERIFY(pgr.why == NoPgr::NoGap);
        QCOMPARE(toText(*pgr.why), std::string_view("no_gap"));
        pgr = pgrOf({three(resamples, even(400, 0.5), even(400, 0.7), even(400, 0.5))}, resamples);
        QVERIFY(pgr.why == NoPgr::NoGap);
        QCOMPARE(pgr.by_seed, std::vector<std::optional<double>>(1));
        pgr = pgrOf({three(resamples, firstRight(400, 300), firstRight(400, 250), firstRight(400, 200))}, resamples);
        QVERIFY(!pgr.value);
        QCOMPARE(toText(*pgr.why), std::string_view("supervisor_above_ceiling"));
        QCOMPARE(pgr.gap.value, -0.25);
        QVERIFY(pgr.gap.interval->high < 0);
    }

    // Up to a fortieth of the draws may have no gap: their share has no bound, the interval's ends have.
    void drawsWithoutAGap() {
        int defined = 0;
        for (std::int64_t more = 1; more < 12; ++more) {
            const Resamples resamples(even(60, 0));
            const Pgr pgr =
                pgrOf({three(resamples, firstRight(60, 20), firstRight(60, 40), firstRight(60, 20 + more))}, resamples);
            QVERIFY(pgr.few_groups);
            if (!pgr.value)
                continue;
            ++defined;
            QVERIFY(std::isfinite(pgr.value->interval->low) && std::isfinite(pgr.value->interval->high));
            QVERIFY(pgr.value->interval->low <= pgr.value->value && pgr.value->value <= pgr.value->interval->high);
        }
        QVERIFY(defined > 2 && defined < 11);
    }

    void fewGroups() {
        for (const std::int64_t groups : {1, 199, 200}) {
            const Resamples resamples(even(groups, 0));
            const Pgr pgr =
                pgrOf({three(resamples, even(groups, 0.5), even(groups, 0.6), even(groups, 0.7))}, resamples);
            QCOMPARE(pgr.few_groups, groups < 200);
            QCOMPARE(pgr.value.has_value(), groups > 1); // one group leaves nothing to resample
        }
    }

    void groupsAreTheSameForAll() {
        const Resamples one(even(50, 0)), two(even(50, 0)), other(even(50, 0), 1000, 1);
        QCOMPARE(one.figures(firstRight(50, 20)), two.figures(firstRight(50, 20)));
        QVERIFY(one.figures(firstRight(50, 20)) != other.figures(firstRight(50, 20)));
        QVERIFY_EXCEPTION_THROWN(one.figures(firstRight(49, 20)), Error);
        QVERIFY(!measured({{1, 0, 0}, {2, 0, 0}}, Resamples({{1, 0, 0}, {2, 0, 0}})));
        QVERIFY_EXCEPTION_THROWN(recoveredGap({}, one), Error);
    }

    // 200 made-up studies of 300 groups of two and three seeds, whose right answers are known: PGR 0.5, gap 0.2. The
    // intervals hold them as often as they should, and are at most by so much too wide (chance within a group counts in
    // the draw of groups and in that of seeds: Owen 2007, "The pigeonhole bootstrap").
    void intervalsHold() {
        Kept pgrs, gaps;
        for (std::uint64_t study = 0; study < 200; ++study) {
            DrawStream stream(study * 7919 + 1);
            const Resamples resamples(even(300, 0), 400, study);
            std::vector<double> hard(300);
            for (double& one : hard)
                one = 0.3 * (stream.unit() - 0.5); // a group's examples are hard together
            std::vector<Three> runs;
            for (int seed = 0; seed < 3; ++seed) {
                const auto supervisor = drawn(0.6, hard, stream), student = drawn(0.7, hard, stream),
                           ceiling = drawn(0.8, hard, stream);
                runs.push_back(three(resamples, supervisor, student, ceiling));
            }
            const Pgr pgr = pgrOf(runs, resamples);
            QVERIFY(pgr.value);
            pgrs.add(*pgr.value, 0.5);
            gaps.add(pgr.gap, 0.2);
        }
        for (const Kept& kept : {pgrs, gaps}) {
            QVERIFY2(kept.held >= 185, qPrintable(QString::number(kept.held)));
            QVERIFY2(kept.tooWide() > 0.9 && kept.tooWide() < 1.6, qPrintable(QString::number(kept.tooWide())));
        }
    }
};

QTEST_GUILESS_MAIN(TestPgr)
#include "tst_pgr.moc"
