// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several labelers on one project, as a lead runs them from a script: gold, screening, overlap, and who slips.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;
using nlohmann::json;

class TestCtlPeople : public QObject {
    Q_OBJECT

    Workplace m_place;

    CtlResult run(const QString& command, const QStringList& options = {}) {
        return ctl(QStringList{command, m_place.project()} + options);
    }
    json labeler(const char* name) {
        const CtlResult result = run("labelers");
        for (const json& row : result.json["labelers"])
            if (row["name"] == name)
                return row;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() {
        const CtlResult sample =
            ctl({"sample", m_place.project(), "--problems", "30", "--samples", "6", "--held-out-samples", "1"});
        QVERIFY2(sample.code == 0, qPrintable(sample.err));
    }

    /// Gold comes from the oracle, and what is gold is never queued as an open question.
    void goldByOracle() {
        QCOMPARE(run("gold", {"--screening-items", "8", "--threshold", "0.75"}).code, 0);
        const CtlResult screening = run("gold", {"--oracle", "--screening", "--count", "8"});
        QVERIFY2(screening.code == 0, qPrintable(screening.err));
        QCOMPARE(screening.json["added"].get<int>(), 8);
        QCOMPARE(run("gold", {"--oracle", "--count", "20", "--seed", "1"}).json["added"].get<int>(), 20);
        const CtlResult list = run("gold");
        QCOMPARE(list.json["items"].size(), std::size_t(28));
        QCOMPARE(list.json["in_service"]["screening"].get<int>(), 8);
        QCOMPARE(list.json["rules"]["screening_items"].get<int>(), 8);
        for (const json& item : list.json["items"]) {
            QCOMPARE(QString::fromStdString(item["by"]), QString("oracle"));
            QVERIFY(item["steps"].get<int>() > 0);
        }
    }

    /// Who is good comes in, who is not stays out, until the lead says otherwise.
    void screeningIsTheDoor() {
        QVERIFY(run("queue", {"--count", "20", "--strategy", "uniform", "--overlap", "0.5", "--gold", "5"}).code == 0);
        const CtlResult good = run("label", {"--oracle", "--as-person", "--labeler", "good"});
        QVERIFY2(good.code == 0, qPrintable(good.err));
        QCOMPARE(QString::fromStdString(good.json["state"]), QString("admitted"));
        QCOMPARE(good.json["screening"]["right"].get<int>(), 8);
        QCOMPARE(good.json["solutions"].get<int>(), 20); // each once, although half of them stand there twice
        QCOMPARE(good.json["gold"].get<int>(), 8 + 5);
        const CtlResult bad = run("label", {"--oracle", "--as-person", "--labeler", "bad", "--error-rate", "0.6"});
        QVERIFY2(bad.code == 0, qPrintable(bad.err));
        QCOMPARE(QString::fromStdString(bad.json["state"]), QString("rejected"));
        QCOMPARE(bad.json["solutions"].get<int>(), 0);
        const CtlResult again = run("label", {"--oracle", "--as-person", "--labeler", "bad"});
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("rejected"));
        QCOMPARE(run("labelers", {"--admit", "bad", "--note", "second chance"}).code, 0);
        const CtlResult admitted = run("label", {"--oracle", "--as-person", "--labeler", "bad", "--error-rate", "0.9"});
        QVERIFY2(admitted.code == 0, qPrintable(admitted.err));
        QCOMPARE(admitted.json["solutions"].get<int>(), 10); // the second opinions
        QCOMPARE(admitted.json["gold"].get<int>(), 5);
    }

    /// A machine is no labeler to be screened, paced or compared, whatever its name.
    void machinesAreNotScreened() {
        QCOMPARE(run("queue", {"--count", "2", "--strategy", "uniform", "--gold", "0"}).code, 0);
        const CtlResult machine = run("label", {"--oracle", "--labeler", "a machine", "--error-rate", "0.9"});
        QVERIFY2(machine.code == 0, qPrintable(machine.err));
        QCOMPARE(QString::fromStdString(machine.json["state"]), QString("admitted"));
        QVERIFY(!machine.json.contains("screening"));
        QCOMPARE(machine.json["gold"].get<int>(), 0);
        QCOMPARE(labeler("a machine")["machine"].get<bool>(), true);
        QCOMPARE(labeler("good")["machine"].get<bool>(), false);
        QVERIFY(labeler("a machine")["step_ms"].is_null());
        QCOMPARE(run("labelers", {"--person", "a machine"}).code, 0);
        QCOMPARE(labeler("a machine")["machine"].get<bool>(), false);
        QCOMPARE(run("labelers", {"--machine", "a machine"}).code, 0);
        QCOMPARE(labeler("a machine")["machine"].get<bool>(), true);
    }

