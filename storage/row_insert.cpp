// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/row_insert.h"

#include "model/domain/error.h"

#include <QSqlError>

#include <utility>

#ifdef STEPMARK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace stepmark::storage {

#ifdef STEPMARK_HAVE_SQLITE3

struct RowInsert::Raw {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    ~Raw() { sqlite3_finalize(statement); }
};

RowInsert::RowInsert(Connection& connection, std::string sql)
    : m_connection(connection)
    , m_sql(std::move(sql)) {
    auto* database = static_cast<sqlite3*>(connection.sqliteHandle());
    if (!database) {
        m_portable.emplace(connection, m_sql);
        return;
    }
    m_raw = std::make_unique<Raw>();
    m_raw->database = database;
    if (sqlite3_prepare_v3(database, m_sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &m_raw->statement, nullptr) !=
        SQLITE_OK)
        fail();
}

void RowInsert::bind(int place, std::int64_t value) { sqlite3_bind_int64(m_raw->statement, place, value); }
void RowInsert::bind(int place, std::string_view text) {
    // An empty text is not NULL, but a null pointer would be.
    sqlite3_bind_text64(m_raw->statement, place, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
}
void RowInsert::bind(int place, std::nullopt_t) { sqlite3_bind_null(m_raw->statement, place); }

std::int64_t RowInsert::step() {
    sqlite3_step(m_raw->statement);
    if (sqlite3_reset(m_raw->statement) != SQLITE_OK)
        fail();
    return sqlite3_changes(m_raw->database);
}

void RowInsert::fail() {
    const QString said = QString::fromUtf8(sqlite3_errmsg(m_raw->database));
    const QString code = QString::number(sqlite3_extended_errcode(m_raw->database));
    throw m_connection.failure(QSqlError({}, said, QSqlError::StatementError, code), m_sql);
}

#else

struct RowInsert::Raw {};

RowInsert::RowInsert(Connection& connection, std::string sql)
    : m_connection(connection)
    , m_sql(std::move(sql))
    , m_portable(std::in_place, connection, m_sql) {}

void RowInsert::bind(int, std::int64_t) {}
void RowInsert::bind(int, std::string_view) {}
void RowInsert::bind(int, std::nullopt_t) {}
std::int64_t RowInsert::step() { return 0; }
void RowInsert::fail() { throw m_connection.failure({}, m_sql); }

#endif

RowInsert::~RowInsert() = default;

std::int64_t RowInsert::execute() {
    m_place = 0;
    return m_portable ? m_portable->runWith(std::exchange(m_values, {})).changed() : step();
}

} // namespace stepmark::storage
