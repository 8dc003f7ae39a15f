// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/sail-sg/ActivePRM: `hard_labels` by a language model as judge or by completions, 1 right, 0 wrong;
// `soft_labels`, the share of completions that reached the right answer, are scores.
#include "storage/formats/parts.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"question"},
                             {"problem"},
                             {"steps", Cell::Texts},
                             {"hard_labels", Cell::Labels},
                             {"soft_labels", Cell::Labels},
                             {"answer"},
                             {"uuid", Cell::Value, true},
                             {"source"},
                             {"split"}};

bool fits(const json& row) {
    return firstOf(row, {"question", "problem"}) && hasList(row, "steps") && hasList(row, "hard_labels");
}

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    Record record = recordOf(text(row, has(row, "question") ? "question" : "problem"), row);
    record.problem.answer = textOrNumber(row, "answer");
    setSteps(record, row, "steps");
    record.source = maybeText(row, "source").value_or("");
    if (has(row, "soft_labels"))
        setLabels(record, row, "soft_labels", Alphabet{{}, true}, {});
    setLabels(record, row, "hard_labels", kTwoNumbers, options);
    if (record.pass)
        record.pass->labeler = "ActPRM";
    records.push_back(std::move(record));
}

} // namespace

const Format kActPrm{.word = "actprm",
                     .title = "ActPRM",
                     .extensions = kJsonFiles,
                     .alphabet = &kTwoNumbers,
                     .after_error = AfterError::Judged,
                     .labels_of = LabelsOf::Machine,
                     .fields = kFields,
                     .fits = fits,
                     .parse = parse,
                     .example =
                         R"({"question": "1 + 1", "steps": ["One and one.", "It is 3."], "hard_labels": [1, 0], )"
                         R"("uuid": "a", "source": "g", "answer": "2"})"};

} // namespace stepmark::formats