    /// The lead sees who slips, with the figures that it is read from.
    void whoSlipsIsShown() {
        const json good = labeler("good"), bad = labeler("bad");
        QCOMPARE(good["gold"]["items"].get<int>(), 5);
        QCOMPARE(good["gold"]["share"].get<double>(), 1.0);
        QCOMPARE(QString::fromStdString(good["standing"]), QString("fine"));
        QCOMPARE(good["slipping"].get<bool>(), false);
        QCOMPARE(bad["slipping"].get<bool>(), true);
        QCOMPARE(QString::fromStdString(bad["note"]), QString("second chance"));
        QVERIFY(bad["gold"]["interval_95"][1].get<double>() < 0.75);
        QVERIFY(labeler("oracle")["gold"]["share"].is_null()); // nobody answers their own gold
        QCOMPARE(run("labelers", {"--pause", "bad"}).code, 0);
        QCOMPARE(run("label", {"--oracle", "--as-person", "--labeler", "bad"}).code, 1);
        QCOMPARE(ctl({"check", m_place.project()}).code, 0);
    }

    /// Gold that turned out wrong goes out of service, and nobody is measured by it any more.
    void goldIsRetired() {
        const json items = run("gold").json["items"];
        std::int64_t answered = 0;
        for (const json& item : items)
            if (item["answered"].get<int>() == 2 && item["purpose"] == "quality-control")
                answered = item["id"];
        const int before = labeler("good")["gold"]["items"];
        if (answered == 0)
            QSKIP("The two labelers had no gold item in common.");
        QCOMPARE(run("gold", {"--retire", QString::number(answered), "--note", "ambiguous"}).code, 0);
        QCOMPARE(labeler("good")["gold"]["items"].get<int>(), before - 1);
        QCOMPARE(run("gold").json["items"].size(), items.size() - 1);
        QCOMPARE(run("gold", {"--all"}).json["items"].size(), items.size());
        QCOMPARE(run("gold", {"--restore", QString::number(answered)}).code, 0);
        QCOMPARE(labeler("good")["gold"]["items"].get<int>(), before);
    }

    /// Gold from a colleague's file, and from what somebody has finished here.
    void goldFromFileAndFromPasses() {
        const QString file = m_place.file(
            "gold.jsonl", R"({"problem":"What is 1 + 1?","answer":"2","steps":["It is 2.","Answer: 2"],"labels":[1,1]}
{"problem":"What is 2 + 2?","answer":"4","steps":["It is 5.","Answer: 5"],"labels":[-1,null]}
{"problem":"What is 3 + 3?","answer":"6","steps":["It is 6.","Answer: 6"],"labels":[1,null]}
)");
        const int labels = ctl({"status", m_place.project()}).json["annotations"];
        const CtlResult added = run("gold", {"--file", file});
        QVERIFY2(added.code == 0, qPrintable(added.err));
        QCOMPARE(added.json["added"].get<int>(), 2);
        QCOMPARE(added.json["incomplete"].get<int>(), 1); // not judged to its end
        QCOMPARE(ctl({"status", m_place.project()}).json["annotations"].get<int>(), labels + 3);
        const CtlResult again = run("gold", {"--file", file});
        QCOMPARE(again.code, 1); // nothing new in it
        const CtlResult passes = run("gold", {"--from", "good", "--count", "3"});
        QVERIFY2(passes.code == 0, qPrintable(passes.err));
        QCOMPARE(passes.json["added"].get<int>(), 3);
        QCOMPARE(run("gold", {"--from", "nobody"}).code, 1);
        // A colleague's judgement is no label: what can be trained on has not grown.
        const QString trl = m_place.file("trl.jsonl");
        QCOMPARE(ctl({"export", m_place.project(), trl, "--format", "trl"}).code, 0);
        QFile rows(trl);
        QVERIFY(rows.open(QIODevice::ReadOnly));
        QVERIFY(!rows.readAll().contains("1 + 1"));
    }

    /// Bad usage says what to do, and changes nothing.
    void badUsage_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const QString p = m_place.project();
        QTest::newRow("two sources") << QStringList{"gold", p, "--oracle", "--from", "good"} << 2
                                     << "One thing at a time";
        QTest::newRow("threshold above one") << QStringList{"gold", p, "--threshold", "75"} << 2 << "--threshold";
        QTest::newRow("unknown policy") << QStringList{"gold", p, "--neutral", "maybe"} << 2 << "positive,exact";
        QTest::newRow("no such item") << QStringList{"gold", p, "--retire", "99999"} << 1 << "99999";
        QTest::newRow("no such labeler") << QStringList{"labelers", p, "--admit", "nobody"} << 1 << "nobody";
        QTest::newRow("admit and pause") << QStringList{"labelers", p, "--admit", "a", "--pause", "b"} << 2
                                         << "One thing";
        QTest::newRow("no such machine") << QStringList{"labelers", p, "--machine", "nobody"} << 1 << "nobody";
        QTest::newRow("overlap above one") << QStringList{"queue", p, "--overlap", "2"} << 2 << "--overlap";
        QTest::newRow("overlap by one") << QStringList{"queue", p, "--overlap-labelers", "1"} << 2
                                        << "--overlap-labelers";
        QTest::newRow("error rate above one")
            << QStringList{"label", p, "--oracle", "--error-rate", "1.5"} << 2 << "--error-rate";
    }
    void badUsage() {
        QFETCH(QStringList, arguments);
        const CtlResult result = ctl(arguments);
        QTEST(result.code, "code");
        QFETCH(QString, says);
        QVERIFY2((result.err + result.out).contains(says), qPrintable(result.err));
    }
};

QTEST_GUILESS_MAIN(TestCtlPeople)
#include "tst_ctl_people.moc"
