// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

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
    QSqlDatabase m_database;
    int m_depth = 0;
    bool m_doomed = false; ///< an inner transaction was given up: the outer one must not commit
};

} // namespace stepmark::storage
