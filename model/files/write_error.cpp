// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/write_error.h"

#include "model/domain/error.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <signal.h>

namespace stepmark::files {

namespace fs = std::filesystem;

namespace {

/// "NAME" of ".NAME.tmp-12-0"; the name itself where it is another one.
std::string askedName(const std::string& name) {
    for (const std::string mark : {".stepmark-part-", ".tmp-"}) {
        const auto place = name.rfind(mark);
        if (place == std::string::npos || place < 2 || name.front() != '.')
            continue;
        const std::string numbers = name.substr(place + mark.size());
        if (!numbers.empty() && std::all_of(numbers.begin(), numbers.end(), [](unsigned char letter) {
                return std::isdigit(letter) != 0 || letter == '-';
            }))
            return name.substr(1, place - 1);
    }
    return name;
}

/// The folder itself, or the nearest one above that exists.
fs::path existing(fs::path path) {
    struct stat status {};
    while (::stat(path.c_str(), &status) != 0 && path != path.root_path())
        path = path.parent_path();
    return path;
}

std::string room(const fs::path& disk) {
    struct statvfs info {};
    if (::statvfs(disk.c_str(), &info) != 0)
        return {};
    char text[64];
    std::snprintf(text, sizeof text, " (%.1f MB are left)",
                  static_cast<double>(info.f_bavail) * static_cast<double>(info.f_frsize) * 1e-6);
    return text;
}

std::string reason(const fs::path& path, int code) {
    const fs::path disk = diskOf(path);
    const std::string at = "the disk at \"" + disk.string() + "\"";
    const std::string said = std::strerror(code);
    switch (code) {
    case ENOSPC:
        return at + " is full" + room(disk) + ". Make room there, or choose another place.";
    case EDQUOT:
        return "your share of " + at + " is used up (" + said + "). Remove something there, or choose another place.";
    case EFBIG:
        return "it grew larger than a file may be here (" + said +
               "). Raise the limit (ulimit -f), or choose another place than " + at + ".";
    case EIO:
        return at + " reports an error (" + said + "). Check that disk, or choose another place.";
    case EPIPE:
        return "nobody reads it any more (" + said + ").";
    case EACCES:
    case EPERM:
    case EROFS:
        return "you may not write there (" + said + "). Choose another place, or change the permissions.";
    default:
        return said + " (on " + at + "). Choose another place, or check this one.";
    }
}

} // namespace

fs::path askedPath(const fs::path& path) {
    fs::path asked;
    for (const fs::path& part : path)
        asked /= askedName(part.string());
    return asked;
}

fs::path diskOf(const fs::path& path) {
    std::error_code ignored;
    fs::path disk = fs::weakly_canonical(existing(fs::absolute(path, ignored)), ignored);
    struct stat here {
    }, above{};
    if (::stat(disk.c_str(), &here) != 0)
        return disk;
    while (disk.has_relative_path() && ::stat(disk.parent_path().c_str(), &above) == 0 && above.st_dev == here.st_dev)
        disk = disk.parent_path();
    return disk;
}

void throwWriteError(const fs::path& path, int code, const fs::path& place) {
    const fs::path asked = askedPath(path);
    throw Error("\"" + asked.string() +
                "\" could not be written: " + reason(place.empty() ? asked : askedPath(place), code));
}

void takeWriteSignalsAsErrors() {
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
}

} // namespace stepmark::files
