// SPDX-License-Identifier: GPL-3.0-or-later
//
// Adding a problem must not draw the others again: else two projects that differ by one problem train on other data,
// queue other solutions and report other figures, and nobody could say what the problem changed.
#include "model/domain/assignment.h"
#include "model/domain/auc_interval.h"
#include "model/domain/best_of_n.h"
#include "model/domain/draw.h"
#include "model/domain/selection.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace stepmark;

namespace {

/// A problem's number stands for its text; row numbers are dealt out anew in each project.
std::uint64_t keyOf(int problem, int solution = 0) {
    return drawKey(drawKey("problem " + std::to_string(problem)), static_cast<std::uint64_t>(solution));
}

/// What a draw made of each problem that it was given, in drawn order; places are left out where they do not matter.
using Drawn = std::vector<std::uint64_t>;
using DrawAll = Drawn (*)(const std::vector<int>& problems);

std::vector<Candidate> candidates(const std::vector<int>& problems) {
    std::vector<Candidate> all;
    for (const int problem : problems)
        for (int solution = 0; solution < 3; ++solution) {
            const auto row = static_cast<std::int64_t>(all.size());
            all.push_back({row + 1, row / 3 + 1, 0.5, false, 0.5, keyOf(problem, solution)});
        }
    return all;
}

Drawn selected(const std::vector<int>& problems, SelectionStrategy strategy) {
    Drawn keys;
    for (const Selected& one : select(candidates(problems), {.strategy = strategy, .count = 1000, .seed = 3}))
        keys.push_back(one.key);
    return keys;
}

Drawn uniform(const std::vector<int>& problems) { return selected(problems, SelectionStrategy::Uniform); }
Drawn ties(const std::vector<int>& problems) { return selected(problems, SelectionStrategy::ConvincingWrong); }
Drawn uncertain(const std::vector<int>& problems) { return selected(problems, SelectionStrategy::Uncertainty); }

Drawn order(const std::vector<int>& problems) {
    Drawn keys;
    for (const int problem : problems)
        keys.push_back(keyOf(problem));
    Draw(3, "order").sort(keys, [](std::uint64_t key) { return key; });
    return keys;
}

Drawn share(const std::vector<int>& problems) {
    Drawn keys;
    for (const int problem : problems)
        if (Draw(3, "share").share(keyOf(problem)) < 0.3)
            keys.push_back(keyOf(problem));
    return keys;
}

Drawn resamples(const std::vector<int>& problems) {
    Drawn keys;
    for (const int problem : problems)
        for (std::uint64_t round = 0; round < 50; ++round)
            for (int times = 0; times < Draw(3, "bootstrap").timesInResample(keyOf(problem), round); ++times)
                keys.push_back(keyOf(problem));
    return keys;
}

} // namespace

Q_DECLARE_METATYPE(DrawAll)

