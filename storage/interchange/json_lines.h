// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::interchange {

/// Lines longer than this are refused.
inline constexpr std::size_t kLongestLine = 64u << 20;
/// JSON nested deeper than this is refused.
inline constexpr int kDeepestJson = 64;

/// What is wrong with one line of a file; what() names file and line.
class LineError : public Error {
public:
    LineError(const std::string& message, std::string file, std::int64_t line, std::string text)
        : Error(message)
        , m_file(std::move(file))
        , m_line(line)
        , m_text(std::move(text)) {}
    const std::string& file() const { return m_file; }
    std::int64_t line() const { return m_line; }       ///< from 1
    const std::string& text() const { return m_text; } ///< beginning of the line
    static constexpr std::size_t kShownText = 600;     ///< bytes of it

private:
    std::string m_file;
    std::int64_t m_line;
    std::string m_text;
};

/// Reads a file of JSON objects, one a line, as hostile input: line by line, with memory bounded by the longest line.
/// Lines of blanks are passed over, a byte order mark and carriage returns are taken off. Errors name file and line.
/// One thread.
class JsonLines {
public:
    explicit JsonLines(const std::filesystem::path& path);

    /// The next object; nullopt at the end. Error where a line is no JSON object, is not UTF-8, or is too long or too
    /// deep.
    std::optional<nlohmann::json> next();
    /// The same with its fields in the file's order, for files that go out as they came in.
    std::optional<nlohmann::ordered_json> nextOrdered();
    /// The next line with content, unparsed.
    bool nextLine(std::string& line);

    std::int64_t line() const { return m_line; } ///< number of the line last read, from 1
    std::int64_t bytesRead() const { return m_bytes; }
    std::int64_t bytesTotal() const { return m_total; }
    /// "FILE", line N: what
    std::string at(const std::string& what) const;
    /// The same, to be thrown, with the beginning of the line.
    LineError errorAt(const std::string& what) const;

private:
    template <typename Json>
    std::optional<Json> nextAs();
    bool fill();
    bool readLine(std::string& line);

    std::filesystem::path m_path;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_file;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0, m_end = 0;
    std::string m_text;
    std::int64_t m_line = 0, m_bytes = 0, m_total = 0;
};

/// Parses one JSON object; Error (without file and line) where that fails.
nlohmann::json parseObject(std::string_view text);

} // namespace stepmark::interchange
