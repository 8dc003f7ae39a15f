// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a lead relies on about rounds: an estimate beforehand, going on after a kill, and the history.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;

class TestCtlRounds : public QObject {
    Q_OBJECT

    Workplace m_place;

    static QStringList noteCodes(const CtlResult& plan) {
        QStringList codes;
        for (const auto& note : plan.json["notes"])
            codes.append(QString::fromStdString(note["code"]));
        return codes;
    }
    static QStringList stages(const nlohmann::json& list) {
        QStringList names;
        for (const auto& stage : list)
            names.append(QString::fromStdString(stage["name"]));
        return names;
    }
    nlohmann::json status() const { return ctl({"status", m_place.project()}).json; }
    /// Starts the round and kills it once it has come to `mark`.
    void kill(const QStringList& arguments, const QByteArray& mark) {
        QProcess process;
        process.start(ctlProgram(), arguments);
        QByteArray seen;
        QTRY_VERIFY_WITH_TIMEOUT((seen += process.readAllStandardError()).contains(mark), 240'000);
        process.kill();
        QVERIFY(process.waitForFinished());
    }

private Q_SLOTS:
    void initTestCase() {
        const CtlResult sample =
            ctl({"sample", m_place.project(), "--problems", "24", "--samples", "4", "--held-out-samples", "4"});
        QVERIFY2(sample.code == 0, qPrintable(sample.err));
    }

    /// Else a newcomer would start a round that trains nothing and wonder why.
    void planWithoutMarksSaysSo() {
        const CtlResult plan = ctl({"round", m_place.project(), "--plan", "--mode", "head", "--count", "100000"});
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QCOMPARE(stages(plan.json["stages"]), QStringList{"queue"});
        QVERIFY(noteCodes(plan).contains("no_ratings_no_model"));
        QVERIFY(noteCodes(plan).contains("few_candidates"));
        QCOMPARE(plan.json["round"].get<int>(), 1);
        QVERIFY(plan.json["queued"].get<int>() < 100000);
    }

    void nothingToResume() {
        const CtlResult resumed = ctl({"round", m_place.project(), "--resume"});
        QCOMPARE(resumed.code, 1);
        QVERIFY(resumed.err.contains("no unfinished round"));
    }

    void planWithMarks() {
        QCOMPARE(ctl({"queue", m_place.project(), "--count", "16"}).code, 0);
        QCOMPARE(ctl({"label", m_place.project(), "--oracle"}).code, 0);
        QCOMPARE(ctl({"label", m_place.project(), "--oracle", "--split", "test", "--per-problem", "2"}).code, 0);
        const int jobs = status()["jobs"];
        const CtlResult plan =
            ctl({"round", m_place.project(), "--plan", "--mode", "full", "--orm", "--samples", "2", "--count", "8"});
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QCOMPARE(stages(plan.json["stages"]),
                 (QStringList{"generate", "train", "score", "train ORM", "score by ORM", "queue", "evaluate"}));
        for (const auto& stage : plan.json["stages"]) {
            const std::string name = stage["name"];
            if (name == "train" || name == "score" || name == "train ORM")
                QVERIFY2(stage["seconds"].get<double>() > 0, name.c_str());
            if (name == "train" || name == "score" || name == "generate")
                QVERIFY2(stage["bytes"].get<double>() > 0, name.c_str());
        }
        for (const char* name : {"seconds", "bytes", "temporary_bytes", "peak_bytes", "free_bytes", "ratings",
                                 "optimizer_steps", "candidates"})
            QVERIFY2(plan.json[name].get<double>() > 0, name);
        QVERIFY(!plan.json["unknown"].empty());      // nothing was evaluated yet
        QCOMPARE(status()["jobs"].get<int>(), jobs); // it leaves no trace
    }

    void wrongBaseIsToldAtOnce() {
        const QString nowhere = m_place.file("nowhere");
        for (const QStringList& more : {QStringList{"--plan"}, QStringList{}}) {
            const CtlResult round = ctl(QStringList{"round", m_place.project(), "--base", nowhere} + more);
            QCOMPARE(round.code, 1);
            QVERIFY2(round.err.contains("config.json"), qPrintable(round.err));
        }
        QVERIFY(!ctl({"rounds", m_place.project()}).json["unfinished"].get<bool>());
    }

    /// Else a night's sampling and training would be lost with the power, or be in the project twice.
    void killedRoundGoesOn() {
        const int solutions = status()["solutions"];
        const QStringList asked{"round", m_place.project(), "--mode", "full",    "--epochs", "3",      "--patience",
                                "0",     "--samples",       "1",      "--count", "8",        "--seed", "5",
                                "--orm", "--json"};
        kill(asked, "\"loss\"");
        const int sampled = status()["solutions"];
        QVERIFY(sampled > solutions);
        QVERIFY(ctl({"rounds", m_place.project()}).json["unfinished"].get<bool>());
        // Other choices are refused, not left out without a word.
        const CtlResult other = ctl({"round", m_place.project(), "--resume", "--count", "9"});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.err.contains("other choices"), qPrintable(other.err));
        const CtlResult resumed = ctl({"round", m_place.project(), "--resume"});
        QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
        QCOMPARE(status()["solutions"].get<int>(), sampled);
        QCOMPARE(stages(resumed.json["stages"]),
                 (QStringList{"generate", "train", "score", "train ORM", "score by ORM", "queue", "evaluate"}));
        QCOMPARE(resumed.json["round"].get<int>(), 2);
        QCOMPARE(resumed.json["queued"].get<int>(), 8);
        QVERIFY(resumed.json["best_of_n"].back()["orm"].is_number());
        QVERIFY(!ctl({"rounds", m_place.project()}).json["unfinished"].get<bool>());
        QVERIFY(!QDir(m_place.file("p.models/round-2.run")).exists());
        QCOMPARE(ctl({"check", m_place.project()}).code, 0);
        // What was done, by whom it may concern: the log says it long after.
        const CtlResult log =
            ctl({"jobs", m_place.project(), "--log", QString::number(resumed.json["job"].get<int>())});
        QString lines;
        for (const auto& line : log.json["log"])
            lines += QString::fromStdString(line) + '\n';
        for (const char* part : {"training PRM, epoch 3 of 3", "loss 0.", "scoring", "round: evaluate"})
            QVERIFY2(lines.contains(part), qPrintable(lines));
        QCOMPARE(ctl({"jobs", m_place.project(), "--log", "9999"}).code, 1);
    }

