// SPDX-License-Identifier: GPL-3.0-or-later
//
// A round that is killed at any stage is gone on with as the same round, and nothing that is there is written over.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QCryptographicHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <csignal>

using namespace stepmark::test;

namespace {

const QStringList kRound{"--oracle", "--count", "10", "--mode", "full", "--orm", "--seed", "3"};

/// What a round leaves, but for times, places and how often it was begun.
constexpr const char* kLeft[] = {
    "SELECT number, strategy, candidates, model_id, state FROM round ORDER BY id",
    "SELECT round_id, solution_id, position, state FROM queue_item ORDER BY id",
    "SELECT solution_id, labeler_id, round_id, finish_reason FROM annotation ORDER BY id",
    "SELECT annotation_id, step_id, labeler_id, rating FROM rating_event ORDER BY id",
    "SELECT kind, round_id, data_fingerprint, replace(path, ?1, '') FROM model ORDER BY id",
    "SELECT model_id, step_id, negative, neutral, positive FROM step_score ORDER BY 1, 2",
    "SELECT model_id, solution_id, score FROM solution_score ORDER BY 1, 2",
    "SELECT round_id, model_id, kind, json_extract(metrics, '$.labels'), json_extract(metrics, '$.best_of_n'), "
    "json_extract(metrics, '$.step_metrics'), json_extract(metrics, '$.orm_model') FROM evaluation ORDER BY id",
    "SELECT count(*) FROM solution",
    "SELECT count(*) FROM round WHERE record IS NOT NULL"};

QStringList rowsOf(QSqlDatabase database, const char* sql, const QString& folder) {
    QSqlQuery query(database);
    query.prepare(QString::fromLatin1(sql));
    if (QByteArrayView(sql).contains('?'))
        query.bindValue(0, folder);
    if (!query.exec())
        qFatal("%s: %s", sql, qPrintable(query.lastError().text()));
    QStringList rows;
    while (query.next()) {
        QStringList row;
        for (int column = 0; query.value(column).isValid(); ++column)
            row << query.value(column).toString();
        rows << row.join('|');
    }
    return rows;
}

QByteArray hashOf(const QString& path) {
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray("none");
}

/// The tables and the weights, a list each.
std::vector<QStringList> leftIn(const Workplace& place) {
    std::vector<QStringList> left;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "left");
        database.setDatabaseName(place.project());
        if (!database.open())
            qFatal("cannot open %s", qPrintable(place.project()));
        for (const char* sql : kLeft)
            left.push_back(rowsOf(database, sql, place.folder.path()));
    }
    QSqlDatabase::removeDatabase("left");
    const QDir models(place.folder.filePath("p.models"));
    QStringList weights;
    for (const QString& name : models.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        if (name != "cache")
            weights << name + ' ' + hashOf(models.filePath(name + "/model.safetensors"));
    left.push_back(weights);
    return left;
}

QString firstDifference(const std::vector<QStringList>& wanted, const std::vector<QStringList>& found) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (wanted[i] != found[i])
            return QString(i < std::size(kLeft) ? kLeft[i] : "weights") + '\n' + wanted[i].join('\n').left(2000) +
                   "\n-- found --\n" + found[i].join('\n').left(2000);
    return {};
}

/// The report with which a part of a round begins.
QByteArray beginOf(const char* part) { return QByteArray("{\"stage\":\"starting\",\"part\":\"") + part + '"'; }

/// Starts the command and waits until its progress says `mark`; no longer, or a short stage would be over.
void startUntil(QProcess& process, const QStringList& arguments, const QByteArray& mark) {
    process.setReadChannel(QProcess::StandardError);
    process.start(ctlProgram(), QStringList(arguments) << "--json");
    QByteArray seen;
    while (!seen.contains(mark)) {
        QVERIFY2(process.waitForReadyRead(240'000), seen.right(500).constData());
        seen += process.readAllStandardError();
    }
}

void kill(QProcess& process) {
    process.kill();
    QVERIFY(process.waitForFinished());
}

} // namespace

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

    void modelsAreNeverWrittenOver_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("out");
        QTest::newRow("prm, its own name") << "prm"
                                           << "p.models/round-1";
        QTest::newRow("prm, another spelling") << "prm"
                                               << "./p.models/x/../round-1/";
        QTest::newRow("prm, through a link") << "prm"
                                             << "link/round-1";
        QTest::newRow("orm") << "orm"
                             << "p.models/round-1-orm";
        QTest::newRow("generator") << "generator"
                                   << "p.models/round-1";
        QTest::newRow("somebody else's") << "prm"
                                         << "foreign";
    }
    void modelsAreNeverWrittenOver() {
        QFETCH(QString, kind);
        QFETCH(QString, out);
        static const Workplace place;
        if (!QFile::exists(place.project())) {
            copySample(place);
            QCOMPARE(ctl(QStringList{"round", place.project()} + kRound).code, 0);
            QVERIFY(QFile::link(place.file("p.models"), place.file("link")));
            QVERIFY(QDir().mkpath(place.file("foreign")));
            place.file("foreign/letter.txt", "dear");
        }
        const auto before = leftIn(place);
        const CtlResult train = ctl({"train", place.project(), "--kind", kind, "--out", place.file(out)});
        QCOMPARE(train.code, 1);
        QVERIFY2(train.err.contains("--out"), qPrintable(train.err));
        const CtlResult round =
            ctl(QStringList{"round", place.project(), "--out", place.file(out)} + QStringList(kRound));
        QCOMPARE(round.code, 1);
        QCOMPARE(firstDifference(before, leftIn(place)), QString());
        QVERIFY(QFile::exists(place.file("foreign/letter.txt")));
    }

    /// A copy of the project beside it has the same PROJECT.models.
    void automaticNamesGoOnToTheNextFreeOne() {
        const Workplace place;
        copySample(place);
        const QString copy = place.file("p.copy");
        QVERIFY(QFile::copy(place.project(), copy));
        QCOMPARE(ctl(QStringList{"round", place.project()} + kRound).code, 0);
        const QByteArray weights = hashOf(place.file("p.models/round-1/model.safetensors"));
        const CtlResult round = ctl(QStringList{"round", copy} + kRound);
        QVERIFY2(round.code == 0, qPrintable(round.err));
        QCOMPARE(hashOf(place.file("p.models/round-1/model.safetensors")), weights);
        QVERIFY(QDir(place.file("p.models/round-1-2")).exists());
        QVERIFY(QDir(place.file("p.models/round-1-2-orm")).exists());
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
