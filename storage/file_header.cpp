// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_header.h"

#include "storage/connection.h"

#include <array>
#include <cstring>
#include <fstream>

namespace stepmark::storage {

namespace {

using Bytes = std::array<unsigned char, 100>;

std::int64_t bigEndian(const Bytes& bytes, std::size_t begin, std::size_t count) {
    std::int64_t value = 0;
    for (std::size_t i = begin; i < begin + count; ++i)
        value = value << 8 | bytes[i];
    return value;
}

std::int64_t pageBytes(const Bytes& bytes) {
    const std::int64_t said = bigEndian(bytes, 16, 2) == 1 ? 65536 : bigEndian(bytes, 16, 2);
    return said >= 512 && (said & (said - 1)) == 0 ? said : 0;
}

FileHeader read(const std::filesystem::path& path) {
    FileHeader header;
    std::ifstream file(path, std::ios::binary);
    header.readable = file.is_open();
    if (!header.readable)
        return header;
    std::error_code ignored;
    header.file_bytes = static_cast<std::int64_t>(std::filesystem::file_size(path, ignored));
    Bytes bytes{};
    file.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
    header.is_sqlite = file.gcount() == bytes.size() && std::memcmp(bytes.data(), "SQLite format 3", 16) == 0;
    if (!header.is_sqlite)
        return header;
    header.page_bytes = pageBytes(bytes);
    if (bigEndian(bytes, 24, 4) == bigEndian(bytes, 92, 4)) // else the count is an older SQLite's
        header.pages = bigEndian(bytes, 28, 4);
    header.application_id = bigEndian(bytes, 68, 4);
    return header;
}

} // namespace

std::optional<FileHeader> readHeader(const std::filesystem::path& path) {
    FileHeader header;
    const bool looked = Connection::whileClosedHere(path, [&] { header = read(path); });
    return looked ? std::optional(header) : std::nullopt;
}

} // namespace stepmark::storage
