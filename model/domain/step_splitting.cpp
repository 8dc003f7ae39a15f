// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_splitting.h"

#include <array>
#include <cctype>
#include <utility>

namespace stepmark {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view trimmedRight(std::string_view text) {
    const auto last = text.find_last_not_of(kBlanks);
    return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool startsWithNoCase(std::string_view text, std::string_view lowerCasePrefix) {
    if (text.size() < lowerCasePrefix.size())
        return false;
    for (std::size_t i = 0; i < lowerCasePrefix.size(); ++i) {
        if (std::tolower(static_cast<unsigned char>(text[i])) != lowerCasePrefix[i])
            return false;
    }
    return true;
}

// Counts what a line opens and closes of displayed formulas; > 0: still inside one.
class DisplayDepth {
public:
    void read(std::string_view line) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const auto rest = line.substr(i);
            if (rest.substr(0, 2) == "$$") {
                m_dollars = !m_dollars;
                ++i;
            } else if (line[i] == '\\') {
                i += readCommand(rest);
            }
        }
    }
    bool open() const { return m_dollars || m_brackets > 0 || m_environments > 0; }

private:
    // Returns how many characters after the backslash belong to the command.
    std::size_t readCommand(std::string_view rest) {
        if (rest[1] == '[')
            ++m_brackets;
        else if (rest[1] == ']')
            m_brackets -= m_brackets > 0;
        else if (rest.substr(1, 6) == "begin{")
            ++m_environments;
        else if (rest.substr(1, 4) == "end{")
            m_environments -= m_environments > 0;
        return 1; // also jumps over "\\", whose second backslash starts nothing ("\\[2pt]" is a line break)
    }
    bool m_dollars = false;
    int m_brackets = 0;
    int m_environments = 0;
};

// Lines as [begin, end) offsets; the lines of one displayed formula are one.
using Range = std::pair<std::size_t, std::size_t>;

std::vector<Range> plainLines(std::string_view text) {
    std::vector<Range> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        lines.emplace_back(begin, end);
        begin = end + 1;
    }
    return lines;
}

std::vector<Range> logicalLines(std::string_view text) {
    const auto plain = plainLines(text);
    std::vector<Range> lines;
    DisplayDepth depth;
    std::size_t firstOpen = 0;
    bool inside = false;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (!inside)
            firstOpen = i;
        depth.read(text.substr(plain[i].first, plain[i].second - plain[i].first));
        inside = depth.open();
        if (!inside)
            lines.emplace_back(plain[firstOpen].first, plain[i].second);
    }
    if (inside) // never closed: the text is broken or no LaTeX, so its lines stand for themselves
        lines.insert(lines.end(), plain.begin() + static_cast<std::ptrdiff_t>(firstOpen), plain.end());
    return lines;
}

// Where the answer tail begins: the text's size where there is none.
std::size_t answerTailBegin(std::string_view text) {
    const auto lines = plainLines(text);
    std::size_t lastText = lines.size();
    for (std::size_t i = lines.size(); i-- > 0;) {
        const auto line = trimmed(text.substr(lines[i].first, lines[i].second - lines[i].first));
        if (line.empty())
            continue;
        if (line == "# Answer")
            return lines[i].first;
        if (lastText == lines.size()) {
            lastText = i;
            if (line.substr(0, 5) == "#### " || line.substr(0, 3) == "A: ")
                return lines[i].first;
        }
    }
    return text.size();
}

// The number of a "3.", "3)", "Step 3:" marker at the start of a line; -1 where there is none.
int markerNumber(std::string_view line) {
    line = trimmed(line);
    while (!line.empty() && (line.front() == '#' || line.front() == '*' || line.front() == ' '))
        line.remove_prefix(1);
    const bool word = startsWithNoCase(line, "step ");
    if (word)
        line = trimmed(line.substr(5));
    std::size_t digits = 0;
    int number = 0;
    while (digits < line.size() && digits < 4 && isDigit(line[digits]))
        number = number * 10 + (line[digits++] - '0');
    if (digits == 0 || digits >= line.size())
        return word && digits > 0 ? number : -1;
    const char mark = line[digits];
    if (word)
        return isDigit(mark) ? -1 : number;
    const bool spaced = digits + 1 == line.size() || kBlanks.find(line[digits + 1]) != std::string_view::npos ||
                        line[digits + 1] == '*';
    return (mark == '.' || mark == ')') && spaced ? number : -1;
}

