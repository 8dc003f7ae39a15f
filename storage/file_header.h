// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace stepmark::storage {

/// What a file says of itself before SQLite is asked (https://sqlite.org/fileformat.html section 1.3).
struct FileHeader {
    bool readable = false;
    std::int64_t file_bytes = 0;
    bool is_sqlite = false;            ///< what follows is read only then
    std::int64_t page_bytes = 0;       ///< 0: no size that a page can have
    std::optional<std::int64_t> pages; ///< nullopt: written by an SQLite that did not keep it
    std::int64_t application_id = 0;
};

/// Looks at a regular file. nullopt where a connection of this process has it open: closing another descriptor of it
/// would drop that connection's locks. Thread-safe.
std::optional<FileHeader> readHeader(const std::filesystem::path& path);

} // namespace stepmark::storage
