// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/solution_history.h"

#include "storage/statement.h"
#include "storage/step_store.h"

#include <algorithm>

namespace stepmark::storage {

namespace {

std::optional<Rating> ratingIn(const Statement& row, int column) {
    return row.isNull(column) ? std::nullopt : ratingFromInt(static_cast<int>(row.integer(column)));
}

// Both halves find their events by an index; together they may name one twice.
constexpr const char* kEvents =
    "WITH RECURSIVE up (id, parent_id) AS ("
    "SELECT step.id, step.parent_id FROM step JOIN solution ON solution.leaf_id = step.id WHERE solution.id = ? "
    "UNION SELECT step.id, step.parent_id FROM step JOIN up ON step.id = up.parent_id), "
    "event (id) AS (SELECT rating_event.id FROM up JOIN rating_event ON rating_event.step_id = up.id "
    "UNION SELECT rating_event.id FROM annotation JOIN rating_event ON rating_event.annotation_id = annotation.id "
    "WHERE annotation.solution_id = ?) "
    "SELECT rating_event.id, annotation_id, step_id, rating_event.labeler_id, rating, elapsed_ms, model_visible, "
    "rating_event.created_at, labeler.name, labeler.kind, annotation.solution_id, step.text, step.depth + 1 "
    "FROM event JOIN rating_event ON rating_event.id = event.id JOIN labeler ON labeler.id = rating_event.labeler_id "
    "JOIN annotation ON annotation.id = annotation_id JOIN step ON step.id = step_id ORDER BY rating_event.id";

constexpr const char* kStanding =
    "SELECT rating_event.step_id, labeler.id, labeler.name, rating, beside FROM step "
    "JOIN rating_event ON rating_event.step_id = step.id JOIN labeler ON labeler.id = rating_event.labeler_id "
    "WHERE step.problem_id = ? ORDER BY rating_event.step_id, labeler.id, rating_event.id";

} // namespace

std::optional<Rating> labelOf(std::span<const StandingMark> marks) {
    std::vector<Rating> ratings;
    for (const StandingMark& mark : marks) {
        const auto by = [&mark](const StandingMark& other) { return other.labeler == mark.labeler; };
        if (std::count_if(marks.begin(), marks.end(), by) == 1)
            ratings.push_back(mark.rating);
    }
    return consensus(ratings);
}

SolutionHistory::SolutionHistory(Project& project)
    : m_connection(project.connection()) {}

std::vector<HistoryEvent> SolutionHistory::events(SolutionId solution) const {
    Statement statement(m_connection, kEvents);
    statement.run(solution, solution);
    std::vector<HistoryEvent> events;
    while (statement.next()) {
        HistoryEvent event;
        event.id = statement.integer(0);
        event.annotation = statement.integer(1);
        event.step = statement.integer(2);
        event.labeler = statement.integer(3);
        event.rating = ratingIn(statement, 4);
        event.elapsed_ms = statement.integer(5);
        event.model_visible = statement.flag(6);
        event.created_at = statement.text(7);
        event.labeler_name = statement.text(8);
        event.labeler_kind = statement.text(9);
        event.solution = statement.integer(10);
        event.step_text = statement.text(11);
        event.step_number = static_cast<int>(statement.integer(12));
        events.push_back(std::move(event));
    }
    return events;
}

std::vector<HistoryPass> SolutionHistory::passes(SolutionId solution) const {
    Statement statement(m_connection,
                        "SELECT annotation.id, labeler_id, round_id, purpose, finish_reason, flagged, note, total_ms, "
                        "annotation.created_at, labeler.name, labeler.kind, COALESCE(round.number, 0) FROM annotation "
                        "JOIN labeler ON labeler.id = labeler_id LEFT JOIN round ON round.id = round_id "
                        "WHERE solution_id = ? ORDER BY annotation.id");
    statement.run(solution);
    std::vector<HistoryPass> passes;
    while (statement.next()) {
        HistoryPass pass;
        pass.id = statement.integer(0);
        pass.solution = solution;
        pass.labeler = statement.integer(1);
        pass.round = statement.integer(2);
        pass.purpose = purposeFromText(statement.text(3));
        pass.finish_reason = finishReasonFromText(statement.text(4)).value_or(FinishReason::Open);
        pass.flagged = statement.flag(5);
        pass.note = statement.text(6);
        pass.total_ms = statement.integer(7);
        pass.created_at = statement.text(8);
        pass.labeler_name = statement.text(9);
        pass.labeler_kind = statement.text(10);
        pass.round_number = statement.integer(11);
        passes.push_back(std::move(pass));
    }
    return passes;
}

std::map<StepId, std::vector<StandingMark>> SolutionHistory::standing(ProblemId problem) const {
    Statement statement(m_connection, kStanding);
    statement.run(problem);
    std::map<StepId, std::vector<StandingMark>> marks;
    while (statement.next()) {
        const StepId step = statement.integer(0);
        const LabelerId labeler = statement.integer(1);
        auto& standing = marks[step];
        if (!statement.flag(4))
            std::erase_if(standing, [labeler](const StandingMark& mark) { return mark.labeler == labeler; });
        if (const auto rating = ratingIn(statement, 3))
            if (std::none_of(standing.begin(), standing.end(),
                             [&](const auto& mark) { return mark.labeler == labeler && mark.rating == *rating; }))
                standing.push_back({labeler, statement.text(2), *rating});
    }
    std::erase_if(marks, [](const auto& entry) { return entry.second.empty(); });
    return marks;
}

} // namespace stepmark::storage
