// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/mapped_file.h"

#include "model/domain/error.h"
#include "model/files/descriptor.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace stepmark {

namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file) {
    throw Error("Cannot " + what + " " + file.string() + ": " + std::strerror(errno) + ".");
}

} // namespace

MappedFile::MappedFile(const std::filesystem::path& file) {
    // O_NONBLOCK: a named pipe in a model folder must not hang the program.
    const files::Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!open)
        fail("open", file);
    struct stat status {};
    if (::fstat(open.number(), &status) != 0 || !S_ISREG(status.st_mode))
        throw Error(file.string() + " is not a regular file.");
    m_size = static_cast<std::size_t>(status.st_size);
    if (m_size == 0)
        return;
    void* data = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, open.number(), 0);
    if (data == MAP_FAILED)
        fail("map", file);
    m_data = static_cast<const std::byte*>(data);
}

MappedFile::~MappedFile() {
    if (m_data)
        ::munmap(const_cast<std::byte*>(m_data), m_size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0)) {}

} // namespace stepmark
