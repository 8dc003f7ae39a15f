// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_splitting.h"

#include "model/domain/step_markers.h"
#include "model/domain/text_lines.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stepmark {

namespace {

/// A text by lines, as the rules look at it.
struct Lines {
    explicit Lines(std::string_view whole)
        : text(whole)
        , ranges(textLines(whole)) {}

    std::size_t count() const { return ranges.size(); }
    std::string_view operator[](std::size_t i) const {
        return text.substr(ranges[i].begin, ranges[i].end - ranges[i].begin);
    }
    bool isBlank(std::size_t i) const { return trimmed((*this)[i]).empty(); }
    /// A line behind a blank one, or the first that is not blank.
    bool beginsParagraph(std::size_t i) const {
        if (isBlank(i))
            return false;
        return i == 0 || isBlank(i - 1);
    }

    std::string_view text;
    std::vector<TextRange> ranges;
};

/// Lines that steps begin with, in order.
using Starts = std::vector<std::size_t>;

/// Where the answer tail begins, in bytes: the text's size where there is none.
std::size_t answerTailBegin(const Lines& lines) {
    bool last_text = true;
    for (std::size_t i = lines.count(); i-- > 0;) {
        const auto line = trimmed(lines[i]);
        if (line.empty())
            continue;
        const bool states_it =
            line == "# Answer" || (last_text && (line.starts_with("#### ") || line.starts_with("A: ")));
        if (states_it)
            return lines.ranges[i].begin;
        last_text = false;
    }
    return lines.text.size();
}

/// "---", "***", "___".
bool isRule(std::string_view line) {
    line = trimmed(line);
    return line.size() >= 3 && std::string_view("-*_").find(line.front()) != std::string_view::npos &&
           line.find_first_not_of(line.front()) == std::string_view::npos;
}

/// A line in bold and nothing else, that says no sentence: "**Total cost:**".
bool isBoldTitle(std::string_view line) {
    line = trimmed(line);
    if (line.size() < 5 || !line.starts_with("**") || !line.ends_with("**"))
        return false;
    const auto title = line.substr(2, line.size() - 4);
    const bool sentence = title.ends_with('.') || title.ends_with('!') || title.ends_with('?') || title.ends_with("。");
    const bool equation = title.find('=') != std::string_view::npos && title.find(':') == std::string_view::npos;
    return !sentence && !equation && title.find("**") == std::string_view::npos;
}

bool isHeading(std::string_view line) {
    return line.find('\n') == std::string_view::npos && (headingLevel(line) > 0 || isRule(line) || isBoldTitle(line));
}

Starts lineStarts(const Lines& lines) {
    Starts starts;
    for (std::size_t i = 0; i < lines.count(); ++i)
        if (!lines.isBlank(i))
            starts.push_back(i);
    return starts;
}

Starts paragraphStarts(const Lines& lines) {
    Starts starts;
    for (std::size_t i = 0; i < lines.count(); ++i)
        if (lines.beginsParagraph(i))
            starts.push_back(i);
    return starts;
}

int columns(std::string_view line) {
    return static_cast<int>(std::min(line.find_first_not_of(' '), line.size())) + (line.starts_with('\t') ? 4 : 0);
}

/// One numbering between other text.
class Section {
public:
    Section(const Lines& lines, const Numbering& numbering, std::size_t end)
        : m_lines(lines)
        , m_numbering(numbering)
        , m_end(end) {}

    /// Those of its steps, and of what follows the last one up to the next section.
    void addStarts(Starts& starts) const {
        std::size_t most = 0; // paragraphs that a step goes on with
        for (std::size_t i = 0; i + 1 < m_numbering.size(); ++i) {
            starts.push_back(m_numbering[i]);
            std::size_t paragraphs = 0;
            for (std::size_t line = m_numbering[i] + 1; line < m_numbering[i + 1]; ++line)
                paragraphs += m_lines.beginsParagraph(line);
            most = std::max(most, paragraphs);
        }
        starts.push_back(m_numbering.back());
        addRest(starts, most);
    }

private:
    void addRest(Starts& starts, std::size_t most) const {
        const std::size_t last = m_numbering.back();
        bool inside = true;
        for (std::size_t line = last + 1, paragraphs = 0; line < m_end; ++line) {
            const bool heading = endsStep(headingLevel(m_lines[line]));
            if (!m_lines.beginsParagraph(line) && !heading)
                continue;
            const bool indented = columns(m_lines[line]) >= columns(m_lines[last]) + 2;
            inside = inside && !heading && (indented || ++paragraphs <= most);
            if (!inside)
                starts.push_back(line);
        }
    }

