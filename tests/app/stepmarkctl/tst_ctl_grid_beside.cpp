// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a grid leaves to others: the project's model is the one that it was, and neither begins beside a round.
#include "storage/evaluation_store.h"
#include "storage/job_store.h"
#include "storage/model_store.h"
#include "storage/round_history.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark;
using namespace stepmark::test;
using nlohmann::json;

namespace {

constexpr const char* kHeads = R"({"train":{"mode":"head"},"over":{"seed":[11,12]}})";

/// The project, as another program sees it.
storage::Project opened(const Workplace& place) { return storage::Project::open(place.project().toStdString()); }

CtlResult grid(const Workplace& place) {
    return ctl({"grid", place.project(), "--spec", place.file("grid.json", kHeads), "--workers", "1"});
}

} // namespace

class TestCtlGridBeside : public QObject {
    Q_OBJECT

    Workplace m_sample; ///< copied for each test: a round by hand, labelled, and a model that has scored

private Q_SLOTS:
    void initTestCase() {
        const QString project = m_sample.project(), model = m_sample.file("m");
        QCOMPARE(ctl({"sample", project, "--problems", "12", "--samples", "4", "--held-out-samples", "4"}).code, 0);
        QCOMPARE(ctl({"label", project, "--oracle", "--split", "train", "--per-problem", "2"}).code, 0);
        QCOMPARE(ctl({"train", project, "--kind", "prm", "--mode", "head", "--out", model}).code, 0);
        QCOMPARE(ctl({"score", project}).code, 0);
        QCOMPARE(ctl({"queue", project, "--count", "2"}).code, 0);
        QCOMPARE(ctl({"label", project, "--oracle"}).code, 0);
    }

    /// Else the last model of a comparison, good or bad, would choose what people label, and show them its opinion.
    void itsModelsAreTakenWhereTheyAreNamedOnly() {
        const Workplace place;
        QVERIFY(QFile::copy(m_sample.project(), place.project()));
        const CtlResult compared = grid(place);
        QVERIFY2(compared.code == 0, qPrintable(compared.err + compared.out));
        const json best = compared.json["rows"][1];
        const QString folder = QString::fromStdString(best["out"]);
        const int chosen = best["model"];
        {
            auto project = opened(place);
            const storage::ModelStore models(project);
            QCOMPARE(models.list("prm").size(), std::size_t(3));
            QCOMPARE(models.latest("prm")->id, ModelId(1));
            QCOMPARE(models.judges().size(), std::size_t(1));
            QCOMPARE(storage::ScoreStore(project).shownInLists(), ModelId(1));
            for (const auto& model : models.list("prm"))
                QCOMPARE(model.aside, model.id != 1);
        }
        const CtlResult queue = ctl({"queue", place.project(), "--count", "1"});
        QCOMPARE(queue.json["model"].get<int>(), 1);
        QVERIFY(queue.json["warnings"].empty()); // none is newer
        QCOMPARE(ctl({"evaluate", place.project(), "--plan"}).json["model"].get<int>(), 1);
        QCOMPARE(ctl({"score", place.project()}).json["model"].get<int>(), 1);
        QCOMPARE(ctl({"queue", place.project(), "--checkpoint", folder, "--count", "1"}).code, 1); // has scored none

        // Chosen, it serves as any other.
        QCOMPARE(ctl({"score", place.project(), "--checkpoint", folder}).json["model"].get<int>(), chosen);
        const CtlResult chosen_by = ctl({"queue", place.project(), "--checkpoint", folder, "--count", "1"});
        QCOMPARE(chosen_by.json["model"].get<int>(), chosen);
        QCOMPARE(ctl({"evaluate", place.project(), "--checkpoint", folder}).json["model"].get<int>(), chosen);
        QCOMPARE(ctl({"queue", place.project(), "--count", "1"}).json["model"].get<int>(), 1);
        auto project = opened(place);
        QCOMPARE(storage::ScoreStore(project).shownInLists(), ModelId(chosen));
        QCOMPARE(storage::ModelStore(project).judges().front().id, ModelId(chosen));
    }

    /// Else the figures of a round by hand would be those of a training that was only compared.
    void itEndsNoRound() {
        const Workplace place;
        QVERIFY(QFile::copy(m_sample.project(), place.project()));
        QCOMPARE(grid(place).code, 0);
        auto project = opened(place);
        const auto round = storage::RoundStore(project).latest();
        QVERIFY(round && round->stage == storage::RoundStage::Queued);
        QVERIFY(storage::EvaluationStore(project).list("round").empty());
        for (const auto& model : storage::ModelStore(project).list("prm"))
            QVERIFY(!model.aside || model.round == 0);
    }

    void neitherBeginsBesideTheOther_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("hold");
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("says");
        const QStringList round{"round", "PROJECT", "--count", "1", "--oracle"};
        QTest::newRow("a round") << QByteArray("grid") << QByteArray(storage::kGridHold) << round
                                 << "are being compared";
        QTest::newRow("one resumed") << QByteArray("grid") << QByteArray(storage::kGridHold)
                                     << QStringList{"round", "PROJECT", "--resume"} << "are being compared";
        QTest::newRow("a grid") << QByteArray("round") << QByteArray(storage::kRoundHold)
                                << QStringList{"grid", "PROJECT", "--spec", "GRID"} << "A round of this project";
    }
    void neitherBeginsBesideTheOther() {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, hold);
        QFETCH(QStringList, command);
        QFETCH(QString, says);
        const Workplace place;
        QVERIFY(QFile::copy(m_sample.project(), place.project()));
        command.replaceInStrings("PROJECT", place.project());
        command.replaceInStrings("GRID", place.file("grid.json", kHeads));
        auto project = opened(place); // this process is the other job
        storage::JobStore jobs(project);
        const JobId other = jobs.enqueue(kind.toStdString());
        QVERIFY(jobs.claim(other));
        QVERIFY(!jobs.hold(other, hold.toStdString()));
        const CtlResult refused = ctl(command);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(says) && refused.err.contains("cancel"), qPrintable(refused.err));
        QCOMPARE(storage::ModelStore(project).list().size(), std::size_t(1));
        jobs.finish(other);
    }
};

QTEST_GUILESS_MAIN(TestCtlGridBeside)
#include "tst_ctl_grid_beside.moc"
