// SPDX-License-Identifier: GPL-3.0-or-later
// Why a solution was queued: the words that the project takes, and what an older version had written.
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/labeler_store.h"
#include "storage/migrations.h"
#include "storage/queue_store.h"
#include "storage/statement.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

constexpr QueueReason kReasons[] = {QueueReason::ConvincingWrong, QueueReason::Convincing, QueueReason::Uniform,
                                    QueueReason::Uncertain};

int migrationOf(const std::string& name) {
    for (const Migration& migration : migrations())
        if (migration.name.find(name) != std::string::npos)
            return migration.number;
    return 0;
}

/// A project of the version before, with the queue of a team at work.
void writeVersionBefore(const std::filesystem::path& path) {
    const int mine = migrationOf("queue_reason_words");
    QVERIFY(mine > 1);
    Connection connection(path);
    connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
    migrate(connection, migrations(), mine - 1);
    for (const char* sql :
         {"INSERT INTO problem_row (id, text, text_hash, created_at) VALUES (1, '1 + 1', 7, '')",
          "INSERT INTO step_row (id, problem_id, depth, text, text_hash) VALUES (1, 1, 0, 'It is 2.', 8)",
          "INSERT INTO solution_row (id, problem_id, leaf_id, created_at) VALUES (1, 1, 1, '')",
          "INSERT INTO labeler_row (id, name, created_at) VALUES (1, 'ann', ''), (2, 'bob', '')",
          "INSERT INTO round (id, number, strategy, count, wrong_share, per_problem, seed, candidates, created_at) "
          "VALUES (1, 1, 'uniform', 1, 0.8, 0, 3, 1, '')",
          "INSERT INTO queue_item VALUES (3, 1, 1, 0, 'convincing-wrong', 'label', 'done', 1, '2026-01-01', NULL, 1), "
          "(4, 1, 1, 1, 'convincing', 'label', 'served', 2, '2026-01-02', NULL, 0), "
          "(5, 1, 1, 2, 'uniform', 'label', 'skipped', 1, '2026-01-03', NULL, 0), "
          "(6, 1, 1, 3, 'uncertain', 'quality-control', 'queued', NULL, NULL, 2, 1), "
          "(7, 1, 1, 4, 'a whim', 'label', 'queued', NULL, NULL, NULL, 0), "
          "(9, NULL, 1, 0, '', 'screening', 'queued', NULL, NULL, 1, 1)"})
        connection.execute(sql);
}

/// All that is known of an item but its reason.
QString saidOf(const QueueItem& item) {
    return QStringLiteral("%1 round %2 solution %3 at %4, %5 %6 labeler %7 %8 for %9%10")
        .arg(item.id)
        .arg(item.round)
        .arg(item.solution)
        .arg(item.position)
        .arg(QString::fromUtf8(toText(item.purpose)), QString::fromUtf8(toText(item.state)))
        .arg(item.labeler)
        .arg(QString::fromStdString(item.served_at))
        .arg(item.reserved_for)
        .arg(item.opinion_withheld ? QStringLiteral(", withheld") : QString());
}

} // namespace

class QueueReasonsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a team's queue, if making the table anew dropped or changed what it held.
    void theVersionBeforeIsTakenOver_data() {
        QTest::addColumn<qint64>("id");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("reason"); // -1: none
        const auto add = [](const char* name, qint64 id, const char* said, int reason) {
            QTest::newRow(name) << id << said << reason;
        };
        add("labelled", 3, "3 round 1 solution 1 at 0, label done labeler 1 2026-01-01 for 0, withheld", 0);
        add("with somebody", 4, "4 round 1 solution 1 at 1, label served labeler 2 2026-01-02 for 0", 1);
        add("skipped", 5, "5 round 1 solution 1 at 2, label skipped labeler 1 2026-01-03 for 0", 2);
        add("gold", 6, "6 round 1 solution 1 at 3, quality-control queued labeler 0  for 2, withheld", 3);
        add("a word that is none", 7, "7 round 1 solution 1 at 4, label queued labeler 0  for 0", -1);
        add("screening", 9, "9 round 0 solution 1 at 0, screening queued labeler 0  for 1, withheld", -1);
    }
    void theVersionBeforeIsTakenOver() {
        QFETCH(qint64, id);
        QFETCH(QString, said);
        QFETCH(int, reason);
        const Folder folder;
        writeVersionBefore(folder.path("old.stepmark"));
        auto project = Project::open(folder.path("old.stepmark")); // which asks for tables, columns and indexes
        QCOMPARE(project.schemaVersion(), newestSchemaVersion());
        const auto item = QueueStore(project).find(id);
        QVERIFY(item.has_value());
        QCOMPARE(saidOf(*item), said);
        QCOMPARE(item->reason ? static_cast<int>(*item->reason) : -1, reason);
        Statement count(project.connection(), "SELECT COUNT(*), COUNT(reason) FROM queue_item");
        QVERIFY(count.run().next());
        QCOMPARE(count.integer(0), std::int64_t(6));
        QCOMPARE(count.integer(1), std::int64_t(4));
        count.finish();
        QVERIFY(check(project).empty());
    }

    // Lost: a queue that cannot be written, if a reason had no place in the column.
    void everyReasonIsWrittenAndReadBack() {
        const Folder folder;
        auto project = folder.project();
        const auto stored = fixture::addSolution(project, "p", {"a"});
        project.connection().execute("INSERT INTO round (id, number, strategy, count, wrong_share, per_problem, seed, "
                                     "candidates, created_at) VALUES (1, 1, 'uniform', 1, 0.8, 0, 3, 1, '')");
        QueueStore queue(project);
        for (const QueueReason reason : kReasons) {
            const QueueItemId id = queue.addReserved({.round = 1,
                                                      .solution = stored.solution,
                                                      .reason = reason,
                                                      .purpose = Purpose::QualityControl,
                                                      .reserved_for = LabelerStore(project).named("ann").id});
            QCOMPARE(queue.find(id)->reason, std::optional(reason));
        }
    }

    // Lost: the meaning of the column, if anything could be written into it.
    void anotherWordIsRefused() {
        const Folder folder;
        auto project = folder.project();
        const auto stored = fixture::addSolution(project, "p", {"a"});
        const std::string values = std::to_string(stored.solution) + ", 0, 'screening', ";
        const auto add = [&](const std::string& reason) {
            LabelerStore(project).named("ann");
            project.connection().execute(
                "INSERT INTO queue_item (solution_id, position, purpose, reason, reserved_for) "
                "VALUES (" +
                values + reason + ", 1)");
        };
        QVERIFY(errorOf([&] { add("'convincing wrong answer'"); }).contains("CHECK"));
        QVERIFY(errorOf([&] { add("''"); }).contains("CHECK"));
        add("NULL");
    }
};

QTEST_GUILESS_MAIN(QueueReasonsTest)
#include "tst_queue_reasons.moc"
