// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/part_file.h"

#include "model/files/write_error.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace stepmark::files {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMark = ".stepmark-part-";
constexpr std::size_t kLongestName = 200; ///< bytes; with what is put around it a name may have 255
/// Far behind the bytes that SQLite locks (its page at 1 GB), so that a part can be a database.
constexpr off_t kLockedByte = off_t{1} << 62;

/// A lock of the open file, not of the process: it goes with the descriptor, and other descriptors leave it alone.
bool lock(const Descriptor& file) {
    struct flock range {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = kLockedByte;
    range.l_len = 1;
    return ::fcntl(file.number(), F_OFD_SETLK, &range) == 0;
}

bool isPart(const std::string& name) {
    const auto place = name.rfind(kMark);
    if (place == std::string::npos || name.front() != '.')
        return false;
    const std::string numbers = name.substr(place + kMark.size());
    return std::count(numbers.begin(), numbers.end(), '-') == 1 && numbers.front() != '-' && numbers.back() != '-' &&
           std::all_of(numbers.begin(), numbers.end(),
                       [](unsigned char letter) { return std::isdigit(letter) != 0 || letter == '-'; });
}

void removePart(const fs::path& part) noexcept {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"})
        fs::remove(fs::path(part) += end, ignored);
}

/// Where locks cannot be had nothing is removed: nobody could say whether its writer lives.
void removeAbandoned(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (!isPart(entry->path().filename().string()))
            continue;
        const Descriptor file(::open(entry->path().c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        struct stat status {};
        if (file && ::fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode) && lock(file))
            removePart(entry->path());
    }
}

/// A name that may follow, cut where a character ends.
std::string shortened(std::string name) {
    if (name.size() <= kLongestName)
        return name;
    std::size_t end = kLongestName;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
        --end;
    return name.substr(0, end);
}

} // namespace

PartFile::PartFile(const fs::path& folder, const std::string& name) {
    removeAbandoned(folder);
    while (!make(folder, name)) {
    }
}

/// False where somebody took it for abandoned between its making and its lock.
bool PartFile::make(const fs::path& folder, const std::string& name) {
    static std::atomic<unsigned> counter{0};
    m_path = folder / ("." + shortened(name) + std::string(kMark) + std::to_string(::getpid()) + "-" +
                       std::to_string(counter++));
    m_descriptor = Descriptor(::open(m_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!m_descriptor && errno == EEXIST) // of a process of this number on another machine, or before this one
        return false;
    if (!m_descriptor)
        throwWriteError(folder / name, errno);
    struct stat status {};
    const bool locked = lock(m_descriptor) || (errno != EAGAIN && errno != EACCES);
    return locked && ::fstat(m_descriptor.number(), &status) == 0 && status.st_nlink > 0;
}

PartFile::~PartFile() {
    if (!m_renamed)
        removePart(m_path);
}

int PartFile::rename(const fs::path& target, bool replace) noexcept {
    int result = replace ? ::rename(m_path.c_str(), target.c_str())
                         : ::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE);
    if (result != 0 && !replace && (errno == EINVAL || errno == ENOSYS)) { // a file system without that flag
        result = ::link(m_path.c_str(), target.c_str());
        if (result == 0)
            ::unlink(m_path.c_str());
    }
    m_renamed = result == 0;
    return m_renamed ? 0 : errno;
}

} // namespace stepmark::files
