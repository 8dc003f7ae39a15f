// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/hidden_cache.h"

#include "model/domain/error.h"
#include "model/learning/text_hash_p.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <unordered_map>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stepmark {

namespace fs = std::filesystem;

namespace {

constexpr char kMagic[8] = {'S', 'T', 'M', 'K', 'H', 'I', 'D', '1'};
constexpr std::size_t kHeader = 16; ///< magic, width (8 bytes, little endian)
constexpr std::size_t kFlushAt = 4u << 20;

struct KeyHash {
    std::size_t operator()(const StepKey& key) const { return key[0]; }
};

std::uint16_t toBf16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

float fromBf16(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }

} // namespace

std::vector<StepKey> stepKeys(std::string_view problem_text, const StepTree& tree) {
    std::vector<StepKey> keys;
    const StepKey root = TextHash().add(problem_text).value();
    for (const StepTree::Node& node : tree.nodes()) {
        const StepKey& before = node.parent < 0 ? root : keys[static_cast<std::size_t>(node.parent)];
        keys.push_back(TextHash().addNumber(before[0]).addNumber(before[1]).add(node.text).value());
    }
    return keys;
}

struct HiddenCache::State {
    fs::path file;
    int fd = -1;
    std::size_t width = 0;
    std::unordered_map<StepKey, std::uint64_t, KeyHash> place; ///< record number
    std::uint64_t records = 0;                                 ///< on disk
    std::string pending;                                       ///< records not yet written

    ~State() {
        if (fd >= 0)
            ::close(fd); // releases the lock, too
    }
    /// key, values, checksum
    std::size_t recordBytes() const { return 16 + 2 * width + 8; }
    std::uint64_t pendingRecords() const { return pending.size() / recordBytes(); }

    [[noreturn]] void fail(const std::string& what) const {
        throw Error("Cannot " + what + " the cache of hidden states " + file.string() + ": " + std::strerror(errno));
    }

    void open() {
        fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (fd < 0)
            fail("open");
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0)
            throw Error("The cache of hidden states " + file.string() +
                        " is in use by another process: wait for that job to end.");
        struct stat info {};
        if (::fstat(fd, &info) != 0)
            fail("read");
        const auto size = static_cast<std::size_t>(info.st_size);
        if (size < kHeader)
            writeHeader();
        else
            checkHeader();
        if (size > kHeader)
            index((size - kHeader) / recordBytes());
        // What a killed writer left of a record is cut off.
        if (::ftruncate(fd, static_cast<off_t>(kHeader + records * recordBytes())) != 0)
            fail("repair");
    }

    void writeHeader() {
        char header[kHeader];
        const std::uint64_t number = width;
        std::memcpy(header, kMagic, 8);
        std::memcpy(header + 8, &number, 8);
        if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, header, kHeader, 0) != static_cast<ssize_t>(kHeader))
            fail("write");
    }

    void checkHeader() const {
        char header[kHeader];
        std::uint64_t number = 0;
        if (::pread(fd, header, kHeader, 0) != static_cast<ssize_t>(kHeader))
            fail("read");
        std::memcpy(&number, header + 8, 8);
        if (std::memcmp(header, kMagic, 8) != 0 || number != width)
            throw Error(file.string() + " is not a cache of hidden states of width " + std::to_string(width) +
                        ": delete it, it will be made again.");
    }

    /// Reads all records once; a damaged one is not indexed, and damaged ones at the end are dropped.
    void index(std::uint64_t count) {
        const std::size_t bytes = recordBytes();
        const std::uint64_t chunk = std::max<std::uint64_t>(1, kFlushAt / bytes);
        std::string buffer;
        for (std::uint64_t first = 0; first < count; first += chunk) {
            const std::uint64_t some = std::min(chunk, count - first);
            buffer.resize(some * bytes);
            if (::pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(kHeader + first * bytes)) !=
                static_cast<ssize_t>(buffer.size()))
                fail("read");
            for (std::uint64_t i = 0; i < some; ++i) {
                StepKey key{};
                std::memcpy(key.data(), buffer.data() + i * bytes, 16);
                if (checksumRight(buffer.data() + i * bytes)) {
                    place[key] = first + i;
                    records = first + i + 1;
                }
            }
        }
    }

    bool checksumRight(const char* record) const {
        std::uint64_t stored = 0;
        std::memcpy(&stored, record + recordBytes() - 8, 8);
        return stored == TextHash().addBytes(record, recordBytes() - 8).value()[0];
    }

    void write() {
        std::size_t done = 0;
        const std::uint64_t begin = kHeader + records * recordBytes();
        while (done < pending.size()) {
            const ssize_t count =
                ::pwrite(fd, pending.data() + done, pending.size() - done, static_cast<off_t>(begin + done));
            if (count <= 0)
                fail("write");
            done += static_cast<std::size_t>(count);
        }
        records += pendingRecords();
        pending.clear();
    }
};

HiddenCache::HiddenCache(const fs::path& folder, const std::string& fingerprint, std::int64_t hidden_size)
    : m_state(std::make_unique<State>()) {
    std::error_code error;
    fs::create_directories(folder, error);
    m_state->file = folder / (fingerprint + ".hidden");
    m_state->width = static_cast<std::size_t>(hidden_size);
    m_state->open();
}

HiddenCache::~HiddenCache() {
    if (m_state && !m_state->pending.empty())
        try {
            m_state->write();
        } catch (const Error&) {
            // Nothing is lost but time: what is missing is computed again.
        }
}

HiddenCache::HiddenCache(HiddenCache&&) noexcept = default;
HiddenCache& HiddenCache::operator=(HiddenCache&&) noexcept = default;

std::int64_t HiddenCache::size() const { return static_cast<std::int64_t>(m_state->place.size()); }

bool HiddenCache::contains(const StepKey& key) const { return m_state->place.contains(key); }

bool HiddenCache::read(const StepKey& key, std::span<float> out) const {
    const auto found = m_state->place.find(key);
    if (found == m_state->place.end())
        return false;
    const std::size_t bytes = m_state->recordBytes();
    std::string record(bytes, '\0');
    if (found->second >= m_state->records) {
        std::memcpy(record.data(), m_state->pending.data() + (found->second - m_state->records) * bytes, bytes);
    } else if (::pread(m_state->fd, record.data(), bytes, static_cast<off_t>(kHeader + found->second * bytes)) !=
               static_cast<ssize_t>(bytes)) {
        m_state->fail("read");
    }
    for (std::size_t i = 0; i < m_state->width; ++i) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, record.data() + 16 + 2 * i, 2);
        out[i] = fromBf16(bits);
    }
    return true;
}

void HiddenCache::append(const StepKey& key, std::span<const float> state) {
    if (contains(key))
        return;
    const std::size_t begin = m_state->pending.size();
    m_state->place[key] = m_state->records + m_state->pendingRecords();
    m_state->pending.append(reinterpret_cast<const char*>(key.data()), 16);
    for (const float value : state) {
        const std::uint16_t bits = toBf16(value);
        m_state->pending.append(reinterpret_cast<const char*>(&bits), 2);
    }
    const std::uint64_t checksum =
        TextHash().addBytes(m_state->pending.data() + begin, m_state->pending.size() - begin).value()[0];
    m_state->pending.append(reinterpret_cast<const char*>(&checksum), 8);
    if (m_state->pending.size() >= kFlushAt)
        m_state->write();
}

void HiddenCache::flush() {
    m_state->write();
    if (::fdatasync(m_state->fd) != 0)
        m_state->fail("write");
}

} // namespace stepmark
