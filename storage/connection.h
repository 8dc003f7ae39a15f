// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_guard.h"
#include "storage/sql_error.h"
#include "storage/statement_cache.h"

#include <QSqlDatabase>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace stepmark::storage {

/// One open database connection and its transaction depth; what Project hides from those who do not speak SQL. One
/// thread.
class Connection {
public:
    enum class Way {
        Write,
        Beside, ///< for reading, beside whoever writes: through the log and its index, which must both be there
        Alone,  ///< for reading what nobody writes: no locks, no log. Who is written to all the same reads nonsense
    };
    /// Opens (to write: or creates) the file and sets the pragmas of every Stepmark connection; looks at nothing.
    /// ":memory:": a database that is gone with the connection. `file`: what is opened where that is not the project
    /// itself but a copy of it; messages name the project.
    explicit Connection(const std::filesystem::path& path, Way way = Way::Write, const std::filesystem::path& file = {});
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Some connection of this process has the file open. Then nobody here opens and closes it by other means: where
    /// file_locks.h is of no use, that would drop SQLite's locks.
    static bool isOpenHere(const std::filesystem::path& path);
    /// Runs `look` while no connection of this process has the file open or is opening it; false: one has, and `look`
    /// was not run. `look` opens no connection.
    static bool whileClosedHere(const std::filesystem::path& path, const std::function<void()>& look);

    const std::filesystem::path& path() const { return m_path; }
    const QSqlDatabase& database() const { return m_database; }
    StatementCache& statements() { return m_statements; }

    /// One statement without parameters or rows.
    void execute(std::string_view sql);
    std::int64_t pragma(std::string_view name);
    /// For a statement that failed: that of the file's place (code 0) where it is no longer ours, else by the code.
    SqlError failure(const QSqlError& error, std::string_view sql) const;

    /// From now on nothing is acknowledged that went into a file that is no more at its path: see FileGuard. In WAL
    /// mode.
    void guardFile();
    /// See FileGuard::takeLogAway.
    void takeLogAway() const;
    /// Ours where guardFile() was not called.
    FilePlace place() const;
    /// The sqlite3*, where Qt's driver uses the very library that we are linked to; else nullptr.
    void* sqliteHandle() const;

    // Nested transactions: see Transaction.
    enum class Lock { Read, Write };
    void begin(Lock lock = Lock::Write);
    void commit();
    void rollback() noexcept;
    bool inTransaction() const { return m_depth > 0; }

private:
    void open(Way way, const std::filesystem::path& file);
    void close() noexcept;

    std::filesystem::path m_path;
    FileId m_file;
    QSqlDatabase m_database;
    StatementCache m_statements;
    std::unique_ptr<FileGuard> m_guard;
    std::chrono::steady_clock::time_point m_waiting_since; ///< for another process's lock
    int m_depth = 0;
    bool m_doomed = false; ///< an inner transaction was given up: the outer one must not commit
};

} // namespace stepmark::storage
