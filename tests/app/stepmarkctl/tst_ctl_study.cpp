// SPDX-License-Identifier: GPL-3.0-or-later
//
// A weak-to-strong study from the command line: on the built-in sample, over the depths of the shipped base.
#include "tests/app/stepmarkctl/interrupting.h"

#include <csignal>
#include <unistd.h>

using namespace stepmark::test;
using nlohmann::json;

namespace {

const QString kBase = QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/stepmark-base");

std::vector<json> columnsOf(const json& report) {
    return {report["supervisors"], report["ceilings"], report["students"], report["test_groups"], report["baseline"]};
}

} // namespace

class TestCtlStudy : public QObject {
    Q_OBJECT

    Workplace m_tasks; ///< copied for each test

    void prepare(const Workplace& place) const { QVERIFY(QFile::copy(m_tasks.project(), place.project())); }
    static QStringList command(const Workplace& place) {
        return {"w2s", "study", place.project(), "--task", "t", "--base", kBase, "--depths", "1,3,6", "--seeds", "2"};
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(ctl({"new", m_tasks.project()}).code, 0);
        const CtlResult added = ctl({"w2s", "add-task", m_tasks.project(), "--example", "classification", "--name", "t",
                                     "--train-examples", "240", "--test-examples", "120"});
        QVERIFY2(added.code == 0, qPrintable(added.err));
    }

    void wholeStudy() {
        const Workplace place;
        prepare(place);
        const CtlResult plan = ctl(command(place) << "--plan");
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QCOMPARE(plan.json["nodes"].get<int>(), 2 * (2 + 3 + 2 * 3));
        QVERIFY(plan.json["missing"] == plan.json["nodes"]);
        QVERIFY(plan.json["tokens"].get<std::int64_t>() > 0 && plan.json["seconds"].get<double>() > 0);
        QVERIFY(plan.json["peak_bytes"].get<std::int64_t>() > 0);
        QVERIFY(ctl({"w2s", "show", place.project()}).json["studies"].empty());

        const CtlResult study = ctl(command(place));
        QVERIFY2(study.code == 0, qPrintable(study.err));
        QCOMPARE(study.json["students"].size(), std::size_t(6));
        QCOMPARE(study.json["supervisors"].size(), std::size_t(2));
        for (const json& row : study.json["ceilings"]) {
            QVERIFY2(row["figure"].get<double>() >= 0 && row["figure"].get<double>() <= 1, row.dump().c_str());
            QCOMPARE(row["by_seed"].size(), std::size_t(2));
            QVERIFY(row["figure_interval_95"][0] <= row["figure"]);
        }
        for (const json& row : study.json["students"]) // one or the other
            QVERIFY2(row["pgr"].is_null() != row["no_pgr"].is_null(), row.dump().c_str());
        QCOMPARE(ctl(command(place) << "--plan").json["missing"].get<int>(), 0);
        QVERIFY(study.err.contains("\"part\":\"student\""));
        const CtlResult built_in = ctl({"w2s", "study", place.project(), "--task", "t", "--depths", "1,3,6", "--seeds",
                                        "2", "--plan"}); // the built-in model needs no folder
        QVERIFY2(built_in.code == 0, qPrintable(built_in.err));
        QCOMPARE(built_in.json["missing"].get<int>(), 0);

        // The same by a spec, which is the same study.
        const QString spec = place.file("spec.json", QByteArray::fromStdString(plan.json["spec"].dump()));
        const CtlResult again = ctl({"w2s", "study", place.project(), "--spec", spec});
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QVERIFY(again.json["study"] == study.json["study"]);
        QVERIFY(columnsOf(again.json) == columnsOf(study.json));
    }

