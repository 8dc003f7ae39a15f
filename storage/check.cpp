// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/check.h"

#include "storage/migrations.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <array>
#include <set>

namespace stepmark::storage {

namespace {

struct Rule {
    const char* check;
    const char* message; ///< "%1" becomes the row's id
    const char* sql;     ///< selects the ids of rows that break the rule
};

// What no constraint of the schema can say.
constexpr std::array kRules{
    Rule{"step tree", "Step %1 and the step before it belong to different problems.",
         "SELECT step.id FROM step JOIN step AS up ON up.id = step.parent_id WHERE up.problem_id <> step.problem_id"},
    Rule{"step tree", "Step %1 is not one place after the step before it.",
         "SELECT step.id FROM step JOIN step AS up ON up.id = step.parent_id WHERE step.depth <> up.depth + 1"},
    Rule{"step tree", "Step %1 was stored before the step that precedes it.",
         "SELECT id FROM step WHERE parent_id >= id"},
    Rule{"solutions", "The last step of solution %1 belongs to another problem.",
         "SELECT solution.id FROM solution JOIN step ON step.id = solution.leaf_id WHERE step.problem_id <> "
         "solution.problem_id"},
    Rule{"solutions", "Solution %1 counts other marks than were made on it.",
         "SELECT solution.id FROM solution WHERE id NOT IN (SELECT solution_id FROM import_recount) "
         "AND marks <> (SELECT COUNT(*) FROM annotation "
         "JOIN rating_event AS event ON event.annotation_id = annotation.id "
         "WHERE annotation.solution_id = solution.id AND event.rating IS NOT NULL AND NOT EXISTS ("
         "SELECT 1 FROM rating_event AS later WHERE later.step_id = event.step_id "
         "AND later.labeler_id = event.labeler_id AND +later.annotation_id = event.annotation_id "
         "AND later.id > event.id))"},
    Rule{"ratings", "Rating %1 is about a step of another problem than its annotation.",
         "SELECT rating_event.id FROM rating_event JOIN annotation ON annotation.id = rating_event.annotation_id "
         "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = rating_event.step_id "
         "WHERE step.problem_id <> solution.problem_id"},
    Rule{"ratings", "Rating %1 is by another labeler than its annotation.",
         "SELECT rating_event.id FROM rating_event JOIN annotation ON annotation.id = rating_event.annotation_id "
         "WHERE annotation.labeler_id <> rating_event.labeler_id"},
    Rule{"ratings", "Annotation %1 offers a step of another problem.",
         "SELECT DISTINCT alternative.annotation_id FROM alternative JOIN annotation ON annotation.id = "
         "alternative.annotation_id "
         "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = alternative.step_id "
         "WHERE step.problem_id <> solution.problem_id OR step.depth <> alternative.place"},
    Rule{"decisions", "Decision %1 is about a step of another problem than the pass that it settles.",
         "SELECT decision.id FROM decision JOIN annotation ON annotation.id = decision.annotation_id "
         "JOIN solution ON solution.id = annotation.solution_id JOIN step ON step.id = decision.step_id "
         "WHERE step.problem_id <> solution.problem_id"},
    Rule{"decisions", "Decision %1 withdraws a later one, or one that is itself a withdrawal.",
         "SELECT decision.id FROM decision JOIN decision AS earlier ON earlier.id = decision.withdraws "
         "WHERE earlier.id >= decision.id OR earlier.verdict = 'withdraw'"},
    Rule{"queue", "Queue item %1 is served to nobody.",
         "SELECT id FROM queue_item WHERE state = 'served' AND labeler_id IS NULL"},
    Rule{"queue", "Queue item %1 was meant for another labeler than the one it was served to.",
         "SELECT id FROM queue_item WHERE reserved_for <> labeler_id"},
    Rule{"gold", "Gold item %1 rates a step of another problem than its solution's.",
         "SELECT DISTINCT gold_item.id FROM gold_item JOIN solution ON solution.id = gold_item.solution_id "
         "JOIN gold_rating ON gold_rating.gold_item_id = gold_item.id JOIN step ON step.id = gold_rating.step_id "
         "WHERE step.problem_id <> solution.problem_id"},
    Rule{"gold", "Gold item %1 has no rating or was never put into service.",
         "SELECT id FROM gold_item WHERE NOT EXISTS (SELECT 1 FROM gold_rating WHERE gold_item_id = gold_item.id) "
         "OR NOT EXISTS (SELECT 1 FROM gold_event WHERE gold_item_id = gold_item.id)"},
    Rule{"scores", "The scores of step %1 are no probabilities.",
         "SELECT step_id FROM step_score WHERE negative < -0.001 OR neutral < -0.001 OR positive < -0.001 "
         "OR ABS(negative + neutral + positive - 1) > 0.01"},
    Rule{"jobs", "Job %1 is running, but no worker is named.",
         "SELECT id FROM job WHERE state = 'running' AND (pid = 0 OR heartbeat_at IS NULL)"},
};

constexpr int kShown = 5; ///< findings listed of each rule; the rest is counted

class Checker {
public:
    Checker(Connection& connection, const ProgressSink& sink, std::stop_token stop)
        : m_connection(connection)
        , m_sink(sink)
        , m_stop(std::move(stop)) {}

