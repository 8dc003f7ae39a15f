// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/split.h"
#include "storage/connection.h"

#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark::storage {

/// A prepared statement: run() binds all parameters and executes, next() walks the rows, columns are read by number.
/// Every failure is an Error that names the project and says what to do. May be run again and again, with as many
/// values as it has parameters. What has been prepared is kept for the next one of the same text (StatementCache). One
/// thread; gone before its Connection is.
class Statement {
public:
    Statement(Connection& connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    template <typename... Values>
    Statement& run(const Values&... values) {
        int place = 0;
        (m_query->bindValue(place++, variant(values)), ...);
        return execute();
    }
    /// The same with parameters gathered beforehand, each made by variant().
    Statement& runWith(const QVariantList& values);
    /// The next row; false (and the statement is reset, so that it holds no read lock) after the last.
    bool next();
    /// Ends reading before the last row.
    void finish() { m_query->finish(); }
    std::int64_t insertedId() const { return m_query->lastInsertId().toLongLong(); }
    std::int64_t changed() const { return m_query->numRowsAffected(); }

    bool isNull(int column) const { return m_query->isNull(column); }
    std::int64_t integer(int column) const { return m_query->value(column).toLongLong(); } ///< 0 for NULL
    double real(int column) const { return m_query->value(column).toDouble(); }
    bool flag(int column) const { return integer(column) != 0; }
    QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }            ///< empty for NULL
    std::string text(int column) const { return m_query->value(column).toString().toStdString(); } ///< "" for NULL
    std::optional<std::string> maybeText(int column) const;
    std::optional<std::int64_t> maybeInteger(int column) const;

    static QVariant variant(std::int64_t value) { return QVariant::fromValue<qlonglong>(value); }
    static QVariant variant(int value) { return QVariant(value); }
    static QVariant variant(bool value) { return QVariant(value ? 1 : 0); }
    static QVariant variant(double value) { return QVariant(value); }
    static QVariant variant(std::string_view value);
    static QVariant variant(const std::string& value) { return variant(std::string_view(value)); }
    static QVariant variant(const char* value) { return variant(std::string_view(value)); }
    static QVariant variant(Split value) { return variant(toText(value)); }
    static QVariant variant(const QByteArray& value) { return QVariant(value); }
    static QVariant variant(std::nullopt_t) { return {}; }
    template <typename Value>
    static QVariant variant(const std::optional<Value>& value) {
        return value ? variant(*value) : QVariant();
    }

private:
    Statement& execute();

    Connection& m_connection;
    std::string m_sql;
    std::unique_ptr<QSqlQuery> m_query;
};

/// Ids are stored as NULL where they are 0 ("none").
inline std::optional<std::int64_t> idOrNull(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

/// The first eight bytes of the text's SHA-256, as the schema's hashes are.
std::int64_t textHash(std::string_view text);

} // namespace stepmark::storage
