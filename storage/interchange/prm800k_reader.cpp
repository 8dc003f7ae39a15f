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

struct Prm800kReader::Stored {
    Prm800kRow row;
    std::string patch;
};

Prm800kReader::Prm800kReader(storage::Project& project)
    : m_statements(std::make_unique<Statements>(project)) {}
Prm800kReader::~Prm800kReader() = default;

namespace {

std::optional<Rating> ratingIn(const std::map<StepId, Rating>& ratings, StepId step) {
    const auto place = ratings.find(step);
    return place == ratings.end() ? std::nullopt : std::optional(place->second);
}

} // namespace

Prm800kReader::Stored Prm800kReader::read(AnnotationId id) {
    Statement& found = m_statements->annotation;
    if (!found.run(id).next())
        throw Error("The project has no annotation " + std::to_string(id) + ".");
    Stored stored;
    Prm800kRow& row = stored.row;
    row.purpose = found.text(0);
    row.phase = static_cast<int>(found.integer(1));
    row.finish_reason = found.text(2);
    row.total_ms = found.integer(3);
    stored.patch = found.text(4);
    row.created_at = found.text(5);
    row.labeler = found.text(6);
    row.problem = found.text(7);
    row.answer = found.maybeText(8);
    row.reference_solution = found.maybeText(9);
    const StepId leaf = found.integer(10);
    row.final_answer = found.maybeText(11);
    row.round = found.maybeInteger(12);
    const ModelId model = found.integer(13);
    found.finish();
    const auto ratings = m_statements->ratings.ofAnnotation(id);
    row.offers = offers(id, ratings);
    if (row.phase == 2) {
        for (auto& step : m_statements->steps.path(leaf))
            row.path.push_back({std::move(step.text), ratingIn(ratings, step.id)});
        row.verifier_score = verifierScore(model, leaf);
    }
    return stored;
}

std::vector<Prm800kRow::Offer> Prm800kReader::offers(AnnotationId id, const std::map<StepId, Rating>& ratings) {
    std::vector<Prm800kRow::Offer> offers;
    Statement& row = m_statements->alternatives;
    row.run(id);
    while (row.next())
        offers.push_back({static_cast<int>(row.integer(0)), row.flag(1), row.flag(2),
                          row.isNull(3) ? std::nullopt : std::optional(row.flag(3)), row.text(5),
                          ratingIn(ratings, row.integer(4))});
    return offers;
}

// The probability that every step is right, by the PRM that the round was made with.
json Prm800kReader::verifierScore(ModelId model, StepId leaf) {
    if (model == 0)
        return nullptr;
    std::vector<double> scores;
    for (const auto& step : m_statements->scores.path(model, leaf)) {
        if (!step)
            return nullptr;
        scores.push_back(stepScore(*step));
    }
    return std::exp(solutionScore(scores, ScoreRule::Product));
}

json Prm800kReader::row(AnnotationId id) {
    const Stored stored = read(id);
    json row = toJson(stored.row);
    if (stored.patch == "[]")
        return row;
    try {
        return row.patch(json::parse(stored.patch));
    } catch (const json::exception&) {
        // The tables have changed since (ratings were added to an imported pass): they are what counts.
        return row;
    }
}

} // namespace stepmark::interchange
