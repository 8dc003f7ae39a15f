// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace stepmark::storage {

/// Error if SQLite's write-ahead log of a file of that name lies there: it is in use, or the log is left from one that
/// was deleted and would be played into a new one.
void requireNoLog(const std::filesystem::path& database);

} // namespace stepmark::storage
