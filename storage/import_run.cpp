// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_run.h"

#include "model/domain/error.h"
#include "storage/import_sweep.h"
#include "storage/process.h"
#include "storage/statement.h"

#include <array>
#include <limits>
#include <unistd.h>

namespace stepmark::storage {

namespace {

constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max(); ///< end of a range that rows are added to

constexpr std::chrono::milliseconds kSweepAtOnce{500};

/// The ids of one kind that a run gives out.
class HiddenIds {
public:
    HiddenIds(Connection& connection, Kind kind)
        : m_kind(viewOf(kind))
        , m_next_id(connection, std::string("SELECT COALESCE(MAX(id), 0) + 1 FROM ") + tableOf(kind))
        , m_resize(connection, "UPDATE hidden SET last = ? WHERE kind = ? AND first = ? AND last = ?")
        , m_insert(connection, "INSERT INTO hidden (kind, first, last, run_id) VALUES (?, ?, ?, ?)") {}

    /// Nobody else writes within the transaction, so that what follows the greatest id is free. The range is there
    /// before the first row is: not even a trigger takes it for visible.
    std::int64_t take(std::int64_t run) {
        if (m_next == 0) {
            m_next_id.run().next();
            m_next = m_next_id.integer(0);
            m_next_id.finish();
            if (m_first == 0 || m_resize.run(kOpen, m_kind, m_first, m_next - 1).changed() == 0) {
                m_first = m_next;
                m_insert.run(m_kind, m_first, kOpen, run);
            }
        }
        return m_next++;
    }

    void giveBack() { --m_next; }

    /// At the end of each transaction.
    void close() {
        if (m_next != 0)
            m_resize.run(m_next - 1, m_kind, m_first, kOpen);
        m_next = 0;
    }

private:
    const char* m_kind;
    Statement m_next_id, m_resize, m_insert;
    std::int64_t m_first = 0; ///< of the last range, which goes on where nobody wrote in between
    std::int64_t m_next = 0;  ///< 0: none taken in this transaction
};

[[noreturn]] void refuse(const OpenImport& other) {
    const std::string job = other.job == 0 ? "" : " (job " + std::to_string(other.job) + ")";
    throw Error("Another import into this project is running" + job + ": wait until it is done, or cancel it.");
}

std::int64_t registerRun(Project& project) {
    Transaction transaction(project);
    for (const OpenImport& other : openImports(project))
        refuse(other); // begun since we looked
    Statement insert(project.connection(),
                     "INSERT INTO import_run (job_id, pid, host, process, beat_at, created_at) VALUES "
                     "(COALESCE((SELECT MAX(id) FROM job WHERE state = 'running' AND pid = ? AND host = ?), 0), "
                     "?, ?, ?, ?, ?)");
    const std::int64_t pid = ::getpid();
    const std::string now = nowUtc();
    insert.run(pid, thisHost(), pid, thisHost(), thisProcess(), now, now);
    const std::int64_t run = insert.insertedId();
    transaction.commit();
    return run;
}

} // namespace

struct ImportRun::State {
    State(Project& project_, const std::stop_token& stop)
        : project(project_)
        , run(registerRun(project))
        , alive(project.path(), run)
        , beat(project.connection(), "UPDATE import_run SET beat_at = ? WHERE id = ? AND state = 'writing'")
        , batch(
              std::in_place, project, stop, [this] { begin(); },
              [this] {
                  for (HiddenIds& one : ids)
                      one.close();
              }) {}

    void begin() {
        if (beat.run(nowUtc(), run).changed() == 0)
            throw Error("This import was given up as dead by another program, which has swept it: nothing was "
                        "imported. Import again.");
    }

    Project& project;
    std::int64_t run;
    LivingRun alive;
    Statement beat;
    std::array<HiddenIds, 6> ids{
        HiddenIds{project.connection(), Kind::Problem},  HiddenIds{project.connection(), Kind::Step},
        HiddenIds{project.connection(), Kind::Solution}, HiddenIds{project.connection(), Kind::Annotation},
        HiddenIds{project.connection(), Kind::Rating},   HiddenIds{project.connection(), Kind::Labeler}};
    std::optional<WriteBatch> batch;
    bool published = false;
};

ImportRun::ImportRun(Project& project, std::stop_token stop) {
    for (const OpenImport& other : openImports(project))
        if (other.alive)
            refuse(other);
    sweepImports(project, stop);
    m_state = std::make_unique<State>(project, stop);
}

ImportRun::~ImportRun() {
    if (m_state->published)
        return;
    m_state->batch.reset(); // rolls back
    try {
        // Who cancels does not wait for the sweep of a large one.
        giveUpImport(m_state->project, m_state->run, {}, std::chrono::steady_clock::now() + kSweepAtOnce);
    } catch (const std::exception&) {
        // A full disk, or somebody else's lock: the rows stay hidden, and whoever comes next sweeps them.
    }
}

std::int64_t ImportRun::id() const { return m_state->run; }
WriteBatch& ImportRun::batch() { return *m_state->batch; }
std::int64_t ImportRun::take(Kind kind) { return m_state->ids[static_cast<std::size_t>(kind)].take(m_state->run); }

void ImportRun::giveBack(Kind kind) { m_state->ids[static_cast<std::size_t>(kind)].giveBack(); }

std::vector<ImportRun::Range> ImportRun::made(Kind kind) const {
    Statement select(m_state->project.connection(),
                     "SELECT first, last FROM hidden WHERE run_id = ? AND kind = ? ORDER BY first");
    std::vector<Range> ranges;
    for (select.run(m_state->run, viewOf(kind)); select.next();)
        ranges.emplace_back(select.integer(0), select.integer(1));
    return ranges;
}

void ImportRun::publish(const std::function<void()>& also) {
    State& state = *m_state;
    state.batch->commit();
    state.batch->write([&] {
        Connection& connection = state.project.connection();
        if (also)
            also();
        Statement(connection, "DELETE FROM hidden WHERE run_id = ?").run(state.run);
        Statement(connection, "UPDATE import_run SET state = 'published' WHERE id = ?").run(state.run);
    });
    state.batch->commit();
    state.published = true;
    settleImport(state.project, state.run);
}

} // namespace stepmark::storage
