// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs from end to end on models that are made in the test.
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/learning/causal_lm.h"
#include "model/learning/generate.h"
#include "model/learning/score.h"
#include "model/learning/threads.h"
#include "model/learning/train.h"
#include "tests/model/learning/tiny_model.h"

#include <QtCore/QProcess>
#include <QtTest/QtTest>

#include <fstream>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

/// Steps that say "good", "soso" or "evil" and are labelled accordingly: separable by any reader.
std::vector<LabelledTree> toyTrees(int count, unsigned seed = 1) {
    std::mt19937 random(seed);
    const char* words[] = {"evil", "soso", "good"};
    std::vector<LabelledTree> trees;
    for (int i = 0; i < count; ++i) {
        LabelledTree tree;
        tree.problem = i + 1;
        tree.problem_text = "problem " + std::to_string(i * 37 + static_cast<int>(seed));
        tree.split = "train";
        for (int step = 0; step < 8; ++step) {
            const int parent = step == 0 ? -1 : static_cast<int>(random() % static_cast<unsigned>(tree.tree.size()));
            const unsigned kind = random() % 3;
            const int node = tree.tree.add(parent, words[kind] + std::to_string(random() % 10));
            tree.labels.resize(static_cast<std::size_t>(tree.tree.size()));
            tree.labels[static_cast<std::size_t>(node)] = ratingOfClass(static_cast<int>(kind));
        }
        trees.push_back(std::move(tree));
    }
    return trees;
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// What every run here shares.
TrainOptions optionsIn(const fs::path& folder, const std::string& out) {
    TrainOptions options;
    options.base = folder / "base";
    options.out = folder / out;
    options.learning_rate = 5e-3;
    options.batch_tokens = 1024;
    options.max_pack_tokens = 512;
    options.validation_share = 0.2;
    options.precision = Precision::Float32;
    options.cache_dir = folder / "cache";
    options.patience = 0;
    return options;
}

/// The same with nothing in it that means nothing to a head.
TrainOptions forHead(TrainOptions options) {
    options.mode = TrainMode::Head;
    options.epochs = 0;
    options.learning_rate = 0;
    options.patience.reset();
    return options;
}

constexpr int kChildEpochs = 6;

/// The run that is killed: always resumed, its state saved as often as it may.
int trainAsChild(const fs::path& folder) {
    TrainOptions options = optionsIn(folder, "killed");
    options.epochs = kChildEpochs;
    options.resume = true;
    options.save_every_s = 0;
    trainPrm(toyTrees(40), options);
    return 0;
}

} // namespace

class TestTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void branchesEqualTextsByThemselves();
    void aBaseLearnsToCheckWhatItReads();
    void modesLearnAToy_data();
    void modesLearnAToy();
    void sameSeedSameWeights();
    void resumeEqualsUninterrupted();
    void killedRunsEndTheSame();
    void cancelLeavesNothingHalf();
    void headUsesItsCache();
    void outcomeCountsEqualOneRowASolution();
    void generatorLearnsTheFormat();
    void checkpointSaysWhatItIs();
    void refusals_data();
    void refusals();
    void tokensBehindTheEmbedding_data();
    void tokensBehindTheEmbedding();
    void planCountsWhatTrainingFeeds_data();
    void planCountsWhatTrainingFeeds();
    void aHeadRefusesWhatMeansNothing_data();
    void aHeadRefusesWhatMeansNothing();
    void aHeadTellsItsFits();
    void anEmptyValidationSaysWhy_data();
    void anEmptyValidationSaysWhy();
    void tooLongTexts_data();
    void tooLongTexts();
    void moreThreadsThanCoresAreCapped();

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    TrainOptions options(const std::string& out) const { return optionsIn(path(""), out); }
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

    QTemporaryDir m_folder;
};

// The base all the others start from: random weights, briefly trained on the toy's texts.
void TestTraining::initTestCase() {
    writeByteTokenizer(path("tokenizer"));
    const Tokenizer tokenizer = Tokenizer::load(path("tokenizer"));
    CausalLmOptions lm;
    lm.config = tinyConfig();
    lm.config->initializer_range = 0.08;
    lm.tokenizer = path("tokenizer");
    lm.out = path("base");
    lm.steps = 60;
    lm.batch_tokens = 1024;
    lm.learning_rate = 1e-2;
    lm.precision = Precision::Float32;
    const auto source = [&](std::int64_t index) {
        const auto tree = toyTrees(1, static_cast<unsigned>(index) + 1000).front();
        std::string text = tree.problem_text + "\n\n";
        for (const auto& node : tree.tree.nodes())
            text += node.text + "\n";
        return Document{tokenizer.encode(text), {}, {}, {}};
    };
    const CausalLmReport report = trainCausalLm(source, lm);
    QCOMPARE(report.steps, std::int64_t{60});
    QVERIFY2(report.loss < 3.0, std::to_string(report.loss).c_str());
    QVERIFY(std::abs(evaluateCausalLm(path("base"), source, 20) - report.loss) < 0.7);
    QCOMPARE(ModelFolder::open(path("base")).config.architectures.front(), std::string("LlamaForCausalLM"));
}

