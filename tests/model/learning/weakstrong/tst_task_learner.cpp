// SPDX-License-Identifier: GPL-3.0-or-later
// Supervisors, students and ceilings: one model learns one task from given labels.
#include "model/domain/error.h"
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/weakstrong/fine_tune_p.h"
#include "model/learning/weakstrong/learn.h"
#include "model/tasks/figures.h"
#include "tests/model/learning/tiny_model.h"

#include <QtCore/QTemporaryDir>

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace stepmark;
using namespace stepmark::test;

namespace {

/// Whose last letter tells the label: a base with random weights has that in its states.
TaskExample classified(int number) {
    TaskExample example;
    example.group = number / 2;
    const bool right = (number * 7919) % 13 < 6;
    example.items = {
        example.tree.add(StepTree::kNoParent, "text " + std::to_string(number * 37 % 1000) + (right ? "a" : "b"))};
    example.truth = {right ? 1.f : 0.f};
    return example;
}

/// The better one ends in "!".
TaskExample preferred(int number) {
    TaskExample example;
    example.group = number;
    example.prompt = "Which, " + std::to_string(number * 31 % 100) + "?";
    const std::string answer = "it is " + std::to_string(number * 17 % 100);
    const int good = example.tree.add(StepTree::kNoParent, answer + "!"),
              bad = example.tree.add(StepTree::kNoParent, answer + "?");
    example.items = number % 2 ? std::vector{good, bad} : std::vector{bad, good};
    example.truth = number % 2 ? std::vector{1.f, 0.f} : std::vector{0.f, 1.f};
    return example;
}

Task taskOf(TaskKind kind, int train = 160, int test = 60) {
    Task task;
    task.kind = kind;
    for (int i = 0; i < train + test; ++i)
        (i < train ? task.train : task.test).push_back(kind == TaskKind::Classification ? classified(i) : preferred(i));
    return task;
}

/// The right answer is named by the last word of the prompt.
Task writtenTask() {
    Task task;
    task.kind = TaskKind::Chess;
    for (int i = 0; i < 240; ++i) {
        TaskExample example;
        example.group = i;
        const bool first = (i * 7919) % 13 < 6;
        example.prompt = "Position " + std::to_string(i * 37 % 1000) + (first ? ", a" : ", h");
        example.items = {example.tree.add(StepTree::kNoParent, "a1a8"), example.tree.add(StepTree::kNoParent, "h1h8")};
        example.truth = {first ? 1.f : 0.f, first ? 0.f : 1.f};
        (i < 180 ? task.train : task.test).push_back(example);
    }
    return task;
}

Lesson truthOfAll(const Task& task) {
    Lesson lesson;
    for (std::size_t i = 0; i < task.train.size(); ++i)
        lesson.examples.push_back(i);
    lesson.targets = truthOf(task.train);
    return lesson;
}

double figure(const Task& task, const Learned& learned) {
    return figureOf(figureSums(task.kind, task.test, truthOf(task.test), learned.test)).value();
}

} // namespace

class TestTaskLearner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void learns_data();
    void learns();
    void onePassServesALadder();
    void theSameTwice_data();
    void theSameTwice();
    void confidenceStandsNoise();
    void courseTellsOfTruthAndSupervisor();
    void writesItsAnswers();
    void writesNothingThatIsAnAnswer();
    void stoppedWritingGoesOn();
    void cannotWrite_data();
    void cannotWrite();
    void stoppedFullTrainingGoesOn();
    void onlyTheTopMoves();
    void whatIsFrozenIsComputedOnce_data();
    void whatIsFrozenIsComputedOnce();
    void wordsOfOtherTextsAreNothing();
    void theCourseEndsWithTheTest();
    void theBestPointIsTaken();
    void refusals_data();
    void refusals();

private:
    LearnOptions options(LearnWay way) const {
        LearnOptions options;
        options.way = way;
        options.compute.precision = Precision::Float32;
        options.cache_dir = m_root / "cache";
        options.out = m_root / "run";
        options.epochs = 3;
        options.learning_rate = 3e-3;
        return options;
    }

    QTemporaryDir m_files;
    std::filesystem::path m_root, m_base;
};

