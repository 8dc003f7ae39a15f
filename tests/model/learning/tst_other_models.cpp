// SPDX-License-Identifier: GPL-3.0-or-later
//
// Checkpoints that other people's programs left, against what transformers makes of them
// (tests/golden/make_other_models_golden.py): which row means what, and which tokens they are read on.
#include "model/base/head_classes.h"
#include "model/domain/error.h"
#include "model/learning/head_training_p.h"
#include "model/learning/hidden_states_p.h"
#include "model/learning/reading_p.h"
#include "model/learning/score.h"
#include "tests/model/learning/tiny_model.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

const fs::path kOthers(STEPMARK_SOURCE_DIR "/tests/data/models/others");

Json golden() {
    std::ifstream file(kOthers / "others.json");
    return Json::parse(file);
}

StepProbabilities stepOf(const Json& probabilities, const std::vector<Rating>& rows) {
    StepProbabilities step;
    for (std::size_t row = 0; row < rows.size(); ++row)
        (rows[row] == Rating::Negative  ? step.negative
         : rows[row] == Rating::Neutral ? step.neutral
                                        : step.positive) = probabilities[row].get<float>();
    return step;
}

QStringList codesOf(const std::vector<Note>& notes) {
    QStringList codes;
    for (const Note& note : notes)
        codes.append(QString::fromStdString(note.code));
    return codes;
}

std::vector<Rating> ratingsOf(const QString& words) {
    return words.isEmpty() ? std::vector<Rating>{} : classesFromText(words.toStdString());
}

} // namespace

class TestOtherModels : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Json m_golden = golden();
    std::vector<LabelledTree> m_trees;

    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    /// A copy with the tokenizer beside it.
    fs::path copyOf(const std::string& name) const {
        const fs::path folder = path(name);
        fs::remove_all(folder);
        fs::copy(kOthers / name, folder);
        for (const char* file : {"tokenizer.json", "tokenizer_config.json"})
            fs::copy(kOthers / "tokenizer" / file, folder / file);
        return folder;
    }
    void record(const fs::path& folder, const std::string& json) const {
        files::writeFile(folder / "stepmark.json", json, {.in_model = true});
    }
    TreeScores scores(const fs::path& folder, const ReadingChoice& choice = {}) const {
        PrmScorer scorer(folder, {.precision = Precision::Float32, .reading = choice});
        return scorer.score(std::span<const LabelledTree>(m_trees)).front();
    }
    const Json& goldenOf(const std::string& name) const {
        return *std::find_if(m_golden["models"].begin(), m_golden["models"].end(),
                             [&](const Json& model) { return model["name"] == name; });
    }
    static bool close(const TreeScores& found, const TreeScores& wanted) {
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (!found[i] || std::abs(found[i]->negative - wanted[i]->negative) > 2e-5f ||
                std::abs(found[i]->neutral - wanted[i]->neutral) > 2e-5f ||
                std::abs(found[i]->positive - wanted[i]->positive) > 2e-5f)
                return false;
        return found.size() == wanted.size();
    }

private Q_SLOTS:
    void initTestCase();
    void layoutsGiveTheSameTokens();
    void equalsTransformers_data();
    void equalsTransformers();
    void recordSaysTheLayout();
    void refuses_data();
    void refuses();
    void bareBackbone();
    void trainingGoesOnByName();
    void trainingKeepsTheLayout();
};

void TestOtherModels::initTestCase() {
    LabelledTree tree;
    tree.problem = 1;
    tree.problem_text = m_golden["problem"];
    tree.split = Split::Train;
    tree.tree.addPath(m_golden["steps"].get<std::vector<std::string>>());
    tree.labels = {Rating::Positive, Rating::Neutral, Rating::Negative};
    m_trees.push_back(tree);
}

void TestOtherModels::layoutsGiveTheSameTokens() {
    const Tokenizer tokenizer = Tokenizer::load(kOthers / "tokenizer");
    for (const char* name : {"trl", "stepmark"}) {
        TokenizeOptions options;
        options.layout = layoutFromText(name).value();
        const auto tree = tokenizeTree(tokenizer, m_trees[0].problem_text, m_trees[0].tree, options);
        QCOMPARE(tree.tokens, m_golden["tokens"][name].get<std::vector<std::int32_t>>());
        QCOMPARE(tree.read_at.back(), static_cast<std::int32_t>(tree.tokens.size()) - 1);
    }
    // A prompt that ends in a blank line, and no beginning-of-text token: then both see the same.
    QCOMPARE(promptTokens(tokenizer, "Why?\n\n", Layout{false, "", "\n"}), promptTokens(tokenizer, "Why?"));
}

