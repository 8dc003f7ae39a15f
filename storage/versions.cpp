// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/versions.h"

#include "storage/connection.h"
#include "storage/statement.h"

namespace stepmark::storage {

std::string databaseVersion(Project& project) {
    Statement statement(project.connection(), "SELECT sqlite_version()"); // this backend's own function
    statement.run().next();
    std::string version = "SQLite " + statement.text(0);
    statement.finish();
    return version;
}

} // namespace stepmark::storage
