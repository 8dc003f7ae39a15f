// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tasks in the project file: all of one or nothing, whatever happens on the way.
#include "model/tasks/example_json.h"
#include "model/tasks/examples.h"
#include "model/tasks/sample_tasks.h"
#include "storage/check.h"
#include "storage/migrations.h"
#include "storage/statement.h"
#include "storage/weakstrong/task_store.h"
#include "tests/storage/fixture.h"

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

namespace {

std::vector<std::string> textsOf(const Task& task) {
    std::vector<std::string> texts;
    for (const auto* part : {&task.train, &task.test})
        for (const TaskExample& example : *part)
            texts.push_back(std::to_string(example.group) + exampleToText(example));
    return texts;
}

std::int64_t rowsIn(Project& project, const char* table) {
    Statement count(project.connection(), std::string("SELECT COUNT(*) FROM ") + table);
    count.run().next();
    return count.integer(0);
}

/// What a killed process leaves: a task without a fingerprint, of a process that has ended.
void leavePending(Project& project, const char* name, const char* process, const char* beat_at) {
    Statement(project.connection(), "INSERT INTO task (name, kind, source, pid, process, beat_at, created_at) "
                                    "VALUES (?, 'chess', '{}', 999999999, ?, ?, ?)")
        .run(name, process, beat_at, beat_at);
    Statement(project.connection(), "INSERT INTO task_row (task_id, part, group_key, example) "
                                    "SELECT id, 'train', 1, '{}' FROM task WHERE name = ?")
        .run(name);
}

} // namespace

class TestTaskStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data() {
        QTest::addColumn<int>("kind");
        for (const TaskKind kind : {TaskKind::Classification, TaskKind::Chess, TaskKind::Preference, TaskKind::Steps})
            QTest::newRow(std::string(toText(kind)).c_str()) << static_cast<int>(kind);
    }
    void comesBackAsItWas() {
        QFETCH(const int, kind);
        const Folder folder;
        auto project = folder.project();
        const Task task = sampleTask({"a task", static_cast<TaskKind>(kind), 60, 20});
        const StoredTask stored = TaskStore(project).add(task, R"({"files":["x"]})");
        QCOMPARE(stored.train, std::int64_t(60));
        QCOMPARE(stored.test, std::int64_t(20));
        QCOMPARE(stored.train_groups, std::int64_t(task.kind == TaskKind::Classification ? 30 : 60));
        QCOMPARE(stored.source, std::string(R"({"files":["x"]})"));
        QCOMPARE(stored.fingerprint.size(), std::size_t(64));
        auto again = Project::open(project.path());
        const Task back = TaskStore(again).load("a task");
        QCOMPARE(back.name, task.name);
        QCOMPARE(back.kind, task.kind);
        QVERIFY(textsOf(back) == textsOf(task));
        QVERIFY(check(again).empty());
    }

    void fingerprintsTellRowsApart() {
        const Folder folder;
        auto project = folder.project();
        TaskStore store(project);
        const Task task = sampleTask({"a", TaskKind::Preference, 20, 10});
        Task other = task, same = task, moved = task;
        same.name = "b";
        other.name = "c";
        other.train[3].truth = {other.train[3].truth[1], other.train[3].truth[0]};
        moved.name = "d";
        moved.train.back().group = 5;
        const auto fingerprint = store.add(task, "{}").fingerprint;
        QCOMPARE(store.add(same, "{}").fingerprint, fingerprint);
        QVERIFY(store.add(other, "{}").fingerprint != fingerprint);
        QVERIFY(store.add(moved, "{}").fingerprint != fingerprint);
        QCOMPARE(store.list().size(), std::size_t(4));
        QCOMPARE(store.list()[2].name, std::string("c"));
    }

    void namesAreTaken() {
        const Folder folder;
        auto project = folder.project();
        TaskStore store(project);
        const Task task = sampleTask({"a", TaskKind::Steps, 10, 10});
        store.add(task, "{}");
        QVERIFY(errorOf([&] { store.add(task, "{}"); }).contains("There is a task \"a\" already"));
        QVERIFY(errorOf([&] { store.load("b"); }).contains("It has: a."));
        QVERIFY(errorOf([&] { store.remove("b"); }).contains("has no task \"b\""));
        store.remove("a");
        QVERIFY(store.list().empty());
        QCOMPARE(rowsIn(project, "task_row"), std::int64_t(0));
        QVERIFY(errorOf([&] { store.load("a"); }).contains("add one"));
        store.add(task, "{}");
        QCOMPARE(store.list().size(), std::size_t(1));
    }

    // A cancel in the middle leaves nothing.
    void allOrNothing() {
        const Folder folder;
        auto project = folder.project();
        const Task task = sampleTask({"a", TaskKind::Classification, 4000, 100});
        std::stop_source stop;
        std::int64_t seen = 0;
        QVERIFY_EXCEPTION_THROWN(TaskStore(project).add(task, "{}", stop.get_token(),
                                                        [&](const Progress& progress) {
                                                            seen = progress.done;
                                                            stop.request_stop();
                                                        }),
                                 Cancelled);
        QVERIFY(seen > 0 && seen < 4100);
        QCOMPARE(rowsIn(project, "task"), std::int64_t(0));
        QCOMPARE(rowsIn(project, "task_row"), std::int64_t(0));
    }

    // Killed: what it left is seen by nobody, and goes with the next.
    void leftoversAreSwept_data() {
        QTest::addColumn<QByteArray>("process");
        QTest::addColumn<QByteArray>("beat_at");
        QTest::addColumn<bool>("swept");
        QTest::newRow("before the last boot, long ago")
            << QByteArray("other boot 1") << QByteArray("2020-01-01T00:00:00.000Z") << true;
        QTest::newRow("elsewhere, just now")
            << QByteArray("other boot 1") << QByteArray::fromStdString(nowUtc()) << false;
    }
    void leftoversAreSwept() {
        QFETCH(const QByteArray, process);
        QFETCH(const QByteArray, beat_at);
        QFETCH(const bool, swept);
        const Folder folder;
        auto project = folder.project();
        leavePending(project, "a", process.constData(), beat_at.constData());
        TaskStore store(project);
        QVERIFY(store.list().empty());
        QVERIFY(!store.find("a"));
        const QString error = errorOf([&] { store.add(sampleTask({"a", TaskKind::Chess, 5, 5}), "{}"); });
        QCOMPARE(error.contains("by another program"), !swept);
        QCOMPARE(store.list().size(), std::size_t(swept ? 1 : 0));
        QCOMPARE(rowsIn(project, "task_row"), std::int64_t(swept ? 10 : 1));
    }

    // Others see it with its last row, or not at all.
    void isHiddenMeanwhile() {
        const Folder folder;
        auto project = folder.project();
        auto other = Project::open(project.path());
        int looks = 0;
        TaskStore(project).add(sampleTask({"a", TaskKind::Classification, 2000, 100}), "{}", {},
                               [&](const Progress& progress) {
                                   if (progress.done < progress.total && ++looks < 20)
                                       QVERIFY(TaskStore(other).list().empty());
                               });
        QVERIFY(looks > 0);
        QCOMPARE(TaskStore(other).list().size(), std::size_t(1));
    }

    // A file of the version before this table.
    void olderFiles() {
        const Folder folder;
        const auto path = folder.path("old.stepmark");
        {
            Connection connection(path);
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), 15);
            connection.execute("INSERT INTO setting VALUES ('title', 'Old')");
        }
        auto project = Project::open(path);
        QCOMPARE(project.title(), std::string("Old"));
        TaskStore(project).add(sampleTask({"a", TaskKind::Steps, 5, 5}), "{}");
        QCOMPARE(TaskStore(project).load("a").train.size(), std::size_t(5));
    }
};

QTEST_GUILESS_MAIN(TestTaskStore)
#include "tst_task_store.moc"
