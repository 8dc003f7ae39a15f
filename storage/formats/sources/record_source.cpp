// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/sources/record_source.h"

#include <algorithm>

namespace stepmark::formats {

std::unique_ptr<RecordSource> RecordSource::open(const std::filesystem::path& path, std::stop_token stop) {
    auto bytes = std::make_unique<ByteSource>(path, std::move(stop));
    if (bytes->look().starts_with("\xEF\xBB\xBF"))
        bytes->take(3);
    const std::string_view beginning = bytes->look();
    const std::size_t first = beginning.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && beginning[first] == '[')
        return openArray(std::move(bytes));
    if (first != std::string_view::npos && beginning[first] != '{' && looksLikeCsv(beginning.substr(first)))
        return openCsv(std::move(bytes));
    return openLines(std::move(bytes));
}

std::string RecordSource::at(const std::string& what, std::int64_t line) const {
    return "\"" + m_bytes->path().string() + "\", line " + std::to_string(line) + ": " + what;
}

LineError RecordSource::errorAt(const std::string& what, const RawRecord& record) const {
    std::size_t end = std::min(record.text.size(), LineError::kShownText);
    while (end < record.text.size() && end > 0 && (static_cast<unsigned char>(record.text[end]) & 0xC0) == 0x80)
        --end; // never within a character
    return {at(what, record.line), m_bytes->path().string(), record.line, record.text.substr(0, end)};
}

void RecordSource::requireShort(const std::string& record) const {
    if (record.size() > kLongestRecord)
        throw Error(
            at("the line is longer than " + std::to_string(kLongestRecord >> 20) + " MB: is this a file of JSON lines?",
               m_line));
}

bool RecordSource::readLine(std::string& line) {
    line.clear();
    bool any = false;
    for (std::string_view bytes = m_bytes->look(); !bytes.empty(); bytes = m_bytes->look()) {
        if (!any)
            ++m_line;
        any = true;
        const std::size_t newline = bytes.find('\n');
        line.append(bytes.substr(0, newline));
        m_bytes->take(newline == std::string_view::npos ? bytes.size() : newline + 1);
        requireShort(line);
        if (newline != std::string_view::npos)
            break;
    }
    return any;
}

} // namespace stepmark::formats
