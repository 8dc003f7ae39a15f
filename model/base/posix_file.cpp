// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/posix_file.h"

#include "model/domain/error.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stepmark {

void throwErrno(const std::string& what, const std::filesystem::path& file) {
    const int code = errno;
    throw Error(what + " " + file.string() + ": " + std::strerror(code) + ".");
}

OutputFile::OutputFile(const std::filesystem::path& file)
    : m_file(file)
    , m_descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) {
    if (m_descriptor < 0)
        throwErrno("Cannot create", m_file);
}

OutputFile::~OutputFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void OutputFile::write(std::span<const std::byte> bytes) {
    constexpr std::size_t max_chunk = std::size_t{1} << 28; // Linux writes at most 2 GB a call
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), std::min(bytes.size(), max_chunk));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throwErrno("Cannot write", m_file);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        m_unsynced += static_cast<std::size_t>(written);
    }
    constexpr std::size_t max_unsynced = std::size_t{64} << 20;
    if (m_unsynced < max_unsynced)
        return;
    m_unsynced = 0;
    if (::fdatasync(m_descriptor) != 0)
        throwErrno("Cannot write to disk", m_file);
}

void OutputFile::write(std::string_view text) { write(std::as_bytes(std::span(text))); }

void OutputFile::sync() {
    if (::fsync(m_descriptor) != 0)
        throwErrno("Cannot write to disk", m_file);
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        throwErrno("Cannot close", m_file);
}

void syncPath(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throwErrno("Cannot open", path);
    const int result = ::fsync(descriptor);
    const int code = errno;
    ::close(descriptor);
    errno = code;
    // EINVAL: a file system that cannot sync folders, and then needs no sync of them.
    if (result != 0 && errno != EINVAL)
        throwErrno("Cannot write to disk", path);
}

std::filesystem::path temporarySibling(const std::filesystem::path& target) {
    static std::atomic<unsigned> counter{0};
    return target.parent_path() / ("." + target.filename().string() + ".tmp-" + std::to_string(::getpid()) + "-" +
                                   std::to_string(counter.fetch_add(1)));
}

MappedFile::MappedFile(const std::filesystem::path& file) {
    // O_NONBLOCK: a named pipe in a model folder must not hang the program.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        throwErrno("Cannot open", file);
    struct stat status {};
    const bool known = ::fstat(descriptor, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        throw Error(file.string() + " is not a regular file.");
    }
    m_size = static_cast<std::size_t>(status.st_size);
    if (m_size > 0) {
        void* data = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        const int code = errno;
        ::close(descriptor);
        errno = code;
        if (data == MAP_FAILED)
            throwErrno("Cannot map", file);
        m_data = static_cast<const std::byte*>(data);
    } else {
        ::close(descriptor);
    }
}

MappedFile::~MappedFile() {
    if (m_data)
        ::munmap(const_cast<std::byte*>(m_data), m_size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0)) {}

} // namespace stepmark
