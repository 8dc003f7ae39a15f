// SPDX-License-Identifier: GPL-3.0-or-later
//
// A round that is killed at any stage is gone on with as the same round.
#include "tests/app/stepmarkctl/interrupting.h"
#include "tests/app/stepmarkctl/what_is_left.h"

using namespace stepmark::test;

class TestCtlResume : public QObject {
    Q_OBJECT

    Workplace m_sample; ///< copied for each test

    void copySample(const Workplace& place) const { QVERIFY(QFile::copy(m_sample.project(), place.project())); }

    /// What a round leaves that nobody kills.
    std::vector<QStringList> undisturbed() const {
        static std::vector<QStringList> left;
        if (left.empty()) {
            const Workplace whole;
            copySample(whole);
            const CtlResult round = ctl(QStringList{"round", whole.project()} + kRound);
            if (round.code != 0)
                qFatal("%s", qPrintable(round.err));
            left = leftIn(whole);
        }
        return left;
    }

private Q_SLOTS:
    void initTestCase() {
        const CtlResult sample =
            ctl({"sample", m_sample.project(), "--problems", "15", "--samples", "4", "--held-out-samples", "4"});
        QVERIFY2(sample.code == 0, qPrintable(sample.err));
    }

    void killedAtAnyStageItIsTheSameRound_data() {
        QTest::addColumn<QList<QByteArray>>("marks"); // killed at each
        for (const char* part : {"queue", "label", "train", "score", "train ORM", "score by ORM"})
            QTest::newRow(part) << QList<QByteArray>{beginOf(part)};
        for (const char* subject : {"prm", "orm"})
            QTest::addRow("training %s", subject)
                << QList<QByteArray>{QByteArray("{\"stage\":\"training\",\"subject\":\"") + subject};
        QTest::newRow("twice") << QList<QByteArray>{beginOf("score"), beginOf("score by ORM")};
    }
    /// It made round 2, labelled more, and trained over round 1's model: all of that in silence.
    void killedAtAnyStageItIsTheSameRound() {
        QFETCH(QList<QByteArray>, marks);
        const auto wanted = undisturbed();
        const Workplace place;
        copySample(place);
        QStringList arguments = QStringList{"round", place.project()} + kRound;
        for (const QByteArray& mark : marks) {
            QProcess process;
            startUntil(process, arguments, mark);
            kill(process);
            const auto rounds = ctl({"rounds", place.project()}).json;
            QCOMPARE(rounds["rounds"].size(), std::size_t(1));
            QCOMPARE(rounds["rounds"][0]["state"].get<std::string>(), std::string("interrupted"));
            arguments = {"round", place.project(), "--resume"};
        }
        const CtlResult resumed = ctl(arguments);
        QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
        const QString difference = firstDifference(wanted, leftIn(place));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QCOMPARE(ctl({"check", place.project()}).code, 0);
    }