// Texts that begin alike are fed once; the base must not learn anything else from them.
void TestTraining::branchesEqualTextsByThemselves() {
    const std::vector<Document> texts = {{{65, 66, 67, 68}, {0, 0, 1, 2}, {}, {}},
                                         {{65, 66, 70, 71}, {0, 0, 1, 3}, {}, {}}};
    const Document tree{{65, 66, 67, 68, 70, 71}, {0, 0, 1, 2, 1, 3}, {-1, 0, 1, 2, 1, 4}, {}};
    const auto each = documentLosses(
        path("base"), [&](std::int64_t i) { return texts[static_cast<std::size_t>(i)]; }, 2);
    const auto together = documentLosses(
        path("base"), [&](std::int64_t) { return tree; }, 1);
    QCOMPARE(each.size(), std::size_t{2});
    QVERIFY2(std::abs(each[0] + each[1] - together.at(0)) < 0.02 * together[0], "bf16 products differ by about 0.01");
    const Document bad{{65, 66}, {}, {-1, 1}, {}};
    QVERIFY_EXCEPTION_THROWN(documentLosses(
                                 path("base"), [&](std::int64_t) { return bad; }, 1),
                             Error);
}

// Only then is the second loss worth its time; and a run that was broken off must not have forgotten its head.
void TestTraining::aBaseLearnsToCheckWhatItReads() {
    const auto source = [](std::int64_t index) { // "ab" is right; from another letter on it has gone wrong
        Document document;
        std::mt19937 random(static_cast<unsigned>(index));
        bool wrong = false;
        for (int i = 0; i < 40; ++i) {
            const bool slip = random() % 50 == 0;
            wrong = wrong || slip;
            document.tokens.push_back(slip ? 'c' : i % 2 ? 'b' : 'a');
            document.loss_weights.push_back(wrong ? 0 : 1);
            document.wrong.push_back(wrong);
        }
        return document;
    };
    CausalLmOptions lm;
    lm.base = path("base");
    lm.tokenizer = path("tokenizer");
    lm.out = path("checking");
    lm.layers = 3;
    lm.steps = 80;
    lm.batch_tokens = 1024;
    lm.learning_rate = 1e-2;
    lm.check_weight = 1;
    lm.precision = Precision::Float32;
    std::stop_source stop;
    const auto stopsMidway = [&](const Progress& progress) {
        if (progress.done >= 40)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(trainCausalLm(source, lm, stop.get_token(), stopsMidway), Cancelled);
    lm.resume = true;
    const CausalLmReport report = trainCausalLm(source, lm);
    QCOMPARE(report.steps, std::int64_t{80});
    QVERIFY2(report.check_loss < 0.2, std::to_string(report.check_loss).c_str());
    const ModelFolder folder = ModelFolder::open(path("checking"));
    QCOMPARE(folder.config.num_hidden_layers, std::int64_t{3});
    QVERIFY(!folder.weights.find("score.weight"));
}

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

// A night's training would be lost, or silently be another run's.
void TestTraining::resumeEqualsUninterrupted() {
    TrainOptions whole = options("whole"), parts = options("parts");
    whole.epochs = parts.epochs = 3;
    std::optional<double> shown_whole, shown_parts; // the loss of the last report: a moving mean
    trainPrm(toyTrees(40), whole, {}, [&](const Progress& progress) {
        if (progress.loss)
            shown_whole = progress.loss;
    });
    parts.resume = true;
    parts.save_every_s = 0;
    int interruptions = 0;
    for (int after = 1;; after += 2) {
        std::stop_source stop;
        int reports = 0;
        try {
            trainPrm(toyTrees(40), parts, stop.get_token(), [&](const Progress& progress) {
                if (progress.loss)
                    shown_parts = progress.loss;
                if (progress.stage == Stage::Training && ++reports == after)
                    stop.request_stop();
            });
            break;
        } catch (const Cancelled&) {
            QVERIFY(!fs::exists(parts.out));
            ++interruptions;
        }
    }
    QVERIFY(interruptions > 1);
    QVERIFY(shown_whole.has_value());
    QCOMPARE(shown_parts, shown_whole);
    QCOMPARE(bytesOf(parts.out / "model.safetensors"), bytesOf(whole.out / "model.safetensors"));
    // Other data must not continue the run.
    std::stop_source stop;
    TrainOptions other = options("other-data");
    QVERIFY_EXCEPTION_THROWN(
        trainPrm(toyTrees(40), other, stop.get_token(), [&](const Progress&) { stop.request_stop(); }), Cancelled);
    other.resume = true;
    QVERIFY_EXCEPTION_THROWN(trainPrm(toyTrees(41), other), Error);
}

// The same when the machine loses power instead of asking politely: this program trains as a child and is killed.
void TestTraining::killedRunsEndTheSame() {
    TrainOptions whole = options("unkilled");
    whole.epochs = kChildEpochs;
    trainPrm(toyTrees(40), whole);
    const QStringList arguments{QStringLiteral("--train-child"), QString::fromStdString(path("").string())};
    for (int kills = 0; kills < 6; ++kills) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), arguments);
        QVERIFY(child.waitForStarted());
        child.waitForFinished(150 + 170 * kills);
        child.kill();
        child.waitForFinished();
        if (fs::exists(path("killed") / "model.safetensors"))
            break;
    }
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), arguments);
    QVERIFY(child.waitForFinished(120000));
    QCOMPARE(child.exitCode(), 0);
    QCOMPARE(bytesOf(path("killed") / "model.safetensors"), bytesOf(whole.out / "model.safetensors"));
    QVERIFY(!fs::exists(path("killed.run")));
}

