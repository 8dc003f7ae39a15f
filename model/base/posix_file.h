// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thin owners of what the C++ library lacks: file descriptors with fsync, and read-only memory maps.
//
// Private to the libraries under model/. Thread rule: an object belongs to one thread; a map's bytes may be read by
// any.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace stepmark {

/// "WHAT FILE: reason of errno". Throws Error always.
[[noreturn]] void throwErrno(const std::string& what, const std::filesystem::path& file);

/// A file that is written from its beginning. Closed on destruction; the content is on disk only after sync().
class OutputFile {
public:
    /// Creates the file; fails where it exists.
    explicit OutputFile(const std::filesystem::path& file);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Large files are synced as they grow: a disk that is slower than memory shows at once, not at the end.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    /// fsync and close.
    void sync();

private:
    std::filesystem::path m_file;
    int m_descriptor;
    std::size_t m_unsynced = 0; ///< bytes written that may not be on the disk
};

/// fsync of a file or folder that exists. For a folder: its names are then on disk.
void syncPath(const std::filesystem::path& path);

/// A name for a temporary sibling of `target`, unique on this machine: `.NAME.tmp-PID-N`.
std::filesystem::path temporarySibling(const std::filesystem::path& target);

/// A whole file mapped read-only. Its size is taken once; see SafetensorsReader for what happens when it shrinks later.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }

private:
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace stepmark
