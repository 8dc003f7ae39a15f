// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/openreasoner/openr: `process` holds the steps, `label` a sign for each; MATH-APS has the share of
// completions that reached the right answer instead.
#include "storage/formats/marked_steps.h"
#include "storage/formats/parts.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"question"}, {"process"}, {"label", Cell::Labels}, {"answer"}, {"split"}};

bool fits(const json& row) { return hasText(row, "question") && hasText(row, "process") && hasList(row, "label"); }

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    Record record = recordOf(text(row, "question"), row);
    record.problem.answer = textOrNumber(row, "answer");
    record.source = "openr";
    setSteps(record, markedSteps(text(row, "process"), list(row, "label").size(), "process"));
    setLabels(record, row, "label", kSignsOrScores, options);
    if (record.pass)
        record.pass->labeler = "openr";
    records.push_back(std::move(record));
}

} // namespace

const Format kOpenR{
    .word = "openr",
    .title = "openr",
    .extensions = kJsonFiles,
    .alphabet = &kSignsOrScores,
    .separator = kStepMark,
    .after_error = AfterError::Judged,
    .labels_of = LabelsOf::Machine,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = "{\"question\": \"1 + 1\", \"process\": \"Step 1: One and one. \xD0\xBA\xD0\xB8\\nStep 2: It is 3. "
               "\xD0\xBA\xD0\xB8\", \"label\": [\"+\", \"-\"]}"};

} // namespace stepmark::formats
