// SPDX-License-Identifier: GPL-3.0-or-later
// The training loop and its parts: what goes on beside the steps, and that a run which is broken off loses none of it.
#include "model/base/safetensors.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/objectives/bradley_terry_p.h"
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/learning/trainer/laps_p.h"
#include "model/learning/trainer/training_loop_p.h"
#include "tests/model/learning/some_trees.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

const Compute kFloat32{at::kCPU, at::kFloat};

TrainingCore coreOf(const Objective& objective, const std::vector<Rating>& classes) {
    return {Transformer::random(tinyConfig(), 7, kFloat32),
            [&](Transformer& model) { return TokenHead::classifier(model, classes, nullptr, {}, true); },
            objective,
            {}};
}

const std::vector<Rating> kRatings{Rating::Negative, Rating::Neutral, Rating::Positive};

/// The same batch, again and again.
class Repeated : public ExampleSource {
public:
    Repeated(Batch batch, std::int64_t steps)
        : m_batch(std::move(batch))
        , m_steps(steps) {}

    const Batch* next(const std::stop_token&) override { return m_step < m_steps ? &m_batch : nullptr; }
    void advance() override { ++m_step; }
    RunPlace place() const override { return {.batch = m_step, .batches = m_steps, .step = m_step, .steps = m_steps}; }
    std::string name() const override { return "step " + std::to_string(m_step + 1); }
    nlohmann::json state() const override { return m_step; }
    void restore(const nlohmann::json& state) override { m_step = state; }

private:
    Batch m_batch;
    std::int64_t m_steps, m_step = 0;
};

/// What happened, and when.
class Diary : public Observer {
public:
    std::string_view name() const override { return "diary"; }
    void stepped(const StepMade& step) override {
        steps.push_back(step.place.step);
        losses.push_back(step.result.sum.mean());
    }
    bool between(const RunPlace& place, const std::stop_token&) override {
        boundaries.push_back(place.step);
        return place.step < end;
    }

    std::int64_t end = 1000;
    std::vector<std::int64_t> steps, boundaries;
    std::vector<double> losses;
};

/// A run in laps over examples, with all that it needs.
struct LapRun {
    explicit LapRun(const std::vector<const Example*>& train, const std::vector<const Example*>& validation,
                    const fs::path& out, Laps::Options options, const Objective& objective = crossEntropy(),
                    ProgressSink sink = {})
        : core(coreOf(objective, kRatings))
        , state(out, {{"run", 1}}, 0)
        , throttle(std::move(sink))
        , examples(train, {.epochs = 3, .batch_tokens = 128, .max_pack_tokens = 128, .seed = 1})
        , validator(core, validation, {.max_pack_tokens = 512, .score = &scoreOf}, throttle)
        , laps(core, state, validator, options) {}

    static double scoreOf(const at::Tensor& p) { return 1 - p[0].item<double>(); }
    RunTotals run(double rate, bool resume = false, const std::stop_token& stop = {}) {
        return train({.core = core,
                      .examples = examples,
                      .schedule = {.peak = {.learning_rate = rate}},
                      .state = state,
                      .resume = resume,
                      .observers = {&laps, &diary}},
                     stop);
    }

    TrainingCore core;
    RunState state;
    ProgressThrottle throttle;
    EpochSource examples;
    Validator validator;
    Laps laps;
    Diary diary;
};

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anObjectiveIsAllThatChanges();
    void anObserverEndsTheRun();
    void lapsAreEpochsOrSteps_data();
    void lapsAreEpochsOrSteps();
    void patienceEndsTheRunAndTheBestIsKept();
    void brokenOffAnywhere_data();
    void brokenOffAnywhere();
    void theConfidenceLossKnowsTheShareOfTheRun();
    void olderStatesAreRefused();

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QTemporaryDir m_folder;
    ExampleSet m_set;
    Parts m_parts;
};

void TestTrainer::initTestCase() {
    writeByteTokenizer(path("tokenizer"));
    m_set = prmExamples(someTrees(32, true), Tokenizer::load(path("tokenizer")), {.max_path_tokens = 512}, {});
    m_parts = partsOf(m_set, 0);
    QCOMPARE(m_parts.train.size(), std::size_t{24});
}

