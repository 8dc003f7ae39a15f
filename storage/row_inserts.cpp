// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/row_inserts.h"

namespace stepmark::storage {

RowInserts::RowInserts(Connection& connection, std::string into, int columns)
    : m_connection(connection)
    , m_into(std::move(into))
    , m_columns(columns) {}

RowInsert& RowInserts::statement(std::size_t rows) {
    auto& made = m_statements[rows - 1];
    if (made)
        return *made;
    std::string row = "(?";
    for (int i = 1; i < m_columns; ++i)
        row += ", ?";
    std::string sql = m_into + " VALUES " + row + ")";
    for (std::size_t i = 1; i < rows; ++i)
        sql += ", " + row + ")";
    made = std::make_unique<RowInsert>(m_connection, std::move(sql));
    return *made;
}

} // namespace stepmark::storage
