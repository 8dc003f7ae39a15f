// SPDX-License-Identifier: GPL-3.0-or-later
// What a training says beforehand: what it will feed, what does not fit, what it refuses.
#include "model/domain/error.h"
#include "model/learning/score.h"
#include "tests/model/learning/toy_training.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestTrainingPlan : public ToyTraining {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeToyBase(path("")); }
    void planCountsWhatTrainingFeeds_data();
    void planCountsWhatTrainingFeeds();
    void anEmptyValidationSaysWhy_data();
    void anEmptyValidationSaysWhy();
    void tooLongTexts_data();
    void tooLongTexts();
    void refusals_data();
    void refusals();
    void tokensBehindTheEmbedding_data();
    void tokensBehindTheEmbedding();
    void aHeadRefusesWhatMeansNothing_data();
    void aHeadRefusesWhatMeansNothing();
};

void TestTrainingPlan::planCountsWhatTrainingFeeds_data() {
    QTest::addColumn<bool>("head");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("pack");
    QTest::addRow("full") << false << 1024 << 0;
    QTest::addRow("full, a batch smaller than a tree") << false << 32 << 0;
    QTest::addRow("full, trees cut by choice") << false << 1024 << 64;
    QTest::addRow("head") << true << 1024 << 0;
    QTest::addRow("head, a batch that means nothing") << true << 32 << 0;
    QTest::addRow("head, trees cut by choice") << true << 1024 << 64;
}
// To the token, and the progress is of the same work: it stood at its end for nine of ten minutes.
void TestTrainingPlan::planCountsWhatTrainingFeeds() {
    QFETCH(bool, head);
    QFETCH(int, batch);
    QFETCH(int, pack);
    TrainOptions train = options("planned " + std::string(QTest::currentDataTag()));
    train.epochs = 1;
    if (head)
        train = forHead(train);
    train.batch_tokens = batch;
    train.max_pack_tokens = pack;
    train.cache_dir = path("cache of " + std::string(QTest::currentDataTag()));
    const auto trees = toyTrees(25);
    const TrainPlan plan = planPrm(trees, train);
    QVERIFY(!fs::exists(train.cache_dir));
    std::int64_t fed = 0, total = 0;
    const TrainReport report = trainPrm(trees, train, {}, [&](const Progress& progress) {
        if (progress.unit == Unit::Tokens) {
            QVERIFY(progress.done <= progress.total);
            fed = progress.done;
            total = progress.total;
        }
    });
    QCOMPARE(plan.tokens, report.tokens);
    QCOMPARE(fed, total);
    if (head)
        QCOMPARE(total, report.tokens);
    QVERIFY(plan.tokens_row_per_rating > plan.tokens && plan.seconds > 0 && plan.peak_bytes > 0);
    QVERIFY(plan.forward_seconds_per_token > 0);
    if (pack == 0) {
        train.out = path("other batch " + std::string(QTest::currentDataTag()));
        train.batch_tokens = 8192;
        train.cache_dir = path("no cache yet");
        QCOMPARE(planPrm(trees, train).tokens, plan.tokens); // whatever the batch
    }
    if (head) {
        train.cache_dir = path("cache of " + std::string(QTest::currentDataTag()));
        QCOMPARE(planPrm(trees, train).tokens, std::int64_t{0}); // all of it is kept now
    }
}

void TestTrainingPlan::anEmptyValidationSaysWhy_data() {
    QTest::addColumn<bool>("head");
    QTest::addRow("full") << false;
    QTest::addRow("head") << true;
}
void TestTrainingPlan::anEmptyValidationSaysWhy() {
    QFETCH(bool, head);
    TrainOptions train = options(head ? "no validation, head" : "no validation");
    train.epochs = 1;
    if (head)
        train = forHead(train);
    train.validation_share = 0.001; // of two problems: none
    const auto trees = toyTrees(2);
    const TrainPlan plan = planPrm(trees, train);
    QVERIFY2(QString::fromStdString(plan.validation_note).contains("none of the 2 problems"),
             plan.validation_note.c_str());
    const TrainReport report = trainPrm(trees, train);
    QVERIFY(!report.epochs.front().validation_loss);
    QCOMPARE(report.epochs.front().validation_note, plan.validation_note);
}

