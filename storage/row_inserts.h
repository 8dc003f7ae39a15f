// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/row_insert.h"

#include <algorithm>
#include <array>

namespace stepmark::storage {

/// Rows of one table, many in a statement: what SQLite sets up for a statement (its triggers, its foreign keys, what it
/// needs to take a half-done one back) costs more than the row itself. All rows of a call are new. Errors as of
/// Statement. One thread; gone before its Connection is.
class RowInserts {
public:
    /// `into`: "INSERT INTO table (column, ...)", without its values.
    RowInserts(Connection& connection, std::string into, int columns);

    /// Rows 0 ... count - 1: `add(insert, i)` adds row i's values to `insert`. Texts need to live for the call.
    template <typename Add>
    void run(std::size_t count, Add add) {
        for (std::size_t begin = 0; begin < count; begin += kMost) {
            const std::size_t end = std::min(begin + kMost, count);
            RowInsert& insert = statement(end - begin);
            for (std::size_t i = begin; i < end; ++i)
                add(insert, i);
            insert.execute();
        }
    }

private:
    static constexpr std::size_t kMost = 50; ///< more gain nothing
    RowInsert& statement(std::size_t rows);

    Connection& m_connection;
    std::string m_into;
    int m_columns;
    std::array<std::unique_ptr<RowInsert>, kMost> m_statements; ///< by number of rows, made when first needed
};

} // namespace stepmark::storage
