// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/task_store.h"

#include "model/tasks/example_json.h"
#include "model/tasks/task_builder.h"
#include "storage/process.h"
#include "storage/statement.h"
#include "storage/write_batch.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <unistd.h>

namespace stepmark::storage {

namespace {

constexpr std::int64_t kRowsAtOnce = 200; ///< taken away in one piece

constexpr const char* kSelect =
    "SELECT id, name, kind, source, fingerprint, created_at, "
    "(SELECT COUNT(*) FROM task_row WHERE task_id = task.id AND part = 'train'), "
    "(SELECT COUNT(*) FROM task_row WHERE task_id = task.id AND part = 'test'), "
    "(SELECT COUNT(DISTINCT group_key) FROM task_row WHERE task_id = task.id AND part = 'train'), "
    "(SELECT COUNT(DISTINCT group_key) FROM task_row WHERE task_id = task.id AND part = 'test') "
    "FROM task WHERE fingerprint IS NOT NULL ";

StoredTask read(const Statement& row) {
    return {.id = row.integer(0),
            .name = row.text(1),
            .kind = taskKindFromText(row.text(2)).value_or(TaskKind::Classification),
            .source = row.text(3),
            .fingerprint = row.text(4),
            .train = row.integer(6),
            .test = row.integer(7),
            .train_groups = row.integer(8),
            .test_groups = row.integer(9),
            .created_at = row.text(5)};
}

constexpr std::int64_t kSilentS = 120; ///< of a process that cannot be asked for, until it counts as dead

/// Whether the program that writes or takes away a task's rows lives.
bool isWorkedOn(std::int64_t pid, const std::string& process, const std::string& beat_at) {
    const Life life = lifeOf(pid, process);
    if (life != Life::Unknown)
        return life == Life::Lives;
    const auto beat = QDateTime::fromString(QString::fromStdString(beat_at), Qt::ISODateWithMs);
    return beat.secsTo(QDateTime::currentDateTimeUtc()) < kSilentS;
}

/// The rows of one task, as they come.
class RowWriter {
public:
    RowWriter(Connection& connection, std::int64_t task)
        : m_task(task)
        , m_insert(connection, "INSERT INTO task_row (task_id, part, group_key, example) VALUES (?, ?, ?, ?)") {}

    void write(TaskPart part, const TaskExample& example) {
        const std::string text = exampleToText(example);
        m_insert.run(m_task, toText(part), example.group, text);
        const std::string all = std::string(toText(part)) + '\0' + std::to_string(example.group) + '\0' + text + '\n';
        m_hash.addData(QByteArrayView(all.data(), static_cast<qsizetype>(all.size())));
    }