    void historyAsJsonAndTable() {
        const QString csv = m_place.file("rounds.csv");
        const CtlResult rounds = ctl({"rounds", m_place.project(), "--csv", csv});
        QVERIFY2(rounds.code == 0, qPrintable(rounds.err));
        QCOMPARE(rounds.json["rounds"].size(), std::size_t(2));
        const auto& last = rounds.json["rounds"][1];
        QVERIFY(last["labels"].get<int>() > 0);
        QVERIFY(last["wrong_share"].is_number());
        QVERIFY(last["step_auc"].is_number());
        QVERIFY(last["step_auc_interval_95"][0].get<double>() <= last["step_auc"].get<double>());
        QVERIFY(last["best_of_n"].back()["prm"].is_number());
        QVERIFY(last["seconds"].get<double>() > 0);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count("\r\n"), 3);
        QVERIFY(text.startsWith("round,created_at,state,"));
        QCOMPARE(ctl({"rounds", m_place.project(), "--csv", m_place.file("none/x.csv")}).code, 1);
    }

    /// Else every estimate would be a guess although the machine is known by now.
    void planGoesByWhatWasMeasured() {
        QCOMPARE(ctl({"label", m_place.project(), "--oracle"}).code, 0);
        const CtlResult plan = ctl({"round", m_place.project(), "--plan", "--mode", "full", "--samples", "1"});
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QVERIFY(plan.json["unknown"].empty());
        for (const auto& stage : plan.json["stages"])
            if (stage["name"] != "train")
                QVERIFY2(stage["from"].get<std::string>().starts_with("round 2"), stage.dump().c_str());
    }

    /// A person who has labelled nothing new gets a queue and no second training.
    void nothingNewTrainsNothing() {
        QCOMPARE(ctl({"round", m_place.project(), "--mode", "head", "--count", "4"}).code, 0);
        const CtlResult plan = ctl({"round", m_place.project(), "--plan", "--mode", "head", "--count", "4"});
        QVERIFY(noteCodes(plan).contains("no_new_ratings"));
        QVERIFY(!stages(plan.json["stages"]).contains("train"));
        const int models = status()["models"];
        const CtlResult round = ctl({"round", m_place.project(), "--mode", "head", "--count", "4"});
        QVERIFY2(round.code == 0, qPrintable(round.err));
        QCOMPARE(status()["models"].get<int>(), models);
    }
};

QTEST_GUILESS_MAIN(TestCtlRounds)
#include "tst_ctl_rounds.moc"
