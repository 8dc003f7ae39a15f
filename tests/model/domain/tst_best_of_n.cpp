// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/best_of_n.h"
#include "model/domain/step_scores.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <bit>
#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <string>

using namespace stepmark;

namespace {

using Samples = std::vector<Sample>;

Samples randomSamples(std::mt19937& random, int count) {
    Samples samples;
    for (int i = 0; i < count; ++i) {
        const int answer = static_cast<int>(random() % 4); // 0 is right, 3 is none
        samples.push_back({answer == 3 ? kNoAnswer : answer, answer == 0, static_cast<double>(random() % 5),
                           random() % 4 == 0 ? std::nullopt : std::optional(static_cast<double>(random() % 5) / 5)});
    }
    return samples;
}

struct Expected {
    double prm = 0, orm = 0, any = 0;
};

/// Mean over the subset's best-scored samples of being right.
double bestOf(const Samples& samples, unsigned subset, std::optional<double> Sample::*score) {
    constexpr double kLowest = -1e9;
    double best = 2 * kLowest, right = 0, tied = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!(subset >> i & 1))
            continue;
        const double value = (samples[i].*score).value_or(kLowest);
        if (value > best) {
            best = value;
            right = tied = 0;
        }
        if (value == best) {
            right += samples[i].correct;
            ++tied;
        }
    }
    return right / tied;
}

/// The definition: the mean over all subsets of n.
Expected bruteForce(const Samples& samples, int n) {
    Expected sum;
    double subsets = 0;
    for (unsigned subset = 0; subset < 1U << samples.size(); ++subset) {
        if (std::popcount(subset) != n)
            continue;
        ++subsets;
        sum.prm += bestOf(samples, subset, &Sample::prm);
        sum.orm += bestOf(samples, subset, &Sample::orm);
        bool any = false;
        for (std::size_t i = 0; i < samples.size(); ++i)
            any = any || (subset >> i & 1 && samples[i].correct);
        sum.any += any;
    }
    return {sum.prm / subsets, sum.orm / subsets, sum.any / subsets};
}

/// Each problem another thing to draw.
std::vector<SampledProblem> keyed(const std::vector<Samples>& problems) {
    std::vector<SampledProblem> all;
    for (const Samples& samples : problems)
        all.push_back({all.size() + 1, samples});
    return all;
}

bool near(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) < tolerance; }

std::string sharedFile(const std::string& name) {
    const char* folder = std::getenv("STEPMARK_SHARED_DIR");
    return (folder ? std::string(folder) : std::string(STEPMARK_SOURCE_DIR "/../shared")) + "/data/" + name;
}

} // namespace