    std::string fingerprint() const { return m_hash.result().toHex().toStdString(); }

private:
    std::int64_t m_task;
    Statement m_insert;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace

TaskStore::TaskStore(Project& project)
    : m_project(project)
    , m_connection(project.connection()) {}

void TaskStore::requireFree(std::string_view name) const {
    if (find(name))
        throw Error(
            "There is a task \"" + std::string(name) +
            "\" already: choose another name with --name, or take it away with \"stepmarkctl w2s remove-task\".");
}

std::int64_t TaskStore::begin(const Task& task, const std::string& source) {
    Transaction transaction(m_connection);
    requireFree(task.name);
    Statement pending(m_connection, "SELECT pid FROM task WHERE name = ?");
    if (pending.run(task.name).next())
        throw Error("A task \"" + task.name + "\" is being added or taken away by another program (process " +
                    std::to_string(pending.integer(0)) + "): wait until it is done, or choose another name.");
    Statement insert(
        m_connection,
        "INSERT INTO task (name, kind, source, pid, process, beat_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
    const std::string now = nowUtc();
    insert.run(task.name, toText(task.kind), source, static_cast<std::int64_t>(::getpid()), thisProcess(), now, now);
    const std::int64_t id = insert.insertedId();
    transaction.commit();
    return id;
}

StoredTask TaskStore::add(const Task& task, const std::string& source, std::stop_token stop, ProgressSink progress) {
    sweep(stop);
    const std::int64_t id = begin(task, source);
    try {
        ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
        const auto total = static_cast<std::int64_t>(task.train.size() + task.test.size());
        WriteBatch batch(m_project, stop, [&] { beat(id); });
        RowWriter writer(m_connection, id);
        std::int64_t done = 0;
        for (const TaskPart part : {TaskPart::Train, TaskPart::Test})
            for (const TaskExample& example : part == TaskPart::Train ? task.train : task.test) {
                batch.write([&] { writer.write(part, example); });
                throttle.report({.stage = Stage::Importing, .done = ++done, .total = total, .unit = Unit::Rows});
            }
        batch.write([&] {
            Statement(m_connection, "UPDATE task SET fingerprint = ? WHERE id = ?").run(writer.fingerprint(), id);
        });
        batch.commit();
    } catch (...) {
        try {
            takeAway(id, {});
        } catch (const Error&) { // it stays hidden: whoever comes next sweeps it
        }
        throw;
    }
    return require(task.name);
}

std::vector<StoredTask> TaskStore::list() const {
    Statement statement(m_connection, std::string(kSelect) + "ORDER BY name");
    statement.run();
    std::vector<StoredTask> tasks;
    while (statement.next())
        tasks.push_back(read(statement));
    return tasks;
}

std::optional<StoredTask> TaskStore::find(std::string_view name) const {
    Statement statement(m_connection, std::string(kSelect) + "AND name = ?");
    if (!statement.run(name).next())
        return std::nullopt;
    StoredTask task = read(statement);
    statement.finish();
    return task;
}

StoredTask TaskStore::require(std::string_view name) const {
    if (auto task = find(name))
        return std::move(*task);
    std::string names;
    for (const StoredTask& task : list())
        names += (names.empty() ? "" : ", ") + task.name;
    throw Error(
        "The project has no task \"" + std::string(name) + "\"" +
        (names.empty() ? "; it has none: add one with \"stepmarkctl w2s add-task\"." : ". It has: " + names + "."));
}

Task TaskStore::load(std::string_view name, std::stop_token stop) const {
    const Snapshot snapshot(m_connection);
    const StoredTask stored = require(name);
    Task task{.name = stored.name, .kind = stored.kind};
    Statement rows(m_connection, "SELECT part, group_key, example FROM task_row WHERE task_id = ? ORDER BY id");
    rows.run(stored.id);
    while (rows.next()) {
        throwIfStopped(stop);
        auto& part = rows.text(0) == toText(TaskPart::Train) ? task.train : task.test;
        part.push_back(exampleFromText(rows.text(2), rows.integer(1)));
    }
    return task;
}

void TaskStore::remove(std::string_view name, std::stop_token stop) {
    sweep(stop);
    const StoredTask task = require(name);
    Statement(m_connection, "UPDATE task SET fingerprint = NULL, pid = ?, process = ?, beat_at = ? WHERE id = ?")
        .run(static_cast<std::int64_t>(::getpid()), thisProcess(), nowUtc(), task.id);
    takeAway(task.id, stop);
}

void TaskStore::beat(std::int64_t id) {
    Statement update(m_connection, "UPDATE task SET beat_at = ? WHERE id = ? AND fingerprint IS NULL");
    if (update.run(nowUtc(), id).changed() == 0)
        throw Error("The task was given up as dead by another program, which has taken it away: nothing was added. "
                    "Add it again.");
}

void TaskStore::takeAway(std::int64_t id, std::stop_token stop) {
    WriteBatch batch(m_project, stop, [&] { beat(id); });
    Statement rows(m_connection,
                   "DELETE FROM task_row WHERE id IN (SELECT id FROM task_row WHERE task_id = ? LIMIT ?)");
    for (std::int64_t gone = 1; gone > 0;)
        batch.write([&] { gone = rows.run(id, kRowsAtOnce).changed(); });
    batch.write([&] { Statement(m_connection, "DELETE FROM task WHERE id = ?").run(id); });
    batch.commit();
}

void TaskStore::sweep(std::stop_token stop) {
    Statement statement(m_connection, "SELECT id, pid, process, beat_at FROM task WHERE fingerprint IS NULL");
    statement.run();
    std::vector<std::int64_t> dead;
    while (statement.next())
        if (!isWorkedOn(statement.integer(1), statement.text(2), statement.text(3)))
            dead.push_back(statement.integer(0));
    for (const std::int64_t id : dead)
        takeAway(id, stop);
}

} // namespace stepmark::storage
