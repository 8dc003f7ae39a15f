// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/thinking.h"

#include "model/domain/text_lines.h"

#include <array>

namespace stepmark {

namespace {

struct Marks {
    std::string_view open, close;
};
constexpr std::array<Marks, 4> kMarks = {{{"<think>", "</think>"},
                                          {"<thinking>", "</thinking>"},
                                          {"<thought>", "</thought>"},
                                          {"<reasoning>", "</reasoning>"}}};

bool beginsLine(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        --at;
    return at == 0 || text[at - 1] == '\n';
}

bool endsWord(std::string_view text, std::size_t at) { return at == text.size() || blankLength(text.substr(at)) > 0; }

void add(std::string& whole, std::string_view part) {
    part = trimmed(part);
    if (!part.empty())
        whole.append(whole.empty() ? "" : "\n\n").append(part);
}

/// With nothing folded where these marks are not used.
FoldedText folded(std::string_view text, const Marks& marks) {
    FoldedText result;
    const auto first_open = text.find(marks.open), first_close = text.find(marks.close);
    if (first_close != text.npos && first_close < first_open && endsWord(text, first_close + marks.close.size())) {
        add(result.thinking, text.substr(0, first_close));
        text.remove_prefix(first_close + marks.close.size());
    }
    std::size_t kept = 0; // up to here everything is sorted
    for (auto open = text.find(marks.open); open != text.npos; open = text.find(marks.open, open)) {
        const auto inside = open + marks.open.size();
        if (!beginsLine(text, open)) {
            open = inside;
            continue;
        }
        const auto close = text.find(marks.close, inside);
        if (close == text.npos)
            break;
        result.text.append(text.substr(kept, open - kept));
        add(result.thinking, text.substr(inside, close - inside));
        kept = open = close + marks.close.size();
    }
    result.text.append(text.substr(kept));
    return result;
}

} // namespace

FoldedText foldThinking(std::string_view text) {
    for (const Marks& marks : kMarks) {
        FoldedText result = folded(text, marks);
        if (result.text.size() < text.size() && !trimmed(result.text).empty())
            return result;
    }
    return {std::string(text), {}};
}

} // namespace stepmark
