// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/labeler_report.h"

#include "storage/counts.h"
#include "storage/gold_store.h"
#include "storage/labeler_store.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>
#include <map>

namespace stepmark::storage {

namespace {

struct Work {
    std::int64_t solutions = 0;
    std::int64_t ratings = 0, rating_events = 0;
    std::int64_t total_ms = 0;
    std::string last_active;
    int gold_skipped = 0;
};

std::map<LabelerId, Work> workOfAll(Connection& connection) {
    std::map<LabelerId, Work> all;
    Statement passes(connection, "SELECT labeler_id, SUM(CASE WHEN purpose = 'label' THEN 1 ELSE 0 END), SUM(total_ms) "
                                 "FROM annotation WHERE finish_reason <> '' GROUP BY labeler_id");
    passes.run();
    while (passes.next()) {
        Work& work = all[passes.integer(0)];
        work.solutions = passes.integer(1);
        work.total_ms = passes.integer(2);
    }
    Statement ratings(connection, "SELECT labeler_id, COUNT(rating), MAX(id) FROM rating_event GROUP BY labeler_id");
    Statement when(connection, "SELECT created_at FROM rating_event WHERE id = ?");
    ratings.run();
    while (ratings.next()) {
        Work& work = all[ratings.integer(0)];
        work.rating_events = ratings.integer(1);
        if (when.run(ratings.integer(2)).next())
            work.last_active = when.text(0);
        when.finish();
    }
    for (const auto& [labeler, standing] : standingRatings(connection))
        all[labeler].ratings = standing;
    Statement skipped(connection, "SELECT reserved_for, COUNT(*) FROM queue_item WHERE reserved_for IS NOT NULL AND "
                                  "purpose = 'quality-control' AND state = 'skipped' GROUP BY reserved_for");
    skipped.run();
    while (skipped.next())
        all[skipped.integer(0)].gold_skipped = static_cast<int>(skipped.integer(1));
    return all;
}

} // namespace

std::vector<LabelerReport> labelerReports(Project& project) {
    const Snapshot snapshot(project.connection());
    LabelerStore labelers(project);
    const QualityRules rules = qualityRules(project);
    std::map<LabelerId, std::vector<GoldResult>> results;
    for (GoldResult& result : GoldStore(project).results())
        results[result.labeler].push_back(std::move(result));
    auto work = workOfAll(project.connection());
    std::vector<LabelerReport> reports;
    for (const Labeler& labeler : labelers.list()) {
        LabelerReport report{.labeler = labeler};
        const auto history = labelers.history(labeler.id);
        report.state = history.empty() ? LabelerState::Admitted : history.back().state;
        report.note = history.empty() ? std::string() : history.back().note;
        report.screening = screeningOf(project, labeler.id);
        const auto& answers = results[labeler.id];
        report.gold = tally(answers, Purpose::QualityControl);
        std::vector<bool> right;
        for (const GoldResult& answer : answers)
            if (answer.purpose == Purpose::QualityControl)
                right.push_back(answer.comparison.right());
        report.standing = standing(right, rules);
        const Work& done = work[labeler.id];
        report.gold_skipped = done.gold_skipped;
        report.solutions = done.solutions;
        report.ratings = done.ratings;
        report.rating_events = done.rating_events;
        report.last_active = done.last_active;
        if (done.rating_events > 0 && done.total_ms > 0 && !labeler.machine)
            report.step_ms = done.total_ms / done.rating_events;
        reports.push_back(std::move(report));
    }
    std::stable_sort(reports.begin(), reports.end(), [](const LabelerReport& a, const LabelerReport& b) {
        return a.labeler.machine != b.labeler.machine ? b.labeler.machine : a.labeler.name < b.labeler.name;
    });
    return reports;
}

} // namespace stepmark::storage
