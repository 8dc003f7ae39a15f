// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/annotation_store.h"

#include "storage/refused_error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

namespace stepmark::storage {

namespace {

constexpr const char* kSelect =
    "SELECT id, solution_id, labeler_id, round_id, purpose, phase, finish_reason, flagged, note, total_ms, "
    "patch, created_at, finish_detail FROM annotation ";

StoredAnnotation read(const Statement& row) {
    StoredAnnotation annotation;
    annotation.id = row.integer(0);
    annotation.solution = row.integer(1);
    annotation.labeler = row.integer(2);
    annotation.round = row.integer(3);
    annotation.purpose = purposeFromText(row.text(4));
    annotation.phase = static_cast<int>(row.integer(5));
    annotation.finish_reason = finishReasonFromText(row.text(6)).value_or(FinishReason::Open);
    annotation.flagged = row.flag(7);
    annotation.note = row.text(8);
    annotation.total_ms = row.integer(9);
    annotation.patch = row.text(10);
    annotation.created_at = row.text(11);
    annotation.finish_detail = row.text(12);
    return annotation;
}

} // namespace

struct AnnotationStore::Statements {
    explicit Statements(Connection& connection)
        : insert(connection, "INSERT INTO annotation_row (solution_id, labeler_id, round_id, purpose, phase, "
                             "finish_reason, flagged, note, total_ms, "
                             "patch, created_at, finish_detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , insert_alternative(
              connection, "INSERT INTO alternative (annotation_id, place, human, position, step_id, chosen, flagged) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?)") {}
    Statement insert;
    Statement insert_alternative;
};

AnnotationStore::AnnotationStore(Project& project)
    : m_connection(project.connection())
    , m_statements(std::make_unique<Statements>(m_connection)) {}
AnnotationStore::~AnnotationStore() = default;

StoredAnnotation AnnotationStore::begin(SolutionId solution, LabelerId labeler, RoundId round, Purpose purpose) {
    Transaction transaction(m_connection);
    Statement open(m_connection,
                   std::string(kSelect) +
                       "WHERE solution_id = ? AND labeler_id = ? AND finish_reason = '' ORDER BY id DESC LIMIT 1");
    StoredAnnotation annotation;
    if (open.run(solution, labeler).next()) {
        annotation = read(open);
        open.finish();
    } else {
        annotation.solution = solution;
        annotation.labeler = labeler;
        annotation.round = round;
        annotation.purpose = purpose;
        annotation.created_at = nowUtc();
        annotation.id = add(annotation);
    }
    transaction.commit();
    return annotation;
}

AnnotationId AnnotationStore::add(const StoredAnnotation& a) {
    Statement& insert = m_statements->insert;
    insert.run(a.solution, a.labeler, idOrNull(a.round), toText(a.purpose), a.phase, toText(a.finish_reason), a.flagged,
               a.note, a.total_ms, a.patch, a.created_at.empty() ? nowUtc() : a.created_at, a.finish_detail);
    return insert.insertedId();
}

void AnnotationStore::finish(AnnotationId id, FinishReason reason, std::int64_t total_ms, bool flagged,
                             const std::string& note, const std::string& detail) {
    Statement update(m_connection, "UPDATE annotation_row SET finish_reason = ?, total_ms = ?, flagged = ?, note = ?, "
                                   "finish_detail = ? WHERE id = ?");
    update.run(toText(reason), total_ms, flagged, note, detail, id);
    if (update.changed() == 0)
        throw RefusedError("The project has no annotation " + std::to_string(id) + ".");
}

void AnnotationStore::setPatch(AnnotationId id, const std::string& json_patch) {
    Statement(m_connection, "UPDATE annotation_row SET patch = ? WHERE id = ?").run(json_patch, id);
}

std::optional<StoredAnnotation> AnnotationStore::find(AnnotationId id) const {
    Statement statement(m_connection, std::string(kSelect) + "WHERE id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return read(statement);
}

std::vector<StoredAnnotation> AnnotationStore::list(SolutionId solution) const {
    Statement statement(m_connection, std::string(kSelect) + (solution == 0 ? "WHERE ? = 0 ORDER BY id"
                                                                            : "WHERE solution_id = ? ORDER BY id"));
    statement.run(solution);
    std::vector<StoredAnnotation> annotations;
    while (statement.next())
        annotations.push_back(read(statement));
    return annotations;
}

void AnnotationStore::addAlternatives(AnnotationId id, std::span<const Alternative> alternatives) {
    Transaction transaction(m_connection);
    for (const Alternative& a : alternatives)
        m_statements->insert_alternative.run(id, a.place, a.human, a.position, a.step, a.chosen, a.flagged);
    transaction.commit();
}

void AnnotationStore::setAlternatives(AnnotationId id, std::span<const Alternative> alternatives) {
    Transaction transaction(m_connection);
    Statement(m_connection, "DELETE FROM alternative WHERE annotation_id = ?").run(id);
    addAlternatives(id, alternatives);
    transaction.commit();
}

std::vector<Alternative> AnnotationStore::alternatives(AnnotationId id) const {
    Statement statement(
        m_connection,
        "SELECT place, position, step_id, human, chosen, flagged FROM alternative WHERE annotation_id = ? "
        "ORDER BY place, human, position");
    statement.run(id);
    std::vector<Alternative> alternatives;
    while (statement.next()) {
        Alternative a{static_cast<int>(statement.integer(0)),
                      static_cast<int>(statement.integer(1)),
                      statement.integer(2),
                      statement.flag(3),
                      statement.flag(4),
                      std::nullopt};
        if (!statement.isNull(5))
            a.flagged = statement.flag(5);
        alternatives.push_back(a);
    }
    return alternatives;
}

} // namespace stepmark::storage
