// SPDX-License-Identifier: GPL-3.0-or-later
//
// A grid of trainings: a table that is right, and whatever happens in between nothing done twice.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <csignal>

using namespace stepmark::test;
using nlohmann::json;

namespace {

constexpr const char* kGrid =
    R"({"train":{"mode":"full","epochs":1},"over":{"learning_rate":[0.0005,0.002],"seed":[1,2]}})";

int count(const json& list, const char* key, const json& value) {
    return static_cast<int>(
        std::count_if(list.begin(), list.end(), [&](const json& row) { return row.at(key) == value; }));
}

} // namespace

class TestCtlGrid : public QObject {
    Q_OBJECT

    Workplace m_sample; ///< copied for each test

    /// A project with some ratings to train on and problems to compare on.
    void prepare(const Workplace& place) const { QVERIFY(QFile::copy(m_sample.project(), place.project())); }
    static json jobs(const Workplace& place) { return ctl({"jobs", place.project()}).json["jobs"]; }
    static int workersOf(const Workplace& place) {
        json rows = jobs(place);
        for (json& row : rows)
            if (row["kind"] == "grid")
                row["state"] = "looked after above";
        return count(rows, "state", "running");
    }
    static QStringList command(const Workplace& place) {
        return {"grid", place.project(), "--spec", place.file("grid.json", kGrid), "--workers", "2"};
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(
            ctl({"sample", m_sample.project(), "--problems", "15", "--samples", "4", "--held-out-samples", "4"}).code,
            0);
        QCOMPARE(ctl({"label", m_sample.project(), "--oracle", "--split", "train", "--per-problem", "2"}).code, 0);
    }

    void everyCombinationIsTrainedAndEvaluatedOnce() {
        const Workplace place;
        prepare(place);
        const CtlResult plan = ctl(command(place) << "--plan");
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QCOMPARE(plan.json["runs"].get<int>(), 4);
        QCOMPARE(plan.json["missing"].get<int>(), 8);
        QVERIFY(plan.json["peak_bytes"].get<std::int64_t>() > 0);
        QVERIFY(plan.json["planned_seconds"].get<double>() > 0);
        QCOMPARE(ctl({"status", place.project()}).json["models"].get<int>(), 0);

        const CtlResult grid = ctl(command(place));
        QVERIFY2(grid.code == 0, qPrintable(grid.err + grid.out));
        QCOMPARE(grid.json["workers"].get<int>(), plan.json["workers"].get<int>());
        const json& rows = grid.json["rows"];
        QCOMPARE(rows.size(), std::size_t(4));
        QCOMPARE(rows[3]["over"].dump(), std::string(R"({"learning_rate":0.002,"seed":2})"));
        QCOMPARE(ctl({"status", place.project()}).json["models"].get<int>(), 4);
        for (const json& row : rows) {
            QVERIFY(row["error"].is_null());
            QCOMPARE(row["step_auc_within_interval_95"].size(), std::size_t(2));
            const CtlResult alone =
                ctl({"evaluate", place.project(), "--split", QString::fromStdString(grid.json["split"]), "--checkpoint",
                     QString::fromStdString(row["out"])});
            QCOMPARE(alone.json["step_auc_within"].dump(), row["step_auc_within"].dump());
            QCOMPARE(alone.json["labels"].dump(), row["labels"].dump());
        }
        QCOMPARE(grid.json["means"].size(), std::size_t(2));
        QCOMPARE(grid.json["means"][0]["seeds"].get<int>(), 2);
        QCOMPARE(grid.json["means"][0]["step_auc"].get<double>(),
                 (rows[0]["step_auc"].get<double>() + rows[1]["step_auc"].get<double>()) / 2);

        const CtlResult again = ctl(command(place));
        QCOMPARE(again.json["known"].get<int>(), 8);
        QCOMPARE(again.json["rows"].dump(), rows.dump());
        QCOMPARE(count(jobs(place), "kind", "train"), 4);
        QCOMPARE(count(jobs(place), "kind", "evaluate"), 4 + 4); // those of this test
        // Other ratings, other models.
        QCOMPARE(ctl({"label", place.project(), "--oracle", "--split", "train"}).code, 0);
        QCOMPARE(ctl(command(place) << "--plan").json["missing"].get<int>(), 8);
    }

    void interruptedItDoesWhatIsMissing_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("cancelled") << SIGTERM;
        QTest::newRow("killed") << SIGKILL;
    }
    /// Else a night's grid is begun anew, or its models stand in the way of the same models.
    void interruptedItDoesWhatIsMissing() {
        QFETCH(int, signal);
        const Workplace place;
        prepare(place);
        QProcess process;
        process.start(ctlProgram(), command(place) << "--json");
        QTRY_VERIFY_WITH_TIMEOUT(ctl({"status", place.project()}).json["models"].get<int>() > 0, 300'000);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(120'000));
        if (signal == SIGTERM) {
            QCOMPARE(process.exitCode(), 130);
            QVERIFY(process.readAllStandardError().contains("grid"));
        }
        QTRY_COMPARE_WITH_TIMEOUT(workersOf(place), 0, 120'000); // they end with it
        const CtlResult grid = ctl(command(place));
        QVERIFY2(grid.code == 0, qPrintable(grid.err + grid.out));
        QCOMPARE(grid.json["rows"].size(), std::size_t(4));
        QCOMPARE(ctl({"status", place.project()}).json["models"].get<int>(), 4);
        QCOMPARE(ctl({"check", place.project()}).code, 0);
    }

    /// The others are wanted all the same, and a script must notice.
    void whatFailsIsSaid() {
        const Workplace place;
        prepare(place);
        const QByteArray spec =
            R"({"train":{"mode":"head"},"over":{"validation_share":[0.2,0],"class_weights":[false,true]}})";
        QDir().mkpath(place.file("p.models"));
        place.file("p.models/grid", "in the way"); // no model can be put there
        const CtlResult grid = ctl({"grid", place.project(), "--spec", "-"}, {}, spec);
        QCOMPARE(grid.code, 1);
        QVERIFY2(grid.json["error"].get<std::string>().find("4 of 4") != std::string::npos, qPrintable(grid.out));
        QCOMPARE(grid.json["rows"].size(), std::size_t(4));
        for (const json& row : grid.json["rows"])
            QVERIFY(row["error"].is_string());
        QVERIFY(QFile::remove(place.file("p.models/grid")));
        QCOMPARE(ctl({"grid", place.project(), "--spec", "-"}, {}, spec).code, 0);
    }

    void badUsage_data() {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("no grid") << QByteArray("[]") << 2 << "no object";
        QTest::newRow("a slip") << QByteArray(R"({"over":{"sed":[1]}})") << 2 << "sed";
        QTest::newRow("nothing in this mode")
            << QByteArray(R"({"train":{"mode":"head"},"over":{"epochs":[1,2]}})") << 1 << "head";
        QTest::newRow("no such base") << QByteArray(R"({"over":{"base":["/nowhere"]}})") << 1 << "/nowhere";
    }
    void badUsage() {
        QFETCH(QByteArray, spec);
        QFETCH(QString, says);
        const CtlResult grid = ctl({"grid", m_sample.project(), "--spec", "-"}, {}, spec);
        QTEST(grid.code, "code");
        QVERIFY2(grid.err.contains(says), qPrintable(grid.err));
    }
};

QTEST_GUILESS_MAIN(TestCtlGrid)
#include "tst_ctl_grid.moc"
