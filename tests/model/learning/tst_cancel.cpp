// SPDX-License-Identifier: GPL-3.0-or-later
// A stop that was asked for is heard by every part of a job, not only between two of them.
#include "model/base/safetensors.h"
#include "model/domain/auc_interval.h"
#include "model/domain/best_of_n.h"
#include "model/domain/error.h"
#include "model/learning/generate.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/score.h"
#include "model/learning/train.h"
#include "tests/model/learning/tiny_model.h"

#include <QtTest/QtTest>

#include <functional>
#include <map>
#include <memory>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestCancel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isHeard_data();
    void isHeard();
    void scoresAreHandedOutAsOneGoes();

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    TrainOptions options(TrainMode mode) const {
        TrainOptions options;
        options.mode = mode;
        options.base = path("base");
        options.out = path("out");
        options.cache_dir = path("cache");
        options.precision = Precision::Float32;
        return options;
    }

    QTemporaryDir m_folder;
    std::stop_source m_stopped;
    std::vector<LabelledTree> m_trees;
    std::map<QString, std::function<void()>> m_parts;
};

void TestCancel::initTestCase() {
    writeRandomBase(path("base"), tinyConfig());
    m_stopped.request_stop();
    std::mt19937 random(1);
    for (int i = 0; i < 5; ++i) {
        LabelledTree tree;
        tree.problem = i + 1;
        tree.problem_text = "p" + std::to_string(i);
        tree.split = Split::Train;
        tree.tree = randomTree(random, 5);
        tree.labels.assign(5, Rating::Positive);
        m_trees.push_back(tree);
    }
    trainPrm(m_trees, [&] {
        TrainOptions train = options(TrainMode::Head);
        train.out = path("prm");
        return train;
    }());
    const std::stop_token stop = m_stopped.get_token();
    const auto tokenizer = std::make_shared<Tokenizer>(Tokenizer::load(path("base")));
    m_parts["tokenizing"] = [=, this] {
        TokenizeOptions stopped;
        stopped.stop = stop;
        tokenizeTree(*tokenizer, "p", m_trees[0].tree, stopped);
    };
    m_parts["packing"] = [=, this] {
        packTrees(std::vector{tokenizeTree(*tokenizer, "p", m_trees[0].tree)}, 100, stop);
    };
    m_parts["hashing a base"] = [=, this] { modelFingerprint(path("base"), stop); };
    m_parts["reading a cache"] = [=, this] {
        for (const auto& file : fs::directory_iterator(path("cache")))
            HiddenCache(path("cache"), file.path().stem().string(), tinyConfig().hidden_size, stop);
    };
    m_parts["opening a scorer"] = [=, this] { PrmScorer(path("prm"), {.precision = Precision::Float32}, stop); };
    m_parts["opening a scorer with a cache"] = [=, this] {
        PrmScorer(path("prm"), {.precision = Precision::Float32, .cache_dir = path("cache")}, stop);
    };
    m_parts["scoring"] = [=, this] {
        PrmScorer(path("prm"), {.precision = Precision::Float32}).score(std::span<const LabelledTree>(m_trees), stop);
    };
    m_parts["scoring from a cache"] = [=, this] {
        PrmScorer(path("prm"), {.precision = Precision::Float32, .cache_dir = path("cache")})
            .score(std::span<const LabelledTree>(m_trees), stop);
    };
    m_parts["opening a generator"] = [=, this] { Generator(path("base"), {}, stop); };
    m_parts["generating"] = [=, this] {
        Generator(path("base"), {.max_tokens = 3}).generate(std::vector<std::string>{"p"}, stop);
    };
    m_parts["training a head"] = [=, this] { trainPrm(m_trees, options(TrainMode::Head), stop); };
    m_parts["training"] = [=, this] { trainPrm(m_trees, options(TrainMode::Full), stop); };
    m_parts["planning"] = [=, this] { planPrm(m_trees, options(TrainMode::Full), stop); };
    m_parts["best of N"] = [=] {
        bestOfN(std::vector<SampledProblem>{{1, {{1, true, 0.5, {}}}}}, std::vector<int>{1}, 0, 200, stop);
    };
    const std::vector<ScoredLabel> labels{{1, 0.1, true}, {1, 0.2, false}, {2, 0.3, true}, {2, 0.1, false}};
    m_parts["interval of the AUC"] = [=] { aucInterval(labels, 0, 400, stop); };
    m_parts["interval within problems"] = [=] { aucWithinGroupsInterval(labels, 0, 400, stop); };
    m_parts["writing weights"] = [=, this] {
        const float one = 1;
        const TensorView view{"w", DType::F32, {1}, reinterpret_cast<const std::byte*>(&one), 4};
        fs::create_directories(path("written"));
        writeSafetensors(path("written") / "model.safetensors", std::vector{view}, {}, stop);
    };
}

void TestCancel::isHeard_data() {
    QTest::addColumn<QString>("part");
    for (const auto& [name, run] : m_parts)
        QTest::newRow(qPrintable(name)) << name;
}

void TestCancel::isHeard() {
    QFETCH(QString, part);
    QVERIFY_EXCEPTION_THROWN(m_parts.at(part)(), Cancelled);
    QVERIFY(!fs::exists(path("out")));
    QVERIFY(!fs::exists(path("written")) || fs::is_empty(path("written")));
}

// Lost: an hour of scoring, whenever it was stopped before all of it was done.
void TestCancel::scoresAreHandedOutAsOneGoes() {
    std::vector<LabelledTree> trees(20); // fewer than a group has, were their texts short
    std::mt19937 random(2);
    for (std::size_t i = 0; i < trees.size(); ++i) {
        trees[i].problem_text = "p" + std::to_string(i);
        trees[i].tree = randomTree(random, 3);
        for (char letter = 'a'; letter < 'k'; ++letter)
            trees[i].tree.add(-1, std::string(2000, letter));
    }
    std::stop_source stop;
    std::size_t handed = 0;
    const auto score = [&] {
        PrmScorer(path("prm"), {.precision = Precision::Float32})
            .score(std::span<const LabelledTree>(trees), stop.get_token(), {}, [&](std::size_t, const TreeScores&) {
                ++handed;
                stop.request_stop();
            });
    };
    QVERIFY_EXCEPTION_THROWN(score(), Cancelled);
    QVERIFY2(handed > 0 && handed < trees.size(), std::to_string(handed).c_str());
}

QTEST_GUILESS_MAIN(TestCancel)
#include "tst_cancel.moc"
