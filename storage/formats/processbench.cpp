// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/QwenLM/ProcessBench: `label` is the first wrong step, counted from 0; -1 for none.
#include "storage/formats/parts.h"

#include "model/domain/error.h"

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
    Record record = recordOf(text(row, "problem"), row, "test");
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
               R"("final_answer_correct": false, "label": 1})"};

} // namespace stepmark::formats
