// SPDX-License-Identifier: GPL-3.0-or-later
//
// Folders and files that appear complete or not at all. A checkpoint that is killed while it is written must leave the
// one before it (or nothing), never half of one.
//
// Thread rule: one AtomicFolder belongs to one thread at a time. Two processes may write to the same target: each has a
// temporary folder of its own and the last rename wins.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace stepmark {

/// Collects files in a temporary folder beside the target (`.NAME.tmp-PID-N`) and moves it into place at commit().
/// Temporary folders of the same target whose process is dead are removed when a new one begins.
class AtomicFolder {
public:
    enum class Existing {
        Refuse, ///< a target that already exists is an Error, at once and again at commit
        Replace ///< it is exchanged for the new one in one step (RENAME_EXCHANGE where the file system can) and then
                ///< removed
    };

    /// Creates the temporary folder; the target's parent is created where it is missing. Throws Error.
    explicit AtomicFolder(const std::filesystem::path& target, Existing existing = Existing::Refuse);
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
    /// Syncs every file and folder, renames, syncs the parent. Throws Error; the target is then as it was.
    void commit();

private:
    void renameIntoPlace();

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    Existing m_existing;
    bool m_done = false;
};

/// Reads a whole file. Throws Error where it is missing, is not a regular file or is larger than `max_bytes`.
std::string readFile(const std::filesystem::path& file, std::uintmax_t max_bytes);
/// Writes a file so that it is complete, or the old one stays: temporary sibling, fsync, rename, fsync of the folder.
void writeFileAtomically(const std::filesystem::path& file, std::string_view bytes);

} // namespace stepmark
