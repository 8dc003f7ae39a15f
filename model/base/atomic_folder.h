// SPDX-License-Identifier: GPL-3.0-or-later
//
// Folders that appear complete or not at all. A checkpoint that is killed while it is written must leave the one before
// it (or nothing), never half of one.
//
// Thread rule: one AtomicFolder belongs to one thread at a time. Two processes may write to the same target: each has a
// temporary folder of its own and the last rename wins.
#pragma once

#include "model/files/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark {

/// Collects files in a temporary folder beside the target (`.NAME.tmp-PID-N`) and moves it into place at commit().
/// Temporary folders of the same target whose process is dead are removed when a new one begins: it is no process of
/// this machine, and nobody holds the folder's lock.
///
/// A symbolic link to the target is followed, and stays.
class AtomicFolder {
public:
    /// A target that exists is exchanged for the new one in one step (RENAME_EXCHANGE where the file system can) and
    /// then removed: only if it is an empty folder, or `mark`, a file's name, says that it is of the kind to be
    /// written.
    struct Replace {
        std::string mark;
    };

    /// Creates the temporary folder; the target's parent is created where it is missing. Throws Error. Without
    /// `replace` a target that exists is an Error, at once and again at commit.
    explicit AtomicFolder(const std::filesystem::path& target, std::optional<Replace> replace = {});
    /// Removes the temporary folder unless commit() succeeded.
    ~AtomicFolder();
    AtomicFolder(const AtomicFolder&) = delete;
    AtomicFolder& operator=(const AtomicFolder&) = delete;

    /// Where to write; any file or subfolder put here becomes part of the target.
    const std::filesystem::path& path() const { return m_temporary; }
    /// Writes a text file.
    void writeText(const std::string& name, std::string_view text);
    /// Copies a file (its content, following a link), under its own name or a new one.
    void copyFile(const std::filesystem::path& from, const std::string& name = {});
    /// Error if a folder that stands at `target` may not be replaced: before the hours of work that end in commit().
    static void requireReplaceable(const std::filesystem::path& target, const Replace& replace);
    /// Syncs every file and folder, renames, syncs the parent. Throws Error; the target is then as it was.
    void commit();

private:
    void syncContent() const;
    void renameIntoPlace();
    void exchange();

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    files::Descriptor m_lock; ///< of m_temporary
    std::optional<Replace> m_replace;
    bool m_done = false;
};

/// Reads a whole file. Throws Error where it is missing, is not a regular file or is larger than `max_bytes`.
std::string readFile(const std::filesystem::path& file, std::uintmax_t max_bytes);

} // namespace stepmark
