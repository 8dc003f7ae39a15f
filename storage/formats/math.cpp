// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/hendrycks/math and its 500 test problems (MATH-500): `solution` is the reference, no candidate.
#include "storage/formats/parts.h"

#include "model/domain/final_answer.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"problem"}, {"solution"}, {"answer"}, {"type"}, {"subject"}, {"unique_id"}, {"split"}};

bool isMath500(const json& row) {
    return hasText(row, "problem") && hasText(row, "solution") && has(row, "unique_id") && !has(row, "steps");
}

bool isMath(const json& row) {
    return hasText(row, "problem") && hasText(row, "solution") && has(row, "level") && !has(row, "steps") &&
           (hasText(row, "type") || hasText(row, "subject"));
}

void parse(const json& row, const ReadOptions&, std::vector<Record>& records) {
    const std::string key = textOrNumber(row, "unique_id").value_or("");
    Record record =
        recordOf(text(row, "problem"), row, key.starts_with("test/") ? std::optional(Split::Test) : std::nullopt);
    record.problem.key = key;
    std::string solution = text(row, "solution");
    record.problem.answer = textOrNumber(row, "answer");
    if (!record.problem.answer)
        record.problem.answer = extractFinalAnswer(solution);
    record.problem.reference_solution = std::move(solution);
    record.problem.subject = maybeText(row, "subject").value_or(maybeText(row, "type").value_or(""));
    records.push_back(std::move(record));
}

} // namespace

const Format kMath500{.word = "math500",
                      .title = "MATH-500",
                      .extensions = kJsonFiles,
                      .alphabet = &kNoLabels,
                      .fields = kFields,
                      .fits = isMath500,
                      .parse = parse,
                      .example = R"({"problem": "1 + 1", "solution": "It is $\\boxed{2}$.", "answer": "2", )"
                                 R"("subject": "Algebra", "level": 1, "unique_id": "test/algebra/1.json"})"};

const Format kMath{.word = "math",
                   .title = "MATH",
                   .extensions = kJsonFiles,
                   .alphabet = &kNoLabels,
                   .fields = kFields,
                   .fits = isMath,
                   .parse = parse,
                   .example = R"({"problem": "1 + 1", "level": "Level 1", "type": "Algebra", )"
                              R"("solution": "It is $\\boxed{2}$."})"};

} // namespace stepmark::formats