// Offsets of the lines that begin step 1 (or 0), 2, 3 ...: only numbers in sequence count, so that a line "7. 5 = 12"
// or a list inside a step does not start one.
std::vector<std::size_t> numberedStarts(std::string_view text, const std::vector<Range>& lines) {
    std::vector<std::size_t> starts;
    int expected = -1;
    for (const auto& [begin, end] : lines) {
        const int number = markerNumber(text.substr(begin, end - begin));
        const bool first = starts.empty() && (number == 0 || number == 1);
        if (number < 0 || !(first || number == expected))
            continue;
        starts.push_back(begin);
        expected = number + 1;
    }
    return starts;
}

std::vector<std::size_t> paragraphStarts(std::string_view text, const std::vector<Range>& lines) {
    std::vector<std::size_t> starts;
    bool blankBefore = true;
    for (const auto& [begin, end] : lines) {
        const bool blank = trimmed(text.substr(begin, end - begin)).empty();
        if (!blank && blankBefore)
            starts.push_back(begin);
        blankBefore = blank;
    }
    return starts;
}

std::vector<std::size_t> stepStarts(std::string_view body, StepRule rule) {
    const auto lines = logicalLines(body);
    if (rule == StepRule::Numbered)
        return numberedStarts(body, lines);
    if (rule == StepRule::BlankLine)
        return paragraphStarts(body, lines);
    std::vector<std::size_t> starts;
    for (const auto& line : lines)
        starts.push_back(line.first);
    return starts;
}

constexpr std::array<std::pair<StepRule, std::string_view>, 4> kNames = {{{StepRule::Auto, "auto"},
                                                                          {StepRule::Newline, "newline"},
                                                                          {StepRule::BlankLine, "blank-line"},
                                                                          {StepRule::Numbered, "numbered"}}};

} // namespace

StepRule detectStepRule(std::string_view text) {
    const auto body = text.substr(0, answerTailBegin(text));
    const auto lines = logicalLines(body);
    if (numberedStarts(body, lines).size() >= 2)
        return StepRule::Numbered;
    return paragraphStarts(body, lines).size() >= 2 ? StepRule::BlankLine : StepRule::Newline;
}

std::vector<std::string> splitSteps(std::string_view text, StepRule rule) {
    if (rule == StepRule::Auto)
        rule = detectStepRule(text);
    const auto tailBegin = answerTailBegin(text);
    const auto body = text.substr(0, tailBegin);
    auto starts = stepStarts(body, rule);
    starts.insert(starts.begin(), 0); // whatever stands before the first marker
    std::vector<std::string> steps;
    std::size_t lastStart = 0;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : body.size();
        const auto step = trimmed(body.substr(starts[i], end - starts[i]));
        if (step.empty())
            continue;
        lastStart = starts[i];
        steps.emplace_back(step);
    }
    const auto tail = trimmedRight(text.substr(tailBegin));
    if (tail.empty())
        return steps;
    if (steps.empty())
        steps.emplace_back(trimmed(tail));
    else // with the blank lines between them, as they stand in the text
        steps.back() = std::string(trimmed(text.substr(lastStart)));
    return steps;
}

std::string_view stepRuleName(StepRule rule) {
    for (const auto& [value, name] : kNames) {
        if (value == rule)
            return name;
    }
    return "auto";
}

std::optional<StepRule> stepRuleFromName(std::string_view name) {
    for (const auto& [value, ruleName] : kNames) {
        if (ruleName == name)
            return value;
    }
    return std::nullopt;
}

} // namespace stepmark
