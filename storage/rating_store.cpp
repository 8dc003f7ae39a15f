// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rating_store.h"

#include "model/domain/opinion.h"
#include "storage/refused_error.h"
#include "storage/statement.h"

namespace stepmark::storage {

namespace {

std::optional<Rating> ratingIn(const Statement& row, int column) {
    return row.isNull(column) ? std::nullopt : ratingFromInt(static_cast<int>(row.integer(column)));
}

constexpr const char* kEvent =
    "SELECT id, annotation_id, step_id, labeler_id, rating, elapsed_ms, model_visible, unsure, created_at, beside "
    "FROM rating_event ";

RatingEvent eventOf(const Statement& row) {
    return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), ratingIn(row, 4),
            row.integer(5), row.flag(6),    row.flag(7),    row.text(8)};
}

// What is said of each step, from rows (step, rating, beside) oldest first.
std::map<StepId, Opinion> opinions(Statement& statement) {
    std::map<StepId, Opinion> all;
    while (statement.next())
        all[statement.integer(0)].add(ratingIn(statement, 1), statement.flag(2));
    return all;
}

std::map<StepId, Rating> settled(const std::map<StepId, Opinion>& opinions) {
    std::map<StepId, Rating> ratings;
    for (const auto& [step, opinion] : opinions)
        if (const auto rating = opinion.rating())
            ratings[step] = *rating;
    return ratings;
}

constexpr const char* kOfAnnotation =
    "SELECT step_id, rating, beside FROM rating_event WHERE annotation_id = ? ORDER BY id";

} // namespace

