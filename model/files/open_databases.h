// SPDX-License-Identifier: GPL-3.0-or-later
//
// The databases that this process has open. Nobody here may open and close such a file by other means: POSIX drops all
// locks of a process on a file when any of its descriptors is closed (https://sqlite.org/howtocorrupt.html section
// 2.2), and another process would take SQLite's log away from under us. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <utility>

namespace stepmark::files {

/// Device and inode; {0, 0} where there is no file.
using FileId = std::pair<std::uint64_t, std::uint64_t>;
FileId fileId(const std::filesystem::path& path);

class OpenDatabases {
public:
    /// While it is held, nobody in this process looks into a file that may be a database, or begins to use one: a look
    /// while another thread opens the file would cost that thread its locks.
    static std::unique_lock<std::mutex> looking();

    /// Counts a connection to the file; returns what remove() takes.
    static FileId add(const std::filesystem::path& path);
    static void remove(const FileId& file);
    static bool contains(const FileId& file);
};

} // namespace stepmark::files
