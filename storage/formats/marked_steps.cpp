// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/marked_steps.h"

#include "model/domain/error.h"
#include "storage/formats/parts.h"

namespace stepmark::formats {

namespace {

// Of Math-Shepherd; openr (five line breaks); Qwen2.5-Math-PRM; what is left are texts with a break after each step.
constexpr std::string_view kMarks[] = {kStepMark, "\n\n\n\n\n", "<extra_0>", "\n\n", "\n"};

} // namespace

std::vector<std::string> markedSteps(const std::string& text, std::size_t labels, const std::string& name) {
    for (const std::string_view mark : kMarks) {
        if (text.find(mark) == std::string::npos)
            continue;
        auto steps = piecesOf(text, mark);
        if (steps.size() == labels)
            return steps;
        if (mark.front() != '\n') // a mark that means nothing else
            throw Error("field \"" + name + "\" has " + std::to_string(steps.size()) + " steps, but there are " +
                        std::to_string(labels) + " labels.");
    }
    if (labels == 1)
        return {trimmed(text)};
    throw Error("field \"" + name + "\" cannot be parted into " + std::to_string(labels) +
                " steps, one a label: no step mark (" + std::string(kStepMark) + ", <extra_0>, line breaks) fits.");
}

Record markedRecord(std::vector<std::string> pieces, const nlohmann::json& row) {
    if (pieces.empty())
        pieces.emplace_back();
    auto [problem, first] = partProblem(pieces.front(), "field \"input\"");
    pieces.front() = std::move(first);
    Record record = recordOf(std::move(problem), row);
    setSteps(record, std::move(pieces));
    return record;
}

std::optional<MarkedRow> markedRow(const Outgoing& out, Losses& lost, std::size_t& written) {
    auto labels = binaryLabels(out, lost);
    auto input = labels.empty() ? std::nullopt : markedText(out, labels.size(), kStepMark, lost);
    if (!input)
        return std::nullopt;
    written = labels.size();
    return MarkedRow{std::move(labels), *std::move(input)};
}

} // namespace stepmark::formats
