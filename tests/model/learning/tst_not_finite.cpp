// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that are none: whatever a job is asked to do with them, it says so and leaves nothing behind.
#include "model/base/finite.h"
#include "model/domain/error.h"
#include "model/learning/generate.h"
#include "model/learning/not_finite.h"
#include "model/learning/score.h"
#include "model/learning/train.h"
#include "tests/model/learning/broken_model.h"
#include "tests/model/learning/some_trees.h"

#include <QtTest/QtTest>

#include <cmath>
#include <fstream>
#include <limits>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

constexpr char kPoison = 'Z'; ///< a byte that occurs in one tree only, and its token is the byte

LabelledTree poisoned(LabelledTree tree) {
    tree.problem_text += kPoison;
    return tree;
}

std::vector<OutcomeTree> someOutcomes(int count) {
    std::vector<OutcomeTree> trees;
    for (int i = 0; i < count; ++i) {
        OutcomeTree tree;
        tree.problem = i + 1;
        tree.problem_text = "q" + std::to_string(i);
        tree.split = "train";
        tree.add(std::vector<std::string>{"abc", "#### 7"}, true);
        tree.add(std::vector<std::string>{"zzz", "#### 8"}, false);
        trees.push_back(tree);
    }
    return trees;
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void requireFiniteFolder(const fs::path& folder) {
    const SafetensorsReader reader = SafetensorsReader::openFolder(folder);
    for (const TensorView& tensor : reader.tensors())
        requireFinite(reader, tensor);
}

} // namespace

class TestNotFinite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void brokenWeightsAreNamed_data();
    void brokenWeightsAreNamed();
    void resultsThatOverflowAreNamed_data();
    void resultsThatOverflowAreNamed();
    void aBatchNowAndThenIsSkipped();
    void skippingSurvivesResuming();
    void tenInARowEndTheRun_data();
    void tenInARowEndTheRun();
    void validationThatIsNotFiniteHasNoFigures();
    void brokenStatesAreRefused();

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    TrainOptions options(const fs::path& base, const std::string& out) const {
        TrainOptions options;
        options.base = base;
        options.out = path(out);
        options.batch_tokens = options.max_pack_tokens = 256;
        options.validation_share = 0;
        options.precision = Precision::Float32;
        options.cache_dir = path("cache");
        options.patience = 0;
        return options;
    }
    /// What is wrong with the job; empty where it went through.
    std::string run(const std::string& job, const fs::path& model) const;
    QTemporaryDir m_folder;
};

void TestNotFinite::initTestCase() {
    ModelConfig config = tinyConfig();
    config.tie_word_embeddings = false; // so that there is a head to break
    writeRandomBase(path("base"), config);
    trainPrm(someTrees(10), options(path("base"), "prm"));
    trainOrm(someOutcomes(10), options(path("base"), "orm"));
    TrainOptions head = options(path("base"), "head-prm");
    head.mode = TrainMode::Head;
    head.patience.reset();
    trainPrm(someTrees(10), head);
}