/// The curve that says whether labelling was worth it.
class TestBestOfN : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsAllSubsets() {
        std::mt19937 random(11);
        for (int i = 0; i < 60; ++i) {
            const std::vector<Samples> problems{randomSamples(random, 1 + i % 9)};
            const int m = static_cast<int>(problems[0].size());
            std::vector<int> ns(static_cast<std::size_t>(m));
            for (int n = 1; n <= m; ++n)
                ns[static_cast<std::size_t>(n - 1)] = n;
            const auto curve = bestOfN(keyed(problems), ns);
            QCOMPARE(curve.size(), ns.size());
            for (const BestOfN& point : curve) {
                const Expected expected = bruteForce(problems[0], point.n);
                QVERIFY(near(point.prm->value, expected.prm));
                QVERIFY(!point.orm || near(point.orm->value, expected.orm));
                QVERIFY(near(point.any->value, expected.any));
            }
        }
    }

    /// One sample chosen without any help is right as often as samples are.
    void oneSampleIsTheMean() {
        std::mt19937 random(12);
        std::vector<Samples> problems;
        for (int i = 0; i < 20; ++i)
            problems.push_back(randomSamples(random, 8));
        const std::vector<int> one{1};
        const auto point = bestOfN(keyed(problems), one, 0, 4000).front();
        QVERIFY(near(point.prm->value, meanAccuracy(keyed(problems))));
        QVERIFY(near(point.any->value, meanAccuracy(keyed(problems))));
        QVERIFY(near(point.majority->value, meanAccuracy(keyed(problems)), 0.01));
        QVERIFY(point.prm->interval->low <= point.prm->value && point.prm->value <= point.prm->interval->high);
        QCOMPARE(meanAccuracy({}), 0.0);
    }

    void majority_data() {
        QTest::addColumn<QString>("answers"); // "." is none, the answer "A" is right
        QTest::addColumn<double>("expected");
        QTest::newRow("most votes") << "AAb" << 1.0;
        QTest::newRow("outvoted") << "Abb" << 0.0;
        QTest::newRow("tie: seen first") << "AbbA" << 1.0;
        QTest::newRow("tie: seen later") << "bAAb" << 0.0;
        QTest::newRow("no answer does not vote") << "...A" << 1.0;
        QTest::newRow("nobody votes") << ".." << 0.0;
        QTest::newRow("of several wrong ones") << "bcdA" << 0.0;
        QTest::newRow("against several wrong ones") << "bcAdA" << 1.0;
    }

    void majority() {
        QFETCH(const QString, answers);
        QFETCH(const double, expected);
        Samples samples;
        for (const QChar answer : answers)
            samples.push_back({answer == u'.' ? kNoAnswer : answer.unicode(), answer == u'A', {}, {}});
        const std::vector<Samples> problems{samples};
        const std::vector<int> all{static_cast<int>(samples.size())};
        const auto point = bestOfN(keyed(problems), all).front();
        QCOMPARE(point.majority->value, expected);
        QVERIFY(!point.prm && !point.orm);
    }

    /// Over all three pairs of {right, wrong, none}: right+wrong is won by the one drawn first, right+none is right,
    /// wrong+none is wrong.
    void majorityOfSubsets() {
        const std::vector<Samples> problems(50,
                                            Samples{{4, true, {}, {}}, {5, false, {}, {}}, {kNoAnswer, false, {}, {}}});
        const std::vector<int> two{2};
        QVERIFY(near(bestOfN(keyed(problems), two, 0, 400).front().majority->value, 0.5, 0.02));
    }

    void oddInput() {
        const std::vector<int> ns{0, 1, 100};
        for (const BestOfN& point : bestOfN({}, ns))
            QVERIFY(!point.prm && !point.orm && !point.majority && !point.any);
        // An empty problem counts nowhere, a short one with all it has; NaN and missing scores rank last.
        const std::vector<Samples> problems{{}, {{4, true, 0.1, {}}, {5, false, std::nan(""), {}}, {6, false, {}, {}}}};
        const auto curve = bestOfN(keyed(problems), ns);
        QVERIFY(!curve[0].any);
        QVERIFY(near(curve[1].prm->value, 1.0 / 3));
        QCOMPARE(curve[2].prm->value, 1.0);
        QCOMPARE(curve[2].any->value, 1.0);
    }

    /// Two people who evaluate the same project see the same figures.
    void sameSeedSameFigures() {
        std::mt19937 random(13);
        const std::vector<Samples> problems{randomSamples(random, 9), randomSamples(random, 9),
                                            randomSamples(random, 9)};
        const std::vector<int> ns{4};
        const auto a = bestOfN(keyed(problems), ns, 5).front(), b = bestOfN(keyed(problems), ns, 5).front();
        QCOMPARE(a.majority->value, b.majority->value);
        QCOMPARE(a.prm->interval, b.prm->interval);
    }

    /// Figures of others on real data: 500 GSM8K problems, 32 samples each, scored by Qwen2.5-Math-PRM-7B.
    void referenceFigures() {
        std::ifstream candidates(sharedFile("gsm8k-best-of-32/candidates.jsonl"));
        std::ifstream scores(sharedFile("gsm8k-best-of-32/qwen_prm_step_scores.jsonl"));
        if (!candidates || !scores)
            QSKIP("gsm8k-best-of-32 is not here (STEPMARK_SHARED_DIR or ../shared)");
        std::map<std::string, Samples> by_product, by_minimum, by_last;
        std::map<std::string, int> numbers;
        const auto number = [&](const std::string& answer) {
            return numbers.try_emplace(answer, static_cast<int>(numbers.size())).first->second;
        };
        for (std::string candidate, score; std::getline(candidates, candidate) && std::getline(scores, score);) {
            const auto row = nlohmann::json::parse(candidate);
            const auto steps = nlohmann::json::parse(score).at("step_scores").get<std::vector<double>>();
            const std::string problem = row.at("problem_id");
            const auto sample = [&](ScoreRule rule) {
                const auto& answer = row.at("final_answer"); // whole numbers: their spellings are their classes
                return Sample{answer.is_string() ? number(answer.get<std::string>()) : kNoAnswer,
                              row.at("correct").get<bool>(), solutionScore(steps, rule), std::nullopt};
            };
            by_product[problem].push_back(sample(ScoreRule::Product));
            by_minimum[problem].push_back(sample(ScoreRule::Minimum));
            by_last[problem].push_back(sample(ScoreRule::Last));
        }
        const auto point = [](const std::map<std::string, Samples>& rows) {
            std::vector<Samples> problems;
            for (const auto& [problem, samples] : rows)
                problems.push_back(samples);
            const std::vector<int> all{32};
            return bestOfN(keyed(problems), all).front();
        };
        QCOMPARE(by_product.size(), std::size_t(500));
        const BestOfN product = point(by_product);
        QVERIFY2(near(product.any->value, 0.962, 0.0005), QByteArray::number(product.any->value).constData());
        QVERIFY2(near(product.majority->value, 0.856, 0.0025), QByteArray::number(product.majority->value).constData());
        QVERIFY2(near(product.prm->value, 0.894, 0.0025), QByteArray::number(product.prm->value).constData());
        const BestOfN minimum = point(by_minimum), last = point(by_last);
        QVERIFY2(near(minimum.prm->value, 0.888, 0.0025), QByteArray::number(minimum.prm->value).constData());
        QVERIFY2(near(last.prm->value, 0.904, 0.006),
                 QByteArray::number(last.prm->value).constData()); // many ties at 1.0
        std::vector<Samples> problems;
        for (const auto& [problem, samples] : by_product)
            problems.push_back(samples);
        QVERIFY(near(meanAccuracy(keyed(problems)), 0.842, 0.0005));
    }
};

QTEST_APPLESS_MAIN(TestBestOfN)
#include "tst_best_of_n.moc"
