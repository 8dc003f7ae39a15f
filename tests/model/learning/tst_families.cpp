// SPDX-License-Identifier: GPL-3.0-or-later
// What is trained on each family is a folder of that family again, and a context begins as its base's texts begin.
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/learning/generate.h"
#include "model/learning/reading_p.h"
#include "model/learning/score.h"
#include "model/learning/weakstrong/learn.h"
#include "model/learning/written_text.h"
#include "model/tasks/examples.h"
#include "tests/model/learning/toy_training.h"

#include <QtTest/QtTest>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

ModelConfig familyConfig(const std::string& type) {
    ModelConfig config = tinyConfig(type);
    if (type == "mistral")
        config.windowed_layers = {true, true};
    if (type == "gemma3_text") {
        config.windowed_layers = {true, false};
        config.query_pre_attn_scalar = 16;
        config.window_rope_theta = 100;
    }
    if (type == "smollm3")
        config.unrotated_layers = {false, true};
    if (!config.windowed_layers.empty())
        config.sliding_window = 6;
    config.architectures = {className(config, "ForCausalLM")};
    return config;
}

/// Begins texts with token 257, "<s>", by its template, as somebody's folder that Stepmark has not made.
void beginTexts(const fs::path& folder) {
    fs::remove(folder / "stepmark.json");
    nlohmann::json tokenizer = nlohmann::json::parse(bytesOf(folder / "tokenizer.json"));
    nlohmann::json token = tokenizer["added_tokens"][0];
    token["id"] = 257;
    token["content"] = "<s>";
    tokenizer["added_tokens"].push_back(token);
    const nlohmann::json first = {{"SpecialToken", {{"id", "<s>"}, {"type_id", 0}}}},
                         rest = {{"Sequence", {{"id", "A"}, {"type_id", 0}}}};
    const nlohmann::json bytes = {{"type", "ByteLevel"}},
                         filled = {{"type", "TemplateProcessing"}, {"single", {first, rest}}};
    tokenizer["post_processor"] = {{"type", "Sequence"}, {"processors", {bytes, filled}}};
    files::writeFile(folder / "tokenizer.json", tokenizer.dump(), {.in_model = true});
    files::writeFile(folder / "tokenizer_config.json", R"({"eos_token": "<|end|>", "bos_token": "<s>"})",
                     {.in_model = true});
}

} // namespace

class TestFamilies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCheckpointIsOfItsFamily_data();
    void aCheckpointIsOfItsFamily();
    void textsBeginAsTheBaseKnowsThem();
    void tasksBeginSo();
    void whoBeginsTexts_data();
    void whoBeginsTexts();
    void blanksInFront_data();
    void blanksInFront();

private:
    TrainOptions options(const std::string& base, const std::string& out, TrainMode mode) const {
        TrainOptions options = m_folder.options(m_folder.path(base), out);
        options.mode = mode;
        options.epochs = mode == TrainMode::Full ? 1 : 0;
        if (mode == TrainMode::Head)
            options.patience.reset();
        return options;
    }

    TrainingFolder m_folder;
};

void TestFamilies::aCheckpointIsOfItsFamily_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("step_classifier");
    QTest::newRow("llama") << "llama"
                           << "LlamaForTokenClassification";
    QTest::newRow("qwen2") << "qwen2"
                           << "Qwen2ForTokenClassification";
    QTest::newRow("qwen3") << "qwen3"
                           << "Qwen3ForTokenClassification";
    QTest::newRow("mistral") << "mistral"
                             << "MistralForTokenClassification";
    QTest::newRow("smollm3") << "smollm3"
                             << "SmolLM3ForTokenClassification";
    QTest::newRow("gemma3") << "gemma3_text"
                            << "Gemma3TextForSequenceClassification";
}

