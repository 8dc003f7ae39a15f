// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/files/write_error.h"
#include "storage/annotation_store.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/labeler_store.h"
#include "storage/migrations.h"
#include "storage/rating_store.h"
#include "storage/transaction.h"
#include "tests/storage/fixture.h"
#include "tests/storage/other_people.h"

#include <QRegularExpression>
#include <QTest>

#include <sys/resource.h>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::addSolution;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

void fill(Project& project) {
    const auto s = addSolution(project, "p", {"one", "two"});
    addSolution(project, "q", {"three"});
    const auto annotation = AnnotationStore(project).begin(s.solution, LabelerStore(project).named("ann").id).id;
    RatingEvent event;
    event.annotation = annotation;
    event.step = s.steps[0];
    event.rating = Rating::Positive;
    RatingStore(project).append(event);
}

/// "size N" (negative: so much less), "append", "bytes AT COUNT" (overwritten), "log" (another project's is put beside
/// it); all else is done by SQL.
void spoil(const std::filesystem::path& path, const QString& damage) {
    const QStringList words = damage.split(' ');
    const auto write = [&](std::streamoff at, const std::string& bytes) {
        std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(at);
        file << bytes;
    };
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    if (words[0] == "size")
        std::filesystem::resize_file(path, static_cast<std::uintmax_t>(words[1].toLongLong() < 0
                                                                           ? size + words[1].toLongLong()
                                                                           : words[1].toLongLong()));
    else if (words[0] == "append")
        write(size, "something");
    else if (words[0] == "bytes")
        write(words[1].toLongLong(), std::string(words[2].toULongLong(), '\xAB'));
    else if (words[0] == "log")
        std::ofstream(std::filesystem::path(path) += "-wal", std::ios::binary) << std::string(5000, '\xAB');
}

} // namespace

class CheckBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: trust, if damage went unnoticed until training.
    void damageIsFound_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("check");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("parent of another problem") << "UPDATE step_row SET parent_id = 1, depth = 1 WHERE id = 3"
                                                   << "step tree";
        QTest::newRow("wrong depth") << "UPDATE step_row SET depth = 5 WHERE id = 2"
                                     << "step tree";
        QTest::newRow("a circle") << "UPDATE step_row SET parent_id = 2 WHERE id = 2"
                                  << "step tree";
        QTest::newRow("leaf of another problem") << "UPDATE solution_row SET leaf_id = 3 WHERE id = 1"
                                                 << "solutions";
        QTest::newRow("rating on another problem") << "INSERT INTO rating_event_row VALUES (9, 1, 3, 1, 1, 0, 0, '', 0, 0)"
                                                   << "ratings";
        QTest::newRow("missing row") << "DELETE FROM labeler_row"
                                     << "references";
        QTest::newRow("a foreign trigger") << "CREATE TRIGGER t AFTER INSERT ON step_row BEGIN DELETE FROM setting; END"
                                           << "schema";
        QTest::newRow("a missing trigger") << "DROP TRIGGER rating_event_never_updated"
                                           << "schema";
        QTest::newRow("another program's id") << "PRAGMA application_id = 7"
                                              << "integrity";
        QTest::newRow("a job without a worker")
            << "INSERT INTO job (kind, state, created_at) VALUES ('x', 'running', '')"
            << "jobs";
    }
    void damageIsFound() {
        QFETCH(QString, sql);
        QFETCH(QString, check);
        const Folder folder;
        auto project = folder.project();
        fill(project);
        if (!sql.isEmpty()) {
            project.connection().execute("PRAGMA foreign_keys=OFF");
            project.connection().execute(sql.toStdString());
        }
        const auto findings = storage::check(project);
        QStringList found;
        for (const Finding& finding : findings)
            found << QString::fromStdString(finding.check);
        if (check.isEmpty())
            QVERIFY2(findings.empty(), qPrintable(found.join(", ")));
        else
            QVERIFY2(found.contains(check), qPrintable(found.join(", ")));
    }

    // Lost: the one tool that could have told what is wrong, stopped by the first thing it met.
    void everyDamageIsAFinding_data() {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << "" << "" << "";
        QTest::newRow("empty") << "size 0" << "file" << "is empty";
        QTest::newRow("only a header") << "size 100" << "file" << "cut short";
        QTest::newRow("a page short") << "size -4096" << "file" << "cut short";
        QTest::newRow("a byte short") << "size -1" << "file" << "cut short";
        QTest::newRow("longer") << "append" << "file" << "at the end of the file";
        QTest::newRow("no header") << "bytes 0 100" << "file" << "does not begin as a project does";
        QTest::newRow("no page size") << "bytes 16 2" << "file" << "size that pages can have";
        QTest::newRow("first page") << "bytes 100 3900" << "integrity" << "damaged";
        QTest::newRow("garbage in the middle") << "bytes 40960 8192" << "integrity" << "";
        QTest::newRow("another program's") << "PRAGMA application_id=7" << "integrity" << "not marked";
        QTest::newRow("no schema") << "PRAGMA user_version=0" << "schema" << "no schema";
        QTest::newRow("a newer schema") << "PRAGMA user_version=999" << "schema" << "newer Stepmark";
        QTest::newRow("a missing table") << "DROP TABLE queue_item" << "schema" << "the table queue_item";
        QTest::newRow("rules without it") << "DROP TABLE queue_item" << "schema" << "Not checked, as tables";
        QTest::newRow("a missing column") << "ALTER TABLE job_log DROP COLUMN line" << "schema" << "table job_log";
        QTest::newRow("a foreign trigger") << "CREATE TRIGGER t AFTER INSERT ON step_row BEGIN DELETE FROM setting; END"
                                           << "schema" << "trigger t";
        QTest::newRow("a foreign view") << "CREATE VIEW v AS SELECT 1" << "schema" << "view v";
        QTest::newRow("a foreign table") << "CREATE TABLE mine (x)" << "schema" << "table mine";
        QTest::newRow("a broken rule, too") << "UPDATE step_row SET depth = 5 WHERE id = 2" << "step tree" << "Step 2";
        QTest::newRow("somebody else's log") << "log" << "file" << "belongs to another file";
    }
    void everyDamageIsAFinding() {
        QFETCH(QString, damage);
        QFETCH(QString, check);
        QFETCH(QString, says);
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        {
            auto project = folder.project();
            fill(project);
            project.connection().execute("PRAGMA foreign_keys=OFF");
            if (damage.contains(QRegularExpression("^[A-Z]{4}")))
                project.connection().execute(damage.toStdString());
        }
        spoil(path, damage);
        const auto before = folder.bytes();
        const auto report = checkFile(path);
        QStringList found;
        bool hit = check.isEmpty() && report.findings.empty();
        for (const Finding& finding : report.findings) {
            found << QString::fromStdString(finding.check + ": " + finding.message);
            hit |= QString::fromStdString(finding.check) == check && QString::fromStdString(finding.message).contains(says);
        }
        QVERIFY2(hit, qPrintable(found.join("\n")));
        QCOMPARE(folder.bytes(), before); // nothing is changed, and nothing left beside it
    }

    // Lost: nothing; but a log that is moved away from its project takes the last marks along.
    void aLogLeftByAKillIsNoDamage() {
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        QCOMPARE(fixture::inChild([&] {
            static auto killed = folder.project();
            fill(killed);
            return QString();
        }),
                 QString());
        const auto before = folder.files();
        const auto report = checkFile(path);
        QVERIFY(report.findings.empty());
        QCOMPARE(report.notes.size(), std::size_t(1));
        QVERIFY(QString::fromStdString(report.notes[0]).contains("a.stepmark-wal"));
        QCOMPARE(folder.files(), before);
    }

    // Lost: an old project, brought up to date by a look at it; or called damaged for being old.
    void checkLeavesAnOldProjectAsItIs() {
        const Folder folder;
        const auto path = folder.path("old.stepmark");
        {
            Connection connection(path);
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), 1);
        }
        const auto before = folder.bytes();
        const auto report = checkFile(path);
        QCOMPARE(report.findings.size(), std::size_t(0));
        QCOMPARE(folder.bytes(), before);
    }

    // Lost: the only copy, if the backup were not a project, or not the whole one.
    void backupIsAProject() {
        const Folder folder;
        auto project = folder.project();
        fill(project);
        Transaction unfinished(project); // the backup sees what is committed, while others write
        auto reader = Project::open(project.path());
        backup(reader, folder.path("copy.stepmark"));
        auto copy = Project::open(folder.path("copy.stepmark"));
        QCOMPARE(counts(copy).ratings, 1);
        QCOMPARE(copy.title(), std::string("A title"));
        QVERIFY(storage::check(copy).empty());
    }

    void backupRefuses_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("overwrite");
        QTest::addColumn<QString>("says");
        QTest::newRow("an existing file") << "taken" << false << "exists already";
        QTest::newRow("the project itself") << "a.stepmark" << true << "itself";
        QTest::newRow("no such folder") << "no/copy" << false << "does not exist";
        QTest::newRow("an open project") << "open.stepmark" << true << "close it";
    }
    void backupRefuses() {
        QFETCH(QString, target);
        QFETCH(bool, overwrite);
        QFETCH(QString, says);
        const Folder folder;
        auto project = folder.project();
        auto open = folder.project("open.stepmark");
        fill(open);
        folder.write("taken", "precious");
        const QString error = errorOf([&] { backup(project, folder.path(target.toStdString()), overwrite); });
        QVERIFY2(error.contains(says), qPrintable(error));
        QCOMPARE(std::filesystem::file_size(folder.path("taken")), std::uintmax_t(8));
    }

    // Lost: a folder full of halves, or a backup that cannot be stopped.
    void stoppedBackupLeavesNothing() {
        const Folder folder;
        auto project = folder.project();
        fill(project);
        const auto before = folder.files();
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(backup(project, folder.path("copy"), false, {}, stop.get_token()), Cancelled);
        QCOMPARE(folder.files(), before);
        backup(project, folder.path("copy"));
        backup(project, folder.path("copy"), true);
        QVERIFY_EXCEPTION_THROWN(storage::check(project, {}, stop.get_token()), Cancelled);
    }

    // It said that the disk of the project, which had room, was full; and a part of the copy stayed.
    void backupWithoutRoomNamesTheCopy() {
        const Folder folder;
        auto project = folder.project();
        project.setSetting("large", std::string(1'000'000, 'x'));
        project.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)");
        const auto before = folder.files();
        files::takeWriteSignalsAsErrors();
        rlimit no_limit{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &no_limit), 0);
        const rlimit small{100'000, no_limit.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const QString error = errorOf([&] { backup(project, folder.path("copy.stepmark")); });
        ::setrlimit(RLIMIT_FSIZE, &no_limit);
        QVERIFY2(error.contains("copy.stepmark\"") && !error.contains("a.stepmark") && !error.contains("-part-"),
                 qPrintable(error));
        QCOMPARE(folder.files(), before);
        backup(project, folder.path("copy.stepmark"));
    }

    // Lost: the afternoon that a large copy takes, with no way out.
    void backupStopsHalfWay() {
        const Folder folder;
        auto project = folder.project();
        project.setSetting("large", std::string(30'000'000, 'x'));
        std::stop_source stop;
        const auto stopAtOnce = [&stop](const Progress&) { stop.request_stop(); };
        if (!project.connection().sqliteHandle())
            QSKIP("Qt brings an SQLite of its own: a copy under way cannot be interrupted.");
        const auto before = folder.files();
        try {
            backup(project, folder.path("copy"), false, stopAtOnce, stop.get_token());
        } catch (const Cancelled&) {
            QCOMPARE(folder.files(), before);
        }
    }
};

QTEST_GUILESS_MAIN(CheckBackup)
#include "tst_check_backup.moc"
