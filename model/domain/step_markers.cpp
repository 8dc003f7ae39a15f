// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_markers.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark {

namespace {

constexpr int kNone = -1;

/// The words for "step"; ASCII in lower case, others as they are mostly written.
constexpr std::array<std::string_view, 14> kWords = {"step", "schritt", "paso", "passo",    "étape", "Étape", "шаг",
                                                     "Шаг",  "步骤",    "步驟", "ステップ", "단계",  "bước",  "Bước"};

/// Takes `prefix` off, ASCII letters of either case.
bool take(std::string_view& text, std::string_view prefix) {
    const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b || a == b; };
    if (text.size() < prefix.size() || !std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                   [&](char wanted, char given) { return same(given, wanted); }))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

void takeBlanks(std::string_view& text) {
    for (std::size_t length = blankLength(text); length > 0; length = blankLength(text))
        text.remove_prefix(length);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// ASCII or full-width digits, at most four; kNone where there are none or more.
int takeDigits(std::string_view& text) {
    constexpr std::string_view kWideZero = "０"; // three bytes, the last one counts up to nine
    int number = 0, count = 0;
    for (; count < 5 && !text.empty(); ++count) {
        if (isDigit(text.front())) {
            number = number * 10 + (text.front() - '0');
            text.remove_prefix(1);
        } else if (text.size() >= 3 && text.starts_with(kWideZero.substr(0, 2)) && text[2] >= kWideZero[2] &&
                   text[2] <= kWideZero[2] + 9) {
            number = number * 10 + (text[2] - kWideZero[2]);
            text.remove_prefix(3);
        } else {
            break;
        }
    }
    return count == 0 || count > 4 ? kNone : number;
}

/// 一 to 九十九.
int takeChineseNumeral(std::string_view& text) {
    constexpr std::array<std::string_view, 9> kDigits = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const auto digit = [&] {
        for (std::size_t i = 0; i < kDigits.size(); ++i)
            if (take(text, kDigits[i]))
                return static_cast<int>(i) + 1;
        return 0;
    };
    const int first = digit();
    if (!take(text, "十"))
        return first > 0 ? first : kNone;
    return (first > 0 ? first : 1) * 10 + digit();
}

int takeNumber(std::string_view& text) {
    const int number = takeDigits(text);
    return number == kNone ? takeChineseNumeral(text) : number;
}

/// What may stand before a word: "### ", "**", "- ", "\textbf{", "\section*{".
void takeDecoration(std::string_view& text) {
    while (!text.empty() && std::string_view("#*_->").find(text.front()) != std::string_view::npos) {
        text.remove_prefix(1);
        takeBlanks(text);
    }
    if (!text.starts_with('\\'))
        return;
    const auto brace = text.find('{');
    const auto command = text.substr(1, brace == std::string_view::npos ? 0 : brace - 1);
    if (!command.empty() &&
        std::all_of(command.begin(), command.end(), [](unsigned char c) { return std::isalpha(c) || c == '*'; }))
        text.remove_prefix(brace + 1);
}

/// No number goes on here, and no word: "Step 1.5", "step 1st".
bool endsNumber(std::string_view rest) {
    if (rest.empty())
        return true;
    const auto c = static_cast<unsigned char>(rest.front());
    const bool decimal = c == '.' && rest.size() > 1 && isDigit(rest[1]);
    return !std::isalnum(c) && !decimal;
}

/// What goes on behind a number is no title: "step 1 gives 5".
bool isSentence(std::string_view rest) {
    const std::size_t length = rest.size();
    takeBlanks(rest);
    return rest.size() < length && !rest.empty() && rest.front() >= 'a' && rest.front() <= 'z';
}

int wordNumber(std::string_view text) {
    takeDecoration(text);
    if (take(text, "第")) { // 第三步
        const int number = takeNumber(text);
        return number != kNone && take(text, "步") ? number : kNone;
    }
    if (auto rest = text; takeDigits(rest) != kNone && (take(rest, "단계"))) // 1단계
        return takeDigits(text);
    for (const std::string_view word : kWords) {
        auto rest = text;
        if (!take(rest, word))
            continue;
        takeBlanks(rest);
        take(rest, "#");
        const int number = takeNumber(rest);
        if (number != kNone && endsNumber(rest) && !isSentence(rest))
            return number;
    }
    return kNone;
}

/// ① to ⑳.
int circledNumber(std::string_view text) {
    constexpr std::string_view kOne = "①";
    if (!text.starts_with(kOne.substr(0, 2)) || text.size() < 3 || text[2] < kOne[2] || text[2] > kOne[2] + 19)
        return kNone;
    return text[2] - kOne[2] + 1;
}

int itemNumber(std::string_view text) {
    while (!text.empty() && (text.front() == '#' || text.front() == '*' || text.front() == ' '))
        text.remove_prefix(1);
    if (const int circled = circledNumber(text); circled != kNone)
        return circled;
    const bool bracket = take(text, "(") || take(text, "（");
    const int number = takeDigits(text);
    if (number == kNone)
        return kNone;
    if (bracket)
        return take(text, ")") || take(text, "）") ? number : kNone;
    while (text.starts_with('*'))
        text.remove_prefix(1);
    for (const std::string_view wide : {"、", "．", "）"})
        if (text.starts_with(wide))
            return number;
    if (!take(text, ".") && !take(text, ")"))
        return kNone;
    return text.empty() || blankLength(text) > 0 || text.front() == '*' ? number : kNone;
}

/// Numbers that follow each other from 1 or 0 on.
struct Run {
    int indent = 0;
    int last = 0;
    bool within_another = false;
    Numbering lines;
};

/// Puts markers, line by line, where they belong.
class Runs {
public:
    void add(const StepMarker& marker, std::size_t line) {
        constexpr int kDeeper = 2; // columns
        const bool by_word = marker.kind == StepMarker::Kind::Word;
        auto& open = by_word ? m_words : m_lists;
        while (!by_word && !open.empty() && open.back().indent >= marker.indent + kDeeper)
            close(open);
        const bool first = marker.number == 0 || marker.number == 1;
        const bool same = !open.empty() && (by_word || open.back().indent > marker.indent - kDeeper);
        if (same && marker.number == open.back().last + 1) {
            open.back().last = marker.number;
            open.back().lines.push_back(line);
            return;
        }
        if (!first)
            return;
        if (same)
            close(open);
        open.push_back({marker.indent, marker.number, !open.empty(), {line}});
    }

    std::vector<Numbering> finish() {
        while (!m_words.empty())
            close(m_words);
        if (m_found_words.empty())
            while (!m_lists.empty())
                close(m_lists);
        auto found = std::move(m_found_words.empty() ? m_found_lists : m_found_words);
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    void close(std::vector<Run>& open) {
        Run run = std::move(open.back());
        open.pop_back();
        if (run.lines.size() >= 2 && !run.within_another)
            (&open == &m_words ? m_found_words : m_found_lists).push_back(std::move(run.lines));
    }

    std::vector<Run> m_words; ///< at most one
    std::vector<Run> m_lists; ///< the innermost last
    std::vector<Numbering> m_found_words, m_found_lists;
};

} // namespace

std::optional<StepMarker> stepMarker(std::string_view line) {
    StepMarker marker;
    while (!line.empty()) {
        const std::size_t blank = blankLength(line);
        if (blank == 0)
            break;
        marker.indent += line.front() == '\t' ? 4 : line.front() == ' ' ? 1 : 0; // Chinese paragraphs begin with U+3000
        line.remove_prefix(blank);
    }
    marker.number = wordNumber(line);
    if (marker.number != kNone) {
        marker.kind = StepMarker::Kind::Word;
        return marker;
    }
    marker.number = itemNumber(line);
    return marker.number == kNone ? std::nullopt : std::optional(marker);
}

int headingLevel(std::string_view line) {
    line = trimmed(line);
    const auto level = std::min(line.find_first_not_of('#'), line.size());
    return level >= 1 && level <= 6 && level < line.size() && blankLength(line.substr(level)) > 0
               ? static_cast<int>(level)
               : 0;
}

std::vector<Numbering> numberings(std::string_view text, std::span<const TextRange> lines) {
    Runs runs;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (const auto marker = stepMarker(text.substr(lines[i].begin, lines[i].end - lines[i].begin)))
            runs.add(*marker, i);
    return runs.finish();
}

} // namespace stepmark
