// SPDX-License-Identifier: GPL-3.0-or-later
// Schema: https://github.com/openai/prm800k, section "Data" of its README.
#include "storage/formats/parts.h"

#include "model/domain/error.h"
#include "model/domain/final_answer.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

// A step carries no newline at its end; the pass's patch puts it back.
std::string withoutNewline(std::string step) {
    while (!step.empty() && step.back() == '\n')
        step.pop_back();
    return step;
}

Completion parseCompletion(const json& value, const std::string& where) {
    if (!value.is_object())
        wrongType(where, "an object", value);
    try {
        return {withoutNewline(text(value, "text")),
                value.contains("rating") ? readLabel(value["rating"], "rating", kThreeNumbers) : std::nullopt,
                maybeFlag(value, "flagged")};
    } catch (const Error& error) {
        throw Error(where + ": " + error.what());
    }
}

Place parsePlace(const json& value, const std::string& where) {
    if (!value.is_object())
        wrongType(where, "an object", value);
    Place place;
    if (field(value, "completions"))
        for (const json& completion : list(value, "completions"))
            place.completions.push_back(
                parseCompletion(completion, where + ".completions[" + std::to_string(place.completions.size()) + "]"));
    if (const json* human = field(value, "human_completion"))
        place.human = parseCompletion(*human, where + ".human_completion");
    if (const auto chosen = maybeInteger(value, "chosen_completion")) {
        if (*chosen < 0 || *chosen >= static_cast<std::int64_t>(place.completions.size()))
            throw Error(where + ".chosen_completion is " + std::to_string(*chosen) + ", but there are " +
                        std::to_string(place.completions.size()) + " completions.");
        place.chosen = static_cast<std::size_t>(*chosen);
    }
    return place;
}

// The steps that the labeler's solution went through.
std::vector<std::string> chosenPath(const std::vector<Place>& places) {
    std::vector<std::string> path;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Place& place = places[i];
        if (place.chosen)
            path.push_back(place.completions[*place.chosen].text);
        else if (place.human)
            path.push_back(place.human->text);
        else if (i + 1 < places.size())
            throw Error("label.steps[" + std::to_string(i) +
                        "] has neither a chosen nor a human completion, but further steps follow it.");
    }
    return path;
}

// "2022-07-30T23:23:32.118856" is UTC without saying so.
std::string utc(const std::string& timestamp) {
    const bool bare =
        timestamp.size() >= 19 && timestamp[10] == 'T' && timestamp.find_first_of("Zz+", 19) == std::string::npos;
    return bare ? timestamp + "Z" : timestamp;
}

Pass parseLabel(const json& row) {
    const json& label = row["label"];
    Pass pass;
    pass.keep_row = true;
    pass.labeler = maybeText(row, "labeler").value_or("");
    if (pass.labeler.empty())
        pass.labeler = "PRM800K";
    pass.created_at = utc(maybeText(row, "timestamp").value_or(""));
    if (maybeFlag(row, "is_quality_control_question").value_or(false))
        pass.purpose = Purpose::QualityControl;
    else if (maybeFlag(row, "is_initial_screening_question").value_or(false))
        pass.purpose = Purpose::Screening;
    pass.total_ms = maybeInteger(label, "total_time").value_or(0);
    for (const json& step : list(label, "steps"))
        pass.places.push_back(parsePlace(step, "label.steps[" + std::to_string(pass.places.size()) + "]"));
    if (const auto reason = maybeText(label, "finish_reason")) {
        const auto known = finishReasonFromText(*reason);
        if (!known)
            throw Error("field \"finish_reason\" is \"" + *reason +
                        "\": known are solution, found_error, bad_problem and give_up.");
        pass.finish_reason = *known;
    }
    if (pass.finish_reason == FinishReason::Open) { // not said: an import is a finished pass
        const bool to_the_end = !pass.places.empty() && (pass.places.back().chosen || pass.places.back().human);
        pass.finish_reason = to_the_end ? FinishReason::Solution : FinishReason::GiveUp;
    }
    return pass;
}

bool fits(const json& row) {
    const json* label = field(row, "label");
    return has(row, "question") && row["question"].is_object() && label && label->is_object() &&
           label->contains("steps");
}

void parse(const json& row, const ReadOptions&, std::vector<Record>& records) {
    for (const char* name : {"question", "label"})
        if (!row.contains(name) || !row[name].is_object())
            throw Error(std::string("field \"") + name + "\" must be an object.");
    const json& question = row["question"];
    Record parsed = recordOf(text(question, "problem"), row);
    parsed.problem.answer = textOrNumber(question, "ground_truth_answer");
    parsed.problem.reference_solution = maybeText(question, "ground_truth_solution");
    parsed.pass = parseLabel(row);
    parsed.has_solution = true;
    parsed.source = "PRM800K";
    auto path = chosenPath(parsed.pass->places);
    if (auto generated = maybeTexts(question, "pre_generated_steps")) {
        for (std::string& step : *generated)
            parsed.steps.push_back(withoutNewline(std::move(step)));
        parsed.final_answer = textOrNumber(question, "pre_generated_answer");
    } else {
        parsed.pass->phase = 1;
        parsed.final_answer = extractFinalAnswer(path);
        parsed.steps = std::move(path);
        parsed.complete = false;
    }
    records.push_back(std::move(parsed));
}

constexpr Field kFields[] = {
    {"labeler"},  {"timestamp"}, {"generation"}, {"is_quality_control_question"}, {"is_initial_screening_question"},
    {"question"}, {"label"}};

} // namespace

// Every alternative is a judgement of its own; the path ends where the labeler found the error.
const Format kPrm800k{
    .word = "prm800k",
    .title = "PRM800K",
    .extensions = kJsonFiles,
    .alphabet = &kThreeNumbers,
    .labels_of = LabelsOf::People,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = R"({"labeler": "x", "question": {"problem": "1 + 1", "ground_truth_answer": "2"}, "label": {"steps": [)"
               R"({"completions": [{"text": "It is 2.", "rating": 1, "flagged": false}], "human_completion": null, )"
               R"("chosen_completion": 0}], "total_time": 5, "finish_reason": "solution"}})",
};

} // namespace stepmark::formats
