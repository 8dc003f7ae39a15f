// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/QwenLM/ProcessBench: `label` is the first wrong step, counted from 0; -1 for none.
#include "storage/formats/parts.h"

#include "model/domain/error.h"

#include <algorithm>

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"id", Cell::Value, true},
                             {"generator"},
                             {"problem"},
                             {"steps", Cell::Texts},
                             {"final_answer_correct", Cell::Value, true},
                             {"label", Cell::Value, true},
                             {"split"}};

bool fits(const json& row) {
    const json* label = field(row, "label");
    return hasText(row, "problem") && hasList(row, "steps") && label && wholeNumber(*label).has_value();
}

void parse(const json& row, const ReadOptions&, std::vector<Record>& records) {
    Record record = recordOf(text(row, "problem"), row, Split::Test);
    setSteps(record, row, "steps");
    record.correct = maybeFlag(row, "final_answer_correct");
    record.source = maybeText(row, "generator").value_or("");
    const json* given = field(row, "label");
    const auto label = given ? wholeNumber(*given) : std::nullopt;
    const auto steps = static_cast<std::int64_t>(record.steps.size());
    if (!label || *label < -1 || *label >= steps)
        throw Error("field \"label\" must be the 0-based number of the first wrong step, or -1 for none, of " +
                    std::to_string(steps) + " steps.");
    setFirstError(record, *label < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(*label)));
    record.pass->labeler = "ProcessBench";
    records.push_back(std::move(record));
}

// Only the first error is held: what follows it is not.
std::optional<json> write(const Outgoing& out, Losses& lost, std::size_t& written) {
    Outgoing till_error = out;
    const auto error = std::find_if(out.labels.begin(), out.labels.end(), [&](const auto& label) {
        return label == Rating::Negative || (label == Rating::Neutral && out.neutral == NeutralExport::Negative);
    });
    const auto count = static_cast<std::size_t>(error - out.labels.begin()) + (error == out.labels.end() ? 0 : 1);
    till_error.labels.resize(count);
    const auto labels = binaryLabels(till_error, lost);
    lost.after_error += std::count_if(out.labels.begin() + static_cast<std::ptrdiff_t>(count), out.labels.end(),
                                      [](const auto& label) { return label.has_value(); });
    if (labels.size() < count || labels.empty()) {
        lost.behind_gap += std::ssize(labels);
        return std::nullopt;
    }
    json row{{"problem", out.problem.text},
             {"steps", out.steps},
             {"label", labels.back() ? -1 : static_cast<std::int64_t>(count) - 1},
             {"generator", out.source}};
    if (out.correct)
        row["final_answer_correct"] = *out.correct;
    if (const auto id = out.extra.find("id"); id != out.extra.end())
        row["id"] = *id;
    setSplit(row, out, Split::Test);
    written = count;
    return row;
}

} // namespace

const Format kProcessBench{
    .word = "processbench",
    .title = "ProcessBench",
    .extensions = kJsonFiles,
    .alphabet = &kNoLabels,
    .base = IndexBase::Zero,
    .labels_of = LabelsOf::People,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = R"({"id": "a-1", "generator": "g", "problem": "1 + 1", "steps": ["One and one.", "It is 3."], )"
               R"("final_answer_correct": false, "label": 1})",
    .write = write};

} // namespace stepmark::formats
