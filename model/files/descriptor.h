// SPDX-License-Identifier: GPL-3.0-or-later
//
// An open file, closed by itself, and how bytes get onto a disk. An object belongs to one thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

namespace stepmark::files {

/// Owns a file descriptor; -1 where there is none.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }
    explicit operator bool() const { return m_number >= 0; }
    /// 0, or errno: a file system may find out only now that there was no room.
    int close() noexcept;

private:
    int m_number = -1;
};

/// Writes all of it; 0, or errno.
int writeAll(int descriptor, std::span<const std::byte> bytes) noexcept;

/// fsync; 0, or errno. What cannot be synced at all (a pipe, a file system without fsync) needs none: 0.
int syncDescriptor(int descriptor) noexcept;

/// The names in a folder are on disk when this returns; 0, or errno. To be called once they stand there, so that only a
/// disk that is broken or full counts: a folder that cannot be opened or synced (network, FUSE) is no failure.
int syncFolder(const std::filesystem::path& folder) noexcept;

} // namespace stepmark::files
