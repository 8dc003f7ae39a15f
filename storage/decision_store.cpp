// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/decision_store.h"

#include "storage/refused_error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

namespace stepmark::storage {

namespace {

constexpr const char* kSelect = "SELECT decision.id, verdict, kind, decision.step_id, annotation_id, reviewer_id, "
                                "decision.rating, reason, withdraws, decision.created_at FROM decision ";
constexpr const char* kStands = "verdict <> 'withdraw' AND NOT EXISTS (SELECT 1 FROM decision AS later "
                                "WHERE later.withdraws = decision.id) ";

Decision read(const Statement& row) {
    Decision decision;
    decision.id = row.integer(0);
    decision.verdict = verdictFromText(row.text(1)).value_or(Decision::Verdict::Keep);
    decision.kind = reviewKindFromText(row.text(2)).value_or(ReviewKind::Flag);
    decision.step = row.integer(3);
    decision.annotation = row.integer(4);
    decision.reviewer = row.integer(5);
    if (!row.isNull(6))
        decision.rating = ratingFromInt(static_cast<int>(row.integer(6)));
    decision.reason = row.text(7);
    decision.withdraws = row.integer(8);
    decision.created_at = row.text(9);
    return decision;
}

std::vector<Decision> readAll(Statement& statement) {
    std::vector<Decision> decisions;
    while (statement.next())
        decisions.push_back(read(statement));
    return decisions;
}

bool exists(Connection& connection, const char* sql, std::int64_t id) {
    Statement statement(connection, sql);
    const bool found = statement.run(id).next();
    statement.finish();
    return found;
}

// What the schema's constraints would refuse without saying what to do.
void require(Connection& connection, const Decision& decision) {
    if (decision.verdict == Decision::Verdict::Rate && (decision.step == 0 || !decision.rating))
        throw RefusedError("A settled rating needs a step and a rating.");
    if (decision.step == 0 && decision.annotation == 0)
        throw RefusedError("A decision needs a step, or a labeler's pass over a solution.");
    if (decision.step != 0 && !exists(connection, "SELECT 1 FROM step WHERE id = ?", decision.step))
        throw RefusedError("The project has no step " + std::to_string(decision.step) +
                           ": \"stepmarkctl review\" lists what there is to settle.");
    if (decision.annotation != 0 && !exists(connection, "SELECT 1 FROM annotation WHERE id = ?", decision.annotation))
        throw RefusedError("The project has no annotation " + std::to_string(decision.annotation) +
                           ": \"stepmarkctl review\" lists what there is to settle.");
    if (decision.step == 0 || decision.annotation == 0)
        return;
    Statement same(connection,
                   "SELECT 1 FROM annotation JOIN solution ON solution.id = annotation.solution_id "
                   "JOIN step ON step.problem_id = solution.problem_id WHERE annotation.id = ? AND step.id = ?");
    if (!same.run(decision.annotation, decision.step).next())
        throw RefusedError("Step " + std::to_string(decision.step) + " belongs to another problem than annotation " +
                           std::to_string(decision.annotation) + ".");
}

DecisionId insert(Connection& connection, const Decision& decision) {
    Statement statement(connection, "INSERT INTO decision (verdict, kind, step_id, annotation_id, reviewer_id, rating, "
                                    "reason, withdraws, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto rating = decision.rating ? std::optional(static_cast<int>(*decision.rating)) : std::nullopt;
    statement.run(toText(decision.verdict), toText(decision.kind), idOrNull(decision.step),
                  idOrNull(decision.annotation), decision.reviewer, rating, decision.reason,
                  idOrNull(decision.withdraws), decision.created_at.empty() ? nowUtc() : decision.created_at);
    return statement.insertedId();
}

} // namespace

DecisionStore::DecisionStore(Project& project)
    : m_connection(project.connection()) {}

DecisionId DecisionStore::add(const Decision& decision) {
    require(m_connection, decision);
    return insert(m_connection, decision);
}

bool DecisionStore::holds(const Decision& decision) const {
    Statement same(m_connection, "SELECT 1 FROM decision WHERE reviewer_id = ? AND verdict = ? AND created_at = ?");
    return same.run(decision.reviewer, toText(decision.verdict), decision.created_at).next();
}

std::optional<Decision> DecisionStore::withdraw(LabelerId reviewer, StepId step, AnnotationId annotation,
                                                const std::string& created_at) {
    Transaction transaction(m_connection);
    Statement last(m_connection, std::string(kSelect) +
                                     "WHERE reviewer_id = ? AND COALESCE(decision.step_id, 0) = ? AND "
                                     "COALESCE(annotation_id, 0) = ? AND " +
                                     kStands + "ORDER BY decision.id DESC LIMIT 1");
    if (!last.run(reviewer, step, annotation).next()) {
        transaction.commit();
        return std::nullopt;
    }
    const Decision taken_back = read(last);
    last.finish();
    Decision event = taken_back;
    event.verdict = Decision::Verdict::Withdraw;
    event.withdraws = taken_back.id;
    event.rating.reset();
    event.reason.clear();
    event.created_at = created_at;
    insert(m_connection, event);
    transaction.commit();
    return taken_back;
}

std::vector<Decision> DecisionStore::standing() const {
    Statement statement(m_connection, std::string(kSelect) + "WHERE " + kStands + "ORDER BY decision.id");
    return readAll(statement.run());
}

std::vector<Decision> DecisionStore::history(StepId leaf) const {
    Statement statement(m_connection,
                        std::string("WITH RECURSIVE up (id, parent_id) AS (SELECT id, parent_id FROM step WHERE id = ? "
                                    "UNION SELECT step.id, step.parent_id FROM step JOIN up ON step.id = "
                                    "up.parent_id) ") +
                            kSelect + "JOIN up ON decision.step_id = up.id ORDER BY decision.id");
    return readAll(statement.run(leaf));
}

std::unordered_map<StepId, Rating> settledRatings(Connection& connection, ProblemId problem) {
    const std::string of_problem =
        problem != 0 ? "JOIN step ON step.id = decision.step_id WHERE step.problem_id = ? AND " : "WHERE ? = 0 AND ";
    Statement statement(connection, kSelect + of_problem + "verdict = 'rate' AND " + kStands + "ORDER BY decision.id");
    statement.run(problem);
    std::unordered_map<StepId, Rating> ratings;
    for (const Decision& decision : readAll(statement))
        if (decision.rating)
            ratings[decision.step] = *decision.rating;
    return ratings;
}

} // namespace stepmark::storage
