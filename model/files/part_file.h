// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file in which a new one is written until it is whole: `.NAME.stepmark-part-PID-N`, beside the one that it shall
// become. It holds a lock that dies with its process, so that what a killed one left is told from one being written, on
// every machine that shares the folder, and is removed by whoever makes the next one there. One thread.
#pragma once

#include "model/files/descriptor.h"

#include <string>

namespace stepmark::files {

class PartFile {
public:
    /// Makes an empty one for the file NAME in `folder`, with the mode that a new file gets, and removes those there
    /// that nobody writes any more. Error where it cannot be made, naming the file that was asked for.
    PartFile(const std::filesystem::path& folder, const std::string& name);
    /// Removes it, with what SQLite put beside it, unless it was renamed.
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    int descriptor() const { return m_descriptor.number(); }

    /// Gives it this name, in the same folder. `replace` false: EEXIST where that exists. 0, or errno.
    int rename(const std::filesystem::path& target, bool replace) noexcept;
    /// Lets go of it, and of its lock: after rename(). 0, or errno.
    int close() noexcept { return m_descriptor.close(); }

private:
    bool make(const std::filesystem::path& folder, const std::string& name);

    std::filesystem::path m_path;
    Descriptor m_descriptor;
    bool m_renamed = false;
};

} // namespace stepmark::files
