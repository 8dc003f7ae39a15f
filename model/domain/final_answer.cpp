// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/final_answer.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";
constexpr auto npos = std::string_view::npos;
constexpr std::string_view kChineseStop = "。";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    return first == npos ? std::string_view{} : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view lineAt(std::string_view text, std::size_t begin) {
    return trimmed(text.substr(begin, text.find('\n', begin) - begin));
}

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

// Takes `open` ... `close` off where they enclose the whole text and nothing inside ends them earlier.
bool unwrap(std::string_view& text, std::string_view open, std::string_view close) {
    if (text.size() < open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close))
        return false;
    const auto inner = text.substr(open.size(), text.size() - open.size() - close.size());
    if (inner.find(close) != npos || (close.front() == '$' && inner.ends_with('\\')))
        return false;
    text = trimmed(inner);
    return true;
}

std::optional<std::string> tidy(std::string_view answer) {
    answer = trimmed(answer);
    for (bool changed = true; changed && !answer.empty();) {
        changed = unwrap(answer, "$$", "$$") || unwrap(answer, "$", "$") || unwrap(answer, "\\(", "\\)") ||
                  unwrap(answer, "\\[", "\\]") || unwrap(answer, "**", "**");
        const bool stop = answer.ends_with('.') && !answer.ends_with(".."); // an ellipsis is part of the answer
        if (stop || answer.ends_with(kChineseStop)) {
            answer = trimmed(answer.substr(0, answer.size() - (stop ? 1 : kChineseStop.size())));
            changed = true;
        }
    }
    if (answer.empty())
        return std::nullopt;
    return std::string(answer);
}

std::optional<std::string> afterAnswerHeading(std::string_view text) {
    for (std::size_t at = text.rfind("# Answer"); at != npos; at = at == 0 ? npos : text.rfind("# Answer", at - 1)) {
        const bool lineStart = at == 0 || text[at - 1] == '\n';
        if (lineStart && lineAt(text, at) == "# Answer")
            return tidy(text.substr(at + 8));
    }
    return std::nullopt;
}

std::string_view lastLine(std::string_view text) {
    text = trimmed(text);
    const auto newline = text.rfind('\n');
    return newline == npos ? text : trimmed(text.substr(newline + 1));
}

std::optional<std::string> afterHashes(std::string_view text) {
    const auto line = lastLine(text);
    return line.starts_with("####") ? tidy(line.substr(4)) : std::nullopt;
}

// The end of the group that begins after an opening brace at `begin`; npos where it is never closed.
std::size_t groupEnd(std::string_view text, std::size_t begin) {
    int depth = 1;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '{')
            ++depth;
        else if (text[i] == '}' && --depth == 0)
            return i;
    }
    return npos;
}

std::optional<std::string> boxedAt(std::string_view text, std::size_t afterCommand) {
    const auto open = text.find_first_not_of(" \t\n", afterCommand);
    if (open == npos)
        return std::nullopt;
    if (text[open] == '{') {
        const auto end = groupEnd(text, open + 1);
        return end == npos ? std::nullopt : tidy(text.substr(open + 1, end - open - 1));
    }
    if (open == afterCommand) // \boxedfoo is another command
        return std::nullopt;
    return tidy(text.substr(open, text.find_first_of(" \t\n$", open) - open)); // "\boxed 5"
}

std::optional<std::string> lastBoxed(std::string_view text) {
    // A box that is never closed costs a scan to the end; a handful of those is enough to give up on.
    int unclosed = 0;
    for (std::size_t end = text.size(); end > 0 && unclosed < 16;) {
        const auto slash = text.rfind('\\', end - 1);
        if (slash == npos)
            return std::nullopt;
        for (const std::string_view command : {"\\boxed", "\\fbox"}) {
            if (text.substr(slash, command.size()) != command)
                continue;
            if (auto answer = boxedAt(text, slash + command.size()))
                return answer;
            ++unclosed;
        }
        end = slash;
    }
    return std::nullopt;
}

