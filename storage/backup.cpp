// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include "model/domain/error.h"
#include "storage/durable_file.h"
#include "storage/statement.h"

#ifdef STEPMARK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

// While VACUUM INTO runs, SQLite asks this every so many operations whether to go on.
struct Watch {
    fs::path file;
    std::int64_t total = 0;
    ProgressThrottle progress;
    std::stop_token stop;

    bool goesOn() {
        if (stop.stop_requested())
            return false;
        std::error_code error;
        const auto size = fs::file_size(file, error);
        progress.report({"copying", error ? 0 : static_cast<std::int64_t>(size), total, "", -1, 0, "bytes"});
        return true;
    }
};

class ProgressHandler {
public:
    ProgressHandler([[maybe_unused]] Connection& connection, [[maybe_unused]] Watch& watch) {
#ifdef STEPMARK_HAVE_SQLITE3
        m_handle = connection.sqliteHandle();
        if (m_handle)
            sqlite3_progress_handler(
                static_cast<sqlite3*>(m_handle), 20000,
                [](void* self) { return static_cast<Watch*>(self)->goesOn() ? 0 : 1; }, &watch);
#endif
    }
    ~ProgressHandler() {
#ifdef STEPMARK_HAVE_SQLITE3
        if (m_handle)
            sqlite3_progress_handler(static_cast<sqlite3*>(m_handle), 0, nullptr, nullptr);
#endif
    }
    ProgressHandler(const ProgressHandler&) = delete;
    ProgressHandler& operator=(const ProgressHandler&) = delete;

private:
    [[maybe_unused]] void* m_handle = nullptr;
};

} // namespace

void backup(Project& project, const fs::path& target, bool overwrite, const ProgressSink& progress,
            std::stop_token stop) {
    std::error_code ignored;
    if (fs::equivalent(project.path(), target, ignored))
        throw Error("A backup cannot replace the project itself: choose another name.");
    AtomicFile file(target, overwrite);
    requireNoLog(target);
    throwIfStopped(stop);
    Connection& connection = project.connection();
    Watch watch{file.temporary(), connection.pragma("page_count") * connection.pragma("page_size"),
                ProgressThrottle(progress ? progress : [](const Progress&) {}), stop};
    try {
        const ProgressHandler handler(connection, watch);
        Statement(connection, "VACUUM INTO ?").run(file.temporary().string());
    } catch (const Error&) {
        throwIfStopped(stop); // an interrupted statement is what we asked for
        throw;
    }
    throwIfStopped(stop);
    file.commit();
    watch.progress.report({"copying", watch.total, watch.total, "", -1, 0, "bytes"});
}

} // namespace stepmark::storage
