// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/dvlab-research/MR-GSM8K: the first wrong step, counted from 1, or "N/A". MR-Ben writes it as text.
#include "storage/formats/parts.h"

#include "model/domain/error.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr const char* kFirstError = "model_output_solution_first_error_step";

constexpr Field kFields[] = {{"uuid", Cell::Value, true},
                             {"question"},
                             {"ground_truth_answer"},
                             {"ground_truth_solution"},
                             {"model_output_steps", Cell::Texts},
                             {"model_output_answer_correctness", Cell::Value, true},
                             {"model_output_solution_correctness", Cell::Value, true},
                             {"model_output_solution_first_error_step", Cell::Value, true},
                             {"model_output_solution_first_error_reason", Cell::Value, true},
                             {"question_type", Cell::Value, true},
                             {"split"}};

constexpr std::string_view kNowhere = "the solution is wrong, but no first error is named";

bool fits(const json& row) { return hasText(row, "question") && hasList(row, "model_output_steps"); }

std::optional<bool> verdict(const json& row, const char* name) {
    const auto word = maybeText(row, name);
    if (!word || *word == "N/A")
        return std::nullopt;
    if (*word == "correct" || *word == "wrong" || *word == "incorrect")
        return *word == "correct";
    wrongType(name, "\"correct\" or \"wrong\"", row[name]);
}

// nullopt: none.
std::optional<std::int64_t> firstError(const json& row, std::int64_t steps) {
    const json* value = field(row, kFirstError);
    if (!value || (value->is_string() && (*value == "N/A" || *value == "n/a" || *value == "")))
        return std::nullopt;
    const auto step = wholeNumber(*value);
    if (!step || *step < 1 || *step > steps)
        wrongType(kFirstError, ("a step from 1 to " + std::to_string(steps) + ", or \"N/A\"").c_str(), *value);
    return *step;
}

void parse(const json& row, const ReadOptions&, std::vector<Record>& records) {
    Record record = recordOf(text(row, "question"), row, Split::Test);
    record.problem.answer = textOrNumber(row, "ground_truth_answer");
    record.problem.reference_solution = maybeText(row, "ground_truth_solution");
    setSteps(record, row, "model_output_steps");
    record.source = "MR-GSM8K";
    record.correct = verdict(row, "model_output_answer_correctness");
    const auto right = verdict(row, "model_output_solution_correctness");
    const auto error = firstError(row, static_cast<std::int64_t>(record.steps.size()));
    if (right == true && error)
        throw Error(std::string("field \"") + kFirstError +
                    "\" names a wrong step, but "
                    "\"model_output_solution_correctness\" says that the solution is correct.");
    if (error)
        setFirstError(record, static_cast<std::size_t>(*error - 1));
    else if (right == true)
        setFirstError(record, std::nullopt);
    else
        record.unused.push_back({kNowhere, 1});
    if (record.pass)
        record.pass->labeler = "MR-GSM8K";
    records.push_back(std::move(record));
}

} // namespace

const Format kMrGsm8k{
    .word = "mr-gsm8k",
    .title = "MR-GSM8K",
    .extensions = kJsonFiles,
    .alphabet = &kNoLabels,
    .base = IndexBase::One,
    .labels_of = LabelsOf::People,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = R"({"uuid": "a", "question": "1 + 1", "ground_truth_answer": 2, "model_output_steps": ["One and one.", )"
               R"("It is 3."], "model_output_answer_correctness": "wrong", "model_output_solution_correctness": )"
               R"("wrong", "model_output_solution_first_error_step": 2})"};

} // namespace stepmark::formats
