// SPDX-License-Identifier: GPL-3.0-or-later
// Stepwise supervision of TRL (up to 1.13) and axolotl: a label for every completion, as a class number or boolean.
#include "storage/formats/parts.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"prompt"}, {"completions", Cell::Texts}, {"labels", Cell::Labels}, {"split"}};

bool fits(const json& row) { return hasText(row, "prompt") && hasList(row, "completions") && hasList(row, "labels"); }

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    // What Stepmark puts behind a problem, so that TRL sees the same tokens: no part of it.
    std::string prompt = text(row, "prompt");
    if (prompt.ends_with("\n\n"))
        prompt.resize(prompt.size() - 2);
    Record record = recordOf(std::move(prompt), row);
    setSteps(record, row, "completions");
    setLabels(record, row, "labels", kTwoNumbers, options);
    records.push_back(std::move(record));
}

} // namespace

const Format kTrl{.word = "trl",
                  .title = "TRL stepwise",
                  .extensions = kJsonFiles,
                  .alphabet = &kTwoNumbers,
                  .after_error = AfterError::Judged,
                  .fields = kFields,
                  .fits = fits,
                  .parse = parse,
                  .example = R"({"prompt": "1 + 1", "completions": ["One and one.", "It is 3."], "labels": [1, 0]})"};

} // namespace stepmark::formats
