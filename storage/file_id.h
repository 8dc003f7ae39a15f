// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/files/open_databases.h"

#include <sys/stat.h>

#include <string>

namespace stepmark::storage {

/// Device and inode: what a file is, whatever it is called. {0, 0}: there is none.
using files::FileId;

/// Opens nothing: an open and close would cost SQLite its locks (see file_locks.h).
inline FileId fileIdAt(const std::string& path) { return files::fileId(path); }

inline FileId fileIdOf(int descriptor) {
    struct stat info {};
    return ::fstat(descriptor, &info) == 0 ? FileId{info.st_dev, info.st_ino} : FileId{};
}

} // namespace stepmark::storage
