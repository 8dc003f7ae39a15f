// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/hidden_cache.h"

#include "model/base/finite.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/text_hash_p.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
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
constexpr std::uint64_t kPending = std::uint64_t{1} << 63;

struct KeyHash {
    std::size_t operator()(const StepKey& key) const { return key[0]; }
};

std::uint16_t toBf16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

float fromBf16(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }

/// The lock of a cache's file, held for a moment. Somebody may have stopped a process while it held it, so it is not
/// waited for longer than whoever cancels a job would wait.
class FileLock {
public:
    FileLock(int fd, int how)
        : m_fd(fd) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
        while (!(m_held = ::flock(m_fd, how | LOCK_NB) == 0) && (errno == EWOULDBLOCK || errno == EINTR) &&
               std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ~FileLock() {
        if (m_held)
            ::flock(m_fd, LOCK_UN);
    }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    explicit operator bool() const { return m_held; }

private:
    int m_fd;
    bool m_held = false;
};

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
    int fd = -1; ///< negative: no file, all in memory
    bool writable = false;
    std::size_t width = 0;
    std::unordered_map<StepKey, std::uint64_t, KeyHash> place; ///< record number, or kPending + its number there
    std::uint64_t seen = 0;                                    ///< records of the file that were looked at
    std::string pending;                                       ///< records not (yet) in the file
    std::size_t write_at = kFlushAt;                           ///< bytes of `pending` to write at
    std::string problem;

    ~State() {
        if (fd >= 0)
            ::close(fd);
    }
    /// key, values, checksum
    std::size_t recordBytes() const { return 16 + 2 * width + 8; }

    /// `why` from errno where it is empty.
    void cannot(const std::string& what, std::string why = {}) {
        problem = "hidden states are not kept for the next time: cannot " + what + " " + file.string() + ": " +
                  (why.empty() ? std::strerror(errno) : why);
    }

    void open(const std::stop_token& stop) {
        fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        writable = fd >= 0;
        if (!writable) {
            cannot("write");
            fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC); // what others computed serves nevertheless
        }
        if (fd < 0)
            return;
        if (writable)
            if (const FileLock lock(fd, LOCK_EX); lock)
                ensureHeader();
        if (fileBytes() >= kHeader)
            checkHeader();
        refresh(stop);
    }

    std::size_t fileBytes() const {
        struct stat info {};
        return ::fstat(fd, &info) == 0 ? static_cast<std::size_t>(info.st_size) : 0;
    }

    /// The header of a new file, or of one whose maker was killed before it wrote that. Under the lock.
    bool ensureHeader() {
        if (fileBytes() >= kHeader)
            return true;
        std::string header(kMagic, 8);
        const std::uint64_t number = width;
        header.append(reinterpret_cast<const char*>(&number), 8);
        if (::ftruncate(fd, 0) == 0 && writeAll(header, 0))
            return true;
        cannot("write");
        static_cast<void>(::ftruncate(fd, 0) == 0);
        return false;
    }

    void checkHeader() const {
        char header[kHeader];
        std::uint64_t number = 0;
        const bool read = ::pread(fd, header, kHeader, 0) == static_cast<ssize_t>(kHeader);
        std::memcpy(&number, header + 8, 8);
        if (!read || std::memcmp(header, kMagic, 8) != 0 || number != width)
            throw Error(file.string() + " is not a cache of hidden states of width " + std::to_string(width) +
                        ": delete it, it will be made again.");
    }

    std::uint64_t wholeRecords() const {
        const std::size_t bytes = fileBytes();
        return bytes > kHeader ? (bytes - kHeader) / recordBytes() : 0;
    }

    /// What is whole while nobody writes stays as it is: the lock is for the count only.
    void refresh(const std::stop_token& stop) {
        if (fd < 0)
            return;
        std::uint64_t count = 0;
        if (const FileLock lock(fd, LOCK_SH); lock)
            count = wholeRecords();
        index(count, stop);
    }

    /// Reads records up to number `count`; one that is damaged or not finite is not indexed.
    void index(std::uint64_t count, const std::stop_token& stop) {
        const std::size_t bytes = recordBytes();
        const std::uint64_t chunk = std::max<std::uint64_t>(1, kFlushAt / bytes);
        std::string buffer;
        while (seen < count) {
            throwIfStopped(stop);
            const std::uint64_t some = std::min(chunk, count - seen);
            buffer.resize(some * bytes);
            if (::pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(kHeader + seen * bytes)) !=
                static_cast<ssize_t>(buffer.size()))
                return cannot("read");
            for (std::uint64_t i = 0; i < some; ++i) {
                StepKey key{};
                std::memcpy(key.data(), buffer.data() + i * bytes, 16);
                if (usable(buffer.data() + i * bytes))
                    place[key] = seen + i;
            }
            seen += some;
        }
    }

    bool usable(const char* record) const {
        std::uint64_t stored = 0;
        std::memcpy(&stored, record + recordBytes() - 8, 8);
        if (stored != TextHash().addBytes(record, recordBytes() - 8).value()[0])
            return false;
        std::vector<std::uint16_t> values(width);
        std::memcpy(values.data(), record + 16, 2 * width);
        return allFinite(values);
    }

    /// Puts `pending` behind what is there. Where that cannot be, it stays in memory.
    void write() {
        if (pending.empty() || !writable)
            return;
        write_at = std::max(kFlushAt, 2 * pending.size()); // of the next try
        const FileLock lock(fd, LOCK_EX);
        if (!lock)
            return cannot("lock", "another process holds it");
        if (!ensureHeader())
            return;
        const std::uint64_t whole = wholeRecords();
        index(whole, {}); // a state that somebody else was quicker with need not be there twice
        if (seen < whole)
            return; // it could not be read
        const std::size_t end = kHeader + whole * recordBytes();
        std::vector<StepKey> keys;
        const std::string records = unwritten(keys);
        // What a killed writer left of a record is cut off, and what a full disk leaves of these.
        if (::ftruncate(fd, static_cast<off_t>(end)) != 0 || !writeAll(records, end)) {
            cannot("write");
            static_cast<void>(::ftruncate(fd, static_cast<off_t>(end)) == 0);
            return;
        }
        for (std::size_t i = 0; i < keys.size(); ++i)
            place[keys[i]] = whole + i;
        seen = whole + keys.size();
        pending.clear();
        write_at = kFlushAt;
        problem.clear();
    }

    std::string unwritten(std::vector<StepKey>& keys) const {
        std::string records;
        for (std::size_t at = 0; at < pending.size(); at += recordBytes()) {
            StepKey key{};
            std::memcpy(key.data(), pending.data() + at, 16);
            if (place.at(key) < kPending)
                continue;
            keys.push_back(key);
            records.append(pending, at, recordBytes());
        }
        return records;
    }

    bool writeAll(const std::string& bytes, std::size_t at) const {
        for (std::size_t done = 0; done < bytes.size();) {
            const ssize_t count = ::pwrite(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(at + done));
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return false;
            done += static_cast<std::size_t>(count);
        }
        return true;
    }
};

