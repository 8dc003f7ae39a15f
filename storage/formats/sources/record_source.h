// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/formats/sources/byte_source.h"
#include "storage/formats/sources/line_error.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace stepmark::formats {

/// Records longer than this are refused.
inline constexpr std::size_t kLongestRecord = 64u << 20;

/// A record as it stands in the file.
struct RawRecord {
    std::string text;
    std::int64_t line = 0; ///< where it begins, from 1
};

/// The records of a file, read as hostile input, one by one: memory is bounded by the longest record. A byte order mark
/// is taken off. One thread but for parse().
class RecordSource {
public:
    /// By the first bytes: a JSON array, JSON lines, or CSV (whose first line names the columns). Works on pipes;
    /// `stop` ends the waiting for what a writer has not written yet.
    static std::unique_ptr<RecordSource> open(const std::filesystem::path& path, std::stop_token stop = {});
    virtual ~RecordSource() = default;

    /// False at the end. Error naming file and line.
    virtual bool next(RawRecord& record) = 0;
    /// The record as an object; of a CSV's, a text for each cell. Error without file and line. Any thread.
    virtual nlohmann::json parse(const RawRecord& record) const = 0;
    virtual bool hasCells() const { return false; } ///< CSV

    std::int64_t bytesRead() const { return m_bytes->bytesRead(); }
    std::int64_t bytesTotal() const { return m_bytes->bytesTotal(); } ///< 0: nobody knows
    /// "FILE", line N: what
    std::string at(const std::string& what, std::int64_t line) const;
    /// The same, to be thrown, with the beginning of the record.
    LineError errorAt(const std::string& what, const RawRecord& record) const;

protected:
    explicit RecordSource(std::unique_ptr<ByteSource> bytes)
        : m_bytes(std::move(bytes)) {}
    std::unique_ptr<ByteSource> m_bytes;
    std::int64_t m_line = 0; ///< lines begun so far

    /// Up to the next line break, without it; false at the end of the file.
    bool readLine(std::string& line);
    void requireShort(const std::string& record) const;
};

std::unique_ptr<RecordSource> openLines(std::unique_ptr<ByteSource> bytes);
std::unique_ptr<RecordSource> openArray(std::unique_ptr<ByteSource> bytes);
std::unique_ptr<RecordSource> openCsv(std::unique_ptr<ByteSource> bytes);
/// Whether the first bytes of a file look like a CSV's line of column names.
bool looksLikeCsv(std::string_view beginning);

} // namespace stepmark::formats