void TestTaskLearner::initTestCase() {
    m_root = m_files.path().toStdString();
    m_base = m_root / "base";
    ModelConfig config = tinyConfig();
    config.num_hidden_layers = 3;
    writeRandomBase(m_base, config);
}

void TestTaskLearner::learns_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("method");
    QTest::addColumn<int>("layers");
    const std::pair<const char*, TaskKind> kinds[] = {{"classification", TaskKind::Classification},
                                                      {"preference", TaskKind::Preference}};
    for (const auto& [name, kind] : kinds)
        for (const LearnWay way : {LearnWay::Probe, LearnWay::Full})
            for (const StudyMethod method : {StudyMethod::Naive, StudyMethod::Confidence, StudyMethod::SoftBootstrap,
                                             StudyMethod::Product, StudyMethod::StopTrue, StudyMethod::StopWeak})
                if (way == LearnWay::Full || method != StudyMethod::StopWeak)
                    QTest::addRow("%s, %s, %s", name, toText(way).data(), toText(method).data())
                        << static_cast<int>(kind) << static_cast<int>(way) << static_cast<int>(method)
                        << (method == StudyMethod::Naive ? 2 : 0);
}

// From true labels every method on every kind of task comes far above chance.
void TestTaskLearner::learns() {
    QFETCH(int, kind);
    QFETCH(int, way);
    QFETCH(int, method);
    QFETCH(int, layers);
    const Task task = taskOf(static_cast<TaskKind>(kind));
    LearnOptions how = options(static_cast<LearnWay>(way));
    how.method = static_cast<StudyMethod>(method);
    TaskLearner learner(task);
    const Learned learned = learner.learn({m_base, layers}, truthOfAll(task), how);
    QCOMPARE(learned.train.size(), itemCount(task.train));
    QCOMPARE(learned.test.size(), itemCount(task.test));
    QVERIFY2(figure(task, learned) > 0.8, std::to_string(figure(task, learned)).c_str());
    QVERIFY(!learned.course.empty() && learned.seconds > 0);
    QCOMPARE(std::count_if(learned.course.begin(), learned.course.end(), [](const LearnPoint& p) { return p.taken; }),
             std::ptrdiff_t{1});
    QVERIFY(!std::filesystem::exists(m_root / "run.run")); // nothing is left of the run
}

// A ladder of depths costs one pass of the folder, and each of its probes reads its own layer.
void TestTaskLearner::onePassServesALadder() {
    const Task task = taskOf(TaskKind::Classification);
    LearnOptions how = options(LearnWay::Probe);
    how.cache_dir = m_root / "ladder";
    TaskLearner learner(task);
    const LearnCost cost = learner.cost(m_base, {1, 2, 3}, 4, 100, how);
    const std::int64_t tokens = learner.keepStates(m_base, {1, 2, 3}, how);
    QCOMPARE(tokens, cost.tokens);
    std::vector<std::vector<float>> judged;
    for (const int layers : {1, 2, 3}) {
        const Learned learned = learner.learn({m_base, layers}, truthOfAll(task), how);
        QCOMPARE(learned.tokens, std::int64_t{0});
        judged.push_back(learned.test);
    }
    QVERIFY(judged[0] != judged[1] && judged[1] != judged[2]);
    TaskLearner other(task); // another process, or another day
    QCOMPARE(other.cost(m_base, {1, 2}, 1, 100, how).tokens, std::int64_t{0});
    QCOMPARE(other.learn({m_base, 2}, truthOfAll(task), how).test, judged[1]);
    how.cache_dir = m_root / "alone"; // the layers above change nothing below
    QCOMPARE(TaskLearner(task).learn({m_base, 2}, truthOfAll(task), how).test, judged[1]);
}