void TestTrainingPlan::tooLongTexts_data() {
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("longer"); // of ten problems
    QTest::addColumn<bool>("trains");
    QTest::addRow("some, nobody chose") << "" << 2 << true;
    QTest::addRow("most, nobody chose") << "" << 8 << false;
    QTest::addRow("most, cut") << "cut" << 8 << true;
    QTest::addRow("most, skip") << "skip" << 8 << true;
    QTest::addRow("some, fail") << "fail" << 2 << false;
}
// Four of five ratings went as too long, and the command ended with rc 0 and no word of it.
void TestTrainingPlan::tooLongTexts() {
    QFETCH(QString, how);
    QFETCH(int, longer);
    QFETCH(bool, trains);
    auto trees = toyTrees(10);
    std::int64_t ratings = 0;
    for (int i = 0; i < 10; ++i) {
        LabelledTree& tree = trees[static_cast<std::size_t>(i)];
        if (i < longer)
            tree.problem_text = std::string(5000, 'x') + std::to_string(i);
        const auto rated = supervised(tree.tree, tree.labels);
        ratings += i < longer ? std::count(rated.begin(), rated.end(), true) : 0;
    }
    TrainOptions train = options("long " + how.toStdString() + std::to_string(longer));
    train.epochs = 1;
    train.too_long = tooLongFromText(how.toStdString());
    QCOMPARE(train.too_long.has_value(), !how.isEmpty());
    const TrainPlan plan = planPrm(trees, train); // says it beforehand, whatever comes
    QCOMPARE(plan.fit.too_long.problems, longer);
    QCOMPARE(plan.fit.too_long.ratings, ratings);
    QCOMPARE(plan.fit.left.problems, 10 - longer);
    if (!trains) {
        QVERIFY_EXCEPTION_THROWN(trainPrm(trees, train), Error);
        QVERIFY(!fs::exists(train.out));
        return;
    }
    const TrainReport report = trainPrm(trees, train);
    QCOMPARE(report.fit.too_long, plan.fit.too_long);
    QCOMPARE(report.tokens, plan.tokens);
    const auto scores = PrmScorer(train.out).score(std::span<const LabelledTree>(trees)); // beside those that fit
    QVERIFY(!scores[0][0] && scores[9][0]);
}

void TestTrainingPlan::refusals_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"no base", "missing base", "head orm", "share", "same folder", "nothing rated", "device"})
        QTest::newRow(what) << what;
}
void TestTrainingPlan::refusals() {
    QFETCH(QString, what);
    TrainOptions train = options("refused");
    std::vector<LabelledTree> trees = toyTrees(3);
    if (what == "no base")
        train.base.clear();
    if (what == "missing base")
        train.base = path("nowhere");
    if (what == "share")
        train.validation_share = 1.5;
    if (what == "same folder")
        train.out = train.base;
    if (what == "device")
        train.device = "quantum";
    if (what == "nothing rated")
        for (LabelledTree& tree : trees)
            tree.labels.assign(tree.labels.size(), std::nullopt);
    if (what == "head orm") {
        train.mode = TrainMode::Head;
        QVERIFY_EXCEPTION_THROWN(trainOrm({}, train), Error);
        return;
    }
    QVERIFY_EXCEPTION_THROWN(trainPrm(trees, train), Error);
    QVERIFY(!fs::exists(path("refused")));
}

void TestTrainingPlan::tokensBehindTheEmbedding_data() {
    QTest::addColumn<std::string>("config"); // tokenizer_config.json
    QTest::addColumn<bool>("trains");
    QTest::addRow("a pad token") << std::string(R"({"eos_token": "<|end|>", "pad_token": "[NEW]"})") << true;
    QTest::addRow("one that a text may hold") << std::string(R"({"eos_token": "<|end|>"})") << false;
}
// Who adds a pad token, as every guide says, and leaves the embedding as it is has a base like any other.
void TestTrainingPlan::tokensBehindTheEmbedding() {
    QFETCH(std::string, config);
    QFETCH(bool, trains);
    TrainOptions train = forHead(options("added " + std::string(QTest::currentDataTag())));
    const fs::path base = path("base with " + std::string(QTest::currentDataTag()));
    fs::copy(train.base, base);
    auto tokenizer = nlohmann::json::parse(bytesOf(base / "tokenizer.json"));
    auto added = tokenizer["added_tokens"][0];
    added["id"] = 264; // the embedding has 264 rows
    added["content"] = "[NEW]";
    tokenizer["added_tokens"].push_back(added);
    std::ofstream(base / "tokenizer.json") << tokenizer.dump();
    std::ofstream(base / "tokenizer_config.json") << config;
    train.base = base;
    try {
        trainPrm(toyTrees(8), train);
        QVERIFY(trains);
        PrmScorer scorer(train.out, {.precision = Precision::Float32}); // and what was trained is read again
        QVERIFY(scorer.score(std::span<const LabelledTree>(toyTrees(1))).front().front());
    } catch (const Error& error) {
        QVERIFY2(!trains && std::string(error.what()).find("[NEW]") != std::string::npos, error.what());
    }
}

void TestTrainingPlan::aHeadRefusesWhatMeansNothing_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"--epochs", "--learning-rate", "--patience"})
        QTest::addRow("%s", what) << QString(what);
}
void TestTrainingPlan::aHeadRefusesWhatMeansNothing() {
    QFETCH(QString, what);
    TrainOptions train = options("head refused");
    train.mode = TrainMode::Head;
    train.epochs = what == "--epochs" ? 3 : 0;
    train.learning_rate = what == "--learning-rate" ? 1e-4 : 0;
    train.patience = what == "--patience" ? std::optional(0) : std::nullopt;
    try {
        trainPrm(toyTrees(10), train);
        QFAIL("not refused");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(what), error.what());
    }
    QVERIFY(!fs::exists(train.out));
}

QTEST_GUILESS_MAIN(TestTrainingPlan)
#include "tst_training_plan.moc"
