// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/text_lines.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace stepmark {

namespace {

constexpr auto npos = std::string_view::npos;

/// Where each environment ends, by where it begins. Those of one name nest; of broken nesting, what can be paired is.
std::unordered_map<std::size_t, std::size_t> environments(std::string_view text) {
    constexpr std::array<std::string_view, 9> kProse = {"enumerate", "itemize", "description", "center",  "document",
                                                        "proof",     "quote",   "flushleft",   "solution"};
    std::unordered_map<std::string_view, std::vector<std::size_t>> open;
    std::unordered_map<std::size_t, std::size_t> end_of;
    for (std::size_t at = text.find('\\'); at != npos; at = text.find('\\', at + 1)) {
        const auto rest = text.substr(at);
        if (rest.starts_with("\\\\")) {
            ++at;
            continue;
        }
        const bool begins = rest.starts_with("\\begin{");
        if (!begins && !rest.starts_with("\\end{"))
            continue;
        const std::size_t name_at = at + (begins ? 7 : 5);
        const auto close = text.find_first_of("}\n", name_at);
        if (close == npos)
            break;
        const auto name = text.substr(name_at, close - name_at);
        auto& places = open[name];
        if (begins) {
            places.push_back(at);
        } else if (!places.empty()) {
            if (std::find(kProse.begin(), kProse.end(), name) == kProse.end())
                end_of[places.back()] = close + 1;
            places.pop_back();
        }
    }
    return end_of;
}

std::string_view lineAt(std::string_view text, std::size_t begin) {
    return text.substr(begin, text.find('\n', begin) - begin);
}

/// How many of ` or ~ a line of code's border begins with; 0: it is none.
std::size_t fenceLength(std::string_view line) {
    line = trimmed(line);
    if (line.empty() || (line.front() != '`' && line.front() != '~'))
        return 0;
    const std::size_t length = std::min(line.find_first_not_of(line.front()), line.size());
    const bool inline_code = line.front() == '`' && line.find('`', length) != npos; // ```x = 1```
    return length < 3 || inline_code ? 0 : length;
}

/// Finds the uncut ranges from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
        , m_environments(environments(text)) {}

    std::vector<TextRange> run() {
        std::vector<TextRange> ranges;
        bool line_begins = true;
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t end = endOfRangeAt(at, line_begins);
            if (end != npos) {
                ranges.push_back({at, end});
                at = end;
                line_begins = false;
                continue;
            }
            if (const std::size_t blank = blankLength(m_text.substr(at)); blank > 0) {
                line_begins = line_begins || m_text[at] == '\n';
                at += blank;
                continue;
            }
            // code may begin behind a list's mark: "1. ```"
            line_begins = line_begins && std::string_view("-*+>.)0123456789").find(m_text[at]) != npos;
            at += m_text[at] == '\\' && at + 1 < m_text.size() && m_text[at + 1] != '\n' ? 2 : 1; // "\\[2pt]", "\$"
        }
        return ranges;
    }

private:
    /// npos: no range begins here.
    std::size_t endOfRangeAt(std::size_t at, bool line_begins) {
        const auto rest = m_text.substr(at);
        if (line_begins && (rest.front() == '`' || rest.front() == '~'))
            return endOfCode(at);
        if (rest.starts_with("$$"))
            return behind(at + 2, "$$", m_no_dollars);
        if (rest.starts_with("\\["))
            return behind(at + 2, "\\]", m_no_bracket);
        if (rest.starts_with("[asy]"))
            return behind(at + 5, "[/asy]", m_no_picture);
        if (rest.front() == '\\')
            if (const auto found = m_environments.find(at); found != m_environments.end())
                return found->second;
        return npos;
    }

    /// Behind the next `close` from `from` on. Once there is none, there is none further on: that is looked for once.
    std::size_t behind(std::size_t from, std::string_view close, bool& is_none) const {
        for (auto at = is_none ? npos : m_text.find(close, from); at != npos; at = m_text.find(close, at + 1))
            if (!isEscaped(at, from))
                return at + close.size();
        is_none = true;
        return npos;
    }

    /// Behind an odd number of backslashes: "\$", "\\]". That of "\]" is its own.
    bool isEscaped(std::size_t at, std::size_t from) const {
        std::size_t slashes = 0;
        while (at - slashes > from && m_text[at - slashes - 1] == '\\')
            ++slashes;
        return slashes % 2 == 1;
    }

    std::size_t endOfCode(std::size_t at) {
        const char mark = m_text[at];
        const std::size_t length = fenceLength(lineAt(m_text, at));
        std::size_t& longest = mark == '`' ? m_shortest_open_ticks : m_shortest_open_tildes;
        if (length == 0 || length >= longest)
            return npos;
        for (auto line_end = m_text.find('\n', at); line_end != npos; line_end = m_text.find('\n', line_end + 1)) {
            const auto line = trimmed(lineAt(m_text, line_end + 1));
            if (line.size() >= length && line.find_first_not_of(mark) == npos)
                return line_end + 1 + lineAt(m_text, line_end + 1).size();
        }
        longest = length; // nor does one of as many or more close
        return npos;
    }

    std::string_view m_text;
    std::unordered_map<std::size_t, std::size_t> m_environments;
    bool m_no_dollars = false, m_no_bracket = false, m_no_picture = false;
    std::size_t m_shortest_open_ticks = npos, m_shortest_open_tildes = npos;
};

} // namespace

std::size_t blankLength(std::string_view text) {
    if (text.empty())
        return 0;
    if (std::string_view(" \t\r\n\f\v").find(text.front()) != npos)
        return 1;
    for (const std::string_view blank : {"\u00A0", "\u3000", "\uFEFF"})
        if (text.starts_with(blank))
            return blank.size();
    return 0;
}

std::string_view trimmed(std::string_view text) {
    for (std::size_t length = blankLength(text); length > 0; length = blankLength(text))
        text.remove_prefix(length);
    for (bool changed = true; changed && !text.empty();) {
        changed = false;
        for (const std::size_t length : {1U, 2U, 3U})
            if (text.size() >= length && blankLength(text.substr(text.size() - length)) == length) {
                text.remove_suffix(length);
                changed = true;
                break;
            }
    }
    return text;
}

std::vector<TextRange> uncutRanges(std::string_view text) { return Scanner(text).run(); }

std::vector<TextRange> textLines(std::string_view text) {
    const auto uncut = uncutRanges(text);
    auto next = uncut.begin();
    std::vector<TextRange> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        std::size_t end = std::min(text.find('\n', begin), text.size());
        for (; next != uncut.end() && next->begin <= end; ++next)
            end = std::max(end, std::min(text.find('\n', next->end), text.size()));
        lines.push_back({begin, end});
        begin = end + 1;
    }
    return lines;
}

} // namespace stepmark