void TestTaskLearner::theSameTwice_data() {
    QTest::addColumn<int>("way");
    QTest::newRow("probe") << static_cast<int>(LearnWay::Probe);
    QTest::newRow("full") << static_cast<int>(LearnWay::Full);
}

// Whatever was learnt before: a study that goes on must not differ from one that was never interrupted.
void TestTaskLearner::theSameTwice() {
    QFETCH(int, way);
    const Task task = taskOf(TaskKind::Classification);
    const LearnOptions how = options(static_cast<LearnWay>(way));
    TaskLearner learner(task), fresh(task);
    Lesson other = truthOfAll(task);
    for (float& target : other.targets)
        target = 1 - target;
    learner.learn({m_base, 0}, other, how);
    QCOMPARE(learner.learn({m_base, 0}, truthOfAll(task), how).test,
             fresh.learn({m_base, 0}, truthOfAll(task), how).test);
    LearnOptions seeded = how;
    seeded.seed = 5;
    QVERIFY(fresh.learn({m_base, 0}, truthOfAll(task), seeded).test !=
            fresh.learn({m_base, 0}, truthOfAll(task), how).test);
}

// A supervisor that is wrong three times in ten, at random: neither its mistakes nor the student's own answers run
// away.
void TestTaskLearner::confidenceStandsNoise() {
    const Task task = taskOf(TaskKind::Classification, 400, 200);
    Lesson lesson = truthOfAll(task);
    for (std::size_t i = 0; i < lesson.targets.size(); ++i)
        if ((i * 2654435761u) % 100 < 30)
            lesson.targets[i] = 1 - lesson.targets[i];
    LearnOptions how = options(LearnWay::Probe);
    TaskLearner learner(task);
    const double naive = figure(task, learner.learn({m_base, 0}, lesson, how));
    how.method = StudyMethod::Confidence;
    how.alpha = 0.75;
    const double confident = figure(task, learner.learn({m_base, 0}, lesson, how));
    QVERIFY2(naive > 0.8 && confident > 0.8, (std::to_string(naive) + " " + std::to_string(confident)).c_str());
}

void TestTaskLearner::courseTellsOfTruthAndSupervisor() {
    const Task task = taskOf(TaskKind::Classification);
    Lesson lesson = truthOfAll(task);
    lesson.supervisor_test = truthOf(task.test);
    for (float& judgement : lesson.supervisor_test)
        judgement = 1 - judgement; // always wrong
    TaskLearner learner(task);
    const Learned learned = learner.learn({m_base, 0}, lesson, options(LearnWay::Probe));
    QVERIFY(learned.course.size() > 1);
    for (const LearnPoint& point : learned.course) {
        QVERIFY(point.validation_loss.has_value());
        QVERIFY(std::abs(point.test_truth.value() + point.test_supervisor.value() - 1) < 1e-9);
    }
}

// A language model that was told which move is right writes it, behind prompts that it has not seen.
void TestTaskLearner::writesItsAnswers() {
    const Task task = writtenTask();
    LearnOptions how = options(LearnWay::Full);
    how.reading = TaskReading::Generated;
    how.epochs = 12;
    TaskLearner learner(task);
    for (const StudyMethod method : {StudyMethod::Naive, StudyMethod::StopWeak}) {
        how.method = method;
        const Learned learned = learner.learn({m_base, 0}, truthOfAll(task), how);
        QVERIFY2(figure(task, learned) > 0.9, std::to_string(figure(task, learned)).c_str());
        QCOMPARE(learned.train.size(), itemCount(task.train));
        for (const float judged : learned.test)
            QVERIFY(judged == 0 || judged == 1); // a move is written, or is not
        QCOMPARE(learned.course.size(), std::size_t(4));
        QVERIFY(learned.course.back().test_truth.value() > learned.course.front().test_truth.value() - 0.1);
    }
    QVERIFY(learner.cost({m_base}, {0}, 1, 180, how).seconds > 0);
}

