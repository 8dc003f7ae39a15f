// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/sources/byte_source.h"

#include "model/domain/error.h"

#include <zlib.h>

#include <cstring>
#include <string>

namespace stepmark::formats {

namespace {

constexpr std::size_t kPiece = 1u << 20;

} // namespace

/// What zlib needs to go on.
struct ByteSource::Unpacker {
    Unpacker() {
        if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
            throw Error("zlib cannot be started: is there memory left?");
    }
    ~Unpacker() { inflateEnd(&stream); }
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    z_stream stream{};
    std::vector<char> packed = std::vector<char>(kPiece);
    bool in_member = false; ///< between a gzip header and its end
};

ByteSource::ByteSource(const std::filesystem::path& path, std::stop_token stop)
    : m_path(path)
    , m_file(path, std::move(stop))
    , m_bytes(kPiece) {}

ByteSource::~ByteSource() = default;

std::int64_t ByteSource::bytesTotal() const { return m_file.size() == 0 ? 0 : std::max(m_file.size(), m_read); }

std::int64_t ByteSource::unread() const {
    return m_unpacker ? static_cast<std::int64_t>(m_unpacker->stream.avail_in)
                      : static_cast<std::int64_t>(m_end - m_begin);
}

std::size_t ByteSource::fill(std::vector<char>& buffer) {
    const std::size_t count = m_file.read(buffer);
    m_read += static_cast<std::int64_t>(count);
    return count;
}

std::string_view ByteSource::look() {
    if (m_begin < m_end)
        return {m_bytes.data() + m_begin, m_end - m_begin};
    m_begin = m_end = 0;
    if (!m_unpacker) {
        m_end = fill(m_bytes);
        const bool packed = m_is_first && m_end > 2 && m_bytes[0] == '\x1f' && m_bytes[1] == '\x8b';
        m_is_first = false;
        if (!packed)
            return {m_bytes.data(), m_end};
        m_unpacker = std::make_unique<Unpacker>();
        std::swap(m_unpacker->packed, m_bytes);
        m_unpacker->stream.next_in = reinterpret_cast<Bytef*>(m_unpacker->packed.data());
        m_unpacker->stream.avail_in = static_cast<uInt>(m_end);
    }
    m_end = 0;
    z_stream& stream = m_unpacker->stream;
    while (m_end == 0) {
        if (stream.avail_in == 0) {
            stream.avail_in = static_cast<uInt>(fill(m_unpacker->packed));
            stream.next_in = reinterpret_cast<Bytef*>(m_unpacker->packed.data());
        }
        if (stream.avail_in == 0) {
            if (m_unpacker->in_member)
                throw Error(files::inputName(m_path) +
                            " ends in the middle of its gzipped data: it was not copied whole.");
            break;
        }
        m_unpacker->in_member = true;
        stream.next_out = reinterpret_cast<Bytef*>(m_bytes.data());
        stream.avail_out = static_cast<uInt>(m_bytes.size());
        const int result = inflate(&stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END)
            throw Error(files::inputName(m_path) + " is damaged: its gzipped data cannot be unpacked.");
        m_end = m_bytes.size() - stream.avail_out;
        if (result == Z_STREAM_END) { // another may follow
            m_unpacker->in_member = false;
            inflateReset(&stream);
        }
    }
    return {m_bytes.data(), m_end};
}

} // namespace stepmark::formats
