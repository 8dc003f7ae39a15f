// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <utility>

namespace stepmark::storage {

/// Device and inode: what a file is, whatever it is called. {0, 0}: there is none.
using FileId = std::pair<std::uint64_t, std::uint64_t>;

/// Opens nothing: an open and close would cost SQLite its locks (see file_locks.h).
inline FileId fileIdAt(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? FileId{info.st_dev, info.st_ino} : FileId{};
}

inline FileId fileIdOf(int descriptor) {
    struct stat info {};
    return ::fstat(descriptor, &info) == 0 ? FileId{info.st_dev, info.st_ino} : FileId{};
}

} // namespace stepmark::storage
