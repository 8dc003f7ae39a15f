// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "storage/project.h"

namespace stepmark::storage {

/// The database behind a project, for people: "SQLite 3.40.1".
std::string databaseVersion(Project& project);

} // namespace stepmark::storage
