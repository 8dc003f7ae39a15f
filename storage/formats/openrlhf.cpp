// SPDX-License-Identifier: GPL-3.0-or-later
// Process rewards of https://github.com/OpenRLHF/OpenRLHF: problem and steps in one text with a mark after each step;
// for each mark a sign (the reward tokens), or a number, which is a reward and so a score.
#include "storage/formats/marked_steps.h"
#include "storage/formats/parts.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {
    {"input"}, {"label", Cell::Labels}, {"labels", Cell::Labels}, {"value", Cell::Labels}, {"values", Cell::Labels},
    {"split"}};

const char* labelsOf(const json& row) { return firstOf(row, {"label", "labels", "value", "values"}); }

bool fits(const json& row) {
    const char* labels = labelsOf(row);
    return hasText(row, "input") && labels && hasList(row, labels);
}

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    const char* labels = labelsOf(row);
    if (!labels)
        labels = "label";
    Record record = markedRecord(markedSteps(text(row, "input"), list(row, labels).size(), "input"), row);
    setLabels(record, row, labels, kSignsOrScores, options);
    records.push_back(std::move(record));
}

std::optional<json> write(const Outgoing& out, Losses& lost, std::size_t& written) {
    const auto marked = markedRow(out, lost, written);
    if (!marked)
        return std::nullopt;
    json signs = json::array();
    for (const bool right : marked->labels)
        signs.push_back(right ? "+" : "-");
    json row{{"input", marked->input}, {"label", std::move(signs)}};
    setSplit(row, out, Split::Train);
    return row;
}

} // namespace

const Format kOpenRlhf{
    .word = "openrlhf",
    .title = "OpenRLHF",
    .extensions = kJsonFiles,
    .alphabet = &kSignsOrScores,
    .separator = kStepMark,
    .after_error = AfterError::Judged,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = "{\"input\": \"1 + 1 Step 1: One and one. \xD0\xBA\xD0\xB8\\nStep 2: It is 3. \xD0\xBA\xD0\xB8\", "
               "\"label\": [\"+\", \"-\"]}",
    .write = write};

} // namespace stepmark::formats
