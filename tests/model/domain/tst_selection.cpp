// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/draw.h"
#include "model/domain/selection.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace stepmark;

namespace {

/// `per_problem` candidates for each of `problems` problems, ids from 1, scores in a fixed random order; of three one
/// is right, one wrong, one unknown.
std::vector<Candidate> pool(int problems, int per_problem) {
    std::mt19937 random(7);
    std::vector<Candidate> all;
    for (int p = 1; p <= problems; ++p)
        for (int s = 0; s < per_problem; ++s) {
            const auto id = static_cast<SolutionId>(all.size() + 1);
            const std::optional<bool> correct = id % 3 == 0   ? std::optional(true)
                                                : id % 3 == 1 ? std::optional(false)
                                                              : std::nullopt;
            all.push_back({id, p, static_cast<double>(random() % 1000) / 1000, correct,
                           static_cast<double>(random() % 1000),
                           drawKey(static_cast<std::uint64_t>(p), static_cast<std::uint64_t>(s))});
        }
    return all;
}

std::vector<SolutionId> ids(const std::vector<Selected>& queue) {
    std::vector<SolutionId> result;
    for (const Selected& one : queue)
        result.push_back(one.solution);
    return result;
}

const Candidate& of(const std::vector<Candidate>& pool, SolutionId id) {
    return pool[static_cast<std::size_t>(id - 1)];
}

} // namespace

class TestSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A labeler who stops half-way has still labelled the paper's mix.
    void everyBeginningKeepsTheMix() {
        const auto candidates = pool(100, 10);
        for (const double share : {0.0, 0.5, 0.8, 1.0}) {
            const auto queue = select(candidates, {.count = 100, .wrong_share = share});
            QCOMPARE(queue.size(), std::size_t(100));
            int wrong = 0;
            for (std::size_t i = 0; i < queue.size(); ++i) {
                wrong += of(candidates, queue[i].solution).correct == false;
                QCOMPARE(queue[i].reason == QueueReason::ConvincingWrong,
                         of(candidates, queue[i].solution).correct == false);
                QCOMPARE(wrong, static_cast<int>(std::ceil(share * static_cast<double>(i + 1) - 1e-9)));
            }
        }
    }

    /// The point of the method: the candidates the PRM is fooled by most come first.
    void eachGroupIsTheMostConvincing() {
        const auto candidates = pool(40, 6);
        const auto queue = select(candidates, {.count = 50});
        const auto check = [&](bool wrong) {
            std::vector<double> chosen, available;
            for (const Candidate& one : candidates)
                if ((one.correct == false) == wrong)
                    available.push_back(one.score);
            for (const Selected& one : queue)
                if ((of(candidates, one.solution).correct == false) == wrong)
                    chosen.push_back(of(candidates, one.solution).score);
            std::sort(available.rbegin(), available.rend());
            available.resize(chosen.size());
            return chosen == available;
        };
        QVERIFY(check(true));
        QVERIFY(check(false));
    }

    void cap_data() {
        QTest::addColumn<int>("per_problem");
        QTest::addColumn<int>("expected");
        QTest::newRow("no cap") << 0 << 60;
        QTest::newRow("one each") << 1 << 5;
        QTest::newRow("three each") << 3 << 15;
        QTest::newRow("more than there are") << 100 << 60;
    }

    /// Without the cap one odd problem would fill the queue.
    void cap() {
        QFETCH(const int, per_problem);
        QFETCH(const int, expected);
        const auto candidates = pool(5, 12);
        const auto queue = select(candidates, {.count = 100, .per_problem = per_problem});
        QCOMPARE(queue.size(), static_cast<std::size_t>(expected));
        std::map<ProblemId, int> used;
        std::set<SolutionId> seen;
        for (const Selected& one : queue) {
            QVERIFY(seen.insert(one.solution).second);
            QVERIFY(++used[of(candidates, one.solution).problem] <= per_problem || per_problem == 0);
        }
    }

    /// Somebody who asked for 50 gets 50 while there are 50, whatever they are.
    void dryGroupsAreFilledUp() {
        auto candidates = pool(10, 5);
        for (Candidate& one : candidates)
            one.correct = true;
        QCOMPARE(select(candidates, {.count = 20}).size(), std::size_t(20));
        for (Candidate& one : candidates)
            one.correct = false;
        QCOMPARE(select(candidates, {.count = 20}).size(), std::size_t(20));
        for (int i = 0; i < 45; ++i)
            candidates[static_cast<std::size_t>(i)].correct = std::nullopt;
        const auto queue = select(candidates, {.count = 20});
        QCOMPARE(queue.size(), std::size_t(20));
        int wrong = 0;
        for (const Selected& one : queue)
            wrong += of(candidates, one.solution).correct == false;
        QCOMPARE(wrong, 5);
        QCOMPARE(select(candidates, {.count = 1000}).size(), candidates.size());
    }

    /// An answer nobody could check is not called wrong: it belongs to the rest.
    void unknownIsNotWrong() {
        std::vector<Candidate> candidates{{1, 1, 0.9, std::nullopt, 0}, {2, 2, 0.1, false, 0}};
        const auto queue = select(candidates, {.count = 2});
        QCOMPARE(ids(queue), (std::vector<SolutionId>{2, 1}));
        QCOMPARE(queue[0].reason, QueueReason::ConvincingWrong);
        QCOMPARE(queue[1].reason, QueueReason::Convincing);
    }

    /// The seed stands in the record of a round; it is worth nothing if the queue depends on the order of rows.
    void sameSeedSameQueue() {
        const auto candidates = pool(30, 4);
        for (const auto strategy :
             {SelectionStrategy::ConvincingWrong, SelectionStrategy::Uniform, SelectionStrategy::Uncertainty}) {
            const SelectionOptions options{.strategy = strategy, .count = 40, .seed = 3};
            auto shuffled = candidates;
            std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(5));
            QCOMPARE(ids(select(candidates, options)), ids(select(shuffled, options)));
        }
        const auto uniform = [&](std::uint64_t seed) {
            return ids(select(candidates, {.strategy = SelectionStrategy::Uniform, .count = 40, .seed = seed}));
        };
        QVERIFY(uniform(1) != uniform(2));
    }

    /// Equal scores: no solution is preferred because it was imported first.
    void tiesAreBrokenByTheSeed() {
        auto candidates = pool(30, 4);
        for (Candidate& one : candidates)
            one.score = 0.5;
        QVERIFY(ids(select(candidates, {.count = 10, .seed = 1})) != ids(select(candidates, {.count = 10, .seed = 2})));
    }

    /// The control must not lean to any candidate: over many seeds each is taken about equally often.
    void uniformIsUniform() {
        const auto candidates = pool(5, 4);
        std::map<SolutionId, int> taken;
        for (std::uint64_t seed = 0; seed < 2000; ++seed)
            for (const SolutionId id :
                 ids(select(candidates, {.strategy = SelectionStrategy::Uniform, .count = 5, .seed = seed})))
                ++taken[id];
        for (const Candidate& one : candidates) // expected 500, standard deviation 19
            QVERIFY2(std::abs(taken[one.solution] - 500) < 100, QByteArray::number(taken[one.solution]).constData());
    }

    void uncertainFirst() {
        std::vector<Candidate> candidates{
            {1, 1, 0.9, true, 0.1}, {2, 2, 0.1, false, 0.7}, {3, 3, 0.5, std::nullopt, 0.3}};
        const auto queue = select(candidates, {.strategy = SelectionStrategy::Uncertainty, .count = 3});
        QCOMPARE(ids(queue), (std::vector<SolutionId>{2, 3, 1}));
        QCOMPARE(queue[0].reason, QueueReason::Uncertain);
    }

    // Lost: blindness, if a right solution were called a convincing wrong answer.
    void goldLooksLikeItsNeighbours() {
        using enum SelectionStrategy;
        QCOMPARE(usualReason(Uniform, false), QueueReason::Uniform);
        QCOMPARE(usualReason(Uncertainty, true), QueueReason::Uncertain);
        QCOMPARE(usualReason(ConvincingWrong, false), QueueReason::ConvincingWrong);
        QCOMPARE(usualReason(ConvincingWrong, true), QueueReason::Convincing);
        QCOMPARE(usualReason(ConvincingWrong, std::nullopt), QueueReason::Convincing);
    }

    /// They lie in projects.
    void wordsOfReasons() {
        for (const QueueReason reason :
             {QueueReason::ConvincingWrong, QueueReason::Convincing, QueueReason::Uniform, QueueReason::Uncertain})
            QCOMPARE(queueReasonFromText(toText(reason)), std::optional(reason));
        QCOMPARE(std::string(toText(QueueReason::ConvincingWrong)), std::string("convincing-wrong"));
        QCOMPARE(queueReasonFromText("convincing wrong answer"), std::nullopt);
    }

    /// A model gone wrong must not empty or scramble the queue.
    void notANumber() {
        auto candidates = pool(10, 6);
        for (std::size_t i = 0; i < candidates.size(); i += 2)
            candidates[i].score = std::nan("");
        const auto queue = select(candidates, {.count = 20, .wrong_share = 1.0});
        QCOMPARE(queue.size(), std::size_t(20));
        double last = 2;
        for (const Selected& one : queue) {
            const Candidate& candidate = of(candidates, one.solution);
            if (candidate.correct != false || std::isnan(candidate.score))
                continue;
            QVERIFY(candidate.score <= last);
            last = candidate.score;
        }
        QVERIFY(!std::isnan(of(candidates, queue.front().solution).score));
    }

    void oddOptions_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("expected");
        QTest::newRow("none asked for") << 0 << 0.8 << 0;
        QTest::newRow("negative count") << -5 << 0.8 << 0;
        QTest::newRow("share above one") << 6 << 7.0 << 6;
        QTest::newRow("negative share") << 6 << -1.0 << 6;
    }

    void oddOptions() {
        QFETCH(const int, count);
        QFETCH(const double, share);
        QFETCH(const int, expected);
        QCOMPARE(select(pool(5, 5), {.count = count, .wrong_share = share}).size(), static_cast<std::size_t>(expected));
        QVERIFY(select({}, {.count = count, .wrong_share = share}).empty());
    }

    void strategyNames() {
        for (const auto strategy :
             {SelectionStrategy::ConvincingWrong, SelectionStrategy::Uniform, SelectionStrategy::Uncertainty})
            QCOMPARE(selectionStrategyFromText(toText(strategy)), std::optional(strategy));
        QCOMPARE(selectionStrategyFromText("convincing"), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"