// A folder that says another class than it holds is loaded with a random head, and nobody is told.
void TestFamilies::aCheckpointIsOfItsFamily() {
    QFETCH(QString, type);
    QFETCH(QString, step_classifier);
    const std::string base = type.toStdString();
    writeRandomBase(m_folder.path(base), familyConfig(base));
    const ModelFolder whole = ModelFolder::open(m_folder.path(base));
    const std::vector<LabelledTree> trees = toyTrees(8);
    for (const TrainMode mode : {TrainMode::Head, TrainMode::Full}) {
        const TrainOptions train = options(base, base + std::string(toText(mode)), mode);
        trainPrm(trees, train);
        const ModelFolder folder = ModelFolder::open(train.out);
        QCOMPARE(QString::fromStdString(folder.config.architectures.front()), step_classifier);
        QCOMPARE(networkSpec(folder.config), networkSpec(whole.config));
        const bool tokens = step_classifier.endsWith("ForTokenClassification");
        QCOMPARE(folder.weights.find("score.bias") != nullptr, tokens);
        QCOMPARE(folder.weights.at("score.weight").shape, (std::vector<std::int64_t>{3, folder.config.hidden_size}));
        QCOMPARE(fs::exists(train.out / "README.md"), !tokens);
        if (!tokens) {
            const QString card = QString::fromStdString(bytesOf(train.out / "README.md"));
            QVERIFY(card.contains(step_classifier) && card.contains("model.score(") && card.contains("neutral"));
        }
        PrmScorer scorer(train.out, {.precision = Precision::Float32});
        const StepProbabilities first = scorer.score(std::span<const LabelledTree>(trees))[0][0].value();
        QVERIFY(std::abs(first.negative + first.neutral + first.positive - 1) < 1e-5);
        QVERIFY(std::abs(first.negative - first.positive) > 1e-4); // it has learnt something
    }
}

// A ladder of Gemma's depths that read tasks without it would be one of models out of their depth.
void TestFamilies::tasksBeginSo() {
    writeRandomBase(m_folder.path("plain-task"), tinyConfig());
    writeRandomBase(m_folder.path("begun-task"), tinyConfig());
    beginTexts(m_folder.path("begun-task"));
    Task task;
    for (int i = 0; i < 4; ++i)
        (i < 2 ? task.train : task.test).push_back(classificationExample("claim " + std::to_string(i), i % 2, i));
    const auto tokens = [&](const std::string& base) {
        LearnOptions how;
        how.compute.precision = Precision::Float32;
        how.cache_dir = m_folder.path(base + "-cache");
        return TaskLearner(task).keepStates(m_folder.path(base), {1}, how);
    };
    QCOMPARE(tokens("begun-task"), tokens("plain-task") + 4); // one more for each example
}

// Gemma's loss doubles without its <bos>; Llama 3 and Mistral know no text without one either.
void TestFamilies::textsBeginAsTheBaseKnowsThem() {
    writeRandomBase(m_folder.path("plain"), tinyConfig());
    writeRandomBase(m_folder.path("begun"), tinyConfig());
    beginTexts(m_folder.path("begun"));
    const ModelFolder folder = ModelFolder::open(m_folder.path("begun"));
    const Tokenizer tokenizer = Tokenizer::load(m_folder.path("begun"));
    Layout begun = kStepmarkLayout;
    begun.bos = true;
    QCOMPARE(promptTokens(tokenizer, "a", begun), (std::vector<std::int32_t>{257, 97, 10, 10}));
    QCOMPARE(baseReadingOf(folder, tokenizer, {}).layout, begun);
    QCOMPARE(baseReadingOf(folder, tokenizer, {kStepmarkLayout, {}}).layout, begun);
    QCOMPARE(generatorLayout(folder, tokenizer), begun);
    QCOMPARE(
        baseReadingOf(ModelFolder::open(m_folder.path("plain")), Tokenizer::load(m_folder.path("plain")), {}).layout,
        kStepmarkLayout);

    const std::vector<LabelledTree> trees = toyTrees(8);
    const TrainOptions train = options("begun", "begun-head", TrainMode::Head);
    QCOMPARE(trainPrm(trees, train).layout, begun);
    const auto score = [&](const ReadingChoice& choice) {
        return PrmScorer(train.out, {.precision = Precision::Float32, .reading = choice}).reading().layout;
    };
    QCOMPARE(score({}), begun);
    QCOMPARE(score({kStepmarkLayout, {}}), begun); // "stepmark" is ours, however a text begins
    QVERIFY_EXCEPTION_THROWN(score({kTrlLayout, {}}), Error);

    // What was trained without is read without.
    const fs::path record = train.out / "stepmark.json";
    nlohmann::json json = nlohmann::json::parse(bytesOf(record));
    QCOMPARE(json["layout"]["bos"].get<bool>(), true);
    json.erase("layout");
    files::writeFile(record, json.dump(), {.in_model = true});
    QCOMPARE(score({}), kStepmarkLayout);
}

