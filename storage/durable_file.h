// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace stepmark::storage {

/// Data (and for a folder: its entries) are on disk when this returns. Error if that fails.
void syncToDisk(const std::filesystem::path& path);

/// Error if SQLite's write-ahead log of a file of that name lies there: it is in use, or the log is left from one that
/// was deleted and would be played into a new one.
void requireNoLog(const std::filesystem::path& database);

/// A file that comes into being whole or not at all: write to temporary(), then commit() syncs it and renames it to
/// target. If commit() was not reached, the destructor removes the temporary file (and SQLite's companions of it).
class AtomicFile {
public:
    /// Error if the target's folder does not exist, or the target does and `overwrite` is false.
    AtomicFile(const std::filesystem::path& target, bool overwrite);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    const std::filesystem::path& temporary() const { return m_temporary; }
    void commit();

private:
    void removeTemporary() noexcept;
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    bool m_overwrite;
};

} // namespace stepmark::storage