// Which of two answers is better, on the same loop, head and network: one objective and its examples.
void TestTrainer::anObjectiveIsAllThatChanges() {
    std::mt19937 random(2);
    Batch batch;
    for (int group = 0; group < 6; ++group) {
        LossPack pack;
        for (std::int32_t i = 0; i < 20; ++i) {
            pack.pack.tokens.push_back(static_cast<std::int32_t>(random() % 256));
            pack.pack.parent.push_back(i == 10 ? 4 : i - 1); // two ways to go on
            pack.pack.position.push_back(i < 10 ? i : i - 5);
            pack.pack.origin.push_back({group, i, true});
        }
        pack.items.add(9, group % 2, 1, group);
        pack.items.add(19, 1 - group % 2, 1, group);
        batch.packs.push_back(std::move(pack));
    }
    const BradleyTerry objective;
    TrainingCore core = coreOf(objective, {Rating::Positive});
    Repeated examples(std::move(batch), 40);
    RunState state(path("pairs"), {{"run", 1}}, 1000);
    Diary diary;
    const RunTotals totals = train({.core = core,
                                    .examples = examples,
                                    .schedule = {.peak = {.learning_rate = 3e-3}},
                                    .state = state,
                                    .observers = {&diary}},
                                   {});
    QCOMPARE(totals.steps_taken, std::int64_t{40});
    QVERIFY(std::abs(diary.losses.front() - std::log(2.0)) < 1e-5); // from a head of zeros: nobody is better
    QVERIFY2(diary.losses.back() < 0.1, std::to_string(diary.losses.back()).c_str());
}

