// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/prm800k_reader.h"

#include "model/domain/error.h"
#include "model/domain/rating.h"
#include "storage/rating_store.h"
#include "storage/score_store.h"
#include "storage/statement.h"
#include "storage/step_store.h"

#include <cmath>

namespace stepmark::interchange {

using nlohmann::json;
using storage::Statement;

struct Prm800kReader::Statements {
    explicit Statements(storage::Project& project)
        : annotation(
              project.connection(),
              "SELECT annotation.purpose, annotation.phase, annotation.finish_reason, annotation.total_ms, "
              "annotation.patch, "
              "annotation.created_at, labeler.name, problem.text, problem.answer, problem.reference_solution, "
              "solution.leaf_id, "
              "solution.final_answer, round.number, round.model_id FROM annotation JOIN labeler ON labeler.id = "
              "annotation.labeler_id "
              "JOIN solution ON solution.id = annotation.solution_id JOIN problem ON problem.id = solution.problem_id "
              "LEFT JOIN round ON round.id = annotation.round_id WHERE annotation.id = ?")
        , alternatives(project.connection(),
                       "SELECT place, human, chosen, flagged, step_id, step.text FROM alternative "
                       "JOIN step ON step.id = step_id WHERE annotation_id = ? ORDER BY place, human, position")
        , ratings(project)
        , steps(project)
        , scores(project) {}
    Statement annotation;
    Statement alternatives;
    storage::RatingStore ratings;
    storage::StepStore steps;
    storage::ScoreStore scores;
};

struct Prm800kReader::Source {
    AnnotationId id = 0;
    std::string purpose;
    std::int64_t phase = 2;
    std::string finish_reason;
    std::int64_t total_ms = 0;
    std::string patch;
    std::string created_at;
    std::string labeler;
    std::string problem;
    std::optional<std::string> answer;
    std::optional<std::string> reference_solution;
    StepId leaf = 0;
    std::optional<std::string> final_answer;
    std::optional<std::int64_t> round;
    ModelId model = 0;
    std::map<StepId, Rating> ratings;
    std::vector<storage::StepStore::PathStep> path; ///< phase 2 only
};

namespace {

template <typename Value>
json orNull(const std::optional<Value>& value) {
    return value ? json(*value) : json();
}

json ratingIn(const std::map<StepId, Rating>& ratings, StepId step) {
    const auto place = ratings.find(step);
    return place == ratings.end() ? json() : json(static_cast<int>(place->second));
}

json emptyStep() {
    return {{"completions", json::array()}, {"human_completion", nullptr}, {"chosen_completion", nullptr}};
}

// PRM800K writes times in UTC without saying so.
std::string withoutZone(std::string time) {
    if (time.ends_with('Z'))
        time.pop_back();
    return time;
}

} // namespace

Prm800kReader::Prm800kReader(storage::Project& project)
    : m_project(project)
    , m_statements(std::make_unique<Statements>(project)) {}
Prm800kReader::~Prm800kReader() = default;

Prm800kReader::Source Prm800kReader::read(AnnotationId id) {
    Statement& row = m_statements->annotation;
    if (!row.run(id).next())
        throw Error("The project has no annotation " + std::to_string(id) + ".");
    Source source{id,
                  row.text(0),
                  row.integer(1),
                  row.text(2),
                  row.integer(3),
                  row.text(4),
                  row.text(5),
                  row.text(6),
                  row.text(7),
                  row.maybeText(8),
                  row.maybeText(9),
                  row.integer(10),
                  row.maybeText(11),
                  row.maybeInteger(12),
                  row.integer(13),
                  {},
                  {}};
    row.finish();
    source.ratings = m_statements->ratings.ofAnnotation(id);
    if (source.phase == 2)
        source.path = m_statements->steps.path(source.leaf);
    return source;
}

json Prm800kReader::offeredSteps(const Source& source) {
    json steps = json::array();
    Statement& row = m_statements->alternatives;
    row.run(source.id);
    while (row.next()) {
        const auto place = static_cast<std::size_t>(row.integer(0));
        while (steps.size() <= place)
            steps.push_back(emptyStep());
        json& step = steps[place];
        json completion{{"text", row.text(5)},
                        {"rating", ratingIn(source.ratings, row.integer(4))},
                        {"flagged", row.isNull(3) ? json() : json(row.flag(3))}};
        if (row.flag(1)) {
            completion["source"] = "human";
            step["human_completion"] = std::move(completion);
            continue;
        }
        if (row.flag(2))
            step["chosen_completion"] = step["completions"].size();
        step["completions"].push_back(std::move(completion));
    }
    return steps;
}

// Nothing but the solution itself was shown: its steps up to the last one that was rated. An error that ends the pass
// is not chosen.
json Prm800kReader::pathSteps(const Source& source) {
    json steps = json::array();
    std::size_t rated = 0;
    for (std::size_t i = 0; i < source.path.size(); ++i)
        if (source.ratings.contains(source.path[i].id))
            rated = i + 1;
    for (std::size_t i = 0; i < rated; ++i) {
        json step = emptyStep();
        const json rating = ratingIn(source.ratings, source.path[i].id);
        step["completions"].push_back({{"text", source.path[i].text}, {"rating", rating}, {"flagged", false}});
        const bool ends_here = i + 1 == rated && rating == -1 && source.finish_reason == "found_error";
        if (!ends_here)
            step["chosen_completion"] = 0;
        steps.push_back(std::move(step));
    }
    return steps;
}

// The probability that every step is right, by the PRM that the round was made with.
json Prm800kReader::verifierScore(const Source& source) {
    if (source.model == 0)
        return nullptr;
    std::vector<double> scores;
    for (const auto& step : m_statements->scores.path(source.model, source.leaf)) {
        if (!step)
            return nullptr;
        scores.push_back(stepScore(*step));
    }
    return std::exp(solutionScore(scores, ScoreRule::Product));
}

json Prm800kReader::fromTables(const Source& source) {
    json question{{"problem", source.problem},
                  {"ground_truth_answer", orNull(source.answer)},
                  {"ground_truth_solution", orNull(source.reference_solution)}};
    if (source.phase == 2) {
        json& steps = question["pre_generated_steps"] = json::array();
        for (const auto& step : source.path)
            steps.push_back(step.text);
        question["pre_generated_answer"] = orNull(source.final_answer);
        question["pre_generated_verifier_score"] = verifierScore(source);
    }
    json steps = offeredSteps(source);
    if (steps.empty())
        steps = pathSteps(source);
    return {{"labeler", source.labeler},
            {"timestamp", withoutZone(source.created_at)},
            {"generation", orNull(source.round)},
            {"is_quality_control_question", source.purpose == "quality-control"},
            {"is_initial_screening_question", source.purpose == "screening"},
            {"question", std::move(question)},
            {"label",
             {{"steps", std::move(steps)}, {"total_time", source.total_ms}, {"finish_reason", source.finish_reason}}}};
}

json Prm800kReader::row(AnnotationId id) {
    const Source source = read(id);
    json row = fromTables(source);
    if (source.patch == "[]")
        return row;
    try {
        return row.patch(json::parse(source.patch));
    } catch (const json::exception&) {
        // The tables have changed since (ratings were added to an imported pass): they are what counts.
        return row;
    }
}

std::string Prm800kReader::patchFor(AnnotationId id, const json& original) {
    json row = fromTables(read(id));
    // What the problem does not say yet, another import may fill in: the row's null must then be written down.
    for (const char* name : {"ground_truth_answer", "ground_truth_solution"})
        if (row["question"][name].is_null())
            row["question"][name] = "not known yet";
    return json::diff(row, original).dump();
}

} // namespace stepmark::interchange