    /// A heading of the steps' own level or above, where the steps are headings.
    bool endsStep(int level) const {
        const int own = headingLevel(m_lines[m_numbering.back()]);
        return level > 0 && (own == 0 || level <= own);
    }

    const Lines& m_lines;
    const Numbering& m_numbering;
    const std::size_t m_end;
};

Starts numberedStarts(const Lines& lines, const std::vector<Numbering>& numberings) {
    Starts starts;
    const std::size_t first = numberings.empty() ? lines.count() : numberings.front().front();
    for (std::size_t line = 0; line < first; ++line)
        if (lines.beginsParagraph(line))
            starts.push_back(line);
    for (std::size_t i = 0; i < numberings.size(); ++i)
        Section(lines, numberings[i], i + 1 < numberings.size() ? numberings[i + 1].front() : lines.count())
            .addStarts(starts);
    return starts;
}

/// A list that other lines of its paragraph lead to: "We know two things:", "1. ...", "2. ...".
bool isInsideParagraph(const Lines& lines, const Numbering& numbering) {
    return std::none_of(numbering.begin(), numbering.end(), [&](std::size_t line) {
        return lines.beginsParagraph(line) || stepMarker(lines[line])->kind == StepMarker::Kind::Word;
    });
}

struct Parting {
    StepRule rule = StepRule::Newline; ///< never Auto
    Starts starts;
};

Parting startsBy(StepRule rule, const Lines& lines) {
    if (rule == StepRule::Newline)
        return {rule, lineStarts(lines)};
    auto paragraphs = paragraphStarts(lines);
    if (rule == StepRule::Numbered || rule == StepRule::Auto) {
        auto found = numberings(lines.text, lines.ranges);
        if (rule == StepRule::Auto && paragraphs.size() >= 3)
            std::erase_if(found, [&](const Numbering& one) { return isInsideParagraph(lines, one); });
        if (rule == StepRule::Numbered || !found.empty())
            return {StepRule::Numbered, numberedStarts(lines, found)};
    }
    if (rule == StepRule::BlankLine || paragraphs.size() >= 2)
        return {StepRule::BlankLine, std::move(paragraphs)};
    return {StepRule::Newline, lineStarts(lines)};
}

/// Headings begin no step of their own where something follows; a rule at the end goes with what precedes it.
Starts withHeadings(const Lines& lines, const Parting& split) {
    const Starts& starts = split.starts;
    Starts kept;
    bool heading_before = false;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : lines.count();
        bool heading = isHeading(lines[starts[i]]);
        for (std::size_t line = starts[i] + 1; line < end && heading; ++line)
            heading = lines.isBlank(line);
        const bool last_rule = i + 1 == starts.size() && i > 0 && heading && isRule(lines[starts[i]]);
        if (!heading_before && !last_rule)
            kept.push_back(starts[i]);
        const bool own_step = split.rule == StepRule::Numbered && stepMarker(lines[starts[i]]); // "**2. Add**", no more
        heading_before = heading && !own_step;
    }
    return kept;
}

constexpr std::array<std::pair<StepRule, std::string_view>, 4> kNames = {{{StepRule::Auto, "auto"},
                                                                          {StepRule::Newline, "newline"},
                                                                          {StepRule::BlankLine, "blank-line"},
                                                                          {StepRule::Numbered, "numbered"}}};

} // namespace

StepRule detectStepRule(std::string_view text) {
    return startsBy(StepRule::Auto, Lines(text.substr(0, answerTailBegin(Lines(text))))).rule;
}

std::vector<std::string> splitSteps(std::string_view text, StepRule rule) {
    const auto body = text.substr(0, answerTailBegin(Lines(text)));
    const Lines lines(body);
    std::vector<std::size_t> places; // in bytes
    for (const std::size_t line : withHeadings(lines, startsBy(rule, lines)))
        places.push_back(lines.ranges[line].begin);
    if (places.empty())
        places.push_back(0);
    places.front() = 0;
    places.push_back(text.size()); // the tail goes with the last step, with the blank lines between them
    std::vector<std::string> steps;
    for (std::size_t i = 0; i + 1 < places.size(); ++i)
        if (const auto step = trimmed(text.substr(places[i], places[i + 1] - places[i])); !step.empty())
            steps.emplace_back(step);
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
