// SPDX-License-Identifier: GPL-3.0-or-later
// Heads of any number of classes on rows that do not change, and on any layer of a base.
#include "model/base/lower_layers.h"
#include "model/domain/error.h"
#include "model/learning/head_training_p.h"
#include "model/learning/linear_fit_p.h"
#include "model/learning/score.h"
#include "tests/model/learning/tiny_model.h"

#include <ATen/core/grad_mode.h>

#include <QtCore/QTemporaryDir>

#include <QtTest/QtTest>

#include <random>

using namespace stepmark;
using namespace stepmark::test;

namespace {

/// Trees with ratings of all kinds.
std::vector<LabelledTree> ratedTrees() {
    std::mt19937 random(4);
    std::vector<LabelledTree> trees;
    for (int problem = 1; problem <= 4; ++problem) {
        LabelledTree tree;
        tree.problem = problem;
        tree.problem_text = "Problem " + std::to_string(problem);
        tree.split = Split::Train;
        tree.tree = randomTree(random, 8);
        for (int node = 0; node < tree.tree.size(); ++node)
            tree.labels.push_back(static_cast<Rating>(static_cast<int>(random() % 3) - 1));
        trees.push_back(std::move(tree));
    }
    return trees;
}

} // namespace

class TestHeadFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyNumberOfClasses_data();
    void anyNumberOfClasses();
    void rowsThatAreFarFromRound();
    void anyLayer_data();
    void anyLayer();
    void refusals();
};

void TestHeadFit::anyNumberOfClasses_data() {
    QTest::addColumn<int>("classes");
    for (const int classes : {2, 3, 5, 11})
        QTest::addRow("%d classes", classes) << classes;
}

void TestHeadFit::anyNumberOfClasses() {
    QFETCH(int, classes);
    std::mt19937 random(static_cast<unsigned>(classes));
    std::normal_distribution<float> noise(0, 0.2f);
    HeadData data;
    for (int i = 0; i < 40 * classes; ++i) {
        HeadRows& rows = i % 5 == 0 ? data.validation : data.train;
        const int y = static_cast<int>(random() % static_cast<unsigned>(classes));
        for (int column = 0; column < classes; ++column)
            rows.x.push_back((column == y ? 1.0f : 0.0f) + noise(random));
        rows.y.push_back(y);
        rows.groups.push_back(i / 10);
    }
    ProgressThrottle throttle({});
    const HeadResult result = fitHead(data, {.width = classes, .classes = classes}, {}, throttle);
    QCOMPARE(result.weight.size(0), std::int64_t{classes});
    QCOMPARE(result.bias.size(0), std::int64_t{classes});
    const at::Tensor logits = at::linear(data.validation.features(classes), result.weight, result.bias);
    const double right = logits.argmax(1).eq(data.validation.classes()).to(at::kFloat).mean().item<double>();
    QVERIFY2(right > 0.9, std::to_string(right).c_str());
    QVERIFY(result.report.epochs.front().validation_loss && result.report.epochs.front().validation_auc > 0.9);
    // Rows that say nothing: the head says how often each class occurs, weighted.
    const at::Tensor w = at::arange(1, classes + 1).to(at::kFloat);
    const at::Tensor shares = w / w.sum();
    LinearFit fit(at::zeros({classes, 4}), shares, {.outputs = classes});
    const LinearHead head = fit.fit(crossEntropyTo(at::diag(shares)), 0.1, {});
    QVERIFY((head.bias.softmax(0) - shares).abs().max().item<double>() < 1e-3);
    QVERIFY(head.weight.abs().max().item<double>() < 1e-6);
}

// Hidden states have nearly all of their spread in a few directions. A fit that stops before it is at the optimum gives
// a head that another run, or another number of cores, would not give.
void TestHeadFit::rowsThatAreFarFromRound() {
    const at::NoGradGuard no_graph;
    const std::int64_t n = 400, width = 24, classes = 3;
    at::manual_seed(7);
    const at::Tensor mixed = at::mm(at::randn({width, width}), at::diag(at::logspace(0, -3, width)));
    const at::Tensor rows = at::mm(at::randn({n, width}), mixed.t()).matmul(at::randn({width, width})) + 5;
    const at::Tensor y = at::randint(classes, {n}, at::kLong), shares = at::full({n}, 1.0 / static_cast<double>(n));
    const at::Tensor targets = at::one_hot(y, classes) * shares.unsqueeze(1);
    LinearFit fits(rows, shares, {.outputs = classes});
    const at::Tensor mean = rows.mean(0), deviation = rows.std(0, false);
    const at::Tensor x = ((rows - mean) / deviation).to(at::kDouble);
    for (const double penalty : {1.0, 0.1, 0.001}) {
        const LinearHead head = fits.fit(crossEntropyTo(targets), penalty, {});
        const at::Tensor weight = (head.weight * deviation).to(at::kDouble);
        const at::Tensor bias = (head.bias + at::mv(head.weight, mean)).to(at::kDouble);
        const at::Tensor d_logits = at::linear(x, weight, bias).softmax(1) * shares.unsqueeze(1) - targets;
        const at::Tensor gradient = at::mm(d_logits.t(), x) + weight * penalty; // 0 at the optimum
        QVERIFY2(gradient.abs().max().item<double>() < 2e-4, std::to_string(penalty).c_str());
        QVERIFY(d_logits.sum(0).abs().max().item<double>() < 2e-4);
    }
}