// What is no move at all is wrong; and a student whose supervisor wrote none is taught nothing, and is judged.
void TestTaskLearner::writesNothingThatIsAnAnswer() {
    const Task task = writtenTask();
    LearnOptions how = options(LearnWay::Full);
    how.reading = TaskReading::Generated;
    Lesson nothing;
    const Learned untaught = TaskLearner(task).learn({m_base, 0}, nothing, how);
    QCOMPARE(unanswered(task.kind, task.test, untaught.test), std::int64_t(task.test.size()));
    QCOMPARE(figure(task, untaught), 0.0);
    QVERIFY(untaught.course.empty() && untaught.train.size() == itemCount(task.train));
}

void TestTaskLearner::stoppedWritingGoesOn() {
    const Task task = writtenTask();
    LearnOptions how = options(LearnWay::Full);
    how.reading = TaskReading::Generated;
    const std::vector<float> whole = TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how).test;
    std::stop_source stop;
    int written = 0;
    const auto watch = [&](const Progress& at) {
        if (at.stage == Stage::Generating && ++written == 2) // in the midst of what it says
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how, stop.get_token(), watch),
                             Cancelled);
    QCOMPARE(TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how).test, whole);
}

void TestTaskLearner::cannotWrite_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("word");
    QTest::newRow("a probe") << "probe"
                             << "whole model";
    QTest::newRow("a method of shares") << "confidence"
                                        << "whole model";
    QTest::newRow("an example without an answer") << "silent"
                                                  << "without an answer";
    QTest::newRow("a position too long") << "long"
                                         << "longer than";
}

void TestTaskLearner::cannotWrite() {
    QFETCH(QString, what);
    QFETCH(QString, word);
    Task task = writtenTask();
    Lesson lesson = truthOfAll(task);
    LearnOptions how = options(LearnWay::Full);
    how.reading = TaskReading::Generated;
    if (what == "probe")
        how.way = LearnWay::Probe;
    if (what == "confidence")
        how.method = StudyMethod::Confidence;
    if (what == "silent")
        lesson.targets[0] = lesson.targets[1] = 0;
    if (what == "long")
        task.test.front().prompt = std::string(600, 'x');
    how.validation_share = 0;
    try {
        TaskLearner(task).learn({m_base, 0}, lesson, how);
        QFAIL("learnt");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(word), error.what());
    }
}

void TestTaskLearner::stoppedFullTrainingGoesOn() {
    const Task task = taskOf(TaskKind::Classification);
    const LearnOptions how = options(LearnWay::Full);
    const std::vector<float> whole = TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how).test;
    std::stop_source stop;
    int updates = 0;
    const auto watch = [&](const Progress& progress) {
        if (progress.unit == Unit::Updates && progress.done >= 5 && ++updates == 1)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how, stop.get_token(), watch),
                             Cancelled);
    QCOMPARE(TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how).test, whole);
}

// What does not move need not go backward: the top of a network is trained in a part of the time, and learns.
void TestTaskLearner::onlyTheTopMoves() {
    const Task task = taskOf(TaskKind::Classification);
    LearnOptions how = options(LearnWay::Full);
    TaskLearner learner(task);
    const std::vector<float> all = learner.learn({m_base, 0}, truthOfAll(task), how).test;
    how.top_layers = 3; // all of its layers, but not the embedding
    QVERIFY(learner.learn({m_base, 0}, truthOfAll(task), how).test != all);
    how.top_layers = 1;
    const Learned top = learner.learn({m_base, 0}, truthOfAll(task), how);
    QVERIFY(top.test != all);
    QVERIFY2(figure(task, top) > 0.8, std::to_string(figure(task, top)).c_str());
    how.top_layers = 4;
    QVERIFY_EXCEPTION_THROWN(learner.learn({m_base, 0}, truthOfAll(task), how), Error);
}

void TestTaskLearner::whatIsFrozenIsComputedOnce_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("classification") << static_cast<int>(TaskKind::Classification);
    QTest::newRow("preference") << static_cast<int>(TaskKind::Preference);
}

