// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/parts.h"

#include "model/domain/error.h"
#include "model/domain/final_answer.h"
#include "model/domain/thinking.h"
#include "storage/thinking_field.h"

#include <algorithm>

namespace stepmark::formats {

using nlohmann::json;

bool has(const json& row, const char* name) { return field(row, name) != nullptr; }

bool hasText(const json& row, const char* name) {
    const json* value = field(row, name);
    return value && value->is_string();
}

bool hasList(const json& row, const char* name) {
    const json* value = field(row, name);
    return value && (value->is_array() || value->is_string());
}

const char* firstOf(const json& row, std::initializer_list<const char*> names) {
    const auto place = std::find_if(names.begin(), names.end(), [&](const char* name) { return has(row, name); });
    return place == names.end() ? nullptr : *place;
}

std::string entries(std::size_t count) { return std::to_string(count) + (count == 1 ? " entry" : " entries"); }

Record recordOf(std::string problem, const json& row, std::optional<Split> usual) {
    if (problem.find_first_not_of(" \t\r\n") == std::string::npos)
        throw Error("the problem's text is empty.");
    Record record;
    record.problem.text = std::move(problem);
    record.split = usual;
    if (const auto word = maybeText(row, "split"); word && !word->empty()) {
        record.split = splitFromText(*word);
        if (!record.split)
            throw Error("\"" + *word + "\" is no split: write \"train\", \"validation\" or \"test\".");
    }
    return record;
}

void setSteps(Record& record, std::vector<std::string> steps) {
    if (steps.empty())
        throw Error("the solution has no steps.");
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].find_first_not_of(" \t\r\n") == std::string::npos)
            throw Error("step " + std::to_string(i + 1) + " of the solution is empty.");
    record.has_solution = true;
    record.steps = std::move(steps);
    record.final_answer = extractFinalAnswer(record.steps);
}

void setSteps(Record& record, const json& row, const char* name) {
    setSteps(record, maybeTexts(row, name).value_or(std::vector<std::string>()));
}

void setSolution(Record& record, const std::string& text, const ReadOptions& options) {
    const FoldedText folded = foldThinking(text);
    setSteps(record, splitSteps(folded.text, options.step_rule));
    record.final_answer = extractFinalAnswer(folded.text);
    if (!folded.thinking.empty())
        record.extra[storage::kThinkingField] = folded.thinking;
}

FinishReason finishReasonOf(const std::vector<std::optional<Rating>>& labels) {
    return std::find(labels.begin(), labels.end(), Rating::Negative) == labels.end() ? FinishReason::Solution
                                                                                     : FinishReason::FoundError;
}

void setPass(Record& record, std::vector<std::optional<Rating>> ratings) {
    if (std::none_of(ratings.begin(), ratings.end(), [](const auto& one) { return one.has_value(); }))
        return;
    Pass pass;
    pass.finish_reason = finishReasonOf(ratings);
    pass.labels = std::move(ratings);
    record.pass = std::move(pass);
}

void setLabels(Record& record, const json& row, const char* name, const Alphabet& alphabet, const ReadOptions& options,
               Count count) {
    setLabels(record, readLabels(list(row, name), name, alphabet, options.labels), name, count);
}

void setLabels(Record& record, Labels labels, const std::string& name, Count count) {
    const std::size_t given = labels.ratings.size(), steps = record.steps.size();
    if (given > steps || (given < steps && count == Count::Equal))
        throw Error("field \"" + name + "\" has " + entries(given) + " for " + std::to_string(steps) + " steps.");
    labels.ratings.resize(steps);
    labels.scores.resize(steps);
    record.open_zero = record.open_zero || labels.open_zero;
    record.minus = record.minus || labels.minus;
    if (std::any_of(labels.scores.begin(), labels.scores.end(), [](const auto& one) { return one.has_value(); }))
        for (const auto& right : labels.scores)
            record.scores.push_back(
                right ? std::optional(StepProbabilities{static_cast<float>(1 - *right), 0, static_cast<float>(*right)})
                      : std::nullopt);
    setPass(record, std::move(labels.ratings));
}

void setFirstError(Record& record, std::optional<std::size_t> first_error) {
    std::vector<std::optional<Rating>> ratings(record.steps.size());
    const std::size_t right = first_error ? *first_error : ratings.size();
    std::fill_n(ratings.begin(), right, Rating::Positive);
    if (first_error)
        ratings[*first_error] = Rating::Negative;
    setPass(record, std::move(ratings));
}

ProblemAndStep partProblem(const std::string& text, const std::string& name) {
    std::size_t border = text.rfind("Step 1:");
    if (border == std::string::npos)
        border = text.find("\n\n");
    if (border == std::string::npos)
        throw Error(name + " begins with the problem and its first step, but nothing tells where the step begins: put "
                           "\"Step 1:\" or a blank line before it.");
    return {trimmed(std::string_view(text).substr(0, border)), trimmed(std::string_view(text).substr(border))};
}

std::vector<std::string> piecesOf(const std::string& text, std::string_view mark) {
    std::vector<std::string> pieces;
    std::size_t begin = 0;
    for (std::size_t end = text.find(mark); end != std::string::npos; end = text.find(mark, begin)) {
        pieces.push_back(trimmed(std::string_view(text).substr(begin, end - begin)));
        begin = end + mark.size();
    }
    std::string rest = trimmed(std::string_view(text).substr(begin));
    if (!rest.empty())
        pieces.push_back(std::move(rest));
    return pieces;
}

} // namespace stepmark::formats
