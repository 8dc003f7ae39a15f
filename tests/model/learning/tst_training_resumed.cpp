// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings that are broken off and go on.
#include "model/domain/error.h"
#include "tests/model/learning/toy_training.h"

#include <QtCore/QProcess>
#include <QtTest/QtTest>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

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

class TestTrainingResumed : public ToyTraining {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeToyBase(path("")); }
    void resumeEqualsUninterrupted();
    void killedRunsEndTheSame();
    void cancelLeavesNothingHalf();
};

// A night's training would be lost, or silently be another run's.
void TestTrainingResumed::resumeEqualsUninterrupted() {
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
void TestTrainingResumed::killedRunsEndTheSame() {
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

void TestTrainingResumed::cancelLeavesNothingHalf() {
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

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--train-child")
        return trainAsChild(argv[2]);
    QCoreApplication application(argc, argv);
    TestTrainingResumed test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_training_resumed.moc"