// What the lower layers make of the texts is the same in every epoch and lesson. Kept or computed each time: the same
// comes of it.
void TestTaskLearner::whatIsFrozenIsComputedOnce() {
    QFETCH(int, kind);
    const Task task = taskOf(static_cast<TaskKind>(kind));
    LearnOptions how = options(LearnWay::Full);
    how.top_layers = 1;
    how.epochs = 2;
    LowerStates kept, none(0);
    const Learned once = fineTune(task, {m_base, 0}, truthOfAll(task), how, kept, {}, {}),
                  again = fineTune(task, {m_base, 0}, truthOfAll(task), how, kept, {}, {}),
                  each = fineTune(task, {m_base, 0}, truthOfAll(task), how, none, {}, {});
    QCOMPARE(once.test, again.test);
    const TaskTexts texts(task, Tokenizer::load(m_base), layoutOf(task.kind), 512, {});
    QCOMPARE(once.tokens - again.tokens, texts.tokens()); // of the lower layers, once
    QCOMPARE(each.tokens, again.tokens);
    for (std::size_t i = 0; i < each.test.size(); ++i)
        QVERIFY2(std::abs(each.test[i] - once.test[i]) < 1e-4,
                 (std::to_string(each.test[i]) + " " + std::to_string(once.test[i])).c_str());
    how.top_layers = 2; // another place
    QVERIFY(fineTune(task, {m_base, 0}, truthOfAll(task), how, kept, {}, {}).test != once.test);
    const FineTuneCost cost = fineTuneCost(task, {m_base, 0}, task.train.size(), how, {});
    QCOMPARE(cost.once.tokens, texts.tokens());
    QVERIFY(cost.once.seconds > 0 && cost.lesson.seconds > 0);
}

// A network that knows only the words of the task learns from them what one that knows all does.
void TestTaskLearner::wordsOfOtherTextsAreNothing() {
    const Task task = taskOf(TaskKind::Classification, 40, 20);
    const LearnOptions how = options(LearnWay::Full);
    const BallotObjective objective(false, toldLoss, 0, 0, false);
    LowerStates lower;
    ProgressThrottle quiet({});
    Pupil pupil(task, {m_base, 0}, how, objective, lower, {}, quiet);
    const ModelFolder folder = ModelFolder::open(m_base);
    QVERIFY(pupil.core.model().config().vocab_size < folder.config.vocab_size);
    TrainingCore whole(
        Transformer::load(folder, pupil.compute, true),
        [](Transformer& network) {
            return TokenHead::classifier(network, {Rating::Negative, Rating::Positive}, nullptr, {}, true);
        },
        objective, pupil.core.optimizer().options());
    const TaskTexts texts(task, Tokenizer::load(m_base), layoutOf(task.kind), 512, {});
    for (int step = 0; step < 3; ++step) {
        std::vector<at::Tensor> logits;
        const auto learn = [&](TrainingCore& core, const TaskTexts& of) {
            const std::vector<Example> told = taught(task, of, partsOf(task, truthOfAll(task), how).learn, &Taught::targets);
            std::vector<const Example*> list;
            for (const Example& one : told)
                list.push_back(&one);
            QVERIFY(core.trainBatch(packExamples(list, 512, 512), {.learning_rate = 1e-2}, 0, {}).stepped);
            logits.push_back(Judge(core, task.test, of.test, {}).logits({}, quiet));
        };
        learn(pupil.core, pupil.texts);
        learn(whole, texts);
        QVERIFY((logits[0] - logits[1]).abs().max().item<float>() < 1e-4f);
        QVERIFY(logits[0].abs().max().item<float>() > 1e-2f);
    }
}

