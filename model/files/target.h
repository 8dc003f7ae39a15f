// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands at a path that somebody named for writing. Any thread.
#pragma once

#include <sys/stat.h>

#include <filesystem>

namespace stepmark::files {

struct Target {
    enum class Kind {
        New,   ///< nothing yet
        File,  ///< a regular file
        Stream ///< what exists and is none: a device, a pipe, a descriptor of this process, standard output ("-")
    };

    std::filesystem::path asked; ///< as it was given, for messages
    std::filesystem::path place; ///< New, File: absolute, and no link: links have been followed, they stay as they are
    Kind kind = Kind::New;
    struct stat status {}; ///< of what exists
    int descriptor = -1;   ///< Stream: which of this process it is, -1 where it has to be opened
};

/// Error where nothing can be written under that name: a folder, a socket, links in a circle, a folder that is missing.
Target lookAt(const std::filesystem::path& asked);

/// "-", "/dev/stdout" and whatever else names this process's standard output: what is written there must not be mixed
/// with anything else. False where nothing can be written.
bool isStandardOutput(const std::filesystem::path& asked);

/// The path behind the symbolic links at its end; it need not exist. Error where they lead in a circle.
std::filesystem::path followLinks(const std::filesystem::path& path);

} // namespace stepmark::files
