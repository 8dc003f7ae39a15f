// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_sweep.h"

#include "storage/import_run.h"
#include "storage/process.h"
#include "storage/statement.h"

#include <QDateTime>

#include <mutex>
#include <set>
#include <unistd.h>

namespace stepmark::storage {

namespace {

constexpr std::int64_t kAtOnce = 200;  ///< rows of a piece: a millisecond or two
constexpr std::int64_t kSilentS = 120; ///< of a run whose process cannot be asked for, until it counts as dead

struct LivingRuns {
    std::mutex mutex;
    std::set<std::pair<std::filesystem::path, std::int64_t>> runs;
};
LivingRuns& livingRuns() {
    static LivingRuns living;
    return living;
}

bool isAlive(const std::filesystem::path& project, std::int64_t run, std::int64_t pid, const std::string& process,
             const std::string& beat_at) {
    if (pid == ::getpid() && process == thisProcess())
        return LivingRun::isOne(project, run);
    const Life life = lifeOf(pid, process);
    if (life != Life::Unknown)
        return life == Life::Lives;
    const auto beat = QDateTime::fromString(QString::fromStdString(beat_at), Qt::ISODateWithMs);
    return beat.secsTo(QDateTime::currentDateTimeUtc()) < kSilentS;
}

/// Without the search for children of each deleted row, which has no index to go by: all that refers to a run's rows
/// is the run's own.
class WithoutReferences {
public:
    explicit WithoutReferences(Connection& connection)
        : m_connection(connection) {
        m_connection.execute("PRAGMA foreign_keys=OFF"); // without effect within a transaction: then it takes longer
    }
    ~WithoutReferences() {
        try {
            m_connection.execute("PRAGMA foreign_keys=ON");
        } catch (const std::exception&) { // a pragma that sets a flag in memory
        }
    }
    WithoutReferences(const WithoutReferences&) = delete;
    WithoutReferences& operator=(const WithoutReferences&) = delete;

private:
    Connection& m_connection;
};

// The end of the last range of a kind, from its last row backwards: parents come before their children. False: none.
bool deleteSome(Connection& connection, std::int64_t run, Kind kind) {
    Statement range(connection, "SELECT first, last FROM hidden WHERE run_id = ? AND kind = ? ORDER BY first DESC "
                                "LIMIT 1");
    if (!range.run(run, viewOf(kind)).next())
        return false;
    const std::int64_t first = range.integer(0), last = range.integer(1);
    range.finish();
    const std::int64_t from = std::max(first, last - kAtOnce + 1);
    if (kind == Kind::Annotation)
        Statement(connection, "DELETE FROM alternative WHERE annotation_id BETWEEN ? AND ?").run(from, last);
    Statement(connection, std::string("DELETE FROM ") + tableOf(kind) + " WHERE id BETWEEN ? AND ?").run(from, last);
    if (from == first)
        Statement(connection, "DELETE FROM hidden WHERE kind = ? AND first = ?").run(viewOf(kind), first);
    else
        Statement(connection, "UPDATE hidden SET last = ? WHERE kind = ? AND first = ?")
            .run(from - 1, viewOf(kind), first);
    return true;
}

// In order of the key, so that the table is walked once.
void deleteFingerprints(Connection& connection, WriteBatch& batch, std::int64_t run) {
    Statement select(connection, "SELECT fingerprint FROM import_row WHERE fingerprint > ? AND run_id = ? "
                                 "ORDER BY fingerprint LIMIT ?");
    Statement remove(connection, "DELETE FROM import_row WHERE fingerprint = ? AND run_id = ?");
    QByteArray last(""); // empty, not NULL
    for (std::vector<QByteArray> some(1); !some.empty();) {
        some.clear();
        select.run(last, run, kAtOnce);
        while (select.next())
            some.push_back(select.bytes(0));
        if (!some.empty())
            batch.write([&] {
                for (const QByteArray& fingerprint : some)
                    remove.run(fingerprint, run);
            });
        if (!some.empty())
            last = some.back();
        batch.commit();
    }
}

// Marks as the triggers count them: the last word of a pass on a step, unless it was taken back.
constexpr const char* kRecount =
    "UPDATE solution_row SET marks = (SELECT COUNT(*) FROM annotation JOIN rating_event AS event "
    "ON event.annotation_id = annotation.id WHERE annotation.solution_id = solution_row.id "
    "AND event.rating IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rating_event AS later "
    "WHERE later.step_id = event.step_id AND later.labeler_id = event.labeler_id "
    "AND +later.annotation_id = event.annotation_id AND later.id > event.id)), "
    "marked_at = COALESCE((SELECT MAX(event.created_at) FROM annotation JOIN rating_event AS event "
    "ON event.annotation_id = annotation.id WHERE annotation.solution_id = solution_row.id), '') WHERE id = ?";

// What the problem has got by other means since then is kept.
constexpr const char* kFill =
    "UPDATE problem_row SET key = CASE WHEN problem_row.key = '' THEN fill.key ELSE problem_row.key END, "
    "answer = COALESCE(problem_row.answer, fill.answer), "
    "reference_solution = COALESCE(problem_row.reference_solution, fill.reference_solution), "
    "subject = CASE WHEN problem_row.subject = '' THEN fill.subject ELSE problem_row.subject END "
    "FROM import_fill AS fill WHERE fill.problem_id = problem_row.id AND problem_row.id = ?";

// Calls `done` for each key of the table and takes it out, a piece each.
template <typename Done>
void workOff(Connection& connection, WriteBatch& batch, const std::string& table, const std::string& key, Done done) {
    Statement select(connection, "SELECT " + key + " FROM " + table + " LIMIT 1");
    Statement remove(connection, "DELETE FROM " + table + " WHERE " + key + " = ?");
    for (bool more = true; more;)
        batch.write([&] {
            more = select.run().next();
            if (!more)
                return;
            const std::int64_t id = select.integer(0);
            select.finish();
            done(id);
            remove.run(id);
        });
    batch.commit();
}

} // namespace

LivingRun::LivingRun(const std::filesystem::path& project, std::int64_t run)
    : m_run(std::filesystem::weakly_canonical(project), run) {
    const std::lock_guard lock(livingRuns().mutex);
    livingRuns().runs.insert(m_run);
}

LivingRun::~LivingRun() {
    const std::lock_guard lock(livingRuns().mutex);
    livingRuns().runs.erase(m_run);
}

bool LivingRun::isOne(const std::filesystem::path& project, std::int64_t run) {
    const std::lock_guard lock(livingRuns().mutex);
    return livingRuns().runs.contains({std::filesystem::weakly_canonical(project), run});
}

void giveUpImport(Project& project, std::int64_t run, std::stop_token stop, Deadline until) {
    Connection& connection = project.connection();
    const WithoutReferences without(connection);
    WriteBatch batch(project, std::move(stop));
    batch.write([&] {
        Statement(connection, "UPDATE import_run SET state = 'given-up' WHERE id = ? AND state = 'writing'").run(run);
    });
    for (const Kind kind : {Kind::Rating, Kind::Annotation, Kind::Solution, Kind::Step, Kind::Problem, Kind::Labeler})
        for (bool more = true; more;) {
            if (std::chrono::steady_clock::now() >= until)
                return batch.commit();
            batch.write([&] { more = deleteSome(connection, run, kind); });
        }
    deleteFingerprints(connection, batch, run);
    workOff(connection, batch, "import_fill", "problem_id", [](std::int64_t) {});
    workOff(connection, batch, "import_recount", "solution_id", [](std::int64_t) {});
    batch.write([&] { Statement(connection, "DELETE FROM import_run WHERE id = ?").run(run); });
    batch.commit();
}

void settleImport(Project& project, std::int64_t run, std::stop_token stop) {
    Connection& connection = project.connection();
    WriteBatch batch(project, std::move(stop));
    Statement fill(connection, kFill), recount(connection, kRecount);
    workOff(connection, batch, "import_fill", "problem_id", [&](std::int64_t id) { fill.run(id); });
    workOff(connection, batch, "import_recount", "solution_id", [&](std::int64_t id) { recount.run(id); });
    batch.write([&] { Statement(connection, "UPDATE import_run SET state = 'done' WHERE id = ?").run(run); });
    batch.commit();
}

std::vector<OpenImport> openImports(Project& project) {
    Connection& connection = project.connection();
    Statement select(connection,
                     "SELECT id, state = 'published', job_id, pid, process, beat_at, (SELECT COALESCE(SUM(last - first "
                     "+ 1), 0) FROM hidden WHERE run_id = import_run.id) FROM import_run WHERE state <> 'done' "
                     "ORDER BY id");
    select.run();
    std::vector<OpenImport> runs;
    while (select.next()) {
        OpenImport run{select.integer(0), false, select.flag(1), select.integer(6), select.integer(2)};
        run.alive = isAlive(project.path(), run.run, select.integer(3), select.text(4), select.text(5));
        runs.push_back(run);
    }
    return runs;
}

int sweepImports(Project& project, std::stop_token stop) {
    int swept = 0;
    for (const OpenImport& run : openImports(project)) {
        if (run.alive)
            continue;
        if (run.published)
            settleImport(project, run.run, stop);
        else
            giveUpImport(project, run.run, stop);
        ++swept;
    }
    return swept;
}

} // namespace stepmark::storage
