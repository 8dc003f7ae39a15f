// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread.
#pragma once

#include <filesystem>

namespace stepmark::storage {

/// Error if SQLite's write-ahead log of a file of that name lies there: it is in use, or the log is left from one that
/// was deleted and would be played into a new one.
void requireNoLog(const std::filesystem::path& database);

/// Takes a database away with its log and index: one that was just made and is of no use. A link to it stays.
void removeWithLog(const std::filesystem::path& database) noexcept;

} // namespace stepmark::storage
