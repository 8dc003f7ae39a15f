// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read-only memory maps.
//
// Private to the libraries under model/. Thread rule: an object belongs to one thread; a map's bytes may be read by
// any.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace stepmark {

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