std::string TestNotFinite::run(const std::string& job, const fs::path& model) const {
    const auto trees = someTrees(4);
    const std::vector<std::string> problems{"one", "two"};
    const std::vector<ScoreTree> views{{trees[0].problem_text, &trees[0].tree}};
    TrainOptions train = options(model, "made");
    try {
        if (job == "train full")
            trainPrm(trees, train);
        if (job == "train head") {
            train.mode = TrainMode::Head;
            train.patience.reset();
            trainPrm(trees, train);
        }
        if (job == "train orm")
            trainOrm(someOutcomes(4), train);
        if (job == "train generator")
            trainGenerator(someOutcomes(4), train);
        if (job == "plan")
            planPrm(trees, train);
        if (job == "score")
            PrmScorer(model, {.precision = Precision::Float32}).score(std::span<const LabelledTree>(trees));
        if (job == "score from cache")
            PrmScorer(model, {.precision = Precision::Float32, .cache_dir = path("cache")})
                .score(std::span<const LabelledTree>(trees));
        if (job == "score orm")
            OrmScorer(model, {.precision = Precision::Float32}).score(views);
        if (job == "generate")
            Generator(model, {.max_tokens = 5, .precision = Precision::Float32}).generate(problems);
        if (job == "causal lm") {
            CausalLmOptions lm;
            lm.base = model;
            lm.out = path("made");
            lm.steps = 1;
            lm.precision = Precision::Float32;
            trainCausalLm([](std::int64_t) { return Document{std::vector<std::int32_t>(100, 65), {}, {}, {}}; }, lm);
        }
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

namespace {

const std::pair<const char*, const char*> kJobs[] = {{"train full", "base"},
                                                     {"train head", "base"},
                                                     {"train orm", "base"},
                                                     {"train generator", "base"},
                                                     {"plan", "base"},
                                                     {"score", "prm"},
                                                     {"score from cache", "head-prm"},
                                                     {"score orm", "orm"},
                                                     {"generate", "base"},
                                                     {"causal lm", "base"}};

} // namespace

void TestNotFinite::brokenWeightsAreNamed_data() {
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("dtype");
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<double>("value");
    const double infinity = std::numeric_limits<double>::infinity(), nan = std::nan("");
    const std::pair<DType, const char*> types[] = {{DType::F32, "F32"}, {DType::BF16, "BF16"}, {DType::F16, "F16"}};
    for (const auto& [job, model] : kJobs) {
        std::vector<const char*> places{"model.embed_tokens.weight", "model.norm.weight",
                                        "model.layers.1.input_layernorm.weight",
                                        "model.layers.0.self_attn.k_proj.weight"};
        if (std::string_view(model) != "base")
            places.insert(places.end(), {"score.weight", "score.bias"});
        else if (std::string_view(job) == "generate" || std::string_view(job) == "train generator")
            places.push_back("lm_head.weight");
        for (const auto& [dtype, name] : types)
            for (const char* place : places)
                QTest::addRow("%s, %s, %s", job, place, name)
                    << job << model << static_cast<int>(dtype) << place << (dtype == DType::BF16 ? infinity : nan);
    }
}

// They gave "all right", a registered model, "lower the learning rate" or signal 11 before.
void TestNotFinite::brokenWeightsAreNamed() {
    QFETCH(QString, job);
    QFETCH(QString, model);
    QFETCH(int, dtype);
    QFETCH(QString, tensor);
    QFETCH(double, value);
    const fs::path broken = path("broken");
    copyBroken(path(model.toStdString()), broken, static_cast<DType>(dtype), tensor.toStdString(),
               static_cast<float>(value));
    const QString text = QString::fromStdString(run(job.toStdString(), broken));
    QVERIFY2(text.contains(QString::fromStdString(broken.string())), qPrintable(text));
    QVERIFY2(text.contains(tensor) && text.contains("NaN or infinite"), qPrintable(text));
    QVERIFY(!fs::exists(path("made")));
    QVERIFY(!fs::exists(path("made.run")));
}

void TestNotFinite::resultsThatOverflowAreNamed_data() {
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("says");
    for (const auto& [job, model] : kJobs)
        if (std::string_view(job) != "plan") // it measures the time only
            QTest::newRow(job) << job << model
                               << (std::string_view(job).starts_with("train") && std::string_view(job) != "train head"
                                       ? "optimizer step"
                                   : std::string_view(job) == "generate"  ? "token 1"
                                   : std::string_view(job) == "causal lm" ? "optimizer step"
                                                                          : "Step 1 of the problem \"problem 0\"");
}

// All weights are finite, the sums of their squares are not.
void TestNotFinite::resultsThatOverflowAreNamed() {
    QFETCH(QString, job);
    QFETCH(QString, model);
    QFETCH(QString, says);
    const fs::path huge = path("huge");
    fs::remove_all(huge);
    fs::copy(path(model.toStdString()), huge);
    rewriteWeights(huge, DType::F32, [](const std::string& name, std::vector<float>& values) {
        if (name == "model.embed_tokens.weight")
            for (float& value : values)
                value *= 1e30f;
    });
    const QString text = QString::fromStdString(run(job.toStdString(), huge));
    QVERIFY2(text.contains(says, Qt::CaseInsensitive), qPrintable(text));
    QVERIFY2(text.contains("NaN or infinite"), qPrintable(text));
    QVERIFY(!fs::exists(path("made")));
}

/// A base with one token too large to compute with: what holds it is not finite, the rest is.
static void writePoisonable(const fs::path& from, const fs::path& to, const ModelConfig& config) {
    fs::remove_all(to);
    fs::copy(from, to);
    rewriteWeights(to, DType::F32, [&](const std::string& name, std::vector<float>& values) {
        if (name == "model.embed_tokens.weight")
            for (std::int64_t h = 0; h < config.hidden_size; ++h)
                values[static_cast<std::size_t>(kPoison * config.hidden_size + h)] = 1e30f;
    });
}

void TestNotFinite::aBatchNowAndThenIsSkipped() {
    writePoisonable(path("base"), path("poisonable"), tinyConfig());
    auto trees = someTrees(30);
    trees[11] = poisoned(trees[11]);
    TrainOptions train = options(path("poisonable"), "skipped");
    train.epochs = 3;
    std::string detail;
    const TrainReport report = trainPrm(trees, train, {}, [&](const Progress& progress) { detail += progress.note; });
    QCOMPARE(report.skipped_steps, std::int64_t{3}); // once an epoch
    QVERIFY(report.optimizer_steps > 3);
    for (const EpochReport& epoch : report.epochs)
        QVERIFY(epoch.train_loss && std::isfinite(*epoch.train_loss));
    QVERIFY2(detail.find("steps skipped") != std::string::npos && detail.find("the loss") != std::string::npos,
             detail.c_str());
    requireFiniteFolder(train.out);
    QVERIFY(bytesOf(train.out / "stepmark.json").find("\"skipped_steps\": 3") != std::string::npos);
}

// Nor may what was skipped be forgotten, or tried again, when the run goes on.
void TestNotFinite::skippingSurvivesResuming() {
    writePoisonable(path("base"), path("poisonable"), tinyConfig());
    auto trees = someTrees(20);
    trees[3] = poisoned(trees[3]);
    TrainOptions whole = options(path("poisonable"), "whole"), parts = options(path("poisonable"), "parts");
    whole.epochs = parts.epochs = 2;
    const TrainReport expected = trainPrm(trees, whole);
    parts.resume = true;
    parts.save_every_s = 0;
    TrainReport report;
    for (int after = 1;; after += 2) {
        std::stop_source stop;
        int reports = 0;
        try {
            report = trainPrm(trees, parts, stop.get_token(), [&](const Progress& progress) {
                if (progress.stage == Stage::Training && ++reports == after)
                    stop.request_stop();
            });
            break;
        } catch (const Cancelled&) {
            if (fs::exists(path("parts.run/state")))
                requireFinite(SafetensorsReader::openFile(path("parts.run/state/state.safetensors")),
                              SafetensorsReader::openFile(path("parts.run/state/state.safetensors")).tensors().front());
        }
    }
    QCOMPARE(report.skipped_steps, expected.skipped_steps);
    QCOMPARE(report.optimizer_steps, expected.optimizer_steps);
    QCOMPARE(bytesOf(parts.out / "model.safetensors"), bytesOf(whole.out / "model.safetensors"));
}

void TestNotFinite::tenInARowEndTheRun_data() {
    QTest::addColumn<int>("trees");
    QTest::addColumn<QString>("says");
    QTest::newRow("many batches") << 60 << "10 optimizer steps in a row";
    QTest::newRow("fewer batches than ten") << 4 << "No optimizer step";
}

void TestNotFinite::tenInARowEndTheRun() {
    QFETCH(int, trees);
    QFETCH(QString, says);
    writePoisonable(path("base"), path("poisonable"), tinyConfig());
    auto all = someTrees(trees);
    for (LabelledTree& tree : all)
        tree = poisoned(tree);
    TrainOptions train = options(path("poisonable"), "ended");
    train.save_every_s = 0;
    train.epochs = 1;
    try {
        trainPrm(all, train);
        QFAIL("nothing was learnt");
    } catch (const Error& error) {
        const QString text = QString::fromUtf8(error.what());
        QVERIFY2(text.contains(says) && text.contains("epoch 1") && text.contains("the loss") &&
                     text.contains("--learning-rate"),
                 qPrintable(text));
    }
    QVERIFY(!fs::exists(train.out));
    QVERIFY(!fs::exists(path("ended.run/state"))); // there was no good state to go on from
}

void TestNotFinite::validationThatIsNotFiniteHasNoFigures() {
    writePoisonable(path("base"), path("poisonable"), tinyConfig());
    auto trees = someTrees(20);
    trees[2].split = trees[3].split = "validation";
    trees[2] = poisoned(trees[2]);
    for (const TrainMode mode : {TrainMode::Full}) {
        TrainOptions train = options(path("poisonable"), "validated");
        train.mode = mode;
        train.epochs = 2;
        const TrainReport report = trainPrm(trees, train);
        QCOMPARE(report.best_epoch, 2); // none is known to be better
        for (const EpochReport& epoch : report.epochs) {
            QVERIFY(!epoch.validation_loss && !epoch.validation_auc && !epoch.validation_auc_within);
            QCOMPARE(epoch.validation_note, std::string("not finite (NaN or infinite) for 1 of 2 validation problems"));
        }
    }
}

void TestNotFinite::brokenStatesAreRefused() {
    TrainOptions train = options(path("base"), "resumed");
    train.epochs = 50;
    std::stop_source stop;
    QVERIFY_EXCEPTION_THROWN(
        trainPrm(someTrees(20), train, stop.get_token(), [&](const Progress&) { stop.request_stop(); }), Cancelled);
    const fs::path state = path("resumed.run") / "state" / "state.safetensors";
    std::vector<TensorView> views;
    const SafetensorsReader reader = SafetensorsReader::openFile(state);
    std::vector<float> values;
    for (TensorView view : reader.tensors()) {
        if (view.name == "first.score.weight") {
            values.assign(static_cast<std::size_t>(view.elementCount()), std::nanf(""));
            view.data = reinterpret_cast<const std::byte*>(values.data());
        }
        views.push_back(view);
    }
    QVERIFY(!values.empty());
    writeSafetensors(state, views);
    train.resume = true;
    try {
        trainPrm(someTrees(20), train);
        QFAIL("a broken state was gone on from");
    } catch (const Error& error) {
        const std::string text = error.what();
        QVERIFY2(text.find("first.score.weight") != text.npos && text.find("resumed.run") != text.npos, text.c_str());
    }
}

QTEST_GUILESS_MAIN(TestNotFinite)
#include "tst_not_finite.moc"
