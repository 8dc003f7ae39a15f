// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/import_row.h"

#include "model/domain/error.h"
#include "model/domain/final_answer.h"
#include "model/domain/thinking.h"
#include "storage/interchange/fields.h"
#include "storage/thinking_field.h"

#include <algorithm>
#include <array>

namespace stepmark::interchange {

using nlohmann::json;

namespace {

constexpr std::array kJsonlFields{"problem",      "question", "problem_id", "answer",    "reference_solution",
                                  "split",        "subject",  "steps",      "solution",  "candidate",
                                  "final_answer", "correct",  "source",     "generator", "labels",
                                  "ratings",      "labeler"};

void requireSteps(const std::vector<std::string>& steps) {
    if (steps.empty())
        throw Error("the solution has no steps.");
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].find_first_not_of(" \t\r\n") == std::string::npos)
            throw Error("step " + std::to_string(i + 1) + " of the solution is empty.");
}

std::vector<std::optional<Rating>> labelsOf(const json& row, const char* name, std::size_t steps) {
    std::vector<std::optional<Rating>> labels;
    for (const json& value : list(row, name))
        labels.push_back(ratingOf(value, name + ("[" + std::to_string(labels.size()) + "]")));
    if (labels.size() > steps)
        throw Error(std::string("field \"") + name + "\" has " + std::to_string(labels.size()) + " entries for " +
                    std::to_string(steps) + " steps.");
    labels.resize(steps);
    return labels;
}

bool anyRated(const std::vector<std::optional<Rating>>& labels) {
    return std::any_of(labels.begin(), labels.end(), [](const auto& label) { return label.has_value(); });
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

void requireProblem(const std::string& text) {
    if (trimmed(text).empty())
        throw Error("the problem's text is empty.");
}

} // namespace

std::optional<Rating> ratingOf(const json& value, const std::string& name) {
    if (value.is_null())
        return std::nullopt;
    if (value.is_boolean())
        return value.get<bool>() ? Rating::Positive : Rating::Negative;
    if (value.is_number() && (value == -1 || value == 0 || value == 1))
        return ratingFromInt(value.get<int>());
    wrongType(name, "-1, 0, 1, true, false or null", value);
}

FinishReason finishReasonOf(const std::vector<std::optional<Rating>>& labels) {
    return std::find(labels.begin(), labels.end(), Rating::Negative) == labels.end() ? FinishReason::Solution
                                                                                     : FinishReason::FoundError;
}

ImportRow parseJsonl(const json& row, const ImportOptions& options) {
    ImportRow parsed;
    parsed.problem.text = field(row, "problem") ? text(row, "problem") : text(row, "question");
    requireProblem(parsed.problem.text);
    parsed.problem.key = textOrNumber(row, "problem_id").value_or("");
    parsed.problem.answer = textOrNumber(row, "answer");
    parsed.problem.reference_solution = maybeText(row, "reference_solution");
    parsed.problem.split = maybeText(row, "split").value_or("");
    parsed.problem.subject = maybeText(row, "subject").value_or("");
    FoldedText solution;
    if (auto steps = maybeTexts(row, "steps")) {
        parsed.steps = std::move(*steps);
    } else if (const auto whole = maybeText(row, "solution")) {
        solution = foldThinking(*whole);
        parsed.steps = splitSteps(solution.text, options.step_rule);
    } else {
        // A problem by itself; what it calls its final answer is then the reference.
        if (!parsed.problem.answer)
            parsed.problem.answer = textOrNumber(row, "final_answer");
        return parsed;
    }
    requireSteps(parsed.steps);
    parsed.has_solution = true;
    parsed.final_answer = textOrNumber(row, "final_answer");
    if (!parsed.final_answer)
        parsed.final_answer =
            solution.text.empty() ? extractFinalAnswer(parsed.steps) : extractFinalAnswer(solution.text);
    parsed.correct = maybeFlag(row, "correct");
    parsed.source = maybeText(row, "source").value_or(maybeText(row, "generator").value_or(""));
    parsed.candidate = maybeInteger(row, "candidate");
    for (const auto& item : row.items())
        if (std::find(kJsonlFields.begin(), kJsonlFields.end(), item.key()) == kJsonlFields.end())
            parsed.extra[item.key()] = item.value();
    if (!solution.thinking.empty())
        parsed.extra[storage::kThinkingField] = solution.thinking;
    const char* labels = field(row, "labels") ? "labels" : "ratings";
    if (field(row, labels)) {
        ImportAnnotation annotation;
        annotation.labels = labelsOf(row, labels, parsed.steps.size());
        annotation.labeler = maybeText(row, "labeler").value_or("");
        annotation.finish_reason = finishReasonOf(annotation.labels);
        if (anyRated(annotation.labels))
            parsed.annotation = std::move(annotation);
    }
    return parsed;
}

