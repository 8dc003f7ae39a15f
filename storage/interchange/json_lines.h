// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/formats/json_text.h"
#include "storage/formats/sources/record_source.h"

#include <optional>

namespace stepmark::interchange {

using formats::LineError;

/// The JSON objects of a file, in whatever source they stand (formats::RecordSource). Errors name file and line. One
/// thread.
class JsonLines {
public:
    /// `path`: see files::InputFile; a pipe can be read by one JsonLines only. `stop` ends the waiting for its writer.
    explicit JsonLines(const std::filesystem::path& path, std::stop_token stop = {})
        : m_source(formats::RecordSource::open(path, std::move(stop))) {}

    /// The next object; nullopt at the end.
    std::optional<nlohmann::json> next();
    /// The same with its fields in the file's order, for files that go out as they came in.
    std::optional<nlohmann::ordered_json> nextOrdered();

    std::int64_t line() const { return m_record.line; } ///< where the record last read begins, from 1
    std::int64_t bytesRead() const { return m_source->bytesRead(); }
    std::int64_t bytesTotal() const { return m_source->bytesTotal(); }
    /// "FILE", line N: what
    std::string at(const std::string& what) const { return m_source->at(what, m_record.line); }
    /// The same, to be thrown, with the beginning of the record.
    LineError errorAt(const std::string& what) const { return m_source->errorAt(what, m_record); }

private:
    std::unique_ptr<formats::RecordSource> m_source;
    formats::RawRecord m_record;
};

} // namespace stepmark::interchange
