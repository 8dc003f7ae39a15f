// SPDX-License-Identifier: GPL-3.0-or-later
// A head reads any layer of its base. Lost: half of the work saved, or a checkpoint that is not what was trained.
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/learning/score.h"
#include "tests/model/learning/some_trees.h"
#include "tests/model/learning/toy_training.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestHeadLayers : public ToyTraining {
    Q_OBJECT

    TrainOptions head(const std::string& out, std::vector<int> layers) const {
        TrainOptions train = forHead(options(out));
        train.layers = std::move(layers);
        return train;
    }
    static std::string weights(const fs::path& checkpoint) { return bytesOf(checkpoint / "model.safetensors"); }

private Q_SLOTS:
    void initTestCase() { makeToyBase(path("")); }

    // What is cut off is a model like any other: a head on all of it is the head on that layer of the whole.
    void aLayerIsAModelThatEndsThere() {
        const auto trees = someTrees(8, true);
        const TrainReport report = trainPrm(trees, head("first", {1}));
        QCOMPARE(report.layers.size(), std::size_t(1));
        QVERIFY(report.layers.front().layer == 1 && report.layers.front().taken);
        QCOMPARE(ModelFolder::open(report.checkpoint).config.num_hidden_layers, std::int64_t(1));
        TrainOptions again = head("again", {});
        again.base = report.checkpoint;
        trainPrm(trees, again);
        QVERIFY(weights(report.checkpoint) == weights(again.out));
        trainPrm(trees, head("last", {}));
        QVERIFY(weights(path("last")) != weights(report.checkpoint));
        trainPrm(trees, head("second", {2}));
        QVERIFY(weights(path("last")) == weights(path("second")));
    }

    // Chosen on validation problems from one pass; the states of that pass serve whoever scores.
    void theBestOfSeveralIsTaken() {
        const auto trees = someTrees(12, true);
        TrainOptions several = head("several", {kSomeLayers});
        several.cache_dir = path("several-cache");
        const TrainReport report = trainPrm(trees, several);
        QCOMPARE(report.layers.size(), std::size_t(2)); // all that the toy has
        const auto taken = std::ranges::find(report.layers, true, &HeadLayer::taken);
        QVERIFY(taken != report.layers.end());
        QCOMPARE(std::ranges::count(report.layers, true, &HeadLayer::taken), 1);
        for (const HeadLayer& one : report.layers)
            QVERIFY(*one.validation_auc_within <= *taken->validation_auc_within);
        TrainOptions alone = head("taken", {static_cast<int>(taken->layer)});
        alone.cache_dir = path("taken-cache");
        trainPrm(trees, alone);
        QVERIFY(weights(path("several")) == weights(path("taken")));
        const auto scorerWith = [&](const fs::path& cache) {
            ScoreOptions score;
            score.cache_dir = cache;
            score.precision = Precision::Float32;
            return PrmScorer(path("several"), score);
        };
        PrmScorer scorer = scorerWith(several.cache_dir), other = scorerWith(alone.cache_dir), fresh = scorerWith({});
        const auto cached = scorer.score(std::span<const LabelledTree>(trees));
        const auto computed = fresh.score(std::span<const LabelledTree>(trees));
        other.score(std::span<const LabelledTree>(trees));
        QCOMPARE(scorer.tokensComputed(), other.tokensComputed()); // only what no rating is on
        QVERIFY(scorer.tokensComputed() < fresh.tokensComputed());
        for (std::size_t tree = 0; tree < cached.size(); ++tree)
            for (std::size_t step = 0; step < cached[tree].size(); ++step)
                QVERIFY(std::abs(cached[tree][step]->negative - computed[tree][step]->negative) <
                        2e-3F); // kept in bf16
    }

    // A plan of fewer layers promises fewer seconds and no other tokens.
    void thePlanIsOfWhatIsRead() {
        const auto trees = someTrees(8, true);
        TrainOptions one = head("planned-1", {1}), all = head("planned-2", {});
        one.cache_dir = all.cache_dir = path("planned-cache");
        const TrainPlan lower = planPrm(trees, one), whole = planPrm(trees, all);
        QCOMPARE(lower.tokens, whole.tokens);
        QVERIFY(lower.peak_bytes < whole.peak_bytes);
    }

    void refusals_data() {
        QTest::addColumn<std::vector<int>>("layers");
        QTest::addColumn<bool>("head_only");
        QTest::addColumn<bool>("validation");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such layer") << std::vector{9} << true << true << "no layer 9";
        QTest::newRow("one of several") << std::vector{1, 9} << true << true << "no layer 9";
        QTest::newRow("all weights") << std::vector{1} << false << true << "--mode head";
        QTest::newRow("nothing validates") << std::vector{1, 2} << true << false << "Nothing validates";
    }
    void refusals() {
        QFETCH(std::vector<int>, layers);
        QFETCH(bool, head_only);
        QFETCH(bool, validation);
        QFETCH(QString, says);
        TrainOptions train = head_only ? head("refused", layers) : options("refused");
        train.layers = layers;
        train.validation_share = 0;
        try {
            trainPrm(someTrees(8, validation), train);
            QFAIL("it trains");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
        QVERIFY(!fs::exists(path("refused")));
    }
};

QTEST_GUILESS_MAIN(TestHeadLayers)
#include "tst_head_layers.moc"
