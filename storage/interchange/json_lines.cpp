// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/json_lines.h"

#include "model/domain/error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace stepmark::interchange {

namespace {

// Before parsing: a parser that recurses (in ours, printing and comparing do) must never see such a value.
void requireShallow(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepestJson)
                throw Error("lists or objects are nested more than " + std::to_string(kDeepestJson) + " deep.");
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
}

template <typename Json>
Json parseObjectAs(std::string_view text) {
    requireShallow(text);
    Json value;
    try {
        value = Json::parse(text);
    } catch (const nlohmann::json::exception& error) {
        std::string what = error.what();
        what = what.substr(what.find("] ") == std::string::npos ? 0 : what.find("] ") + 2);
        // The parser sees one line only; which one of the file it is, says who reads lines.
        if (const std::size_t place = what.find("line 1, "); place != std::string::npos)
            what.erase(place, std::strlen("line 1, "));
        if (what.find("UTF-8") != std::string::npos)
            throw Error("the text is not valid UTF-8: convert the file to UTF-8 (" + what + ").");
        throw Error("this is not valid JSON (" + what.substr(0, 300) + ").");
    }
    if (!value.is_object())
        throw Error("a JSON object ({...}) is expected, this is a JSON " + std::string(value.type_name()) + ".");
    return value;
}

} // namespace

nlohmann::json parseObject(std::string_view text) { return parseObjectAs<nlohmann::json>(text); }

JsonLines::JsonLines(const std::filesystem::path& path)
    : m_path(path)
    , m_file(nullptr, std::fclose)
    , m_buffer(1u << 20) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        throw Error("\"" + path.string() + "\" is a folder: name a file.");
    m_file.reset(std::fopen(path.c_str(), "rb"));
    if (!m_file)
        throw Error("\"" + path.string() + "\" cannot be read: " + std::strerror(errno) + ".");
    const auto size = std::filesystem::file_size(path, error);
    m_total = error ? 0 : static_cast<std::int64_t>(size);
}

std::string JsonLines::at(const std::string& what) const {
    return "\"" + m_path.string() + "\", line " + std::to_string(m_line) + ": " + what;
}

LineError JsonLines::errorAt(const std::string& what) const {
    std::size_t end = std::min(m_text.size(), LineError::kShownText);
    while (end < m_text.size() && end > 0 && (static_cast<unsigned char>(m_text[end]) & 0xC0) == 0x80)
        --end; // never within a character
    return {at(what), m_path.string(), m_line, m_text.substr(0, end)};
}

bool JsonLines::fill() {
    m_begin = 0;
    m_end = std::fread(m_buffer.data(), 1, m_buffer.size(), m_file.get());
    if (m_end == 0 && std::ferror(m_file.get()))
        throw Error(at(std::string("reading failed: ") + std::strerror(errno) + "."));
    return m_end > 0;
}

bool JsonLines::readLine(std::string& line) {
    line.clear();
    bool any = false;
    while (m_begin < m_end || fill()) {
        if (!any)
            ++m_line;
        any = true;
        const auto from = m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin);
        const auto to = m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end);
        const auto newline = std::find(from, to, '\n');
        line.append(from, newline);
        const std::size_t taken = static_cast<std::size_t>(newline - from) + (newline == to ? 0 : 1);
        m_begin += taken;
        m_bytes += static_cast<std::int64_t>(taken);
        if (line.size() > kLongestLine)
            throw Error(at("the line is longer than " + std::to_string(kLongestLine >> 20) +
                           " MB: is this a file of JSON lines?"));
        if (newline != to)
            break;
    }
    return any;
}

bool JsonLines::nextLine(std::string& line) {
    while (readLine(line)) {
        if (m_line == 1 && line.starts_with("\xEF\xBB\xBF"))
            line.erase(0, 3);
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            return true;
    }
    return false;
}

template <typename Json>
std::optional<Json> JsonLines::nextAs() {
    if (!nextLine(m_text))
        return std::nullopt;
    try {
        return parseObjectAs<Json>(m_text);
    } catch (const Error& error) {
        throw errorAt(error.what());
    }
}

std::optional<nlohmann::json> JsonLines::next() { return nextAs<nlohmann::json>(); }
std::optional<nlohmann::ordered_json> JsonLines::nextOrdered() { return nextAs<nlohmann::ordered_json>(); }

} // namespace stepmark::interchange