ImportRow parseGsm8k(const json& row) {
    ImportRow parsed;
    parsed.problem.text = text(row, "question");
    requireProblem(parsed.problem.text);
    parsed.problem.key = textOrNumber(row, "problem_id").value_or("");
    const std::string answer = text(row, "answer");
    const auto mark = answer.rfind("####");
    if (mark == std::string::npos)
        throw Error("field \"answer\" has no line \"#### \" with the final answer.");
    parsed.problem.answer = trimmed(answer.substr(mark + 4));
    if (parsed.problem.answer->empty())
        throw Error("field \"answer\" has nothing after \"####\".");
    parsed.problem.reference_solution = answer;
    parsed.problem.split = maybeText(row, "split").value_or("");
    return parsed;
}

ImportRow parseProcessBench(const json& row) {
    ImportRow parsed;
    parsed.problem.text = text(row, "problem");
    requireProblem(parsed.problem.text);
    parsed.problem.split = maybeText(row, "split").value_or("test"); // a benchmark is never trained on unless asked for
    parsed.has_solution = true;
    parsed.steps = maybeTexts(row, "steps").value_or(std::vector<std::string>());
    requireSteps(parsed.steps);
    parsed.final_answer = extractFinalAnswer(parsed.steps);
    parsed.correct = maybeFlag(row, "final_answer_correct");
    parsed.source = maybeText(row, "generator").value_or("");
    for (const char* name : {"id", "label", "final_answer_correct"})
        if (row.contains(name))
            parsed.extra[name] = row[name];
    const auto label = maybeInteger(row, "label");
    const auto steps = static_cast<std::int64_t>(parsed.steps.size());
    if (!label || *label < -1 || *label >= steps)
        throw Error("field \"label\" must be the 0-based number of the first wrong step, or -1 for none, of " +
                    std::to_string(steps) + " steps.");
    ImportAnnotation annotation;
    annotation.labeler = "ProcessBench";
    annotation.labels.resize(parsed.steps.size());
    const std::int64_t right = *label < 0 ? steps : *label;
    std::fill_n(annotation.labels.begin(), right, Rating::Positive);
    if (*label >= 0)
        annotation.labels[static_cast<std::size_t>(*label)] = Rating::Negative;
    annotation.finish_reason = finishReasonOf(annotation.labels);
    parsed.annotation = std::move(annotation);
    return parsed;
}

ImportRow parseTrl(const json& row) {
    ImportRow parsed;
    parsed.problem.text = text(row, "prompt");
    requireProblem(parsed.problem.text);
    parsed.has_solution = true;
    parsed.steps = maybeTexts(row, "completions").value_or(std::vector<std::string>());
    requireSteps(parsed.steps);
    parsed.final_answer = extractFinalAnswer(parsed.steps);
    ImportAnnotation annotation;
    annotation.labels = labelsOf(row, "labels", parsed.steps.size());
    annotation.finish_reason = finishReasonOf(annotation.labels);
    if (anyRated(annotation.labels))
        parsed.annotation = std::move(annotation);
    return parsed;
}

} // namespace stepmark::interchange
