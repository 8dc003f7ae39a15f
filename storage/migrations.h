// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread of the connection.
#pragma once

#include "storage/connection.h"

#include <string>
#include <vector>

namespace stepmark::storage {

/// Brings a schema from version number - 1 to number.
struct Migration {
    int number = 0;
    std::string name; ///< "0001_first.sql"
    std::string sql;  ///< statements, each ended by a semicolon and a blank line (or the end)
};

/// The migrations built into the program (storage/sql/NNNN_*.sql), in order, numbered from 1 without gaps.
const std::vector<Migration>& migrations();

/// Applies those above the file's user_version up to `last`, in one transaction: after a failure the file is as it was.
void migrate(Connection& connection, const std::vector<Migration>& all, int last);

} // namespace stepmark::storage
