// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/outgoing.h"

#include <algorithm>

namespace stepmark::formats {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool hasBlanksAtAnEnd(const std::string& text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    return text.empty() || contains(kBlanks, text.substr(0, 1)) || contains(kBlanks, text.substr(text.size() - 1));
}

} // namespace

std::optional<NeutralExport> neutralExportFromText(std::string_view text) {
    if (text == "positive")
        return NeutralExport::Positive;
    if (text == "negative")
        return NeutralExport::Negative;
    if (text == "drop")
        return NeutralExport::Drop;
    return std::nullopt;
}

std::vector<bool> binaryLabels(const Outgoing& out, Losses& lost) {
    std::vector<bool> labels;
    bool gap = false;
    for (const auto& label : out.labels) {
        const bool neutral = label == Rating::Neutral;
        const bool dropped = neutral && out.neutral == NeutralExport::Drop;
        if (neutral && !gap)
            ++lost.neutral;
        else if (label && gap)
            ++lost.behind_gap;
        gap = gap || !label || dropped;
        if (!gap)
            labels.push_back(label == Rating::Positive || (neutral && out.neutral == NeutralExport::Positive));
    }
    if (!labels.empty())
        lost.steps += std::ssize(out.labels) - std::ssize(labels);
    return labels;
}

std::optional<std::string> markedText(const Outgoing& out, std::size_t count, std::string_view mark, Losses& lost) {
    const std::string& problem = out.problem.text;
    const auto end = out.steps.begin() + static_cast<std::ptrdiff_t>(count);
    const bool marked = std::any_of(out.steps.begin(), end, [&](const std::string& step) {
        return contains(step, mark) || hasBlanksAtAnEnd(step);
    });
    const bool numbered = out.steps.front().rfind("Step 1:") == 0; // the last one, by which the reader parts
    // The reader parts problem and steps before "Step 1:", else at the first blank line.
    const bool readable = !contains(problem, "Step 1:") && !contains(problem, mark) && !hasBlanksAtAnEnd(problem) &&
                          (numbered || (!contains(problem, "\n\n") && !contains(out.steps.front(), "Step 1:")));
    if (marked || !readable) {
        ++lost.unwritable;
        return std::nullopt;
    }
    std::string text = problem + (numbered ? " " : "\n\n");
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : "\n") + out.steps[i] + " " + std::string(mark);
    return text;
}

void setSplit(nlohmann::json& row, const Outgoing& out, Split usual) {
    if (out.problem.split != usual)
        row["split"] = toText(out.problem.split);
}

} // namespace stepmark::formats
