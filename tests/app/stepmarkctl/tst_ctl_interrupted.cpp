// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long jobs that write as they go: whoever kills or cancels one keeps what it did, the same command goes on with the
// rest, and the labelers beside it are not kept waiting.
#include "model/sample/sample_problem.h"
#include "storage/annotation_store.h"
#include "storage/gold_store.h"
#include "storage/labeler_store.h"
#include "storage/problem_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"
#include "storage/transaction.h"
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <algorithm>
#include <csignal>
#include <map>
#include <set>

using namespace stepmark;
using namespace stepmark::test;

namespace {

std::filesystem::path pathOf(const QString& file) { return file.toStdString(); }

/// Word problems of the sample, each with its reference solution as a candidate if wanted.
void fill(const QString& file, int count, bool solutions, SampleStream stream = SampleStream::Projects) {
    const bool known = QFile::exists(file);
    auto project = known ? storage::Project::open(pathOf(file)) : storage::Project::create(pathOf(file));
    storage::Transaction transaction(project);
    storage::ProblemStore problems(project);
    storage::StepStore steps(project);
    storage::SolutionStore store(project);
    for (const SampleProblem& sample : makeSampleProblems(count, 1, stream)) {
        Problem problem;
        problem.text = sample.text;
        problem.answer = sample.answer;
        problem.id = problems.add(problem).problem.id;
        if (!solutions)
            continue;
        StepTree tree = steps.tree(problem.id);
        const int leaf = tree.addPath(sample.solution);
        steps.save(problem.id, tree);
        storage::StoredSolution solution;
        solution.problem = problem.id;
        solution.leaf = tree[leaf].id;
        solution.correct = true;
        store.add(solution);
    }
    transaction.commit();
}

/// The samples of each problem, by its text, sorted.
std::map<std::string, QStringList> samplesIn(const QString& file) {
    auto project = storage::Project::open(pathOf(file));
    const storage::StepStore steps(project);
    std::map<std::string, QStringList> samples;
    for (const Problem& problem : storage::ProblemStore(project).list()) {
        QStringList& texts = samples[problem.text];
        for (const auto& solution : storage::SolutionStore(project).list({.problem = problem.id})) {
            std::string text = solution.source + (solution.correct == true ? " right" : " wrong");
            for (const auto& step : steps.path(solution.leaf))
                text += "\n" + step.text;
            texts << QString::fromStdString(text);
        }
        texts.sort();
    }
    return samples;
}

std::int64_t solutionsIn(const QString& file) {
    auto project = storage::Project::open(pathOf(file));
    return std::ssize(storage::SolutionStore(project).list());
}

QStringList generating(const QString& file, const QString& samples = "8", const QString& temperature = "1") {
    return {"generate", file, "--samples", samples, "--temperature", temperature, "--max-tokens", "120", "--seed", "4"};
}

/// Starts a job and waits until it has written something.
void startUntil(QProcess& process, const QStringList& arguments, const std::function<bool()>& has_written) {
    process.start(ctlProgram(), arguments + QStringList{"--json"});
    QTRY_VERIFY_WITH_TIMEOUT(has_written() || process.state() == QProcess::NotRunning, 120'000);
    QCOMPARE(process.state(), QProcess::Running); // else there was nothing to interrupt
}

void end(QProcess& process, int signal) {
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(60'000));
}

} // namespace

class TestCtlInterrupted : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generateGoesOn_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("cancelled") << SIGTERM;
    }
    void generateGoesOn() {
        QFETCH(const int, signal);
        const Workplace place;
        const QString whole = place.file("whole.stepmark"), broken = place.file("broken.stepmark");
        fill(whole, 40, false);
        QVERIFY(QFile::copy(whole, broken));
        const CtlResult at_once = ctl(generating(whole));
        QCOMPARE(at_once.code, 0);
        QCOMPARE(at_once.json["known"].get<int>(), 0);
        const int all = at_once.json["solutions"];

        QProcess process;
        startUntil(process, generating(broken), [&] { return solutionsIn(broken) > 0; });
        end(process, signal);
        const std::int64_t kept = solutionsIn(broken);
        QVERIFY2(kept > 0 && kept < all, QByteArray::number(kept).constData());
        const CtlResult rest = ctl(generating(broken));
        QCOMPARE(rest.code, 0);
        QCOMPARE(rest.json["solutions"].get<std::int64_t>(), all - kept);
        QVERIFY(rest.json["known"].get<int>() >= kept);
        QCOMPARE(samplesIn(broken), samplesIn(whole));

        const CtlResult again = ctl(generating(broken)); // nothing is missing: nothing is drawn twice
        QCOMPARE(again.json["solutions"].get<int>(), 0);
        QCOMPARE(again.json["known"].get<int>(), 40 * 8);
        QCOMPARE(ctl({"check", broken}).code, 0);
    }

