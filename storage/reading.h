// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opening a project so that nothing is left beside it. SQLite makes a log and an index for whoever reads
// (https://sqlite.org/wal.html section 5); made by somebody who may not write the project, they lock its owner out.
// What is returned belongs to the thread that asked.
#pragma once

#include "storage/connection.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace stepmark::storage {

/// What a project's file and log look like from outside: another look tells whether somebody wrote meanwhile. By name,
/// so that no lock is lost.
struct FileState {
    struct One {
        std::uint64_t inode = 0; ///< 0: there is none
        std::int64_t bytes = 0;
        std::int64_t changed_ns = 0; ///< since 1970
        bool operator==(const One&) const = default;
    };
    One file, log; ///< a log without content counts as none
    bool operator==(const FileState&) const = default;
};
FileState fileState(const std::filesystem::path& project);

struct Reader {
    std::unique_ptr<Connection> connection;
    std::optional<FileState>
        state; ///< what was read is true only as long as this holds; nullopt: SQLite's locks see to it
};

/// Connects for reading only and leaves project and folder as they are: beside its writer where there is one, otherwise
/// alone. Where only a log holds the latest marks, a copy (in TMPDIR, gone with the connection) is read.
Reader connectForReading(const std::filesystem::path& project);

/// Reads a copy of the project that `prepare` has changed first (its schema is too old to be read, say).
Reader connectToCopy(const std::filesystem::path& project, const std::function<void(Connection&)>& prepare);

} // namespace stepmark::storage