class TestDraw : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addingAProblemLeavesTheOthers_data() {
        QTest::addColumn<DrawAll>("draw");
        QTest::newRow("order") << DrawAll(order);
        QTest::newRow("share") << DrawAll(share);
        QTest::newRow("bootstrap") << DrawAll(resamples);
        QTest::newRow("uniform selection") << DrawAll(uniform);
        QTest::newRow("ties of convincing wrong answers") << DrawAll(ties);
        QTest::newRow("ties of uncertainty") << DrawAll(uncertain);
    }
    void addingAProblemLeavesTheOthers() {
        QFETCH(const DrawAll, draw);
        std::vector<int> problems(40);
        for (int i = 0; i < 40; ++i)
            problems[static_cast<std::size_t>(i)] = i;
        const Drawn before = draw(problems);
        QVERIFY(before.size() > 5);
        problems.insert(problems.begin() + 7, 1000); // rows after it have other numbers now
        Drawn after = draw(problems);
        std::erase_if(after, [&](std::uint64_t key) { // the new problem's own
            return std::find(before.begin(), before.end(), key) == before.end();
        });
        QCOMPARE(after, before);
    }

    // The queue has a fixed length, so that one solution may push another one out: it takes one place, no more.
    void overlapMovesByOneAtMost() {
        const auto overlapped = [](int first) {
            std::vector<Selected> queue;
            for (int problem = first; problem < first + 50; ++problem)
                queue.push_back({problem - first + 1, QueueReason::Uniform, keyOf(problem)});
            std::set<std::uint64_t> keys;
            for (const PlannedItem& item : planQueue(queue, {0.2, 2, 0}, 4))
                if (item.labelers > 1)
                    keys.insert(item.selected.key);
            return keys;
        };
        const auto before = overlapped(0), after = overlapped(1); // one left, one came
        std::vector<std::uint64_t> kept;
        std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(kept));
        QCOMPARE(before.size(), std::size_t(10));
        QVERIFY(kept.size() >= 9);
    }

    // Majority vote is estimated from drawn subsets: a running generator gave each problem the subsets of another one.
    void figuresOfAProblemAreItsOwn() {
        std::vector<Sample> samples;
        for (int i = 0; i < 12; ++i)
            samples.push_back({i % 4, i % 4 == 0, {}, {}});
        const std::vector<int> ns{5};
        const auto majority = [&](const std::vector<int>& problems) {
            std::vector<SampledProblem> all;
            for (const int problem : problems)
                all.push_back({keyOf(problem), samples});
            return bestOfN(all, ns, 1, 20).front().majority->value * static_cast<double>(problems.size());
        };
        const double both = majority({1, 2}), first = majority({1}), second = majority({2});
        QVERIFY(std::abs(both - first - second) < 1e-12);
        QVERIFY(first != second);
    }

    void drawsAreUniformAndIndependent() {
        const Draw draw(1, "a"), other(1, "b"), next(2, "a");
        int below = 0, both = 0, again = 0;
        double times = 0, squares = 0;
        for (std::uint64_t key = 0; key < 20'000; ++key) {
            const bool in = draw.share(key) < 0.25;
            below += in;
            both += in && other.share(key) < 0.25;
            again += in && next.share(key) < 0.25;
            const int drawn = draw.timesInResample(key, 3);
            times += drawn;
            squares += drawn * drawn;
        }
        QVERIFY2(std::abs(below - 5000) < 300, QByteArray::number(below).constData()); // 5 standard deviations
        QVERIFY2(std::abs(both - 1250) < 175, QByteArray::number(both).constData());
        QVERIFY2(std::abs(again - 1250) < 175, QByteArray::number(again).constData());
        QVERIFY(std::abs(times / 20'000 - 1) < 0.04);   // Poisson: mean 1,
        QVERIFY(std::abs(squares / 20'000 - 2) < 0.12); // mean square 2
        DrawStream stream = draw.stream(5);
        std::map<std::uint64_t, int> faces;
        for (int i = 0; i < 6000; ++i)
            ++faces[stream.below(6)];
        QCOMPARE(faces.size(), std::size_t(6));
        for (const auto& [face, count] : faces)
            QVERIFY2(face < 6 && std::abs(count - 1000) < 150, QByteArray::number(count).constData());
    }

    // The same on every machine and in every version: what a project has drawn must stay drawn.
    void numbersNeverChange() {
        QCOMPARE(drawKey("What is 1 + 1?"), std::uint64_t(14214298943588273708U));
        QCOMPARE(drawKey(1, 2), std::uint64_t(11190985088307411463U));
        QCOMPARE(Draw(7, "split").number(drawKey("x")), std::uint64_t(15885056943951992664U));
        QCOMPARE(Draw(7, "split").of(1).stream(2).next(), std::uint64_t(753807007915496337U));
    }
};

QTEST_APPLESS_MAIN(TestDraw)
#include "tst_draw.moc"