    std::vector<Finding> run() {
        const Snapshot snapshot(m_connection);
        step("file");
        header();
        step("integrity");
        integrity();
        step("references");
        references();
        step("schema");
        schema();
        for (const Rule& rule : kRules) {
            step(rule.check);
            apply(rule);
        }
        return std::move(m_findings);
    }

private:
    void step(const char* name) {
        throwIfStopped(m_stop);
        if (m_sink)
            m_sink({std::string("checking: ") + name, m_done, std::int64_t(4 + kRules.size()), "", -1, 0, "checks"});
        ++m_done;
    }

    void header() {
        if (m_connection.pragma("application_id") != kApplicationId)
            m_findings.push_back({"integrity", "The file is not marked as a Stepmark project."});
    }

    void integrity() {
        Statement statement(m_connection, "PRAGMA integrity_check");
        statement.run();
        while (statement.next())
            if (statement.text(0) != "ok")
                m_findings.push_back({"integrity", statement.text(0)});
    }

    void references() {
        Statement statement(m_connection, "PRAGMA foreign_key_check");
        statement.run();
        int count = 0;
        while (statement.next())
            if (++count <= kShown)
                m_findings.push_back({"references", "Row " + statement.text(1) + " of table \"" + statement.text(0) +
                                                        "\" refers to a row of \"" + statement.text(2) +
                                                        "\" that does not exist."});
        if (count > kShown)
            m_findings.push_back({"references", "... and " + std::to_string(count - kShown) + " more of that kind."});
    }

    static std::set<std::string> objectsOf(Connection& connection) {
        Statement statement(connection, "SELECT type || ' ' || name || ': ' || COALESCE(sql, '') FROM sqlite_schema "
                                        "WHERE name NOT LIKE 'sqlite_%'");
        statement.run();
        std::set<std::string> objects;
        while (statement.next())
            objects.insert(statement.text(0));
        return objects;
    }

    // Tables, indices and triggers are those of our own schema: a trigger of somebody else could change ratings as they
    // are written.
    void schema() {
        Connection fresh(":memory:");
        migrate(fresh, migrations(), static_cast<int>(m_connection.pragma("user_version")));
        const auto expected = objectsOf(fresh);
        const auto found = objectsOf(m_connection);
        const auto report = [this](const std::set<std::string>& from, const std::set<std::string>& without,
                                   const char* what) {
            for (const std::string& object : from)
                if (!without.contains(object))
                    m_findings.push_back({"schema", std::string(what) + object.substr(0, object.find(':')) + "."});
        };
        report(expected, found, "The file lacks, or has changed, the ");
        report(found, expected, "The file holds something that Stepmark did not put there: ");
    }

    void apply(const Rule& rule) {
        Statement statement(m_connection, rule.sql);
        statement.run();
        int count = 0;
        while (statement.next()) {
            if (++count > kShown)
                continue;
            std::string message = rule.message;
            message.replace(message.find("%1"), 2, std::to_string(statement.integer(0)));
            m_findings.push_back({rule.check, message});
        }
        if (count > kShown)
            m_findings.push_back({rule.check, "... and " + std::to_string(count - kShown) + " more of that kind."});
    }

    Connection& m_connection;
    const ProgressSink& m_sink;
    std::stop_token m_stop;
    std::int64_t m_done = 0;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> check(Project& project, const ProgressSink& progress, std::stop_token stop) {
    return Checker(project.connection(), progress, std::move(stop)).run();
}

} // namespace stepmark::storage
