// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/files/input_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace stepmark::formats {

/// The bytes of a file, of a pipe, or of standard input ("-"), in pieces; unpacked where they are gzipped. Never seeks.
/// Error naming the file. One thread.
class ByteSource {
public:
    explicit ByteSource(const std::filesystem::path& path, std::stop_token stop = {});
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// The next bytes without taking them: none at the end. They hold until more are asked for.
    std::string_view look();
    /// Takes that many of those looked at.
    void take(std::size_t bytes) { m_begin += bytes; }

    const std::filesystem::path& path() const { return m_path; }
    std::int64_t bytesRead() const { return m_read - unread(); } ///< of the file, as it lies there
    std::int64_t bytesTotal() const;                             ///< 0: nobody knows (a pipe)

private:
    struct Unpacker;
    std::int64_t unread() const;
    std::size_t fill(std::vector<char>& buffer);

    std::filesystem::path m_path;
    files::InputFile m_file;
    std::vector<char> m_bytes;
    std::size_t m_begin = 0, m_end = 0;
    std::int64_t m_read = 0;
    bool m_is_first = true;
    std::unique_ptr<Unpacker> m_unpacker;
};

} // namespace stepmark::formats
