// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/ssmisya/PRMBench: `error_steps` of `modified_process`, counted from 1. Its evaluation takes every
// other step for right, behind the first error too. Of the published rows a hundred name steps past the last one.
#include "storage/formats/parts.h"

#include "model/domain/error.h"

#include <algorithm>
#include <set>

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"original_question", Cell::Value, true},
                             {"modified_question"},
                             {"question"},
                             {"original_process", Cell::Texts, true},
                             {"modified_process", Cell::Texts},
                             {"modified_steps", Cell::Labels, true},
                             {"error_steps", Cell::Labels, true},
                             {"reason", Cell::Value, true},
                             {"idx", Cell::Value, true},
                             {"classification", Cell::Value, true},
                             {"split"}};

constexpr std::string_view kPastTheEnd = "error_steps names a step past the last one";
constexpr std::string_view kEmptyStep = "the step is empty";

bool fits(const json& row) { return hasList(row, "modified_process") && hasList(row, "error_steps"); }

std::set<std::int64_t> errorsOf(const json& row) {
    std::set<std::int64_t> errors;
    for (const json& value : list(row, "error_steps")) {
        const auto step = wholeNumber(value);
        if (!step || *step < 1)
            wrongType("error_steps", "a list of steps, counted from 1", value);
        errors.insert(*step);
    }
    return errors;
}

// Which steps are right cannot be told where the numbers run past the end: they may be off by more than that.
std::vector<std::optional<Rating>> ratingsOf(Record& record, const json& row, std::size_t steps) {
    const auto errors = errorsOf(row);
    const auto past = std::count_if(errors.begin(), errors.end(),
                                    [&](std::int64_t step) { return step > static_cast<std::int64_t>(steps); });
    std::vector<std::optional<Rating>> ratings(steps);
    for (std::size_t i = 0; i < steps; ++i) {
        if (errors.contains(static_cast<std::int64_t>(i) + 1))
            ratings[i] = Rating::Negative;
        else if (past == 0)
            ratings[i] = Rating::Positive;
    }
    if (past > 0)
        record.unused.push_back({kPastTheEnd, past + std::count(ratings.begin(), ratings.end(), std::nullopt)});
    return ratings;
}

// A few published steps are empty; the others keep their numbers.
void setJudgedSteps(Record& record, std::vector<std::string> steps, std::vector<std::optional<Rating>> ratings) {
    std::vector<std::string> filled;
    std::vector<std::optional<Rating>> labels;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (trimmed(steps[i]).empty()) {
            record.unused.push_back({kEmptyStep, ratings[i] ? 1 : 0});
            continue;
        }
        filled.push_back(std::move(steps[i]));
        labels.push_back(ratings[i]);
    }
    setSteps(record, std::move(filled));
    setPass(record, std::move(labels));
}

std::string joined(const std::vector<std::string>& steps) {
    std::string text;
    for (const std::string& step : steps)
        text += (text.empty() ? "" : "\n") + step;
    return text;
}

void parse(const json& row, const ReadOptions&, std::vector<Record>& records) {
    const char* question = firstOf(row, {"modified_question", "question", "original_question"});
    Record record = recordOf(text(row, question ? question : "modified_question"), row, Split::Test);
    record.source = "PRMBench";
    auto steps = maybeTexts(row, "modified_process").value_or(std::vector<std::string>());
    auto ratings = ratingsOf(record, row, steps.size());
    setJudgedSteps(record, std::move(steps), std::move(ratings));
    if (record.pass)
        record.pass->labeler = "PRMBench";
    // The original solution is one of the original problem.
    if (const auto original = maybeTexts(row, "original_process");
        original && maybeText(row, "original_question").value_or(record.problem.text) == record.problem.text)
        record.problem.reference_solution = joined(*original);
    records.push_back(std::move(record));
}

} // namespace

const Format kPrmBench{
    .word = "prmbench",
    .title = "PRMBench",
    .extensions = kJsonFiles,
    .alphabet = &kNoLabels,
    .base = IndexBase::One,
    .after_error = AfterError::Judged,
    .labels_of = LabelsOf::People,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = R"({"original_question": "1 + 1", "modified_question": "1 + 1", "original_process": ["It is 2."], )"
               R"("modified_process": ["One and one.", "It is 3."], "modified_steps": [2], "error_steps": [2], )"
               R"("reason": "r", "idx": "a_0", "question": "1 + 1", "classification": "counterfactual"})"};

} // namespace stepmark::formats
