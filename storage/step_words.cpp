// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/step_words.h"

namespace stepmark::storage {

namespace {

constexpr const char* kEvents =
    "SELECT rating_event.step_id, rating_event.labeler_id, rating_event.rating, rating_event.created_at, "
    "annotation.id, annotation.solution_id, round.number, step.problem_id, rating_event.unsure, "
    "annotation.purpose, rating_event.beside FROM rating_event "
    "JOIN annotation ON annotation.id = rating_event.annotation_id LEFT JOIN round ON round.id = annotation.round_id "
    "JOIN step ON step.id = rating_event.step_id "
    "WHERE rating_event.step_id > ? AND annotation.purpose <> 'screening' ";

// Asked of the index alone, but for the unsure ones.
constexpr const char* kContested =
    "AND rating_event.step_id IN (SELECT step_id FROM rating_event GROUP BY step_id HAVING MIN(rating) < MAX(rating) "
    "UNION SELECT step_id FROM rating_event WHERE unsure = 1) ";

constexpr const char* kOrder = "ORDER BY rating_event.step_id, rating_event.labeler_id, rating_event.id";

} // namespace

StepWords::StepWords(Project& project, StepId after, Which which)
    : m_statement(project.connection(),
                  std::string(kEvents) + (which == Which::Contested ? kContested : "") + kOrder) {
    m_statement.run(after);
    m_more = m_statement.next();
}

bool StepWords::next() {
    m_words.clear();
    if (!m_more)
        return false;
    m_step = m_statement.integer(0);
    do
        take();
    while ((m_more = m_statement.next()) && m_statement.integer(0) == m_step);
    return true;
}

void StepWords::take() {
    const Statement& row = m_statement;
    const LabelerId labeler = row.integer(1);
    if (m_words.empty() || m_words.back().labeler != labeler)
        m_words.emplace_back().labeler = labeler;
    StepWord& word = m_words.back();
    word.opinion.add(row.isNull(2) ? std::nullopt : ratingFromInt(static_cast<int>(row.integer(2))), row.flag(10));
    word.rating = word.opinion.rating();
    word.created_at = row.text(3);
    word.annotation = row.integer(4);
    word.solution = row.integer(5);
    word.round = row.integer(6);
    word.problem = row.integer(7);
    word.unsure = row.flag(8);
    word.control = row.text(9) != "label";
    ++m_events;
}

} // namespace stepmark::storage