void TestTrainer::anObserverEndsTheRun() {
    LapRun one(m_parts.train, m_parts.validation, path("ended"), {});
    one.diary.end = 2;
    one.run(1e-3);
    QCOMPARE(one.diary.steps, (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(one.diary.boundaries, (std::vector<std::int64_t>{0, 1, 2}));
}

void TestTrainer::lapsAreEpochsOrSteps_data() {
    QTest::addColumn<int>("every");
    for (const int every : {0, 1, 4, 1000})
        QTest::addRow("every %d", every) << every;
}

void TestTrainer::lapsAreEpochsOrSteps() {
    QFETCH(int, every);
    LapRun one(m_parts.train, m_parts.validation, path("laps " + std::to_string(every)), {.every = every});
    const auto steps = static_cast<std::size_t>(one.run(1e-3).steps_taken);
    QVERIFY(steps > 9);
    const std::size_t laps =
        every == 0 ? 3 : (steps + static_cast<std::size_t>(every) - 1) / static_cast<std::size_t>(every);
    QCOMPARE(one.laps.reports().size(), laps); // the last one with what is left
    for (const EpochReport& lap : one.laps.reports())
        QVERIFY(lap.train_loss && lap.validation_loss && lap.validation_auc);
    QCOMPARE(one.laps.reports().back().epoch, static_cast<int>(laps));
}

// A rate of 0: no lap is better than the first.
void TestTrainer::patienceEndsTheRunAndTheBestIsKept() {
    LapRun one(m_parts.train, m_parts.validation, path("patient"), {.every = 2, .patience = 2});
    one.run(0);
    QCOMPARE(one.laps.reports().size(), std::size_t{3});
    QVERIFY(one.laps.stoppedEarly());
    QCOMPARE(one.laps.takeBest(), 1);
    // A rate by which it soon gets worse: the weights are those of the best lap, to the bit.
    LapRun wild(m_parts.train, m_parts.validation, path("wild"), {.every = 1, .patience = 1});
    wild.run(0.3);
    QVERIFY(wild.laps.stoppedEarly());
    const int best = wild.laps.takeBest();
    QCOMPARE(best, static_cast<int>(wild.laps.reports().size()) - 1);
    EpochReport again;
    QVERIFY(wild.validator.validate(again, {}));
    QCOMPARE(*again.validation_loss, *wild.laps.reports()[static_cast<std::size_t>(best) - 1].validation_loss);
}

void TestTrainer::brokenOffAnywhere_data() {
    QTest::addColumn<bool>("validating");
    QTest::addColumn<bool>("confidence");
    QTest::addRow("while validating") << true << false;
    QTest::addRow("while validating, an objective that sees the run") << true << true;
    QTest::addRow("between steps") << false << false;
}

// A lap's figures must be there once, and the same, wherever the run was broken off.
void TestTrainer::brokenOffAnywhere() {
    QFETCH(bool, validating);
    QFETCH(bool, confidence);
    const BallotObjective sure(false, toldLoss, 0.5, 0.2, true);
    const Objective& objective = confidence ? static_cast<const Objective&>(sure) : crossEntropy();
    const std::string name = QTest::currentDataTag();
    LapRun whole(m_parts.train, m_parts.validation, path(name + " whole"), {.every = 3}, objective);
    whole.run(1e-3);
    std::vector<EpochReport> reports;
    std::vector<at::Tensor> weights;
    int breaks = 0;
    for (bool done = false; !done;) {
        std::stop_source stop;
        LapRun part(m_parts.train, m_parts.validation, path(name), {.every = 3}, objective,
                    [&](const Progress& progress) {
                        if (validating && progress.stage == Stage::Validating && breaks < 6)
                            stop.request_stop();
                    });
        struct Stopper : Observer {
            std::stop_source* stop = nullptr;
            std::string_view name() const override { return "stopper"; }
            void stepped(const StepMade&) override { stop->request_stop(); }
        } stopper;
        stopper.stop = &stop;
        TrainingParts parts{.core = part.core,
                            .examples = part.examples,
                            .schedule = {.peak = {.learning_rate = 1e-3}},
                            .state = part.state,
                            .resume = part.state.exists(),
                            .observers = {&part.laps, &part.diary}};
        if (!validating && breaks < 6)
            parts.observers.push_back(&stopper);
        try {
            train(parts, stop.get_token());
            done = true;
            reports = part.laps.reports();
            for (const Parameter* parameter : part.core.parameters())
                weights.push_back(parameter->master);
        } catch (const Cancelled&) {
            ++breaks;
        }
    }
    QCOMPARE(breaks, 6);
    QCOMPARE(reports.size(), whole.laps.reports().size());
    for (std::size_t lap = 0; lap < reports.size(); ++lap) {
        QCOMPARE(*reports[lap].train_loss, *whole.laps.reports()[lap].train_loss);
        QCOMPARE(*reports[lap].validation_loss, *whole.laps.reports()[lap].validation_loss);
    }
    for (std::size_t i = 0; i < weights.size(); ++i)
        QVERIFY2(at::equal(weights[i], whole.core.parameters()[i]->master), whole.core.parameters()[i]->name.c_str());
}

// At its begin it is the plain cross entropy, later no more.
void TestTrainer::theConfidenceLossKnowsTheShareOfTheRun() {
    const BallotObjective sure(false, toldLoss, 0.5, 0.2, true);
    const std::vector<const Example*> none;
    LapRun plain(m_parts.train, none, path("plain"), {}), sees(m_parts.train, none, path("sees"), {}, sure);
    plain.run(0);
    sees.run(0);
    QVERIFY(std::abs(plain.diary.losses.front() - sees.diary.losses.front()) < 1e-5);
    const auto count = std::ssize(plain.diary.losses);
    QCOMPARE(std::ssize(sees.diary.losses), count);
    // From a head of zeros both are log 3, whatever the target; a head that says something tells them apart.
    for (LapRun* run : {&plain, &sees}) {
        at::Generator generator = at::detail::createCPUGenerator(3);
        run->core.head().parameters().front()->master.normal_(0, 0.3, generator);
    }
    EpochSource source(m_parts.train, {.epochs = 1});
    const Batch* first = source.next({});
    const double early = sees.core.accumulateBatch(first->packs, 0, {}).mean();
    const double late = sees.core.accumulateBatch(first->packs, 0.5, {}).mean();
    const double exact = plain.core.accumulateBatch(first->packs, 0.5, {}).mean();
    QVERIFY(std::abs(early - exact) < 1e-4 && std::abs(late - exact) > 1e-2);
}

// What an earlier version was in the midst of is said to be that, and is left as it is.
void TestTrainer::olderStatesAreRefused() {
    const nlohmann::json identity{{"run", 1}};
    fs::create_directories(path("older.run") / "state");
    std::ofstream(path("older.run") / "state" / "state.json")
        << nlohmann::json{{"identity", identity}, {"progress", {{"epoch", 1}, {"batch", 2}}}};
    RunState state(path("older"), identity, 0);
    QVERIFY(state.exists() && !state.isSame());
    try {
        state.load({});
        QFAIL("it was gone on from");
    } catch (const Error& error) {
        const std::string text = error.what();
        QVERIFY2(text.find("another version") != text.npos && text.find("older.run") != text.npos, text.c_str());
    }
    QVERIFY(fs::exists(path("older.run") / "state" / "state.json"));
}

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
