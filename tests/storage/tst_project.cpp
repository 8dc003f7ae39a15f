// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/annotation_store.h"
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/labeler_store.h"
#include "storage/migrations.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "tests/storage/fixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

// A project as the first schema had it, made by SQL alone: what every later version must be able to open.
void writeVersion1(const std::filesystem::path& path) {
    Connection connection(path);
    connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
    migrate(connection, migrations(), 1);
    for (const char* sql :
         {"INSERT INTO setting VALUES ('title', 'Old')",
          "INSERT INTO problem VALUES (1, 'k', '1 + 1', 7, '2', NULL, 'train', '', '2026-01-01T00:00:00.000Z')",
          "INSERT INTO step VALUES (1, 1, NULL, 0, 'It is 2.', 8)",
          "INSERT INTO solution VALUES (1, 1, 1, '2', 1, 'x', NULL, NULL, '{}', '2026-01-01T00:00:00.000Z')",
          "INSERT INTO labeler VALUES (1, 'ann', 'human', '2026-01-01T00:00:00.000Z')",
          "INSERT INTO annotation VALUES (1, 1, 1, NULL, 'label', 2, 'solution', 0, '', 5, '[]', "
          "'2026-01-01T00:00:00.000Z')",
          "INSERT INTO rating_event VALUES (1, 1, 1, 1, 1, 5, 0, '2026-01-01T00:00:00.000Z')",
          "INSERT INTO labeler VALUES (2, 'bob', 'human', '2026-01-01T00:00:00.000Z')",
          "INSERT INTO round (id, number, strategy, count, wrong_share, per_problem, seed, candidates, created_at) "
          "VALUES (1, 1, 'uniform', 1, 0.8, 0, 3, 1, '2026-01-01T00:00:00.000Z')",
          "INSERT INTO queue_item VALUES (7, 1, 1, 4, 'uniform', 'label', 'served', 2, '2026-01-01T00:00:00.000Z')"})
        connection.execute(sql);
}

std::string sqliteFile(const Folder& folder, const std::string& name, std::int64_t application_id, int version) {
    Connection connection(folder.path(name));
    connection.execute("CREATE TABLE t (x)");
    connection.execute("PRAGMA application_id=" + std::to_string(application_id));
    connection.execute("PRAGMA user_version=" + std::to_string(version));
    return name;
}

} // namespace

class ProjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: everything, if a project that was closed could not be opened again.
    void createdProjectOpensAgain() {
        const Folder folder;
        { Project::create(folder.path("x.stepmark"), "Étude 数"); }
        const auto project = Project::open(folder.path("x.stepmark"));
        QCOMPARE(project.title(), std::string("Étude 数"));
        QCOMPARE(project.schemaVersion(), newestSchemaVersion());
        auto& connection = project.connection();
        QCOMPARE(connection.pragma("application_id"), kApplicationId);
        QCOMPARE(connection.pragma("synchronous"), 2);
        QCOMPARE(connection.pragma("foreign_keys"), 1);
        QCOMPARE(connection.pragma("trusted_schema"), 0);
    }

    // Lost: somebody's project, overwritten by a new one of the same name.
    void createNeverReplaces() {
        const Folder folder;
        folder.write("x.stepmark", "precious");
        QVERIFY(errorOf([&] { Project::create(folder.path("x.stepmark")); }).contains("exists"));
        QCOMPARE(folder.files(), QStringList{"x.stepmark"});
        QVERIFY(errorOf([&] { Project::create(folder.path("no/such/folder/x.stepmark")); }).contains("does not exist"));
        // A log left by a deleted project would be played into the new one.
        folder.write("y.stepmark-wal", "left over");
        QVERIFY(errorOf([&] { Project::create(folder.path("y.stepmark")); }).contains("y.stepmark-wal"));
    }

    // Lost: the user's time, if a wrong file gave "SQL error" (or was changed) instead of a word on what to do.
    void badFilesAreRefused_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such file") << "missing"
                                      << "There is no project";
        QTest::newRow("a folder") << "folder"
                                  << "is no file";
        QTest::newRow("empty") << "empty"
                               << "not a Stepmark project";
        QTest::newRow("text") << "text"
                              << "not a Stepmark project";
        QTest::newRow("JSON lines") << "jsonl"
                                    << "import the file";
        QTest::newRow("another program's database") << "other"
                                                    << "another program";
        QTest::newRow("newer schema") << "newer"
                                      << "newer Stepmark";
        QTest::newRow("no schema") << "bare"
                                   << "damaged";
        QTest::newRow("cut off") << "cut"
                                 << "damaged";
        QTest::newRow("overwritten inside") << "overwritten"
                                            << "damaged";
    }
    void badFilesAreRefused() {
        QFETCH(QString, kind);
        QFETCH(QString, says);
        const Folder folder;
        const auto path = folder.path("p");
        if (kind == "folder")
            std::filesystem::create_directory(path);
        else if (kind == "empty")
            folder.write("p", "");
        else if (kind == "text")
            folder.write("p", std::string(500, 'a'));
        else if (kind == "jsonl")
            folder.write("p", "{\"problem\": \"1 + 1\"}\n");
        else if (kind == "other")
            sqliteFile(folder, "p", 42, 1);
        else if (kind == "newer")
            sqliteFile(folder, "p", kApplicationId, newestSchemaVersion() + 1);
        else if (kind == "bare")
            sqliteFile(folder, "p", kApplicationId, 0);
        else if (kind == "cut" || kind == "overwritten") {
            writeVersion1(path);
            if (kind == "cut")
                std::filesystem::resize_file(path, 8192);
            std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(100);
            file << std::string(3900, '\xAB');
        }
        const QString error = errorOf([&] {
            auto project = Project::open(path);
            counts(project);
        });
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    // Lost: marks, changed in silence by a trigger that somebody slipped in, or an evening over raw SQL.
    void foreignSchemasAreRefused_data() {
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says"); // "": it is opened
        const int now = newestSchemaVersion();
        const QString fires = "BEGIN UPDATE setting SET value = 'fired'; END";
        QTest::newRow("as it should be") << now << "" << "";
        QTest::newRow("a missing table") << now << "DROP TABLE gold_event" << "the table gold_event is missing";
        QTest::newRow("all tables of a later version") << 1 << "PRAGMA user_version=2" << "lacks its column";
        QTest::newRow("a missing column") << 1 << "ALTER TABLE problem DROP COLUMN answer"
                                          << "the table problem lacks its column answer";
        QTest::newRow("a view instead of a table")
            << now << "DROP TABLE job_log;CREATE VIEW job_log AS SELECT 1 AS id, 1 AS job_id, '' AS line, '' AS created_at"
            << "the table job_log is missing";
        QTest::newRow("a virtual table") << now << "DROP TABLE job_log;CREATE VIRTUAL TABLE job_log USING fts5(line)"
                                         << "the table job_log is missing";
        QTest::newRow("a missing index") << now << "DROP INDEX step_place" << "the index step_place is missing";
        QTest::newRow("ratings may be changed") << now << "DROP TRIGGER rating_event_never_updated"
                                                << "the trigger rating_event_never_updated is missing";
        QTest::newRow("a trigger that does nothing")
            << now
            << "DROP TRIGGER rating_event_never_updated;CREATE TRIGGER rating_event_never_updated BEFORE UPDATE ON "
               "rating_event_row BEGIN SELECT 1; END"
            << "the trigger rating_event_never_updated has been changed";
        QTest::newRow("a view that shows something else")
            << now << "DROP VIEW labeler;CREATE VIEW labeler AS SELECT * FROM labeler_row"
            << "the view labeler has been changed";
        QTest::newRow("a foreign trigger") << now << "CREATE TRIGGER evil AFTER INSERT ON rating_event_row " + fires
                                           << "holds the trigger evil";
        QTest::newRow("one that a migration would fire") << 1 << "CREATE TRIGGER evil AFTER UPDATE ON solution " + fires
                                                         << "holds the trigger evil";
        QTest::newRow("one on a view") << now
                                       << "CREATE VIEW v AS SELECT 1 AS x;CREATE TRIGGER evil INSTEAD OF INSERT ON v " + fires
                                       << "holds the trigger evil";
        QTest::newRow("a foreign view") << now << "CREATE VIEW v AS SELECT 1" << "holds the view v";
        QTest::newRow("somebody's own table and index")
            << now << "CREATE TABLE mine (x);CREATE INDEX my_answers ON problem_row (answer)" << "";
    }
    void foreignSchemasAreRefused() {
        QFETCH(int, version);
        QFETCH(QString, sql);
        QFETCH(QString, says);
        const Folder folder;
        const auto path = folder.path("p");
        writeVersion1(path);
        {
            Connection connection(path);
            migrate(connection, migrations(), version);
            connection.execute("PRAGMA foreign_keys=OFF");
            for (const QString& statement : sql.split(QRegularExpression(";(?=DROP|CREATE)"), Qt::SkipEmptyParts))
                connection.execute(statement.toStdString());
        }
        for (const auto access : {Project::Access::Write, Project::Access::Read, Project::Access::WriteOrRead}) {
            const QString error = errorOf([&] { Project::open(path, access); });
            if (says.isEmpty())
                QCOMPARE(error, QString());
            else
                QVERIFY2(error.contains("is damaged: ") && error.contains(says), qPrintable(error));
        }
        if (says.isEmpty())
            return;
        Connection connection(path);
        QCOMPARE(connection.pragma("user_version"), version == 1 && sql.contains("=2") ? 2 : version);
        Statement title(connection, "SELECT value FROM setting WHERE name = 'title'");
        QVERIFY(title.run().next());
        QCOMPARE(title.text(0), std::string("Old")); // no trigger ran
    }

    // Lost: old projects, if a new version could not read them.
    void version1FileOpens() {
        const Folder folder;
        writeVersion1(folder.path("old.stepmark"));
        auto project = Project::open(folder.path("old.stepmark"));
        QCOMPARE(project.schemaVersion(), newestSchemaVersion());
        QCOMPARE(project.title(), std::string("Old"));
        QCOMPARE(counts(project).ratings, 1);
        QVERIFY(check(project).empty());
        RatingStore ratings(project);
        QCOMPARE(ratings.current(1, 1).at(1), Rating::Positive);
        // Version 2: nobody had doubted, nobody had given a reason; now they can.
        QVERIFY(!ratings.history(1).at(0).unsure);
        RatingEvent doubt;
        doubt.annotation = doubt.step = 1;
        doubt.rating = Rating::Neutral;
        doubt.unsure = true;
        ratings.append(doubt);
        QVERIFY(ratings.history(1).at(1).unsure);
        AnnotationStore annotations(project);
        QCOMPARE(annotations.find(1)->finish_detail, std::string());
        annotations.finish(1, FinishReason::GiveUp, 5, false, "", "too hard");
        QCOMPARE(annotations.find(1)->finish_detail, std::string("too hard"));
        // Version 4: the queue goes on where it was, and who is known by an import only was never seated here.
        QCOMPARE(QueueStore(project).next(2)->id, 7);
        QCOMPARE(QueueStore(project).find(7)->position, 4);
        QCOMPARE(RoundStore(project).latest()->gold_items, 0);
        QCOMPARE(LabelerStore(project).find(1)->kind, std::string("import"));
        QCOMPARE(LabelerStore(project).find(2)->kind, std::string("human"));
        QCOMPARE(LabelerStore(project).state(2), LabelerState::Admitted);
    }

    // Lost: the project, if a migration that fails half-way left it between two versions.
    void failedMigrationChangesNothing() {
        const Folder folder;
        auto project = folder.project();
        auto& connection = project.connection();
        auto all = migrations();
        const int next = newestSchemaVersion() + 1;
        all.push_back({next, "bad.sql", "CREATE TABLE later (x INTEGER);\n\nINSERT INTO no_such_table VALUES (1);\n"});
        QVERIFY(!errorOf([&] { migrate(connection, all, next); }).isEmpty());
        QCOMPARE(project.schemaVersion(), next - 1);
        all.back().sql = "CREATE TABLE later (x INTEGER);\n\n-- a comment\nINSERT INTO later VALUES (1);\n";
        migrate(connection, all, next);
        QCOMPARE(project.schemaVersion(), next);
    }

    // Lost: the audit trail, if a rating could be changed afterwards.
    void ratingsAreAppendOnly_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("update") << "UPDATE rating_event_row SET rating = 0";
        QTest::newRow("delete") << "DELETE FROM rating_event_row";
        QTest::newRow("replace") << "INSERT OR REPLACE INTO rating_event_row VALUES (1, 1, 1, 1, -1, 0, 0, '', 0, 0)";
        QTest::newRow("upsert") << "INSERT INTO rating_event_row VALUES (1, 1, 1, 1, -1, 0, 0, '', 0, 0) ON CONFLICT (id) "
                                   "DO UPDATE SET rating = -1";
        QTest::newRow("no such rating") << "INSERT INTO rating_event_row VALUES (2, 1, 1, 1, 5, 0, 0, '', 0, 0)";
        QTest::newRow("no such step") << "INSERT INTO rating_event_row VALUES (2, 1, 99, 1, 1, 0, 0, '', 0, 0)";
        QTest::newRow("neither sure nor unsure") << "INSERT INTO rating_event_row VALUES (2, 1, 1, 1, 1, 0, 0, '', 2, 0)";
        QTest::newRow("a text as a rating") << "INSERT INTO rating_event_row VALUES (2, 1, 1, 1, 'good', 0, 0, '', 0, 0)";
    }
    void ratingsAreAppendOnly() {
        QFETCH(QString, sql);
        const Folder folder;
        writeVersion1(folder.path("p"));
        auto project = Project::open(folder.path("p"));
        QVERIFY(!errorOf([&] { project.connection().execute(sql.toStdString()); }).isEmpty());
        QCOMPARE(RatingStore(project).current(1, 1).at(1), Rating::Positive);
        QCOMPARE(counts(project).ratings, 1);
    }

    // Lost: half of a change, if an error in the middle kept the rest.
    void transactionsAreAllOrNothing() {
        const Folder folder;
        auto project = folder.project();
        {
            Transaction outer(project);
            project.setSetting("a", "1");
            { Transaction inner(project); } // given up
            QVERIFY(errorOf([&] { outer.commit(); }).contains("Nothing was saved"));
        }
        QVERIFY(!project.setting("a"));
        {
            Transaction outer(project);
            Transaction inner(project);
            project.setSetting("a", "2");
            inner.commit();
            outer.commit();
        }
        QCOMPARE(project.setting("a"), std::optional<std::string>("2"));
    }

    // Lost: texts, if quotes, emoji or an empty answer did not survive.
    void textsComeBackAsTheyWere_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("quotes") << "It's \"5\"; DROP TABLE problem; -- %1 ?";
        QTest::newRow("emoji and accents") << QString::fromUtf8("naïve 🦆 数学");
        QTest::newRow("LaTeX") << "\\frac{1}{2}\n\\begin{align} x &= 1 \\\\ \\end{align}";
        QTest::newRow("empty") << "";
        QTest::newRow("long") << QString(1 << 20, 'x');
    }
    void textsComeBackAsTheyWere() {
        QFETCH(QString, text);
        const Folder folder;
        auto project = folder.project();
        Problem problem;
        problem.text = text.toStdString();
        problem.answer = text.toStdString();
        const auto id = ProblemStore(project).add(problem).problem.id;
        const auto back = ProblemStore(project).find(id);
        QVERIFY(back);
        QCOMPARE(back->text, problem.text);
        QVERIFY(back->answer.has_value());
        QCOMPARE(*back->answer, problem.text);
        QVERIFY(!ProblemStore(project).add(problem).is_new);
    }
};

QTEST_GUILESS_MAIN(ProjectTest)
#include "tst_project.moc"
