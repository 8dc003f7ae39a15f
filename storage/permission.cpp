// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/permission.h"

#include "model/files/quoted.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <vector>

namespace stepmark::storage {

namespace fs = std::filesystem;
using files::quoted;

namespace {

std::optional<struct stat> statOf(const fs::path& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 ? std::optional(info) : std::nullopt;
}

/// "ann", or "user 1004" where the system knows no name.
std::string ownerOf(const fs::path& path) {
    const auto info = statOf(path);
    if (!info)
        return "nobody known";
    std::vector<char> buffer(4096);
    struct passwd entry {
    }, *found = nullptr;
    ::getpwuid_r(info->st_uid, &entry, buffer.data(), buffer.size(), &found);
    return found ? found->pw_name : "user " + std::to_string(info->st_uid);
}

/// 0, or why the system refuses to let this user write.
int refusal(const fs::path& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 ? 0 : errno; }

bool diskIsFull(const fs::path& path) {
    struct statvfs disk {};
    constexpr std::uint64_t kIndexBytes = 32 * 1024; // the least SQLite needs beside a project
    if (::statvfs(path.c_str(), &disk) != 0)
        return false;
    const std::uint64_t blocks = ::geteuid() == 0 ? disk.f_bfree : disk.f_bavail;
    return blocks * disk.f_frsize < kIndexBytes || (disk.f_files > 0 && disk.f_favail == 0);
}

/// A log or an index that is there already.
std::string whyNotCompanion(const fs::path& companion) {
    const auto info = statOf(companion);
    if (!info)
        return {};
    if (!S_ISREG(info->st_mode))
        return quoted(companion) + " is in the way: it is no file of Stepmark's. Move it away";
    if (refusal(companion) == 0)
        return {};
    return quoted(companion) + " is in the way: it was left by " + ownerOf(companion) +
           ", and you may not write it. If nobody has the project open, remove that file";
}

} // namespace

OnlyReadable::OnlyReadable(const fs::path& project, std::string why)
    : Error(onlyReadable(project, why))
    , m_why(std::move(why)) {}

std::string onlyReadable(const fs::path& project, const std::string& why) {
    return "The project " + quoted(project) + " can only be read here: " + why + ".";
}

std::string damaged(const fs::path& project, const std::string& what) {
    return "The project " + quoted(project) + " is damaged: " + what +
           ". Go back to a backup; \"stepmarkctl check\" lists all that is wrong.";
}

fs::path logOf(const fs::path& project) { return fs::path(project) += "-wal"; }
fs::path indexOf(const fs::path& project) { return fs::path(project) += "-shm"; }

std::string whyOnlyReadable(const fs::path& project, AfterFailure after) {
    const fs::path file = fs::absolute(project);
    const fs::path folder = file.parent_path();
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return {};
    const int of_file = refusal(file), of_folder = refusal(folder);
    if (of_file == EROFS || of_folder == EROFS)
        return "it lies on a medium that cannot be written. Copy it to another place, or make a backup there";
    if (of_file != 0)
        return "its file belongs to " + ownerOf(file) +
               ", and you may not write it. Ask for that permission, or work on a backup";
    const bool has_companions = fs::exists(logOf(file), ignored) && fs::exists(indexOf(file), ignored);
    if (of_folder != 0 && !has_companions)
        return "you may not make files in its folder, where its log has to lie. Ask for that permission, or work on a "
               "backup";
    for (const fs::path& companion : {logOf(file), indexOf(file)})
        if (std::string why = whyNotCompanion(companion); !why.empty())
            return why;
    if (after == AfterFailure::Yes && diskIsFull(folder))
        return "the disk is full. Make room, and open it again";
    return {};
}

void shareCompanions(const fs::path& project) noexcept {
    const auto file = statOf(project);
    for (const fs::path& companion : {logOf(project), indexOf(project)})
        if (const auto info = statOf(companion);
            file && info && info->st_uid == ::geteuid() && info->st_gid != file->st_gid)
            (void)!::lchown(companion.c_str(), static_cast<uid_t>(-1),
                            file->st_gid); // refused to who is not of that group
}

} // namespace stepmark::storage
