// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "storage/annotation_store.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "storage/transaction.h"
#include "tests/storage/fixture.h"

#include <QTest>

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
        QTest::newRow("rating on another problem") << "INSERT INTO rating_event_row VALUES (9, 1, 3, 1, 1, 0, 0, '', 0)"
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
