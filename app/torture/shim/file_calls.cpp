// SPDX-License-Identifier: GPL-3.0-or-later
//
// The calls by which SQLite, Qt, the standard library and our own writers reach the disk, each in front of the C
// library's.
#include "app/torture/shim/fault_point.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

using namespace stepmark::torture;

namespace {

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

Call syncOf(int file) {
    struct stat status {};
    return ::fstat(file, &status) == 0 && S_ISDIR(status.st_mode) ? Call::FolderSync : Call::Sync;
}

std::size_t half(Fate fate, std::size_t size) { return fate == Fate::Half && size > 1 ? size / 2 : size; }

} // namespace

// NOLINTBEGIN: names and signatures are the C library's.
extern "C" {

ssize_t write(int file, const void* data, size_t size) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    const Fate fate = fateOf(Call::Write, file);
    return fate == Fate::Fail ? -1 : real(file, data, half(fate, size));
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    const Fate fate = fateOf(Call::Write, file);
    return fate == Fate::Fail ? -1 : real(file, data, half(fate, size), offset);
}

ssize_t pwrite(int file, const void* data, size_t size, off_t offset) { return pwrite64(file, data, size, offset); }

ssize_t writev(int file, const struct iovec* parts, int count) {
    static const auto real = next<ssize_t (*)(int, const struct iovec*, int)>("writev");
    switch (fateOf(Call::Write, file)) {
    case Fate::Fail:
        return -1;
    case Fate::Half:
        return real(file, parts, 1);
    default:
        return real(file, parts, count);
    }
}

ssize_t sendfile(int to, int from, off_t* offset, size_t size) {
    static const auto real = next<ssize_t (*)(int, int, off_t*, size_t)>("sendfile");
    const Fate fate = fateOf(Call::Write, to);
    return fate == Fate::Fail ? -1 : real(to, from, offset, half(fate, size));
}

ssize_t copy_file_range(int from, off64_t* from_offset, int to, off64_t* to_offset, size_t size, unsigned flags) {
    static const auto real = next<ssize_t (*)(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range");
    const Fate fate = fateOf(Call::Write, to);
    return fate == Fate::Fail ? -1 : real(from, from_offset, to, to_offset, half(fate, size), flags);
}

int fsync(int file) {
    static const auto real = next<int (*)(int)>("fsync");
    return fateOf(syncOf(file), file) == Fate::Fail ? -1 : real(file);
}
int fdatasync(int file) {
    static const auto real = next<int (*)(int)>("fdatasync");
    return fateOf(syncOf(file), file) == Fate::Fail ? -1 : real(file);
}

int ftruncate64(int file, off64_t size) noexcept {
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    return fateOf(Call::Allocate, file) == Fate::Fail ? -1 : real(file, size);
}
int ftruncate(int file, off_t size) noexcept { return ftruncate64(file, size); }
int fallocate64(int file, int mode, off64_t offset, off64_t size) {
    static const auto real = next<int (*)(int, int, off64_t, off64_t)>("fallocate64");
    return fateOf(Call::Allocate, file) == Fate::Fail ? -1 : real(file, mode, offset, size);
}
int fallocate(int file, int mode, off_t offset, off_t size) { return fallocate64(file, mode, offset, size); }
int posix_fallocate(int file, off_t offset, off_t size) {
    static const auto real = next<int (*)(int, off_t, off_t)>("posix_fallocate");
    return fateOf(Call::Allocate, file) == Fate::Fail ? errno : real(file, offset, size); // it returns the error
}
int posix_fallocate64(int file, off64_t offset, off64_t size) { return posix_fallocate(file, offset, size); }

int rename(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("rename");
    return fateOf(Call::Rename, to) == Fate::Fail ? -1 : real(from, to);
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
    static const auto real = next<int (*)(int, const char*, int, const char*)>("renameat");
    return fateOf(Call::Rename, to) == Fate::Fail ? -1 : real(from_folder, from, to_folder, to);
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) noexcept {
    static const auto real = next<int (*)(int, const char*, int, const char*, unsigned)>("renameat2");
    return fateOf(Call::Rename, to) == Fate::Fail ? -1 : real(from_folder, from, to_folder, to, flags);
}
int link(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("link");
    return fateOf(Call::Rename, to) == Fate::Fail ? -1 : real(from, to);
}
int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
    static const auto real = next<int (*)(int, const char*, int, const char*, int)>("linkat");
    return fateOf(Call::Rename, to) == Fate::Fail ? -1 : real(from_folder, from, to_folder, to, flags);
}

} // extern "C"
// NOLINTEND
