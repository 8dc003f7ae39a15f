// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files in, files out: a team's data has to survive the way through a project, and a bad line must leave the project as
// it was.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;

namespace {
const QByteArray kRows = R"({"problem":"What is 2 + 2?","answer":"4","steps":["2 + 2 = 4.","#### 4"]}
{"problem":"What is 2 + 2?","answer":"4","steps":["2 + 2 = 5.","#### 5"]}
)";
}

class TestCtlFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Candidates come in, are graded, and what is stored passes its own check.
    void importGradesAndChecks() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        const CtlResult in = ctl({"import", place.project(), place.file("rows.jsonl", kRows)});
        QVERIFY2(in.code == 0, qPrintable(in.err));
        QCOMPARE(in.json["files"][0]["problems"].get<int>(), 1);
        QCOMPARE(in.json["files"][0]["solutions"].get<int>(), 2);
        const CtlResult queue = ctl({"queue", place.project(), "--count", "2"});
        QCOMPARE(queue.json["wrong_share"].get<double>(), 0.5);
        QCOMPARE(ctl({"check", place.project()}).json["ok"].get<bool>(), true);
    }

    /// All or nothing, over several files too: else a second try would import half of the rows twice.
    void badLineLeavesTheProjectAsItWas() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        const QString good = place.file("good.jsonl", kRows);
        const QString bad = place.file("bad.jsonl", kRows + "{\"problem\": 7}\n");
        const CtlResult in = ctl({"import", place.project(), good, bad});
        QCOMPARE(in.code, 1);
        QVERIFY2(in.err.contains("3"), qPrintable(in.err));
        QCOMPARE(ctl({"status", place.project()}).json["problems"].get<int>(), 0);
    }

    /// Figures on problems that were trained on would be worthless: what is held out must leave the training split.
    void splitHoldsOut() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        QByteArray rows;
        const auto row = [](const QString& number) {
            return "{\"problem\":\"Problem " + number.toUtf8() + "?\",\"steps\":[\"One.\"]}\n";
        };
        for (int i = 0; i < 40; ++i)
            rows += row(QString::number(i));
        QCOMPARE(ctl({"import", place.project(), place.file("rows.jsonl", rows)}).code, 0);
        const QStringList splitting{"split", place.project(), "--share", "0.3", "--seed", "5"};
        const CtlResult split = ctl(splitting);
        const int moved = split.json["moved"];
        QVERIFY2(moved >= 6 && moved <= 18, QByteArray::number(moved).constData()); // each by itself: 12 on average
        QCOMPARE(split.json["left_in_train"].get<int>(), 40 - moved);
        QCOMPARE(ctl({"queue", place.project(), "--count", "100"}).json["queued"].get<int>(), 40 - moved);

        // Further problems are drawn for themselves: no other one moves.
        const CtlResult again = ctl(splitting);
        QCOMPARE(again.json["moved"].get<int>(), 0);
        QCOMPARE(again.json["held_out"].get<int>(), moved);
        QCOMPARE(ctl({"import", place.project(), place.file("one.jsonl", row("one more"))}).code, 0);
        QVERIFY(ctl(splitting).json["moved"].get<int>() <= 1);
    }

    /// A share of few problems may come out empty: that must be said, not found out at the first evaluation.
    void splitOfNothingIsRefused_data() {
        QTest::addColumn<QString>("share");
        QTest::addColumn<QString>("says");
        QTest::newRow("none held out") << "0.0001"
                                       << "holds none out";
        QTest::newRow("none left") << "0.9999"
                                   << "leaves none";
    }
    void splitOfNothingIsRefused() {
        QFETCH(const QString, share);
        QFETCH(const QString, says);
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        QCOMPARE(ctl({"import", place.project(), place.file("rows.jsonl", kRows)}).code, 0);
        const CtlResult split = ctl({"split", place.project(), "--share", share});
        QCOMPARE(split.code, 1);
        QVERIFY2(split.err.contains(says), qPrintable(split.err));
    }

    void backupIsAProject() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        QCOMPARE(ctl({"import", place.project(), place.file("rows.jsonl", kRows)}).code, 0);
        const QString copy = place.file("copy.stepmark");
        QCOMPARE(ctl({"backup", place.project(), copy}).code, 0);
        QCOMPARE(ctl({"status", copy}).json["solutions"].get<int>(), 2);
        QCOMPARE(ctl({"backup", place.project(), copy}).code, 1); // never over a copy unasked
    }

    void gradeAddsEqual() {
        const Workplace place;
        const QString in = place.file(
            "pairs.jsonl", "{\"given\":\"1,000\",\"reference\":\"1000\"}\n{\"given\":\"3\",\"reference\":\"4\"}\n");
        const QString out = place.file("out.jsonl");
        const CtlResult grade = ctl({"grade", in, out});
        QCOMPARE(grade.json["equal"].get<int>(), 1);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(nlohmann::json::parse(file.readLine().toStdString())["equal"].get<bool>());
        QVERIFY(!nlohmann::json::parse(file.readLine().toStdString())["equal"].get<bool>());
    }

    /// Ratings made by somebody else's model become a queue and ratings without any training.
    void scoresFileQueuesAndLabels() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        QByteArray rows, scores;
        for (int candidate = 0; candidate < 4; ++candidate) {
            const QByteArray n = QByteArray::number(candidate);
            rows += "{\"problem_id\":\"p\",\"candidate\":" + n +
                    ",\"problem\":\"What is 1 + 1?\",\"answer\":\"2\",\"steps\":[\"First, " + n + ".\",\"#### " +
                    (candidate == 0 ? "2" : "7") + "\"]}\n";
            scores += "{\"problem_id\":\"p\",\"candidate\":" + n + ",\"step_scores\":[0.9,0." + n + "]}\n";
        }
        QCOMPARE(ctl({"import", place.project(), place.file("rows.jsonl", rows)}).code, 0);
        const QString file = place.file("scores.jsonl", scores);
        const CtlResult scored = ctl({"score", place.project(), "--scores", file});
        QVERIFY2(scored.code == 0, qPrintable(scored.err));
        QCOMPARE(scored.json["steps"].get<int>(), 8);
        const CtlResult queue = ctl({"queue", place.project(), "--count", "2", "--mix", "1"});
        QVERIFY2(queue.code == 0, qPrintable(queue.err));
        QCOMPARE(queue.json["wrong_share"].get<double>(), 1.0);
        const CtlResult label = ctl({"label", place.project(), "--scores", file, "--threshold", "0.5"});
        QVERIFY2(label.code == 0, qPrintable(label.err));
        QCOMPARE(label.json["solutions"].get<int>(), 2);
        QCOMPARE(label.json["first_errors"].get<int>(), 2); // both end in a step scored 0.2 or 0.3
        const QString out = place.file("out.jsonl");
        QCOMPARE(ctl({"export", place.project(), out, "--format", "trl"}).code, 0);
        QFile exported(out);
        QVERIFY(exported.open(QIODevice::ReadOnly));
        const auto row = nlohmann::json::parse(exported.readLine().toStdString());
        QCOMPARE(row["labels"].dump(), std::string("[true,false]"));
    }
};

QTEST_GUILESS_MAIN(TestCtlFiles)
#include "tst_ctl_files.moc"
