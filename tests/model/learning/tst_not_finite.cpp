// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that are none: whatever a job is asked to do with them, it says so and leaves nothing behind.
#include "model/domain/error.h"
#include "model/learning/generate.h"
#include "model/learning/score.h"
#include "tests/model/learning/broken_model.h"
#include "tests/model/learning/some_trees.h"
#include "tests/model/learning/training_folder.h"

#include <QtTest/QtTest>

#include <cmath>
#include <limits>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

std::vector<OutcomeTree> someOutcomes(int count) {
    std::vector<OutcomeTree> trees;
    for (int i = 0; i < count; ++i) {
        OutcomeTree tree;
        tree.problem = i + 1;
        tree.problem_text = "q" + std::to_string(i);
        tree.split = Split::Train;
        tree.add(std::vector<std::string>{"abc", "#### 7"}, true);
        tree.add(std::vector<std::string>{"zzz", "#### 8"}, false);
        trees.push_back(tree);
    }
    return trees;
}

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

class TestNotFinite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void brokenWeightsAreNamed_data();
    void brokenWeightsAreNamed();
    void resultsThatOverflowAreNamed_data();
    void resultsThatOverflowAreNamed();
    void brokenStatesAreRefused();

private:
    /// What is wrong with the job; empty where it went through.
    std::string run(const std::string& job, const fs::path& model) const;
    TrainingFolder m_folder;
};

void TestNotFinite::initTestCase() {
    ModelConfig config = tinyConfig();
    config.tie_word_embeddings = false; // so that there is a head to break
    writeRandomBase(m_folder.path("base"), config);
    trainPrm(someTrees(10), m_folder.options(m_folder.path("base"), "prm"));
    trainOrm(someOutcomes(10), m_folder.options(m_folder.path("base"), "orm"));
    TrainOptions head = m_folder.options(m_folder.path("base"), "head-prm");
    head.mode = TrainMode::Head;
    head.patience.reset();
    trainPrm(someTrees(10), head);
}

std::string TestNotFinite::run(const std::string& job, const fs::path& model) const {
    const auto trees = someTrees(4);
    const std::vector<std::string> problems{"one", "two"};
    const std::vector<ScoreTree> views{{trees[0].problem_text, &trees[0].tree}};
    TrainOptions train = m_folder.options(model, "made");
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
            PrmScorer(model, {.precision = Precision::Float32, .cache_dir = m_folder.path("cache")})
                .score(std::span<const LabelledTree>(trees));
        if (job == "score orm")
            OrmScorer(model, {.precision = Precision::Float32}).score(views);
        if (job == "generate")
            Generator(model, {.max_tokens = 5, .precision = Precision::Float32}).generate(problems);
        if (job == "causal lm") {
            CausalLmOptions lm;
            lm.base = model;
            lm.out = m_folder.path("made");
            lm.steps = 1;
            lm.precision = Precision::Float32;
            trainCausalLm([](std::int64_t) { return Document{std::vector<std::int32_t>(100, 65), {}, {}, {}}; }, lm);
        }
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

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
    const fs::path broken = m_folder.path("broken");
    copyBroken(m_folder.path(model.toStdString()), broken, static_cast<DType>(dtype), tensor.toStdString(),
               static_cast<float>(value));
    const QString text = QString::fromStdString(run(job.toStdString(), broken));
    QVERIFY2(text.contains(QString::fromStdString(broken.string())), qPrintable(text));
    QVERIFY2(text.contains(tensor) && text.contains("NaN or infinite"), qPrintable(text));
    QVERIFY(!fs::exists(m_folder.path("made")));
    QVERIFY(!fs::exists(m_folder.path("made.run")));
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
    const fs::path huge = m_folder.path("huge");
    fs::remove_all(huge);
    fs::copy(m_folder.path(model.toStdString()), huge);
    rewriteWeights(huge, DType::F32, [](const std::string& name, std::vector<float>& values) {
        if (name == "model.embed_tokens.weight")
            for (float& value : values)
                value *= 1e30f;
    });
    const QString text = QString::fromStdString(run(job.toStdString(), huge));
    QVERIFY2(text.contains(says, Qt::CaseInsensitive), qPrintable(text));
    QVERIFY2(text.contains("NaN or infinite"), qPrintable(text));
    QVERIFY(!fs::exists(m_folder.path("made")));
}

void TestNotFinite::brokenStatesAreRefused() {
    TrainOptions train = m_folder.options(m_folder.path("base"), "resumed");
    train.epochs = 50;
    std::stop_source stop;
    QVERIFY_EXCEPTION_THROWN(
        trainPrm(someTrees(20), train, stop.get_token(), [&](const Progress&) { stop.request_stop(); }), Cancelled);
    const fs::path state = m_folder.path("resumed.run") / "state" / "state.safetensors";
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