void TestHeadFit::anyLayer_data() {
    QTest::addColumn<int>("layer");
    for (const int layer : {1, 2, 3})
        QTest::addRow("layer %d", layer) << layer;
}

// A head on a lower layer is a checkpoint with that many layers, and scores what the whole network has there.
void TestHeadFit::anyLayer() {
    QFETCH(int, layer);
    const at::NoGradGuard no_graph;
    QTemporaryDir files;
    const std::filesystem::path root(files.path().toStdString());
    ModelConfig config = tinyConfig("qwen2");
    config.num_hidden_layers = 3;
    config.windowed_layers = {false, true, false};
    config.sliding_window = 6;
    writeRandomBase(root / "base", config);
    const ModelFolder whole = ModelFolder::open(root / "base"), lower = lowerLayers(whole, layer);
    const Tokenizer tokenizer = Tokenizer::load(root / "base");
    const Compute compute{at::kCPU, at::kFloat};
    TrainOptions options;
    options.base = root / "base";
    options.out = root / "head";
    options.cache_dir = root / "cache"; // of all layers: each has its own states
    options.max_pack_tokens = 4096;
    options.mode = TrainMode::Head;
    const std::vector<LabelledTree> trees = ratedTrees();
    const ExampleSet set = prmExamples(trees, tokenizer, {.max_path_tokens = 512}, {});
    const auto fit = [&](const ModelFolder& base) {
        return trainHead(trees, set, base, tokenizer, options, kStepmarkLayout, compute, {}, {});
    };
    fit(whole);
    const HeadResult head = fit(lower);
    QCOMPARE(head.report.tokens > 0, layer < 3); // all of it is there already
    writeHeadCheckpoint(lower, options, head, {"negative", "neutral", "positive"}, {{"kind", "prm"}}, {});
    QCOMPARE(ModelFolder::open(options.out).config.num_hidden_layers, std::int64_t{layer});

    const std::vector tokenized{tokenizeTree(tokenizer, trees[0].problem_text, trees[0].tree)};
    const Pack pack = packTrees(tokenized, 4096).front();
    const Transformer model = Transformer::load(whole, compute, false);
    std::vector<LayerSaved> saved;
    at::Tensor x = model.forward(model.prepare(pack), &saved, {}, {}, Keep::Inputs); // [T, H]
    if (layer < 3)
        x = saved[static_cast<std::size_t>(layer)].x;
    const at::Tensor p =
        at::linear(model.normed(model.final_norm, x, at::kFloat, nullptr), head.weight, head.bias).softmax(1); // [T, 3]
    PrmScorer scorer(options.out, {.precision = Precision::Float32});
    const TreeScores scores = scorer.score(std::span<const LabelledTree>(trees)).front();
    for (std::size_t token = 0; token < pack.size(); ++token)
        for (std::size_t node = 0; node < scores.size(); ++node)
            if (tokenized[0].read_at[node] == pack.origin[token].source) {
                const at::Tensor wanted = p[static_cast<std::int64_t>(token)];
                QVERIFY(scores[node].has_value());
                QVERIFY(std::abs(scores[node]->negative - wanted[0].item<float>()) < 1e-4f);
                QVERIFY(std::abs(scores[node]->positive - wanted[2].item<float>()) < 1e-4f);
            }
}

void TestHeadFit::refusals() {
    HeadData data;
    data.train = {{0, 1, 2}, {0, 1, 3}, {1, 2, 3}};
    ProgressThrottle throttle({});
    QVERIFY_EXCEPTION_THROWN(fitHead(data, {.width = 1, .classes = 3}, {}, throttle), Error); // class 3 of three
    QVERIFY_EXCEPTION_THROWN(fitHead(data, {.width = 1, .classes = 1}, {}, throttle), Error);
    const ModelFolder folder = ModelFolder::open(STEPMARK_SOURCE_DIR "/tests/data/models/architectures/qwen3");
    QVERIFY_EXCEPTION_THROWN(lowerLayers(folder, 4), Error);
    QVERIFY_EXCEPTION_THROWN(lowerLayers(folder, 0), Error);
}

QTEST_GUILESS_MAIN(TestHeadFit)
#include "tst_head_fit.moc"