    void whatIsShown() {
        const Workplace place;
        prepare(place);
        QCOMPARE(ctl(command(place)).code, 0);
        const json list = ctl({"w2s", "show", place.project()}).json["studies"];
        QCOMPARE(list.size(), std::size_t(1));
        QCOMPARE(list[0]["state"].get<std::string>(), std::string("done"));
        const QString csv = place.file("study.csv");
        const CtlResult shown = ctl({"w2s", "show", place.project(), "1", "--csv", csv});
        QVERIFY2(shown.code == 0, qPrintable(shown.err));
        QCOMPARE(shown.json["runs"].size(), std::size_t(22));
        QCOMPARE(shown.json["task_changed"].get<bool>(), false);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), qsizetype(1 + 2 + 3 + 6));

        for (const json& run : shown.json["runs"]) {
            const auto name = QString::fromStdString(run["run"].get<std::string>()).left(12);
            const json details = ctl({"w2s", "show", place.project(), "1", "--run", name}).json["details"];
            QVERIFY(details["run"] == run["run"]);
            QVERIFY(!details["course"].empty());
            const json& counts = details["confusion"];
            const double right = counts["true_positive"].get<int>() + counts["true_negative"].get<int>();
            const double all = right + counts["false_positive"].get<int>() + counts["false_negative"].get<int>();
            QVERIFY(std::abs(right / all - run["figure"].get<double>()) < 1e-9);
            if (run["role"] == "student")
                QCOMPARE(details["examples"].size(), details["disagreements"].get<std::size_t>());
            else
                QVERIFY(details["disagreements"].is_null());
            for (const json& one : details["examples"])
                QVERIFY(one["supervisor"] != one["student"] && !one["text"].is_null());
            if (run["role"] == "student")
                break;
        }

        // Of another task of that name the runs say nothing.
        QCOMPARE(ctl({"w2s", "remove-task", place.project(), "t"}).code, 0);
        QVERIFY(ctl({"w2s", "show", place.project(), "1"}).json["task_changed"].is_null());
        const auto first = QString::fromStdString(shown.json["runs"][0]["run"].get<std::string>());
        const CtlResult gone = ctl({"w2s", "show", place.project(), "1", "--run", first});
        QCOMPARE(gone.code, 1);
        QVERIFY2(gone.err.contains("has changed or is gone since this study"), qPrintable(gone.err));

        const CtlResult removed = ctl({"w2s", "remove-study", place.project(), "1"});
        QVERIFY2(removed.code == 0, qPrintable(removed.err));
        QCOMPARE(removed.json["runs"].get<int>(), 22);
        QVERIFY(ctl({"w2s", "show", place.project()}).json["studies"].empty());
        QCOMPARE(ctl({"w2s", "show", place.project(), "1"}).code, 1);
    }

    // Mates in one, by models that write their moves.
    void writtenMoves() {
        const Workplace place;
        prepare(place);
        const CtlResult added = ctl({"w2s", "add-task", place.project(), "--example", "chess", "--name", "mates",
                                     "--train-examples", "48", "--test-examples", "16"});
        QVERIFY2(added.code == 0, qPrintable(added.err));
        const QStringList command{"w2s",      "study",    place.project(), "--task",   "mates",
                                  "--base",   kBase,      "--depths",      "1,2",      "--seeds",
                                  "1",        "--method", "naive",         "--way",    "full",
                                  "--epochs", "1",        "--reading",     "generated"};
        const CtlResult plan = ctl(QStringList(command) << "--plan");
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QVERIFY(plan.json["seconds"].get<double>() > 0 && plan.json["spec"]["reading"] == "generated");
        const CtlResult study = ctl(command);
        QVERIFY2(study.code == 0, qPrintable(study.err));
        QCOMPARE(study.json["reading"].get<std::string>(), std::string("generated"));
        for (const char* rows : {"supervisors", "ceilings", "students"})
            for (const json& row : study.json[rows]) {
                const double figure = row["figure"].get<double>(), illegal = row["illegal"].get<double>();
                QVERIFY2(illegal >= 0 && figure >= 0 && figure + illegal <= 1, row.dump().c_str());
            }
        const json shown = ctl({"w2s", "show", place.project(), "1"}).json;
        QVERIFY(shown["students"] == study.json["students"]);
        const auto student = QString::fromStdString(study.json["students"][0]["runs"][0].get<std::string>());
        const json details = ctl({"w2s", "show", place.project(), "1", "--run", student}).json["details"];
        QVERIFY(details["settings"]["taught"].get<int>() <= 24 + 12);
        for (const json& one : details["examples"])
            QVERIFY2(one["supervisor"] != one["student"] &&
                         one["supervisor"].is_null() == one["supervisor_probability"].is_null(),
                     one.dump().c_str());
    }

    // Lost: what was learnt before a power cut.
    void killedStudyGoesOn() {
        const Workplace place, whole;
        prepare(place);
        prepare(whole);
        QProcess process;
        startUntil(process, command(place), "\"node\":14");
        kill(process);
        const int known = ctl(command(place) << "--plan").json["known"].get<int>();
        QVERIFY2(known >= 13 && known < 22, qPrintable(QString::number(known)));
        QCOMPARE(ctl({"check", place.project()}).code, 0);
        const CtlResult went_on = ctl(command(place)), at_once = ctl(command(whole));
        QVERIFY2(went_on.code == 0, qPrintable(went_on.err));
        QVERIFY(columnsOf(went_on.json) == columnsOf(at_once.json));
        QCOMPARE(went_on.json["study"].get<int>(), 1);
    }

    void stoppedStudySaysHowItGoesOn() {
        const Workplace place;
        prepare(place);
        QProcess process;
        startUntil(process, command(place), "\"node\":3,");
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(240'000));
        QCOMPARE(process.exitCode(), 130);
        const json said = json::parse(process.readAllStandardOutput().toStdString(), nullptr, false);
        QVERIFY(QString::fromStdString(said["go_on"].get<std::string>()).contains("w2s study"));
        QCOMPARE(ctl({"w2s", "show", place.project()}).json["studies"][0]["state"].get<std::string>(),
                 std::string("begun"));
    }

    void badStudies_data() {
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto add = [](const char* name, const char* options, int code, const char* says) {
            QTest::newRow(name) << QString::fromLatin1(options) << code << QString::fromLatin1(says);
        };
        add("no task", "--base BASE --depths 1,3", 2, "Name a task with --task");
        add("unknown task", "--task x --base BASE --depths 1,3", 1, "It has: t.");
        add("no ladder", "--task t", 1, "at least two models");
        add("a probe that writes", "--task t --ladder BASE:1 BASE --reading generated", 1, "writes nothing");
        add("no chess", "--task t --ladder BASE:1 BASE --reading generated --way full --method naive", 1,
            "Only moves of chess are written");
        add("shares of what is written", "--task t --ladder BASE:1 BASE --reading generated --way full", 1,
            "The method confidence needs how sure a model is");
        add("another reading", "--task t --ladder BASE:1 BASE --reading aloud", 2, "--reading");
        add("one model only", "--task t --ladder BASE", 1, "at least two models");
        add("same twice", "--task t --ladder BASE:6 BASE", 1, "stands in the ladder twice");
        add("beyond the model", "--task t --base BASE --depths 1,7", 1, "has 6 layers and cannot be cut after 7");
        add("no layer", "--task t --ladder BASE:0 BASE", 2, "--ladder takes DIR or DIR:LAYERS");
        add("no folder, no number", "--task t --ladder BASE:last BASE", 2, "--ladder takes DIR or DIR:LAYERS");
        add("no model", "--task t --ladder BASE EMPTY", 1, "config.json");
        add("base without depths", "--task t --base BASE", 2, "goes with --depths");
        add("base and ladder", "--task t --ladder BASE:1 BASE --depths 1,3", 2, "not both");
        add("two ladders", "--task t --ladder BASE:1 BASE --base BASE --depths 1,3", 2, "not both");
        add("all supervise", "--task t --base BASE --depths 1,3 --supervisors 2", 1, "at most 1 can supervise");
        add("unknown method", "--task t --base BASE --depths 1,3 --method magic", 2, "magic");
        add("method that does not fit", "--task t --base BASE --depths 1,3 --method logit-difference", 1,
            "measured to be chance");
        add("no seed", "--task t --base BASE --depths 1,3 --seeds 0", 2, "--seeds");
        add("too few examples", "--task t --base BASE --depths 1,3 --examples 1", 1, "The task \"t\"");
    }
    void badStudies() {
        QFETCH(QString, options);
        QFETCH(int, code);
        QFETCH(QString, says);
        const Workplace place;
        prepare(place);
        QVERIFY(QDir(place.folder.path()).mkdir("empty"));
        QString line = options;
        line.replace("BASE", kBase).replace("EMPTY", place.file("empty"));
        const CtlResult result = ctl(QStringList{"w2s", "study", place.project()} + line.split(' '));
        QVERIFY2(result.code == code, qPrintable(result.err));
        QVERIFY2((result.out + result.err).contains(says) ||
                     QString(result.out + result.err).replace("\\\"", "\"").contains(says),
                 qPrintable(result.err));
        QVERIFY(ctl({"w2s", "show", place.project()}).json["studies"].empty());
    }
};

QTEST_GUILESS_MAIN(TestCtlStudy)
#include "tst_ctl_study.moc"
