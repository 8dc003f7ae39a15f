// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread.
#pragma once

#include "storage/check.h"

namespace stepmark::storage {

struct BytesReport {
    CheckReport report;
    bool is_database = true; ///< SQLite can be asked for the rest
};

/// What the bytes of a project and of its log tell before SQLite reads them: whether the file is cut short or has
/// something at its end that is not its own, and whether the log is one of its own. Error where there is no such file.
BytesReport checkBytes(const std::filesystem::path& path);

} // namespace stepmark::storage