void TestOtherModels::equalsTransformers_data() {
    QTest::addColumn<QString>("layout");  // told
    QTest::addColumn<QString>("classes"); // told
    QTest::addColumn<QString>("read_as"); // the golden row
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QStringList>("notes");
    const auto row = [](const char* name, const char* layout, const char* classes, const char* read_as,
                        const char* rows, const QStringList& notes) {
        QTest::addRow("%s %s", name, layout)
            << QString(layout) << QString(classes) << QString(read_as) << QString(rows) << notes;
    };
    const char* three = "negative,neutral,positive";
    row("named", "", "", "stepmark", three, {"stepmark_layout"});
    row("named", "trl", "", "trl", three, {});
    row("permuted", "trl", "", "trl", "positive,negative,neutral", {});
    row("permuted", "stepmark", "", "stepmark", "positive,negative,neutral", {});
    row("two-nameless", "", "", "trl", "negative,positive", {"trl_layout", "classes_assumed"});
    row("two-nameless", "stepmark", "", "stepmark", "negative,positive", {"classes_assumed"});
    row("two-permuted", "", "", "trl", "positive,negative", {"trl_layout", "classes_assumed"});
    row("three-nameless", "trl", three, "trl", three, {});
    row("llama3-rope", "", "", "trl", "negative,positive", {"trl_layout"});
    row("sharded", "trl", "", "trl", three, {});
    row("unaligned", "trl", "", "trl", three, {});
}

void TestOtherModels::equalsTransformers() {
    QFETCH(QString, layout);
    QFETCH(QString, classes);
    QFETCH(QString, read_as);
    QFETCH(QString, rows);
    QFETCH(QStringList, notes);
    const std::string name = QByteArray(QTest::currentDataTag()).split(' ').first().toStdString();
    const ReadingChoice choice{layoutFromText(layout.toStdString()), ratingsOf(classes)};
    PrmScorer scorer(copyOf(name), {.precision = Precision::Float32, .reading = choice});
    QCOMPARE(scorer.reading().classes, ratingsOf(rows));
    QCOMPARE(QString::fromUtf8(toText(scorer.reading().layout).data()), read_as);
    QCOMPARE(codesOf(scorer.reading().notes), notes);
    TreeScores wanted;
    for (const Json& step : goldenOf(name)[read_as.toStdString()])
        wanted.push_back(stepOf(step, ratingsOf(rows)));
    const TreeScores found = scorer.score(std::span<const LabelledTree>(m_trees)).front();
    QVERIFY(close(found, wanted));
    if (name == "permuted") // the same rows under the same names, in another order
        QVERIFY(close(found, scores(copyOf("named"), choice)));
    if (name == "two-permuted")
        QVERIFY(close(found, scores(copyOf("two-nameless"), choice)));
}

// What a checkpoint says of itself comes first; one of ours from before there was a choice has our layout.
void TestOtherModels::recordSaysTheLayout() {
    const fs::path folder = copyOf("two-nameless");
    const auto layout = [&] { return PrmScorer(folder, {.precision = Precision::Float32}).reading().layout; };
    record(folder, R"({"kind": "prm"})");
    QCOMPARE(layout(), kStepmarkLayout);
    record(folder, R"({"kind": "prm", "layout": {"bos": true, "after_problem": "", "separator": "\n"}})");
    QCOMPARE(layout(), kTrlLayout);
    record(folder, R"({"kind": "prm", "layout": {"bos": false, "after_problem": "\n", "separator": "\n\n"}})");
    QCOMPARE(layout(), (Layout{false, "\n", "\n\n"}));
}

void TestOtherModels::refuses_data() {
    QTest::addColumn<QString>("record"); // stepmark.json
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("classes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* record, const char* layout, const char* classes,
                        const char* says) {
        QTest::newRow(name) << QString(record) << QString(layout) << QString(classes) << QString(says);
    };
    row("three-nameless", "", "trl", "", "--classes");
    row("two-nameless, three told", "", "", "negative,neutral,positive", "each once");
    row("named, others told", "", "", "positive,neutral,negative", "something else");
    row("named, its record has another layout", R"({"kind":"prm"})", "trl", "", "leave --layout out");
    row("named, no layout in its record", R"({"layout":"trl"})", "", "", "after_problem");
    row("named, no separator", R"({"layout":{"bos":true,"after_problem":"","separator":""}})", "", "", "after_problem");
    row("named, a broken record", "{", "", "", "damaged");
    row("bare", "", "", "", "not a step classifier");
}