std::optional<std::string> afterLabel(std::string_view text) {
    constexpr std::array<std::string_view, 9> labels = {"a:",        "answer:",    "final answer:", "答案:", "答案：",
                                                        "最终答案:", "最终答案：", "答:",           "答："};
    std::string_view rest = trimmed(text);
    while (!rest.empty()) {
        auto line = lastLine(rest);
        while (line.starts_with('*') || line.starts_with('#') || line.starts_with(' '))
            line.remove_prefix(1);
        const auto start = lowered(line.substr(0, 16));
        for (const auto label : labels) {
            if (!start.starts_with(label))
                continue;
            auto answer = line.substr(label.size());
            while (answer.starts_with('*')) // "**Answer:** 5"
                answer.remove_prefix(1);
            if (auto found = tidy(answer))
                return found;
        }
        const auto newline = rest.rfind('\n');
        rest = newline == npos ? std::string_view{} : trimmed(rest.substr(0, newline));
    }
    return std::nullopt;
}

// A full stop ends a sentence where no digit or letter follows it at once ("3.5", "p.m."); a line always does.
std::size_t sentenceEnd(std::string_view text, std::size_t begin) {
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '\n' || text.substr(i).starts_with(kChineseStop))
            return i;
        const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        if (stop && i + 1 < text.size() && kBlanks.find(text[i + 1]) != npos) {
            const bool abbreviation = i >= 2 && text[i - 2] == '.' &&
                                      std::isalpha(static_cast<unsigned char>(text[i - 1])); // "4 p.m. on Monday"
            const bool factorial = text[i] == '!' && i > begin;                              // "5! ways"
            if (!abbreviation && !factorial)
                return i;
        }
    }
    return text.size();
}

// What stands behind the phrase that ends at `begin`, up to the end of its sentence.
std::optional<std::string> answerBehind(std::string_view text, std::size_t begin) {
    constexpr std::string_view wideColon = "：";
    begin = text.find_first_not_of(" \t:", begin);
    if (begin == npos)
        return std::nullopt;
    if (text.substr(begin).starts_with(wideColon))
        begin = std::min(text.find_first_not_of(" \t", begin + wideColon.size()), text.size());
    if (begin < text.size() && text[begin] == '\n') // "The answer is:" and the answer on the next line
        begin = std::min(text.find_first_not_of(kBlanks, begin), text.size());
    return tidy(text.substr(begin, sentenceEnd(text, begin) - begin));
}

// The last of these phrases that something stands behind.
std::optional<std::string> afterAnswerIs(std::string_view text) {
    const auto lower = lowered(text);
    std::optional<std::string> answer;
    std::size_t last = 0;
    for (const std::string_view phrase : {"answer is", "答案是", "答案为"}) {
        for (auto at = lower.rfind(phrase); at != npos && at >= last;
             at = at == 0 ? npos : lower.rfind(phrase, at - 1)) {
            const auto begin = at + phrase.size();
            if (begin < text.size() && std::isalnum(static_cast<unsigned char>(text[begin])) && phrase[0] == 'a')
                continue;
            if (auto found = answerBehind(text, begin)) {
                answer = std::move(found);
                last = at;
                break;
            }
        }
    }
    return answer;
}

std::optional<std::string> lastBold(std::string_view text) {
    const auto line = lastLine(text);
    const auto close = line.rfind("**");
    if (close == npos || close == 0)
        return std::nullopt;
    const auto open = line.rfind("**", close - 1);
    if (open == npos || open + 2 > close)
        return std::nullopt;
    const auto bold = line.substr(open + 2, close - open - 2);
    const bool heading =
        bold.ends_with(':') || line.substr(close + 2).starts_with(':'); // "**Conclusion:** It takes ..."
    const bool hasNumber = bold.find_first_of("0123456789") != npos;
    return hasNumber && !heading ? tidy(bold) : std::nullopt;
}

} // namespace

std::optional<std::string> extractFinalAnswer(std::string_view solution) {
    for (const auto find : {afterAnswerHeading, afterHashes, lastBoxed, afterLabel, afterAnswerIs, lastBold}) {
        if (auto answer = find(solution))
            return answer;
    }
    return std::nullopt;
}

std::optional<std::string> extractFinalAnswer(const std::vector<std::string>& steps) {
    std::string text;
    for (const auto& step : steps) {
        text += step;
        text += '\n';
    }
    return extractFinalAnswer(text);
}

} // namespace stepmark
