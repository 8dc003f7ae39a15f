// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/prm800k_row.h"

namespace stepmark::interchange {

using nlohmann::json;

namespace {

template <typename Value>
json orNull(const std::optional<Value>& value) {
    return value ? json(*value) : json();
}

json ratingOrNull(const std::optional<Rating>& rating) { return rating ? json(static_cast<int>(*rating)) : json(); }

json emptyStep() {
    return {{"completions", json::array()}, {"human_completion", nullptr}, {"chosen_completion", nullptr}};
}

// PRM800K writes times in UTC without saying so.
std::string withoutZone(std::string time) {
    if (time.ends_with('Z'))
        time.pop_back();
    return time;
}

json offeredSteps(const std::vector<Prm800kRow::Offer>& offers) {
    json steps = json::array();
    for (const Prm800kRow::Offer& offer : offers) {
        while (steps.size() <= static_cast<std::size_t>(offer.place))
            steps.push_back(emptyStep());
        json& step = steps[static_cast<std::size_t>(offer.place)];
        json completion{
            {"text", offer.text}, {"rating", ratingOrNull(offer.rating)}, {"flagged", orNull(offer.flagged)}};
        if (offer.human) {
            completion["source"] = "human";
            step["human_completion"] = std::move(completion);
            continue;
        }
        if (offer.chosen)
            step["chosen_completion"] = step["completions"].size();
        step["completions"].push_back(std::move(completion));
    }
    return steps;
}

// Nothing but the solution itself was shown: its steps up to the last one that was rated. An error that ends the pass
// is not chosen.
json pathSteps(const Prm800kRow& row) {
    json steps = json::array();
    std::size_t rated = row.path.size();
    while (rated > 0 && !row.path[rated - 1].rating)
        --rated;
    for (std::size_t i = 0; i < rated; ++i) {
        json step = emptyStep();
        step["completions"].push_back(
            {{"text", row.path[i].text}, {"rating", ratingOrNull(row.path[i].rating)}, {"flagged", false}});
        const bool ends_here =
            i + 1 == rated && row.path[i].rating == Rating::Negative && row.finish_reason == "found_error";
        if (!ends_here)
            step["chosen_completion"] = 0;
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace

json toJson(const Prm800kRow& row) {
    json question{{"problem", row.problem},
                  {"ground_truth_answer", orNull(row.answer)},
                  {"ground_truth_solution", orNull(row.reference_solution)}};
    if (row.phase == 2) {
        json& steps = question["pre_generated_steps"] = json::array();
        for (const Prm800kRow::Step& step : row.path)
            steps.push_back(step.text);
        question["pre_generated_answer"] = orNull(row.final_answer);
        question["pre_generated_verifier_score"] = row.verifier_score;
    }
    return {{"labeler", row.labeler},
            {"timestamp", withoutZone(row.created_at)},
            {"generation", orNull(row.round)},
            {"is_quality_control_question", row.purpose == "quality-control"},
            {"is_initial_screening_question", row.purpose == "screening"},
            {"question", std::move(question)},
            {"label",
             {{"steps", row.offers.empty() ? pathSteps(row) : offeredSteps(row.offers)},
              {"total_time", row.total_ms},
              {"finish_reason", row.finish_reason}}}};
}

std::string patchTo(const Prm800kRow& row, const json& original) {
    json made = toJson(row);
    // What the problem does not say yet, another import may fill in: the row's null must then be written down.
    for (const char* name : {"ground_truth_answer", "ground_truth_solution"})
        if (made["question"][name].is_null())
            made["question"][name] = "not known yet";
    return json::diff(made, original).dump();
}

} // namespace stepmark::interchange