void TestOtherModels::refuses() {
    QFETCH(QString, record);
    QFETCH(QString, layout);
    QFETCH(QString, classes);
    QFETCH(QString, says);
    const fs::path folder = copyOf(QByteArray(QTest::currentDataTag()).split(',').first().toStdString());
    if (!record.isEmpty())
        this->record(folder, record.toStdString());
    try {
        (void)PrmScorer(folder, {.reading = {layoutFromText(layout.toStdString()), ratingsOf(classes)}});
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
        QVERIFY2(QString(error.what()).contains(QString::fromStdString(folder.string())), error.what());
    }
}

// A backbone without a head is a base like any other; its hidden states (kept as bf16) are transformers'.
void TestOtherModels::bareBackbone() {
    const fs::path folder = copyOf("bare");
    const Tokenizer tokenizer = Tokenizer::load(folder);
    for (const char* name : {"stepmark", "trl"}) { // one after the other in one cache: each has its own states
        const ModelFolder model = ModelFolder::open(folder);
        HiddenStates states(model, tokenizer, layoutFromText(name).value(),
                            chooseCompute(Precision::Float32, "cpu", 1, model.config), path("cache"), 4096, {});
        ProgressThrottle quiet({});
        states.ensure({{m_trees[0].problem_text, &m_trees[0].tree, {true, true, true}}}, {}, quiet);
        const auto keys = stepKeys(m_trees[0].problem_text, m_trees[0].tree);
        const Json& wanted = goldenOf("bare")[name];
        for (std::size_t step = 0; step < keys.size(); ++step) {
            std::vector<float> state(16);
            QVERIFY(states.read(keys[step], state));
            for (std::size_t i = 0; i < 4; ++i)
                QVERIFY(std::abs(state[i] - wanted[step][i].get<float>()) < 0.01f);
        }
    }
}

// Continued by position, a permuted head would learn from its opposite.
void TestOtherModels::trainingGoesOnByName() {
    TrainOptions options;
    options.base = copyOf("permuted");
    options.out = path("continued");
    options.epochs = 1;
    options.learning_rate = 1e-9; // stays what it was
    options.validation_share = 0;
    options.precision = Precision::Float32;
    options.reading.layout = kStepmarkLayout;
    const TrainReport report = trainPrm(m_trees, options);
    QVERIFY(codesOf(report.notes).isEmpty());
    QVERIFY(close(scores(options.out), scores(options.base, {kStepmarkLayout, {}})));

    options.base = copyOf("two-nameless");
    options.out = path("three-of-two");
    const TrainReport fresh = trainPrm(m_trees, options);
    QCOMPARE(codesOf(fresh.notes), QStringList{"new_head"});
    options.reading.classes = {Rating::Negative, Rating::Positive};
    options.out = path("never");
    QVERIFY_EXCEPTION_THROWN((void)trainPrm(m_trees, options), Error); // they would not be used
}

// What a base was trained in, the checkpoint is in, and says so.
void TestOtherModels::trainingKeepsTheLayout() {
    for (const TrainMode mode : {TrainMode::Head, TrainMode::Full}) {
        TrainOptions options;
        options.base = copyOf("two-nameless");
        options.out = path(std::string("kept-") + std::string(toText(mode)));
        options.mode = mode;
        options.epochs = mode == TrainMode::Full ? 1 : 0; // a head has none
        options.validation_share = 0;
        options.precision = Precision::Float32;
        options.cache_dir = path("cache");
        const TrainReport report = trainPrm(m_trees, options);
        QCOMPARE(report.layout, kTrlLayout);
        QCOMPARE(codesOf(report.notes), (QStringList{"trl_layout", "new_head"}));
        QCOMPARE(planPrm(m_trees, options).notes.size(), std::size_t{2});
        PrmScorer scorer(options.out, {.precision = Precision::Float32});
        QCOMPARE(scorer.reading().layout, kTrlLayout);
        QVERIFY(scorer.reading().notes.empty());
        const TreeScores direct = scorer.score(std::span<const LabelledTree>(m_trees)).front();
        if (mode == TrainMode::Head) { // from the cache: its states are of the same layout
            PrmScorer cached(options.out, {.precision = Precision::Float32, .cache_dir = options.cache_dir});
            const auto again = cached.score(std::span<const LabelledTree>(m_trees)).front();
            QCOMPARE(cached.tokensComputed(), 0);
            for (std::size_t i = 0; i < direct.size(); ++i)
                QVERIFY(std::abs(again[i]->negative - direct[i]->negative) < 0.02f);
        }
    }
}

QTEST_GUILESS_MAIN(TestOtherModels)
#include "tst_other_models.moc"