    /// Its identities are those of the version that began it: they would be others here, and its queue made twice.
    void roundOfAnotherVersionIsGoneOnWith() {
        const Workplace place;
        copySample(place);
        QProcess process;
        startUntil(process, QStringList{"round", place.project()} + kRound, beginOf("train"));
        kill(process);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "other");
            database.setDatabaseName(place.project());
            QVERIFY(database.open());
            QSqlQuery query(database);
            for (const char* sql : {"UPDATE round SET record = replace(record, identity, 'other ' || identity) "
                                    "FROM artifact WHERE instr(record, identity) AND part = 'queue'",
                                    "UPDATE round SET record = replace(record, identity, 'other ' || identity) "
                                    "FROM artifact WHERE instr(record, identity) AND part = 'label'",
                                    "UPDATE artifact SET identity = 'other ' || identity"})
                QVERIFY2(query.exec(QString::fromLatin1(sql)), qPrintable(query.lastError().text()));
        }
        QSqlDatabase::removeDatabase("other");
        const CtlResult resumed = ctl({"round", place.project(), "--resume"});
        QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
        const QString difference = firstDifference(undisturbed(), leftIn(place));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    /// That stage is over in a moment: it is begun again from the one before it until the kill falls into it.
    void killedWhileItEvaluates() {
        const Workplace place;
        copySample(place);
        const auto state = [&] {
            return ctl({"rounds", place.project()}).json["rounds"][0]["state"].get<std::string>();
        };
        const QStringList resume{"round", place.project(), "--resume"};
        QProcess first;
        startUntil(first, QStringList{"round", place.project()} + kRound, beginOf("score by ORM"));
        kill(first);
        QCOMPARE(state(), std::string("interrupted")); // this also takes the log in: the file is the project
        const QString before = place.file("before");
        QVERIFY(QFile::copy(place.project(), before));
        for (int i = 0; i < 20; ++i) {
            QProcess process;
            startUntil(process, resume, beginOf("evaluate"));
            kill(process);
            if (state() == "interrupted")
                break;
            QVERIFY(QFile::remove(place.project()) && QFile::copy(before, place.project()));
        }
        QCOMPARE(state(), std::string("interrupted"));
        const CtlResult resumed = ctl(resume);
        QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
        const QString difference = firstDifference(undisturbed(), leftIn(place));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QCOMPARE(ctl({"check", place.project()}).code, 0);
    }

    void finishedCheckpointIsTakenUp_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("mode");
        QTest::newRow("prm") << "prm"
                             << "full";
        QTest::newRow("prm, head") << "prm"
                                   << "head";
        QTest::newRow("orm") << "orm"
                             << "full";
    }
    /// Killed between the folder's rename and the model's row: a model that no project knew, and that was in the way.
    void finishedCheckpointIsTakenUp() {
        QFETCH(const QString, kind);
        QFETCH(const QString, mode);
        const Workplace place;
        copySample(place);
        QCOMPARE(ctl({"queue", place.project(), "--count", "8"}).code, 0);
        QCOMPARE(ctl({"label", place.project(), "--oracle"}).code, 0);
        const QString killed = place.file("killed"); // as it was before the row was written
        QVERIFY(QFile::copy(place.project(), killed));
        const QString out = place.file("model"), weights = out + "/model.safetensors";
        const QStringList how{"--kind", kind, "--mode", mode, "--out", out};
        const CtlResult whole = ctl(QStringList{"train", place.project()} + how);
        QVERIFY2(whole.code == 0, qPrintable(whole.err));
        const QByteArray hash = hashOf(weights);
        const QDateTime written = QFileInfo(weights).lastModified();

        const CtlResult anew = ctl(QStringList{"train", killed} + how);
        QCOMPARE(anew.code, 1);
        QVERIFY2(anew.err.contains("--resume"), qPrintable(anew.err));
        const CtlResult other = ctl(QStringList{"train", killed} + how + QStringList{"--resume", "--seed", "9"});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.err.contains("another run"), qPrintable(other.err));
        QCOMPARE(ctl({"status", killed}).json["models"].get<int>(), 0);
        const CtlResult resumed = ctl(QStringList{"train", killed} + how + QStringList{"--resume"});
        QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
        QCOMPARE(ctl({"status", killed}).json["models"].get<int>(), 1);
        QCOMPARE(hashOf(weights), hash);
        for (const char* key : {"ratings", "tokens", "best_epoch", "optimizer_steps", "precision"})
            if (mode == "full" || std::string(key) != "tokens") // a head's come from the cache the second time
                QCOMPARE(resumed.json[key].dump(), whole.json[key].dump());
        if (mode == "full")
            QCOMPARE(QFileInfo(weights).lastModified(), written); // hours may have gone into it
        QCOMPARE(ctl(QStringList{"train", killed} + how + QStringList{"--resume"}).code, 1); // it is a model by now
    }

    /// Else the round that nobody goes on with would be "queued" for ever, and its model's folder used again.
    void whoBeginsAnewGivesTheOldOneUp() {
        const Workplace place;
        copySample(place);
        QProcess process;
        startUntil(process, QStringList{"round", place.project()} + kRound, beginOf("train ORM"));
        kill(process);
        const QByteArray weights = hashOf(place.file("p.models/round-1/model.safetensors"));
        QVERIFY(weights != "none");
        const CtlResult round = ctl(QStringList{"round", place.project()} + kRound);
        QVERIFY2(round.code == 0, qPrintable(round.err));
        const auto rounds = ctl({"rounds", place.project()}).json["rounds"];
        QCOMPARE(rounds.size(), std::size_t(2));
        QCOMPARE(rounds[0]["state"].get<std::string>(), std::string("given up"));
        QCOMPARE(rounds[1]["state"].get<std::string>(), std::string("done"));
        QCOMPARE(hashOf(place.file("p.models/round-1/model.safetensors")), weights);
        QVERIFY(hashOf(place.file("p.models/round-2/model.safetensors")) != "none");
    }

    /// The loser had labelled its queue before the base's cache turned it away.
    void secondRoundIsToldBeforeAnythingIsWritten() {
        const Workplace place;
        copySample(place);
        QProcess process;
        startUntil(process, QStringList{"round", place.project()} + kRound + QStringList{"--epochs", "900"},
                   "\"loss\"");
        const QString running = place.folder.filePath("p.models/round-1.run"); // the first one goes on meanwhile
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(running), 60000);
        const auto before = leftIn(place);
        for (const QStringList& more : {kRound, QStringList{"--resume"}}) {
            const CtlResult second = ctl(QStringList{"round", place.project()} + more);
            QCOMPARE(second.code, 1);
            QVERIFY2(second.err.contains("under way") && second.err.contains("cancel"), qPrintable(second.err));
        }
        const CtlResult train =
            ctl({"train", place.project(), "--kind", "prm", "--out", place.file("p.models/../p.models/round-1")});
        QCOMPARE(train.code, 1);
        QVERIFY2(train.err.contains("Another job trains into"), qPrintable(train.err));
        QCOMPARE(firstDifference(before, leftIn(place)), QString());
        QCOMPARE(ctl({"rounds", place.project()}).json["rounds"][0]["state"].get<std::string>(),
                 std::string("running"));
        kill(process); // the place is given back
        const CtlResult next = ctl(QStringList{"round", place.project()} + kRound);
        QVERIFY2(next.code == 0, qPrintable(next.err));
    }

    /// Else an old round's PRM would be compared with a model that was trained long after it.
    void roundIsEvaluatedWithItsOwnOutcomeModel() {
        const Workplace place;
        copySample(place);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(ctl(QStringList{"round", place.project()} + kRound).code, 0);
        for (int round = 1; round <= 2; ++round) {
            const CtlResult evaluation =
                ctl({"evaluate", place.project(), "--checkpoint", place.file(QString("p.models/round-%1").arg(round))});
            QVERIFY2(evaluation.code == 0, qPrintable(evaluation.err));
            QCOMPARE(evaluation.json["model"].get<int>(), 2 * round - 1);
            QCOMPARE(evaluation.json["orm_model"].get<int>(), 2 * round);
        }
    }
};

QTEST_GUILESS_MAIN(TestCtlResume)
#include "tst_ctl_resume.moc"
