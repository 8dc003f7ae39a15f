// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/check_rules.h"

#include <array>

namespace stepmark::storage {

namespace {

constexpr std::array kRules{
    CheckRule{
        "step tree", "Step %1 and the step before it belong to different problems.",
        "SELECT step.id FROM step JOIN step AS up ON up.id = step.parent_id WHERE up.problem_id <> step.problem_id"},
    CheckRule{"step tree", "Step %1 is not one place after the step before it.",
              "SELECT step.id FROM step JOIN step AS up ON up.id = step.parent_id WHERE step.depth <> up.depth + 1"},
    CheckRule{"step tree", "Step %1 was stored before the step that precedes it.",
              "SELECT id FROM step WHERE parent_id >= id"},
    CheckRule{"solutions", "The last step of solution %1 belongs to another problem.",
              "SELECT solution.id FROM solution JOIN step ON step.id = solution.leaf_id WHERE step.problem_id <> "
              "solution.problem_id"},
    CheckRule{"solutions", "Solution %1 counts other marks than were made on it.",
              "SELECT solution.id FROM solution WHERE id NOT IN (SELECT solution_id FROM import_recount) "
              "AND marks <> (SELECT COUNT(*) FROM annotation "
              "JOIN rating_event AS event ON event.annotation_id = annotation.id "
              "WHERE annotation.solution_id = solution.id AND event.rating IS NOT NULL AND NOT EXISTS ("
              "SELECT 1 FROM rating_event AS later WHERE later.step_id = event.step_id "
              "AND later.labeler_id = event.labeler_id AND +later.annotation_id = event.annotation_id "
              "AND later.id > event.id))"},
    CheckRule{"ratings", "Rating %1 is about a step of another problem than its annotation.",
              "SELECT rating_event.id FROM rating_event JOIN annotation ON annotation.id = rating_event.annotation_id "
              "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = rating_event.step_id "
              "WHERE step.problem_id <> solution.problem_id"},
    CheckRule{"ratings", "Rating %1 is by another labeler than its annotation.",
              "SELECT rating_event.id FROM rating_event JOIN annotation ON annotation.id = rating_event.annotation_id "
              "WHERE annotation.labeler_id <> rating_event.labeler_id"},
    CheckRule{"ratings", "Annotation %1 offers a step of another problem.",
              "SELECT DISTINCT alternative.annotation_id FROM alternative JOIN annotation ON annotation.id = "
              "alternative.annotation_id "
              "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = alternative.step_id "
              "WHERE step.problem_id <> solution.problem_id OR step.depth <> alternative.place"},
    CheckRule{"decisions", "Decision %1 is about a step of another problem than the pass that it settles.",
              "SELECT decision.id FROM decision JOIN annotation ON annotation.id = decision.annotation_id "
              "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = decision.step_id "
              "WHERE step.problem_id <> solution.problem_id"},
    CheckRule{"decisions", "Decision %1 withdraws a later one, or one that is itself a withdrawal.",
              "SELECT decision.id FROM decision JOIN decision AS earlier ON earlier.id = decision.withdraws "
              "WHERE earlier.id >= decision.id OR earlier.verdict = 'withdraw'"},
    CheckRule{"queue", "Queue item %1 is served to nobody.",
              "SELECT id FROM queue_item WHERE state = 'served' AND labeler_id IS NULL"},
    CheckRule{"queue", "Queue item %1 was meant for another labeler than the one it was served to.",
              "SELECT id FROM queue_item WHERE reserved_for <> labeler_id"},
    CheckRule{"gold", "Gold item %1 rates a step of another problem than its solution's.",
              "SELECT DISTINCT gold_item.id FROM gold_item JOIN solution ON solution.id = gold_item.solution_id "
              "JOIN gold_rating ON gold_rating.gold_item_id = gold_item.id JOIN step ON step.id = gold_rating.step_id "
              "WHERE step.problem_id <> solution.problem_id"},
    CheckRule{"gold", "Gold item %1 has no rating or was never put into service.",
              "SELECT id FROM gold_item WHERE NOT EXISTS (SELECT 1 FROM gold_rating WHERE gold_item_id = gold_item.id) "
              "OR NOT EXISTS (SELECT 1 FROM gold_event WHERE gold_item_id = gold_item.id)"},
    CheckRule{"scores", "The scores of step %1 are no probabilities.",
              "SELECT step_id FROM step_score WHERE negative < -0.001 OR neutral < -0.001 OR positive < -0.001 "
              "OR ABS(negative + neutral + positive - 1) > 0.01"},
    CheckRule{"jobs", "Job %1 is running, but no worker is named.",
              "SELECT id FROM job WHERE state = 'running' AND (pid = 0 OR heartbeat_at IS NULL)"},
};

} // namespace

std::span<const CheckRule> checkRules() { return kRules; }

} // namespace stepmark::storage
