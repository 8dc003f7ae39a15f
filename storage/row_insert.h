// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/statement.h"

#include <memory>

namespace stepmark::storage {

/// A statement without a result, for very many rows. Where SQLite can be spoken to directly, parameters are bound as
/// they are: through Qt every text goes to UTF-16 and back, and the call costs as much as the insert itself. Errors as
/// of Statement. One thread; gone before its Connection is.
class RowInsert {
public:
    RowInsert(Connection& connection, std::string sql);
    ~RowInsert();
    RowInsert(const RowInsert&) = delete;
    RowInsert& operator=(const RowInsert&) = delete;

    /// Returns the number of rows inserted or changed. Texts need to live for the call only.
    template <typename... Values>
    std::int64_t run(const Values&... values) {
        add(values...);
        return execute();
    }

    /// The same in two parts, for more parameters than one call can name: add() binds the next ones, whose texts need
    /// to live until execute().
    template <typename... Values>
    void add(const Values&... values) {
        if (m_portable)
            (m_values.append(Statement::variant(values)), ...);
        else
            (bind(++m_place, values), ...);
    }
    std::int64_t execute();

private:
    void bind(int place, std::int64_t value);
    void bind(int place, int value) { bind(place, std::int64_t{value}); }
    void bind(int place, bool value) { bind(place, std::int64_t{value}); }
    void bind(int place, std::string_view text);
    void bind(int place, const std::string& text) { bind(place, std::string_view(text)); }
    void bind(int place, const char* text) { bind(place, std::string_view(text)); }
    void bind(int place, std::nullopt_t);
    template <typename Value>
    void bind(int place, const std::optional<Value>& value) {
        value ? bind(place, *value) : bind(place, std::nullopt);
    }
    std::int64_t step();
    [[noreturn]] void fail();

    struct Raw;
    Connection& m_connection;
    std::string m_sql;
    std::unique_ptr<Raw> m_raw;
    int m_place = 0;                     ///< of the parameter bound last
    std::optional<Statement> m_portable; ///< where it cannot
    QVariantList m_values;               ///< its parameters
};

} // namespace stepmark::storage
