// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/openai/grade-school-math: `answer` is a solution with "#### x" as its last line.
#include "storage/formats/parts.h"

#include "model/domain/error.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"question"}, {"answer"}, {"problem_id"}, {"split"}};

bool fits(const json& row) {
    return hasText(row, "question") && hasText(row, "answer") &&
           row["answer"].get_ref<const std::string&>().find("####") != std::string::npos;
}

void parse(const json& row, const ReadOptions&, std::vector<Record>& records) {
    Record record = recordOf(text(row, "question"), row);
    record.problem.key = textOrNumber(row, "problem_id").value_or("");
    std::string answer = text(row, "answer");
    const auto mark = answer.rfind("####");
    if (mark == std::string::npos)
        throw Error("field \"answer\" has no line \"#### \" with the final answer.");
    record.problem.answer = trimmed(std::string_view(answer).substr(mark + 4));
    if (record.problem.answer->empty())
        throw Error("field \"answer\" has nothing after \"####\".");
    record.problem.reference_solution = std::move(answer);
    records.push_back(std::move(record));
}

} // namespace

const Format kGsm8k{.word = "gsm8k",
                    .title = "GSM8K",
                    .extensions = kJsonFiles,
                    .alphabet = &kNoLabels,
                    .fields = kFields,
                    .fits = fits,
                    .parse = parse,
                    .example = R"({"question": "1 + 1", "answer": "One and one.\n#### 2"})"};

} // namespace stepmark::formats
