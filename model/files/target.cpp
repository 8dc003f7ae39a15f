// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/target.h"

#include "model/domain/error.h"
#include "model/files/write_error.h"

#include <sys/statfs.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <unistd.h>

namespace stepmark::files {

namespace fs = std::filesystem;

namespace {

constexpr int kMostLinks = 40;   ///< as Linux
constexpr auto kProcfs = 0x9fa0; ///< PROC_SUPER_MAGIC of statfs(2)

bool isLink(const fs::path& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

/// Links in /proc stand for an open file, whatever the text in them says.
bool isInProc(const fs::path& link) {
    struct statfs info {};
    return ::statfs(link.parent_path().c_str(), &info) == 0 && info.f_type == kProcfs;
}

/// Goes from link to link; ends at what is none, or at a link in /proc.
fs::path followUntilProc(fs::path path) {
    for (int links = 0; isLink(path); ++links) {
        if (links == kMostLinks)
            throw Error("The symbolic links at \"" + path.string() + "\" lead in a circle: name a file.");
        if (isInProc(path))
            return path;
        std::error_code error;
        const fs::path next = fs::read_symlink(path, error);
        if (error)
            throwWriteError(path, error.value());
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return path;
}

/// Which descriptor of this process "/proc/self/fd/N" is; none for another process's, or another link.
std::optional<int> ownDescriptor(const fs::path& link) {
    std::error_code ignored;
    const std::string name = link.filename().string();
    int number = -1;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size() ||
        !fs::equivalent(link.parent_path(), "/proc/self/fd", ignored))
        return std::nullopt;
    return number;
}

bool sameFile(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

Target standardOutput(const fs::path& asked) {
    Target target{asked, {}, Target::Kind::Stream, {}, STDOUT_FILENO};
    if (::fstat(STDOUT_FILENO, &target.status) != 0)
        throw Error("There is no standard output to write to: name a file.");
    return target;
}

Target newFile(const fs::path& asked, const fs::path& place) {
    std::error_code ignored;
    if (!place.has_filename())
        throw Error("\"" + asked.string() + "\" names a folder: name a file.");
    if (!fs::is_directory(place.parent_path(), ignored))
        throw Error("The folder \"" + place.parent_path().string() + "\" does not exist: make it first.");
    return {asked, place, Target::Kind::New, {}, -1};
}

} // namespace

fs::path followLinks(const fs::path& path) { return followUntilProc(path); }

Target lookAt(const fs::path& asked) {
    if (asked.empty())
        throw Error("There is no name of a file to write: give one.");
    if (asked == "-")
        return standardOutput(asked);
    const fs::path end = followUntilProc(fs::absolute(asked));
    Target target{asked, end, Target::Kind::File, {}, -1};
    if (::stat(end.c_str(), &target.status) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            throwWriteError(asked, errno);
        return newFile(asked, end);
    }
    struct stat output {};
    if (::fstat(STDOUT_FILENO, &output) == 0 && sameFile(output, target.status))
        return standardOutput(asked);
    if (S_ISDIR(target.status.st_mode))
        throw Error("\"" + asked.string() + "\" is a folder: name a file.");
    if (S_ISREG(target.status.st_mode) && !isLink(end))
        return target;
    target.kind = Target::Kind::Stream;
    target.descriptor = ownDescriptor(end).value_or(-1);
    if (S_ISSOCK(target.status.st_mode) && target.descriptor < 0)
        throw Error("\"" + asked.string() + "\" is a socket, which takes no file: name a file or a pipe.");
    return target;
}

bool isStandardOutput(const fs::path& asked) {
    try {
        return lookAt(asked).descriptor == STDOUT_FILENO;
    } catch (const Error&) {
        return false; // whoever writes there is told
    }
}

} // namespace stepmark::files
