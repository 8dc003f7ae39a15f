// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/added_tokens.h"

#include "model/tokenizer/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace stepmark {
namespace {

std::uint64_t edge(std::uint32_t node, char byte) {
    return (static_cast<std::uint64_t>(node) << 8) | static_cast<std::uint8_t>(byte);
}

bool isWordCharacter(char32_t code_point) {
    const auto c = static_cast<UChar32>(code_point);
    return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) || u_hasBinaryProperty(c, UCHAR_JOIN_CONTROL) ||
           (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0;
}

bool touchesWord(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t before = begin, after = end;
    return (begin > 0 && isWordCharacter(previousCodePoint(text, before))) ||
           (end < text.size() && isWordCharacter(nextCodePoint(text, after)));
}

/// Moves `begin` left over white space, at most to `limit`.
std::size_t stripLeft(std::string_view text, std::size_t begin, std::size_t limit) {
    while (begin > limit) {
        std::size_t at = begin;
        if (!u_isUWhiteSpace(static_cast<UChar32>(previousCodePoint(text, at))))
            break;
        begin = at;
    }
    return begin;
}

std::size_t stripRight(std::string_view text, std::size_t end) {
    while (end < text.size()) {
        std::size_t at = end;
        if (!u_isUWhiteSpace(static_cast<UChar32>(nextCodePoint(text, at))))
            break;
        end = at;
    }
    return end;
}

} // namespace

void AddedTokenMatcher::add(const AddedToken& token) {
    if (token.content.empty())
        return;
    std::uint32_t node = 0;
    for (const char byte : token.content) {
        const auto [child, fresh] = m_children.try_emplace(edge(node, byte), static_cast<std::uint32_t>(m_ends.size()));
        if (fresh)
            m_ends.push_back(-1);
        node = child->second;
    }
    m_begins[static_cast<std::uint8_t>(token.content.front())] = true;
    m_ends[node] = static_cast<int>(m_tokens.size());
    m_tokens.push_back(token);
}

int AddedTokenMatcher::longestAt(std::string_view text, std::size_t at) const {
    int best = -1;
    std::uint32_t node = 0;
    for (; at < text.size(); ++at) {
        const auto child = m_children.find(edge(node, text[at]));
        if (child == m_children.end())
            break;
        node = child->second;
        best = m_ends[node] >= 0 ? m_ends[node] : best;
    }
    return best;
}

void AddedTokenMatcher::split(std::string_view text, const std::function<void(std::string_view)>& text_part,
                              const std::function<void(std::int32_t)>& token) const {
    std::size_t done = 0; // what lies before has been handed out
    for (std::size_t at = 0; at < text.size();) {
        const int found = m_begins[static_cast<std::uint8_t>(text[at])] ? longestAt(text, at) : -1;
        if (found < 0) {
            ++at;
            continue;
        }
        const AddedToken& match = m_tokens[static_cast<std::size_t>(found)];
        std::size_t begin = at;
        at += match.content.size();
        if (match.single_word && touchesWord(text, begin, at))
            continue;
        std::size_t end = at;
        if (match.lstrip)
            begin = stripLeft(text, begin, done);
        if (match.rstrip)
            end = stripRight(text, end);
        if (begin > done)
            text_part(text.substr(done, begin - done));
        token(match.id);
        done =
            end; // where an rstrip reached over this match, as `tokenizers` does: the token counts, the text does not
    }
    if (done < text.size())
        text_part(text.substr(done));
}

} // namespace stepmark