// The last point costs nothing: it is read off the judgements of the whole test.
void TestTaskLearner::theCourseEndsWithTheTest() {
    const Task task = taskOf(TaskKind::Classification, 160, 10); // fewer than a point judges
    Lesson lesson = truthOfAll(task);
    lesson.supervisor_test = truthOf(task.test);
    for (float& judgement : lesson.supervisor_test)
        judgement = 1 - judgement;
    const Learned learned = TaskLearner(task).learn({m_base, 0}, lesson, options(LearnWay::Full));
    QVERIFY(learned.course.size() >= 4 && learned.course.size() <= 6);
    QCOMPARE(learned.course.back().done, 1.0);
    QVERIFY(learned.course.back().taken);
    QCOMPARE(learned.course.back().test_truth.value(), figure(task, learned));
    for (std::size_t i = 0; i < learned.course.size(); ++i) {
        const LearnPoint& point = learned.course[i];
        QVERIFY(i == 0 || point.done > learned.course[i - 1].done);
        QVERIFY(std::abs(point.test_truth.value() + point.test_supervisor.value() - 1) < 1e-9);
    }
    QCOMPARE(courseExamples(450, 2), std::size_t{90});
    QCOMPARE(courseExamples(100'000, 2), std::size_t{200});
    QCOMPARE(courseExamples(3, 1), std::size_t{1});
}

// Where a run stops early, the course says what it was validated by, and which point was kept.
void TestTaskLearner::theBestPointIsTaken() {
    const Task task = taskOf(TaskKind::Classification);
    LearnOptions how = options(LearnWay::Full);
    how.method = StudyMethod::StopTrue;
    how.learning_rate = 3e-2; // wild enough that the last point is not always the best
    const Learned learned = TaskLearner(task).learn({m_base, 0}, truthOfAll(task), how);
    const auto least = std::ranges::min_element(learned.course, {}, [](const LearnPoint& point) {
        return point.validation_loss.value();
    });
    QVERIFY(least->taken);
    QCOMPARE(std::ranges::count_if(learned.course, &LearnPoint::taken), std::ptrdiff_t{1});
}

void TestTaskLearner::refusals_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("word");
    QTest::newRow("no example") << "empty"
                                << "nothing to learn";
    QTest::newRow("too few labels") << "labels"
                                    << "labels";
    QTest::newRow("a label of 2") << "two"
                                  << "[0, 1]";
    QTest::newRow("a label that is none") << "nan"
                                          << "[0, 1]";
    QTest::newRow("an example beyond the task") << "place"
                                                << "names example";
    QTest::newRow("a layer too many") << "layer"
                                      << "no layer";
    QTest::newRow("no model") << "folder"
                              << "config.json";
    QTest::newRow("several lessons") << "chain"
                                     << "several lessons";
    QTest::newRow("a text too long") << "long"
                                     << "longer than";
    QTest::newRow("supervisor of another test") << "supervisor"
                                                << "supervisor";
}

void TestTaskLearner::refusals() {
    QFETCH(QString, what);
    QFETCH(QString, word);
    Task task = taskOf(TaskKind::Classification);
    Lesson lesson = truthOfAll(task);
    LearnOptions how = options(LearnWay::Probe);
    LadderModel model{m_base, 0};
    if (what == "empty")
        lesson = {};
    if (what == "labels")
        lesson.targets.pop_back();
    if (what == "two")
        lesson.targets[3] = 2;
    if (what == "nan")
        lesson.targets[3] = std::numeric_limits<float>::quiet_NaN();
    if (what == "place")
        lesson.examples[0] = 100000;
    if (what == "layer")
        model.layers = 4;
    if (what == "folder")
        model.folder = m_root / "nothing";
    if (what == "chain")
        how.method = StudyMethod::Bootstrapping;
    if (what == "supervisor")
        lesson.supervisor_test = {1.f};
    if (what == "long") {
        TaskExample& example = task.test.front();
        example.tree = {};
        example.items = {example.tree.add(StepTree::kNoParent, std::string(600, 'x'))};
    }
    for (const LearnWay way : {LearnWay::Probe, LearnWay::Full}) {
        how.way = way;
        try {
            TaskLearner(task).learn(model, lesson, how);
            QFAIL("learnt");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(word), error.what());
        }
    }
}

QTEST_GUILESS_MAIN(TestTaskLearner)
#include "tst_task_learner.moc"
