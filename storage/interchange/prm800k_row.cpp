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

/// label.steps, one after the other.
class Steps {
public:
    explicit Steps(const Prm800kRow& row)
        : m_row(row)
        , m_rated(row.path.size()) {
        while (m_rated > 0 && !row.path[m_rated - 1].rating)
            --m_rated;
    }

    /// nullopt after the last.
    std::optional<json> next() { return m_row.offers.empty() ? nextOfPath() : nextOffered(); }

private:
    std::optional<json> nextOffered() {
        if (m_offer == m_row.offers.size())
            return std::nullopt;
        json step = emptyStep();
        for (; m_offer < m_row.offers.size() && m_row.offers[m_offer].place == m_place; ++m_offer)
            add(m_row.offers[m_offer], step);
        ++m_place;
        return step;
    }

    static void add(const Prm800kRow::Offer& offer, json& step) {
        json completion{
            {"text", offer.text}, {"rating", ratingOrNull(offer.rating)}, {"flagged", orNull(offer.flagged)}};
        if (offer.human) {
            completion["source"] = "human";
            step["human_completion"] = std::move(completion);
            return;
        }
        if (offer.chosen)
            step["chosen_completion"] = step["completions"].size();
        step["completions"].push_back(std::move(completion));
    }

    // Nothing but the solution itself was shown: its steps up to the last one that was rated. An error that ends the
    // pass is not chosen.
    std::optional<json> nextOfPath() {
        const auto i = static_cast<std::size_t>(m_place);
        if (i == m_rated)
            return std::nullopt;
        const Prm800kRow::Step& shown = m_row.path[i];
        json step = emptyStep();
        step["completions"].push_back(
            {{"text", shown.text}, {"rating", ratingOrNull(shown.rating)}, {"flagged", false}});
        const bool ends_here =
            i + 1 == m_rated && shown.rating == Rating::Negative && m_row.finish_reason == "found_error";
        if (!ends_here)
            step["chosen_completion"] = 0;
        ++m_place;
        return step;
    }

    const Prm800kRow& m_row;
    std::size_t m_rated;     ///< so many steps of the path
    std::size_t m_offer = 0; ///< the next one
    int m_place = 0;         ///< of the next step
};

/// question.pre_generated_steps in the same way.
class PathTexts {
public:
    explicit PathTexts(const Prm800kRow& row)
        : m_row(row) {}
    std::optional<json> next() {
        return m_place == m_row.path.size() ? std::nullopt : std::optional<json>(m_row.path[m_place++].text);
    }

private:
    const Prm800kRow& m_row;
    std::size_t m_place = 0;
};

template <typename Items>
json listOf(Items items) {
    json list = json::array();
    while (auto item = items.next())
        list.push_back(std::move(*item));
    return list;
}

// The lists are empty.
json withoutLists(const Prm800kRow& row) {
    json question{{"problem", row.problem},
                  {"ground_truth_answer", orNull(row.answer)},
                  {"ground_truth_solution", orNull(row.reference_solution)}};
    if (row.phase == 2) {
        question["pre_generated_steps"] = json::array();
        question["pre_generated_answer"] = orNull(row.final_answer);
        question["pre_generated_verifier_score"] = row.verifier_score;
    }
    return {{"labeler", row.labeler},
            {"timestamp", withoutZone(row.created_at)},
            {"generation", orNull(row.round)},
            {"is_quality_control_question", row.purpose == "quality-control"},
            {"is_initial_screening_question", row.purpose == "screening"},
            {"question", std::move(question)},
            {"label", {{"steps", json::array()}, {"total_time", row.total_ms}, {"finish_reason", row.finish_reason}}}};
}

void addTo(std::string& patch, const json& operations) {
    for (const json& operation : operations)
        patch.append(patch.empty() ? "" : ",").append(operation.dump());
}

// What turns the list of `items` into `original`, which stands at `path` and is empty afterwards.
template <typename Items>
void compareLists(Items items, json& original, const std::string& path, std::string& patch) {
    const auto at = [&](std::size_t place) { return path + "/" + std::to_string(place); };
    std::size_t place = 0;
    auto item = items.next();
    for (; item && place < original.size(); item = items.next(), ++place) {
        addTo(patch, json::diff(*item, original[place], at(place)));
        original[place] = nullptr;
    }
    std::size_t end = place;
    for (; item; item = items.next())
        ++end;
    while (end > place) // what stands behind moves up
        addTo(patch, json::array({{{"op", "remove"}, {"path", at(--end)}}}));
    for (; place < original.size(); ++place)
        addTo(patch, json::array({{{"op", "add"}, {"path", path + "/-"}, {"value", std::move(original[place])}}}));
    original = json::array();
}

} // namespace

json toJson(const Prm800kRow& row) {
    json made = withoutLists(row);
    made["label"]["steps"] = listOf(Steps(row));
    if (row.phase == 2)
        made["question"]["pre_generated_steps"] = listOf(PathTexts(row));
    return made;
}

std::string Prm800kPatch::text() const { return "[" + rest + (rest.empty() || lists.empty() ? "" : ",") + lists + "]"; }

Prm800kPatch patchTo(const Prm800kRow& row, json& original) {
    Prm800kPatch patch;
    compareLists(Steps(row), original["label"]["steps"], "/label/steps", patch.lists);
    if (row.phase == 2)
        compareLists(PathTexts(row), original["question"]["pre_generated_steps"], "/question/pre_generated_steps",
                     patch.lists);
    patch.rest = patchWithoutLists(row, original);
    return patch;
}

std::string patchWithoutLists(const Prm800kRow& row, const json& original) {
    json made = withoutLists(row);
    // What the problem does not say yet, another import may fill in: the row's null must then be written down.
    for (const char* name : {"ground_truth_answer", "ground_truth_solution"})
        if (made["question"][name].is_null())
            made["question"][name] = "not known yet";
    std::string patch;
    addTo(patch, json::diff(made, original));
    return patch;
}

} // namespace stepmark::interchange