struct RatingStore::Statements {
    explicit Statements(Connection& connection)
        : owner(
              connection,
              "SELECT annotation.labeler_id, solution.problem_id = step.problem_id FROM annotation "
              "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = ? WHERE annotation.id = ?")
        , insert(connection, "INSERT INTO rating_event_row (annotation_id, step_id, labeler_id, rating, elapsed_ms, "
                             "model_visible, unsure, created_at) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        , last(connection, std::string(kEvent) + "WHERE step_id = ? AND labeler_id = ? ORDER BY id DESC LIMIT 1") {}
    Statement owner;
    Statement insert;
    Statement last;
};

RatingStore::RatingStore(Project& project)
    : m_connection(project.connection())
    , m_statements(std::make_unique<Statements>(m_connection)) {}
RatingStore::~RatingStore() = default;

RatingId RatingStore::append(const RatingEvent& event) {
    // Annotations, solutions and steps never change their owners, so that looking first needs no transaction: the
    // insert is one by itself.
    Statement& owner = m_statements->owner;
    if (!owner.run(event.step, event.annotation).next())
        throw RefusedError("A rating needs a step and an annotation: there is no step " + std::to_string(event.step) +
                           " or no annotation " + std::to_string(event.annotation) + ".");
    const LabelerId labeler = owner.integer(0);
    const bool same_problem = owner.flag(1);
    owner.finish();
    if (!same_problem)
        throw RefusedError("Step " + std::to_string(event.step) + " belongs to another problem than annotation " +
                           std::to_string(event.annotation) + ".");
    Statement& insert = m_statements->insert;
    const auto rating = event.rating ? std::optional(static_cast<int>(*event.rating)) : std::nullopt;
    insert.run(event.annotation, event.step, labeler, rating, event.elapsed_ms, event.model_visible,
               event.unsure && event.rating, event.created_at.empty() ? nowUtc() : event.created_at);
    return insert.insertedId();
}

std::optional<StepId> RatingStore::undoLast(AnnotationId annotation) {
    std::vector<StepId> standing; // oldest first
    for (const RatingEvent& event : history(annotation)) {
        std::erase(standing, event.step);
        if (event.rating)
            standing.push_back(event.step);
    }
    if (standing.empty())
        return std::nullopt;
    RatingEvent undo;
    undo.annotation = annotation;
    undo.step = standing.back();
    append(undo);
    return undo.step;
}

std::map<StepId, Rating> RatingStore::current(LabelerId labeler, SolutionId solution) const {
    Statement statement(
        m_connection,
        "WITH RECURSIVE up (id, parent_id) AS ("
        "SELECT step.id, step.parent_id FROM step JOIN solution ON solution.leaf_id = step.id WHERE solution.id = ? "
        "UNION SELECT step.id, step.parent_id FROM step JOIN up ON step.id = up.parent_id) "
        "SELECT rating_event.step_id, rating, beside FROM up JOIN rating_event ON rating_event.step_id = up.id "
        "WHERE labeler_id = ? ORDER BY rating_event.step_id, rating_event.id");
    return settled(opinions(statement.run(solution, labeler)));
}

std::vector<RatingStore::Word> RatingStore::standing(StepId leaf) const {
    Statement statement(
        m_connection,
        "WITH RECURSIVE up (id, parent_id, depth) AS (SELECT id, parent_id, depth FROM step WHERE id = ? "
        "UNION SELECT step.id, step.parent_id, step.depth FROM step JOIN up ON step.id = up.parent_id) "
        "SELECT rating_event.step_id, labeler_id, rating, model_visible, beside FROM up "
        "JOIN rating_event ON rating_event.step_id = up.id ORDER BY up.depth, labeler_id, rating_event.id");
    statement.run(leaf);
    std::vector<Word> words;
    while (statement.next()) {
        const Word word{statement.integer(0), statement.integer(1), ratingIn(statement, 2).value_or(Rating::Neutral),
                        statement.flag(3)};
        if (!statement.flag(4))
            while (!words.empty() && words.back().step == word.step && words.back().labeler == word.labeler)
                words.pop_back(); // a later event of the same labeler
        const bool again = !words.empty() && words.back().step == word.step && words.back().labeler == word.labeler &&
                           words.back().rating == word.rating;
        if (!statement.isNull(2) && !again)
            words.push_back(word);
    }
    return words;
}

bool RatingStore::holds(LabelerId labeler, StepId step, const std::string& created_at) const {
    Statement same(m_connection, "SELECT 1 FROM rating_event WHERE step_id = ? AND labeler_id = ? AND created_at = ?");
    return same.run(step, labeler, created_at).next();
}

std::map<StepId, Rating> RatingStore::ofAnnotation(AnnotationId annotation) const {
    Statement statement(m_connection, kOfAnnotation);
    return settled(opinions(statement.run(annotation)));
}

std::set<StepId> RatingStore::openSteps(AnnotationId annotation) const {
    Statement statement(m_connection, kOfAnnotation);
    std::set<StepId> open;
    for (const auto& [step, opinion] : opinions(statement.run(annotation)))
        if (opinion.isOpen())
            open.insert(step);
    return open;
}

std::unordered_set<StepId> openSteps(Connection& connection) {
    Statement statement(connection, "SELECT step_id, labeler_id, rating, beside FROM rating_event WHERE step_id IN "
                                    "(SELECT step_id FROM rating_event WHERE beside = 1) "
                                    "ORDER BY step_id, labeler_id, id");
    statement.run();
    std::map<std::pair<StepId, LabelerId>, Opinion> said;
    while (statement.next())
        said[{statement.integer(0), statement.integer(1)}].add(ratingIn(statement, 2), statement.flag(3));
    std::unordered_set<StepId> open;
    for (const auto& [key, opinion] : said)
        if (opinion.isOpen())
            open.insert(key.first);
    return open;
}

std::optional<RatingEvent> RatingStore::last(LabelerId labeler, StepId step) const {
    Statement& statement = m_statements->last;
    if (!statement.run(step, labeler).next())
        return std::nullopt;
    const RatingEvent event = eventOf(statement);
    const bool is_open = statement.flag(9);
    statement.finish();
    return event.rating && !is_open ? std::optional(event) : std::nullopt;
}

std::vector<RatingEvent> RatingStore::history(AnnotationId annotation) const {
    Statement statement(m_connection, std::string(kEvent) + "WHERE annotation_id = ? ORDER BY id");
    statement.run(annotation);
    std::vector<RatingEvent> events;
    while (statement.next())
        events.push_back(eventOf(statement));
    return events;
}

} // namespace stepmark::storage