HiddenCache::HiddenCache(const fs::path& folder, const std::string& fingerprint, std::int64_t hidden_size,
                         const std::stop_token& stop)
    : m_state(std::make_unique<State>()) {
    std::error_code ignored; // opening the file says it
    fs::create_directories(folder, ignored);
    m_state->file = folder / (fingerprint + ".hidden");
    m_state->width = static_cast<std::size_t>(hidden_size);
    m_state->open(stop);
}

HiddenCache::~HiddenCache() {
    if (m_state)
        m_state->write();
}

HiddenCache::HiddenCache(HiddenCache&&) noexcept = default;
HiddenCache& HiddenCache::operator=(HiddenCache&&) noexcept = default;

std::int64_t HiddenCache::size() const { return static_cast<std::int64_t>(m_state->place.size()); }

bool HiddenCache::contains(const StepKey& key) const { return m_state->place.contains(key); }

const std::string& HiddenCache::problem() const { return m_state->problem; }

void HiddenCache::refresh(const std::stop_token& stop) { m_state->refresh(stop); }

bool HiddenCache::read(const StepKey& key, std::span<float> out) const {
    const auto found = m_state->place.find(key);
    if (found == m_state->place.end())
        return false;
    const std::size_t bytes = m_state->recordBytes();
    std::string record(bytes, '\0');
    if (found->second >= kPending) {
        std::memcpy(record.data(), m_state->pending.data() + (found->second - kPending) * bytes, bytes);
    } else if (::pread(m_state->fd, record.data(), bytes, static_cast<off_t>(kHeader + found->second * bytes)) !=
               static_cast<ssize_t>(bytes)) {
        throw Error("Cannot read the cache of hidden states " + m_state->file.string() + ": " + std::strerror(errno) +
                    ". Delete it, it will be made again.");
    }
    for (std::size_t i = 0; i < m_state->width; ++i) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, record.data() + 16 + 2 * i, 2);
        out[i] = fromBf16(bits);
    }
    return true;
}

bool HiddenCache::append(const StepKey& key, std::span<const float> state) {
    if (contains(key))
        return true;
    std::vector<std::uint16_t> values(state.size());
    std::transform(state.begin(), state.end(), values.begin(), toBf16);
    if (!allFinite(state) || !allFinite(values))
        return false;
    std::string& pending = m_state->pending;
    const std::size_t begin = pending.size();
    m_state->place[key] = kPending + begin / m_state->recordBytes();
    pending.append(reinterpret_cast<const char*>(key.data()), 16);
    pending.append(reinterpret_cast<const char*>(values.data()), 2 * values.size());
    const std::uint64_t checksum = TextHash().addBytes(pending.data() + begin, pending.size() - begin).value()[0];
    pending.append(reinterpret_cast<const char*>(&checksum), 8);
    if (pending.size() >= m_state->write_at)
        m_state->write();
    return true;
}

void HiddenCache::flush() {
    m_state->write();
    if (m_state->writable && ::fdatasync(m_state->fd) != 0)
        m_state->cannot("write");
}

} // namespace stepmark
