// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/answer_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark::grading {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) || byte >= 0x80 || c == '.' || c == '\\';
}

// Commands that only set type or space; a blank takes the place of the latter.
constexpr std::array<std::string_view, 22> kDropped = {
    "left", "right", "text", "mbox", "textbf", "textrm",       "textit",     "mathrm", "mathbf", "mathit", "rm",
    "big",  "Big",   "bigg", "Bigg", "quad",   "displaystyle", "boldsymbol", "qquad",  "bigl",   "bigr",   "mathbb"};

class KeyWriter {
public:
    void write(char c) {
        if (m_blank && !m_key.empty() && isWordByte(m_key.back()) && isWordByte(c))
            m_key += ' ';
        m_blank = false;
        m_key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    void blank() { m_blank = true; }
    std::string take() {
        while (m_key.ends_with('.') && !m_key.ends_with(".."))
            m_key.pop_back();
        return std::move(m_key);
    }

private:
    std::string m_key;
    bool m_blank = false;
};

// Reads the command at text[0] == '\\'; returns its length.
std::size_t writeCommand(std::string_view text, KeyWriter& key, bool& dropBraces) {
    std::size_t end = 1;
    while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])))
        ++end;
    const auto name = text.substr(1, end - 1);
    if (!name.empty()) {
        if (std::find(kDropped.begin(), kDropped.end(), name) != kDropped.end()) {
            dropBraces = true;
            key.blank();
        } else {
            const bool fraction = name == "dfrac" || name == "tfrac" || name == "cfrac";
            key.write('\\');
            for (const char c : fraction ? std::string_view("frac") : name)
                key.write(c);
            if (end < text.size() && kBlanks.find(text[end]) != std::string_view::npos)
                key.blank();
        }
        return end;
    }
    if (text.size() < 2)
        return 1;
    constexpr std::string_view dropped = "!,;: ()[]$%";
    if (dropped.find(text[1]) == std::string_view::npos) {
        key.write('\\');
        key.write(text[1]);
    } else if (text[1] == ' ' || text[1] == ',' || text[1] == ';') {
        key.blank();
    }
    return 2;
}

} // namespace

std::string_view trimmedBlanks(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string textKey(std::string_view answer) {
    answer = trimmedBlanks(answer);
    KeyWriter key;
    std::string braces; // one character a brace that is open: 'd' where it belongs to a dropped command
    bool dropBraces = false;
    for (std::size_t i = 0; i < answer.size();) {
        const char c = answer[i];
        if (c == '\\') {
            i += writeCommand(answer.substr(i), key, dropBraces);
            continue;
        }
        ++i;
        if (kBlanks.find(c) != std::string_view::npos) {
            key.blank();
            continue;
        }
        if (c == '{') {
            braces += dropBraces ? 'd' : 'k';
            if (!dropBraces)
                key.write(c);
        } else if (c == '}') {
            const bool kept = braces.empty() || braces.back() == 'k';
            if (!braces.empty())
                braces.pop_back();
            if (kept)
                key.write(c);
        } else if (c != '$' && c != '%') {
            key.write(c);
        }
        dropBraces = false;
    }
    return key.take();
}

} // namespace stepmark::grading
