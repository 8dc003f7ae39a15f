// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace stepmark::storage {

/// One open database connection and its transaction depth; what Project hides from those who do not speak SQL. One
/// thread.
class Connection {
public:
    /// Opens or creates the file (":memory:": a database that is gone with the connection) and sets the pragmas of
    /// every Stepmark connection; looks at nothing.
    explicit Connection(const std::filesystem::path& path);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Some connection of this process has the file open. Then nobody here may open and close it by other means: POSIX
    /// drops all of a process's locks on a file when any of its descriptors is closed
    /// (https://sqlite.org/howtocorrupt.html section 2.2), and another process would take SQLite's log away from under
    /// us.
    static bool isOpenHere(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }
    const QSqlDatabase& database() const { return m_database; }

    /// One statement without parameters or rows.
    void execute(std::string_view sql);
    std::int64_t pragma(std::string_view name);
    /// The sqlite3*, where Qt's driver uses the very library that we are linked to; else nullptr.
    void* sqliteHandle() const;

    // Nested transactions: see Transaction.
    enum class Lock { Read, Write };
    void begin(Lock lock = Lock::Write);
    void commit();
    void rollback() noexcept;
    bool inTransaction() const { return m_depth > 0; }

private:
    std::filesystem::path m_path;
    std::pair<std::uint64_t, std::uint64_t> m_file; ///< device and inode, {0, 0} where there is none
    QSqlDatabase m_database;
    int m_depth = 0;
    bool m_doomed = false; ///< an inner transaction was given up: the outer one must not commit
};

} // namespace stepmark::storage