void TestTraining::cancelLeavesNothingHalf() {
    TrainOptions train = options("cancelled");
    trainPrm(toyTrees(20), train);
    const std::string before = bytesOf(train.out / "model.safetensors");
    train.epochs = 500;
    std::stop_source stop;
    int reports = 0; // of the training itself, once it has begun
    const auto cancel = [&](const Progress& progress) {
        if (progress.loss && ++reports == 1)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(trainPrm(toyTrees(200), train, stop.get_token(), cancel), Cancelled);
    QVERIFY(reports >= 1);
    QCOMPARE(bytesOf(train.out / "model.safetensors"), before);
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

// The outcome model of the paper sees one row a solution; sharing steps must not change what it learns.
void TestTraining::outcomeCountsEqualOneRowASolution() {
    std::vector<OutcomeTree> shared, rows;
    for (int i = 0; i < 12; ++i) {
        OutcomeTree tree;
        tree.problem = i + 1;
        tree.problem_text = "p" + std::to_string(i);
        tree.split = "train";
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
        tree.split = "train";
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

void TestTraining::refusals_data() {
    QTest::addColumn<QString>("what");
    for (const char* what :
         {"no base", "missing base", "head orm", "share", "same folder", "nothing rated", "device"})
        QTest::newRow(what) << what;
}

void TestTraining::refusals() {
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

void TestTraining::tokensBehindTheEmbedding_data() {
    QTest::addColumn<std::string>("config"); // tokenizer_config.json
    QTest::addColumn<bool>("trains");
    QTest::addRow("a pad token") << std::string(R"({"eos_token": "<|end|>", "pad_token": "[NEW]"})") << true;
    QTest::addRow("one that a text may hold") << std::string(R"({"eos_token": "<|end|>"})") << false;
}

// Who adds a pad token, as every guide says, and leaves the embedding as it is has a base like any other.
void TestTraining::tokensBehindTheEmbedding() {
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

void TestTraining::planCountsWhatTrainingFeeds_data() {
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
void TestTraining::planCountsWhatTrainingFeeds() {
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

void TestTraining::aHeadRefusesWhatMeansNothing_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"--epochs", "--learning-rate", "--patience"})
        QTest::addRow("%s", what) << QString(what);
}

void TestTraining::aHeadRefusesWhatMeansNothing() {
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

void TestTraining::anEmptyValidationSaysWhy_data() {
    QTest::addColumn<bool>("head");
    QTest::addRow("full") << false;
    QTest::addRow("head") << true;
}

void TestTraining::anEmptyValidationSaysWhy() {
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

void TestTraining::tooLongTexts_data() {
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
void TestTraining::tooLongTexts() {
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

void TestTraining::moreThreadsThanCoresAreCapped() {
    const int cores = usableThreads(0);
    QVERIFY(cores >= 1);
    QCOMPARE(usableThreads(100'000), cores);
    QCOMPARE(usableThreads(1), 1);
    QVERIFY(QString::fromStdString(threadsNote(100'000)).contains(QString::number(cores)));
    QVERIFY(threadsNote(0).empty() && threadsNote(1).empty());
}

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--train-child")
        return trainAsChild(argv[2]);
    QCoreApplication application(argc, argv);
    TestTraining test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_training.moc"
