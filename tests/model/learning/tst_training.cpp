// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs from end to end on models that are made in the test.
#include "model/base/model_folder.h"
#include "model/learning/generate.h"
#include "model/learning/score.h"
#include "model/learning/threads.h"
#include "tests/model/learning/toy_training.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestTraining : public ToyTraining {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeToyBase(path("")); }
    void modesLearnAToy_data();
    void modesLearnAToy();
    void sameSeedSameWeights();
    void headUsesItsCache();
    void aHeadTellsItsFits();
    void outcomeCountsEqualOneRowASolution();
    void generatorLearnsTheFormat();
    void checkpointSaysWhatItIs();
    void moreThreadsThanCoresAreCapped();

private:
    double accuracy(const fs::path& checkpoint, const std::vector<LabelledTree>& trees,
                    const fs::path& cache = {}) const {
        ScoreOptions score_options;
        score_options.cache_dir = cache;
        score_options.precision = Precision::Float32;
        const auto scores = PrmScorer(checkpoint, score_options).score(std::span<const LabelledTree>(trees));
        int right = 0, all = 0;
        for (std::size_t t = 0; t < trees.size(); ++t)
            for (std::size_t n = 0; n < scores[t].size(); ++n) {
                const StepProbabilities& p = scores[t][n].value();
                const int best =
                    p.negative > p.neutral ? (p.negative > p.positive ? 0 : 2) : (p.neutral > p.positive ? 1 : 2);
                right += best == classOf(*trees[t].labels[n]);
                ++all;
            }
        return static_cast<double>(right) / all;
    }
};

void TestTraining::modesLearnAToy_data() {
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("bf16");
    QTest::newRow("full") << "full" << false;
    QTest::newRow("full, bf16") << "full" << true;
    QTest::newRow("head") << "head" << false;
}
// A trainer that does not learn what any reader can tell apart learns nothing.
void TestTraining::modesLearnAToy() {
    QFETCH(QString, mode);
    QFETCH(bool, bf16);
    TrainOptions train = options(("toy-" + mode + (bf16 ? "-bf16" : "")).toStdString());
    train.mode = *trainModeFromText(mode.toStdString());
    train.precision = bf16 ? Precision::BFloat16 : Precision::Float32;
    train.epochs = 10;
    if (train.mode == TrainMode::Head)
        train = forHead(train);
    const TrainReport report = trainPrm(toyTrees(120), train);
    const double share = accuracy(train.out, toyTrees(20, 77));
    QVERIFY2(share > (mode == "head" ? 0.6 : 0.95), std::to_string(share).c_str());
    QVERIFY(report.ratings > 100 && report.epochs.back().validation_auc.value_or(0) > 0.85);
    QVERIFY(!fs::exists(train.out.string() + ".run"));
}

void TestTraining::sameSeedSameWeights() {
    TrainOptions one = options("one"), two = options("two"), other = options("other");
    other.seed = 5;
    for (const TrainOptions& each : {one, two, other})
        trainPrm(toyTrees(30), each);
    QCOMPARE(bytesOf(one.out / "model.safetensors"), bytesOf(two.out / "model.safetensors"));
    QVERIFY(bytesOf(one.out / "model.safetensors") != bytesOf(other.out / "model.safetensors"));
}

void TestTraining::headUsesItsCache() {
    TrainOptions train = forHead(options("head"));
    train.cache_dir = path("own-cache");
    QVERIFY(trainPrm(toyTrees(30), train).tokens > 0);
    QCOMPARE(trainPrm(toyTrees(30), train).tokens, std::int64_t{0});
    ScoreOptions score;
    score.precision = Precision::Float32;
    const auto trees = toyTrees(30);
    const auto direct = PrmScorer(train.out, score).score(std::span<const LabelledTree>(trees));
    score.cache_dir = train.cache_dir;
    PrmScorer scorer(train.out, score);
    scorer.score(std::span<const LabelledTree>(trees)); // steps after the first error were not in the cache yet
    const auto cached = scorer.score(std::span<const LabelledTree>(trees));
    QCOMPARE(scorer.tokensComputed(), std::int64_t{0});
    float worst = 0;
    for (std::size_t t = 0; t < trees.size(); ++t)
        for (std::size_t n = 0; n < cached[t].size(); ++n)
            worst = std::max(worst, std::abs(cached[t][n]->negative - direct[t][n]->negative));
    QVERIFY2(worst < 0.05, std::to_string(worst).c_str()); // the cache rounds to bf16
}

void TestTraining::aHeadTellsItsFits() {
    TrainOptions train = forHead(options("fits"));
    const TrainReport report = trainPrm(toyTrees(40), train);
    QVERIFY(report.fits.size() > 1);
    const auto taken = std::find_if(report.fits.begin(), report.fits.end(), [](auto& fit) { return fit.taken; });
    QVERIFY(taken != report.fits.end());
    for (const HeadFit& fit : report.fits) {
        QVERIFY(fit.penalty > 0 && *fit.validation_loss >= *taken->validation_loss);
        QCOMPARE(fit.taken, &fit == &*taken);
    }
    QCOMPARE(*report.epochs.front().validation_loss, *taken->validation_loss);
}