    // Whoever asks for more gets more of the same, and a further problem changes nobody's samples.
    void generateAddsWhatIsMissing() {
        const Workplace place;
        const QString small = place.file("small.stepmark"), large = place.file("large.stepmark");
        fill(small, 3, false, SampleStream::HeldOut); // in front of the others, with other row numbers then
        fill(small, 5, false);
        fill(large, 9, false);
        QCOMPARE(ctl(generating(small, "3")).code, 0);
        const CtlResult more = ctl(generating(small));
        QCOMPARE(more.json["known"].get<int>(), 8 * 3);
        QCOMPARE(ctl(generating(large)).code, 0);
        const auto few = samplesIn(small), many = samplesIn(large);
        int common = 0;
        for (const auto& [problem, samples] : few)
            if (const auto other = many.find(problem); other != many.end()) {
                QVERIFY(!samples.isEmpty());
                QCOMPARE(samples, other->second);
                ++common;
            }
        QCOMPARE(common, 5);
        QCOMPARE(ctl(generating(small, "8", "0.5")).json["known"].get<int>(), 0); // those are others
    }

    void labelGoesOn_data() {
        QTest::addColumn<bool>("queue");
        QTest::addColumn<int>("signal");
        QTest::newRow("queue, killed") << true << SIGKILL;
        QTest::newRow("queue, cancelled") << true << SIGTERM;
        QTest::newRow("split, killed") << false << SIGKILL;
    }
    void labelGoesOn() {
        QFETCH(const bool, queue);
        QFETCH(const int, signal);
        constexpr int kSolutions = 3000;
        const Workplace place;
        fill(place.project(), kSolutions, true);
        if (queue)
            QCOMPARE(ctl({"queue", place.project(), "--count", "100000"}).json["queued"].get<int>(), kSolutions);
        const QStringList labelling = QStringList{"label", place.project(), "--oracle"} +
                                      (queue ? QStringList{} : QStringList{"--split", "train"});
        auto project = storage::Project::open(pathOf(place.project()));
        const storage::AnnotationStore annotations(project);
        QProcess process;
        startUntil(process, labelling, [&] { return !annotations.list().empty(); });
        end(process, signal);
        const auto kept = std::ssize(annotations.list());
        QVERIFY2(kept > 0 && kept < kSolutions, QByteArray::number(kept).constData());
        const CtlResult rest = ctl(labelling);
        QCOMPARE(rest.code, 0);
        QCOMPARE(rest.json["solutions"].get<std::int64_t>(), kSolutions - kept);

        const storage::SolutionStore solutions(project);
        const storage::StepStore steps(project);
        const storage::RatingStore ratings(project);
        std::set<SolutionId> labelled;
        for (const auto& pass : annotations.list()) { // each whole, and none twice
            QVERIFY(labelled.insert(pass.solution).second);
            QCOMPARE(pass.finish_reason, FinishReason::Solution);
            QCOMPARE(ratings.ofAnnotation(pass.id).size(), steps.path(solutions.find(pass.solution)->leaf).size());
        }
        QCOMPARE(labelled.size(), std::size_t(kSolutions));
        QCOMPARE(storage::QueueStore(project).open(), 0);
    }

    // A file of gold was one transaction: nobody could mark meanwhile, and a kill lost all of it.
    void goldGoesOn() {
        constexpr int kRows = 1500;
        const Workplace place;
        fill(place.project(), 1, true);
        QByteArray rows;
        for (int row = 0; row < kRows; ++row)
            rows += QStringLiteral(R"({"problem": "What is %1 + 1?", "answer": "%2", "steps": ["It is %2."], )"
                                   R"("labels": [1]})")
                        .arg(row)
                        .arg(row + 1)
                        .toUtf8() +
                    '\n';
        const QStringList gold{"gold", place.project(), "--file", place.file("gold.jsonl", rows)};
        auto project = storage::Project::open(pathOf(place.project()));
        const auto in_service = [store = storage::GoldStore(project)] {
            return store.inService(Purpose::QualityControl);
        };
        QProcess process;
        startUntil(process, gold, [&] { return in_service() > 0; });
        end(process, SIGKILL);
        const std::int64_t kept = in_service();
        QVERIFY2(kept > 0 && kept < kRows, QByteArray::number(qint64{kept}).constData());
        const CtlResult rest = ctl(gold);
        QVERIFY2(rest.code == 0, qPrintable(rest.err));
        QCOMPARE(rest.json["added"].get<std::int64_t>(), kRows - kept);
        QCOMPARE(in_service(), std::int64_t{kRows});
        QCOMPARE(ctl(gold).code, 1); // nothing new in it
        QCOMPARE(in_service(), std::int64_t{kRows});
    }

    // A labeler's mark waited until the whole split was labelled: its place among the events says when it got its turn.
    void marksGoThroughWhileLabelRuns() {
        const Workplace place;
        fill(place.project(), 3000, true);
        auto project = storage::Project::open(pathOf(place.project()));
        const storage::AnnotationStore annotations(project);
        QProcess process;
        startUntil(process, {"label", place.project(), "--oracle", "--split", "train"},
                   [&] { return !annotations.list().empty(); });
        const auto solution = storage::SolutionStore(project).list().back();
        const auto pass =
            storage::AnnotationStore(project).begin(solution.id, storage::LabelerStore(project).named("somebody").id);
        const auto path = storage::StepStore(project).path(solution.leaf);
        storage::RatingStore(project).append(
            {.annotation = pass.id, .step = path.front().id, .rating = Rating::Positive});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const auto all = annotations.list();
        const auto mine = std::find_if(all.begin(), all.end(), [&](auto& one) { return one.id == pass.id; });
        QVERIFY(mine != all.begin() && mine + 1 != all.end());
    }
};

QTEST_GUILESS_MAIN(TestCtlInterrupted)
#include "tst_ctl_interrupted.moc"
