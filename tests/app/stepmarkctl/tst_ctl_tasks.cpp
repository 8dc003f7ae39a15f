// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tasks of the weak-to-strong workshop from a script: into the project, listed, taken out.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;
using nlohmann::json;

class TestCtlTasks : public QObject {
    Q_OBJECT

    Workplace m_place;

    CtlResult w2s(const QString& command, const QStringList& more = {}, const QByteArray& input = {}) {
        return ctl(QStringList{"w2s", command, m_place.project()} + more, {}, input);
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(ctl({"new", m_place.project()}).code, 0);
        QByteArray claims, test;
        for (int i = 0; i < 50; ++i)
            for (int label = 0; label < 2; ++label)
                (i < 40 ? claims : test) +=
                    QString(R"({"text":"Claim %1, %2.","label":%2,"group":%1})").arg(i).arg(label).toUtf8() + "\n";
        m_place.file("claims.jsonl", claims);
        m_place.file("claims_test.jsonl", test);
        m_place.file("all.jsonl", claims + test);
    }

    void filesComeIn() {
        const CtlResult added =
            w2s("add-task", {m_place.file("claims.jsonl"), "--test", m_place.file("claims_test.jsonl")});
        QVERIFY2(added.code == 0, qPrintable(added.err));
        QCOMPARE(QString::fromStdString(added.json["task"]), QString("claims"));
        QCOMPARE(QString::fromStdString(added.json["kind"]), QString("classification"));
        QCOMPARE(added.json["train"]["examples"].get<int>(), 80);
        QCOMPARE(added.json["train"]["groups"].get<int>(), 40);
        QCOMPARE(added.json["test"]["surplus"].get<int>(), 0);
        QCOMPARE(added.json["drew_test"].get<bool>(), false);
        const CtlResult again = w2s("add-task", {m_place.file("claims.jsonl")});
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains("There is a task"), qPrintable(again.err));
    }

    // Lost: a look before; or a task that was only to be looked at.
    void aPlanAddsNothing() {
        const std::size_t before = w2s("tasks", {}).json["tasks"].size();
        const CtlResult planned = w2s("add-task", {m_place.file("all.jsonl"), "--name", "looked-at", "--plan"});
        QVERIFY2(planned.code == 0, qPrintable(planned.err));
        QCOMPARE(planned.json["rows"].get<int>(), 100);
        QVERIFY(!planned.json.contains("fingerprint"));
        QCOMPARE(w2s("tasks", {}).json["tasks"].size(), before);
        QCOMPARE(w2s("add-task", {m_place.file("claims.jsonl"), "--plan"}).code, 1); // taken
    }

    void aTestIsDrawnAndSaid() {
        const CtlResult added = w2s("add-task", {m_place.file("all.jsonl"), "--name", "drawn"});
        QVERIFY2(added.code == 0, qPrintable(added.err));
        QCOMPARE(added.json["drew_test"].get<bool>(), true);
        QCOMPARE(added.json["train"]["examples"].get<int>() + added.json["test"]["examples"].get<int>(), 100);
    }

    void standardInputNeedsAName() {
        QFile file(m_place.file("all.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray rows = file.readAll();
        QVERIFY(w2s("add-task", {"-"}, rows).err.contains("--name"));
        const CtlResult added = w2s("add-task", {"-", "--name", "piped"}, rows);
        QVERIFY2(added.code == 0, qPrintable(added.err));
        QCOMPARE(added.json["rows"].get<int>(), 100);
    }

    void builtInRows_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"classification", "preference", "steps", "chess"})
            QTest::newRow(kind) << kind;
    }
    void builtInRows() {
        QFETCH(const QString, kind);
        const CtlResult added = w2s("add-task", {"--example", kind, "--train-examples", "60", "--test-examples", "20"});
        QVERIFY2(added.code == 0, qPrintable(added.err));
        QCOMPARE(QString::fromStdString(added.json["task"]), "sample-" + kind);
        QCOMPARE(added.json["train"]["examples"].get<int>(), 60);
        QCOMPARE(added.json["test"]["examples"].get<int>(), 20);
        QVERIFY(added.json["files"].is_null());
    }

    void ratingsAreATask() {
        QVERIFY(w2s("add-task", {"--kind", "steps"}).err.contains("no rated steps"));
        QByteArray rows;
        for (int i = 0; i < 30; ++i)
            rows +=
                QString(R"({"problem":"What is 2 + %1?","steps":["We add.","It is 99."],"labels":[1,-1],"split":"%2"})")
                    .arg(i)
                    .arg(i < 20 ? "train" : "test")
                    .toUtf8() +
                "\n";
        QCOMPARE(ctl({"import", m_place.project(), m_place.file("rated.jsonl", rows)}).code, 0);
        const CtlResult added = w2s("add-task", {"--kind", "steps"});
        QVERIFY2(added.code == 0, qPrintable(added.err));
        QCOMPARE(added.json["train"]["examples"].get<int>(), 20);
        QCOMPARE(added.json["test"]["wrong"].get<int>(), 10);
    }

    void badUse_data() {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("files and rows of the sample") << QStringList{m_place.file("all.jsonl"), "--example", "chess"};
        QTest::newRow("files and ratings") << QStringList{m_place.file("all.jsonl"), "--kind", "steps"};
        QTest::newRow("only a test") << QStringList{"--example", "chess", "--test", m_place.file("all.jsonl")};
        QTest::newRow("another kind") << QStringList{"--kind", "regression"};
        QTest::newRow("no examples") << QStringList{"--example", "chess", "--train-examples", "1"};
    }
    void badUse() {
        QFETCH(const QStringList, more);
        const CtlResult result = w2s("add-task", more);
        QVERIFY2(result.code == 2, qPrintable(result.err));
    }

    void groupsSayWhatTheyHold() {
        QVERIFY(run({"w2s", "--help"}).out.contains("w2s add-task"));
        QVERIFY(run({"w2s"}).err.contains("a subcommand is missing"));
        const CtlResult slip = run({"w2s", "task", m_place.project()});
        QCOMPARE(slip.code, 2);
        QVERIFY2(slip.err.contains("Do you mean w2s tasks?"), qPrintable(slip.err));
    }

    void tasksAreListedAndTakenOut() {
        const auto names = [&] {
            QStringList list;
            const CtlResult result = w2s("tasks");
            for (const json& task : result.json["tasks"])
                list << QString::fromStdString(task["task"]);
            return list;
        };
        QCOMPARE(names(), QStringList({"claims", "drawn", "piped", "sample-chess", "sample-classification",
                                       "sample-preference", "sample-steps", "steps"}));
        QCOMPARE(w2s("remove-task", {"drawn"}).code, 0);
        QVERIFY(!names().contains("drawn"));
        const CtlResult gone = w2s("remove-task", {"drawn"});
        QCOMPARE(gone.code, 1);
        QVERIFY(gone.err.contains("It has: claims, piped"));
        QCOMPARE(ctl({"check", m_place.project()}).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCtlTasks)
#include "tst_ctl_tasks.moc"