// The outcome model of the paper sees one row a solution; sharing steps must not change what it learns.
void TestTraining::outcomeCountsEqualOneRowASolution() {
    std::vector<OutcomeTree> shared, rows;
    for (int i = 0; i < 12; ++i) {
        OutcomeTree tree;
        tree.problem = i + 1;
        tree.problem_text = "p" + std::to_string(i);
        tree.split = Split::Train;
        const std::vector<std::vector<std::string>> solutions = {
            {"start", "good"}, {"start", "evil"}, {"start", "evil"}, {"other", "good", "end"}};
        for (const auto& solution : solutions) {
            const bool right = solution[1] == "good";
            tree.add(solution, right);
            OutcomeTree row = tree;
            row.tree = {};
            row.right.clear();
            row.wrong.clear();
            row.add(solution, right);
            rows.push_back(row);
        }
        shared.push_back(tree);
    }
    TrainOptions train = options("orm-shared");
    train.validation_share = 0;
    train.batch_tokens = train.max_pack_tokens = 1 << 20; // one batch: the order of rows does not matter then
    train.learning_rate = 1e-3;
    train.epochs = 5;
    train.clip = 0;
    trainOrm(shared, train);
    TrainOptions by_row = train;
    by_row.out = path("orm-rows");
    trainOrm(rows, by_row);
    std::vector<ScoreTree> views{{shared[0].problem_text, &shared[0].tree}};
    ScoreOptions score;
    score.precision = Precision::Float32;
    const auto a = OrmScorer(train.out, score).score(views)[0], b = OrmScorer(by_row.out, score).score(views)[0];
    for (std::size_t n = 0; n < a.size(); ++n)
        QVERIFY2(std::abs(*a[n] - *b[n]) < 1e-3, (std::to_string(*a[n]) + " " + std::to_string(*b[n])).c_str());
}

void TestTraining::generatorLearnsTheFormat() {
    std::vector<OutcomeTree> trees;
    for (int i = 0; i < 40; ++i) {
        OutcomeTree tree;
        tree.problem = i + 1;
        tree.problem_text = "q" + std::to_string(i % 10);
        tree.split = Split::Train;
        tree.add(std::vector<std::string>{"abc", "#### 7"}, true);
        tree.add(std::vector<std::string>{"zzz", "#### 8"}, false);
        trees.push_back(tree);
    }
    TrainOptions train = options("generator");
    train.filter = AnswerFilter::RightOnly;
    train.epochs = 20;
    train.validation_share = 0;
    train.batch_tokens = train.max_pack_tokens = 128;
    trainGenerator(trees, train);
    GenerateOptions generate;
    generate.temperature = 0;
    generate.samples = 2;
    generate.stop_at_answer = false; // it must have learnt to end
    generate.max_tokens = 40;
    const std::vector<std::string> problems{"q3"};
    const auto solutions = Generator(train.out, generate).generate(problems);
    QCOMPARE(solutions[0][0].text, std::string("abc\n#### 7"));
    QVERIFY(solutions[0][0].finished);
    QCOMPARE(solutions[0][1].text, solutions[0][0].text);
}

// Other people's tools find labels and architecture in config.json; the rounds page finds the run in stepmark.json.
void TestTraining::checkpointSaysWhatItIs() {
    TrainOptions train = options("named");
    const TrainReport report = trainPrm(toyTrees(20), train);
    const ModelFolder folder = ModelFolder::open(train.out);
    QCOMPARE(folder.config.architectures.front(), std::string("LlamaForTokenClassification"));
    QCOMPARE(folder.config.labels, (std::vector<std::string>{"negative", "neutral", "positive"}));
    const auto record = nlohmann::json::parse(bytesOf(train.out / "stepmark.json"));
    QCOMPARE(record.at("data_fingerprint").get<std::string>(), report.data_fingerprint);
    QCOMPARE(record.at("kind").get<std::string>(), std::string("prm"));
    QCOMPARE(record.at("seed").get<int>(), 0);
    QVERIFY(fs::exists(train.out / "tokenizer.json"));
}

void TestTraining::moreThreadsThanCoresAreCapped() {
    const int cores = usableThreads(0);
    QVERIFY(cores >= 1);
    QCOMPARE(usableThreads(100'000), cores);
    QCOMPARE(usableThreads(1), 1);
    QVERIFY(QString::fromStdString(threadsNote(100'000)).contains(QString::number(cores)));
    QVERIFY(threadsNote(0).empty() && threadsNote(1).empty());
}

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"
