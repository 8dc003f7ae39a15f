// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/error.h"
#include "storage/file_id.h"

#include <filesystem>
#include <string>

struct sqlite3;

namespace stepmark::storage {

/// What stands at the path of an open project.
enum class FilePlace {
    Ours,     ///< the very files that the connection writes into
    LogTaken, ///< the project, but not its log or shared memory: what is written now, nobody else will ever see
    Gone,     ///< nothing: the project was moved or deleted
    Replaced, ///< another file
};

/// Watches that a connection writes into what others find at its path. SQLite itself goes on into a deleted file
/// without a word. Asks after every commit, before it is acknowledged (that one then fails, although it is in the
/// orphan), and before every checkpoint, which it does itself in place of SQLite; a connection whose files are others'
/// by now leaves them as they are when it is closed. One thread, that of the connection.
class FileGuard {
public:
    /// `handle`: the sqlite3*, in WAL mode and after a first read, which opens the log; `path`: as the user named it.
    FileGuard(void* handle, std::filesystem::path path);
    ~FileGuard(); ///< right before the connection is closed
    FileGuard(const FileGuard&) = delete;
    FileGuard& operator=(const FileGuard&) = delete;

    /// Some microseconds: a handful of stat(2).
    FilePlace look() const;
    /// Where the project is gone or another file stands at its path: our log and shared memory no longer lie beside it,
    /// where they would be played into the file that stands there (https://sqlite.org/howtocorrupt.html section 1.4).
    /// The connection still has them.
    void takeLogAway() const;
    /// What failed and what to do, for a place that is not Ours.
    Error error(FilePlace place) const;

    /// SQLite's default, https://sqlite.org/wal.html#ckpt: the log grows to about 4 MB.
    static constexpr int kCheckpointPages = 1000;

private:
    bool databaseHasMoved() const;
    static int committed(void* self, sqlite3* handle, const char* name, int pages_in_log);

    sqlite3* m_handle;
    std::filesystem::path m_path;
    std::string m_database, m_log, m_memory; ///< full names, links resolved
    FileId m_database_id, m_log_id, m_memory_id;
};

} // namespace stepmark::storage
