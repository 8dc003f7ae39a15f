// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stepmark::storage {

/// A database's own description of itself.
struct Schema {
    struct Object {
        std::string sql;                  ///< that made it, without blanks and quotes
        std::vector<std::string> columns; ///< of a table
    };
    using Key = std::pair<std::string, std::string>; ///< kind ("table", "index", "trigger", "view") and name
    std::map<Key, Object> objects;                   ///< without SQLite's own
};

Schema schemaOf(Connection& connection);

/// What the migrations make of an empty file, up to `version`. Made once a process. Errors name `project`. Thread-safe.
const Schema& ownSchema(int version, const std::filesystem::path& project);

/// Error ("... is damaged: the table problem is missing ...") where a table, column, index or trigger of Stepmark's is
/// not there, or a trigger or view of somebody else's is. To be asked before any statement that writes: such a trigger
/// would run with it. Takes no notice of a foreign table or index, which change nothing by themselves.
void requireOwnSchema(Connection& connection, int version);

} // namespace stepmark::storage