void TestFamilies::whoBeginsTexts_data() {
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<bool>("has_template");
    QTest::addColumn<bool>("begins");
    QTest::newRow("by the template") << QByteArray(R"({"bos_token": "<s>"})") << true << true;
    QTest::newRow("nobody says so") << QByteArray(R"({"bos_token": "<s>"})") << false << false;
    QTest::newRow("told") << QByteArray(R"({"bos_token": "<s>", "add_bos_token": true})") << false << true;
    QTest::newRow("told not to") << QByteArray(R"({"bos_token": "<s>", "add_bos_token": false})") << true << false;
    QTest::newRow("no such token") << QByteArray(R"({"add_bos_token": true})") << true << false;
    QTest::newRow("another token") << QByteArray(R"({"bos_token": "<|end|>"})") << true << false;
}

void TestFamilies::whoBeginsTexts() {
    QFETCH(QByteArray, config);
    QFETCH(bool, has_template);
    QFETCH(bool, begins);
    const fs::path folder = m_folder.path(std::string("tokenizer-") + QTest::currentDataTag());
    writeByteTokenizer(folder);
    beginTexts(folder);
    nlohmann::json tokenizer = nlohmann::json::parse(bytesOf(folder / "tokenizer.json"));
    if (!has_template)
        tokenizer["post_processor"] = nullptr;
    QCOMPARE(Tokenizer::fromJson(tokenizer.dump(), config.toStdString()).beginsWithBos(), begins);
}

void TestFamilies::blanksInFront_data() {
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("steps") << QByteArray("a b \n c \n") << QByteArray("a b\nc\n");
    QTest::newRow("blank line") << QByteArray("a \n \n b") << QByteArray("a\n\nb");
    QTest::newRow("written without") << QByteArray("a\nb\n\nc") << QByteArray("a\nb\n\nc");
    QTest::newRow("indented") << QByteArray("a \n   b") << QByteArray("a\n  b");
    QTest::newRow("none") << QByteArray("") << QByteArray("");
}

// The same step would be another one, and none that anybody has rated.
void TestFamilies::blanksInFront() {
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, text);
    QCOMPARE(withoutBlanksInFront(written.toStdString()), text.toStdString());
    const char* llama2 = R"({"normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "_"},
        {"type": "Replace", "pattern": {"String": " "}, "content": "_"}]}, "pre_tokenizer": null,
        "decoder": {"type": "Sequence", "decoders": [
            {"type": "Replace", "pattern": {"String": "_"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}]},
        "model": {"type": "BPE", "byte_fallback": true, "vocab": {"_": 0, "<0x0A>": 1}, "merges": []}})";
    QVERIFY(putsBlanksInFront(Tokenizer::fromJson(llama2)));
    writeByteTokenizer(m_folder.path("bytes"));
    QVERIFY(!putsBlanksInFront(Tokenizer::load(m_folder.path("bytes"))));
}

QTEST_GUILESS_MAIN(TestFamilies)
#include "tst_families.moc"
