// SPDX-License-Identifier: GPL-3.0-or-later
// One source that says two things of a step: both are kept, and the step is open until somebody settles it.
#include "storage/counts.h"
#include "storage/decision_store.h"
#include "storage/interchange/export.h"
#include "storage/interchange/import.h"
#include "storage/labeler_store.h"
#include "storage/open_items.h"
#include "storage/rating_store.h"
#include "storage/review_scan.h"
#include "storage/solution_history.h"
#include "storage/step_store.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "tests/storage/fixture.h"

#include <nlohmann/json.hpp>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

namespace {

/// A row of PRM800K, phase 1: one place, its alternatives with their ratings.
nlohmann::json prmRow(const std::vector<std::pair<std::string, nlohmann::json>>& offers, const std::string& labeler) {
    nlohmann::json step{{"completions", nlohmann::json::array()}, {"human_completion", nullptr},
                        {"chosen_completion", 0}};
    for (const auto& [text, rating] : offers)
        step["completions"].push_back({{"text", text}, {"rating", rating}, {"flagged", nullptr}});
    return {{"labeler", labeler},
            {"timestamp", "2022-07-30T23:23:32"},
            {"generation", nullptr},
            {"is_quality_control_question", false},
            {"is_initial_screening_question", false},
            {"question", {{"problem", "1 + 1"}, {"ground_truth_answer", "2"}, {"ground_truth_solution", nullptr}}},
            {"label", {{"steps", {step}}, {"total_time", 1}, {"finish_reason", "solution"}}}};
}

struct Desk {
    Folder folder;
    Project project = folder.project();

    void import(const std::vector<nlohmann::json>& rows) {
        std::ofstream out(folder.path("in.jsonl"));
        for (const auto& row : rows)
            out << row.dump() << '\n';
        out.close();
        interchange::importFile(project, folder.path("in.jsonl"));
    }
    std::vector<nlohmann::json> exported(const formats::Format* format) {
        interchange::exportFile(project, folder.path("out.jsonl"), {.format = format});
        std::ifstream in(folder.path("out.jsonl"));
        std::vector<nlohmann::json> rows;
        for (std::string line; std::getline(in, line);)
            rows.push_back(nlohmann::json::parse(line));
        return rows;
    }
    ReviewScan scanned() {
        ReviewScan scan;
        while (scan.advance(project)) {}
        return scan;
    }
    std::optional<Rating> label(const std::string& text) {
        const LabelledTree tree = StepStore(project).labelledTree(1);
        const auto node = tree.tree.find(StepTree::kNoParent, text);
        return tree.labels.at(static_cast<std::size_t>(node.value()));
    }
};

} // namespace

class TestOpinions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatStands_data() {
        using Rows = std::vector<nlohmann::json>;
        QTest::addColumn<Rows>("rows");
        QTest::addColumn<int>("events"); // with a rating
        QTest::addColumn<int>("open");   // steps
        QTest::addColumn<int>("label");  // of "It is 2.", 9 for none
        QTest::newRow("one opinion") << Rows{prmRow({{"It is 2.", 1}}, "a")} << 1 << 0 << 1;
        QTest::newRow("the same twice") << Rows{prmRow({{"It is 2.", 1}, {"It is 2.", 1}}, "a")} << 2 << 0 << 1;
        QTest::newRow("two") << Rows{prmRow({{"It is 2.", 1}, {"It is 2.", -1}}, "a")} << 2 << 1 << 9;
        QTest::newRow("two, right last") << Rows{prmRow({{"It is 2.", -1}, {"It is 2.", 1}}, "a")} << 2 << 1 << 9;
        QTest::newRow("three times, two") << Rows{prmRow({{"It is 2.", 1}, {"It is 2.", 0}, {"It is 2.", 1}}, "a")}
                                          << 3 << 1 << 9;
        QTest::newRow("no judgement is none") << Rows{prmRow({{"It is 2.", 1}, {"It is 2.", nullptr}}, "a")} << 1 << 0
                                              << 1;
        QTest::newRow("in two rows") << Rows{prmRow({{"It is 2.", 1}}, "a"), prmRow({{"It is 2.", -1}}, "a")} << 2 << 1
                                     << 9;
        QTest::newRow("two labelers") << Rows{prmRow({{"It is 2.", 1}}, "a"), prmRow({{"It is 2.", -1}}, "b")} << 2 << 1
                                      << -1;
        QTest::newRow("two, and somebody else") << Rows{prmRow({{"It is 2.", 1}, {"It is 2.", -1}}, "a"),
                                                        prmRow({{"It is 2.", 1}}, "b")}
                                                << 3 << 1 << 1;
    }
    void whatStands() {
        QFETCH(std::vector<nlohmann::json>, rows);
        Desk desk;
        desk.import(rows);
        QTEST(static_cast<int>(counts(desk.project).rating_events), "events");
        QFETCH(int, label);
        QCOMPARE(desk.label("It is 2."), label == 9 ? std::nullopt : ratingFromInt(label));
        auto scan = desk.scanned();
        int open = 0;
        for (const ReviewItem& item : scan.takeItems())
            open += item.kind == ReviewKind::Disagreement && !item.settled ? 1 : 0;
        QTEST(open, "open");
        const OpenItems waiting = openItems(desk.project);
        QCOMPARE(waiting.disagreements, std::int64_t(open));
        QCOMPARE(waiting.two_opinions, std::ssize(openSteps(desk.project.connection())));
        const auto back = desk.exported(&formats::kPrm800k);
        QCOMPARE(back.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            QCOMPARE(back[i].dump(), rows[i].dump());
        QVERIFY(label != 9 || openSteps(desk.project.connection()).size() == 1);
        QCOMPARE(desk.exported(&formats::kJsonl).at(0).contains("labels"), label != 9);
        QCOMPARE(labelOf(SolutionHistory(desk.project).standing(1).begin()->second), desk.label("It is 2."));
    }

    /// A reviewer's word settles it, for training and export; taking it back opens it again.
    void aDecisionSettles() {
        Desk desk;
        desk.import({prmRow({{"It is 2.", 1}, {"It is 2.", -1}}, "a")});
        QVERIFY(desk.exported(&formats::kTrl).empty());
        const StepId step = desk.scanned().takeItems().at(0).step;
        const LabelerId lead = LabelerStore(desk.project).named("lead").id;
        Decision decision;
        decision.kind = ReviewKind::Disagreement;
        decision.step = step;
        decision.reviewer = lead;
        decision.rating = Rating::Negative;
        DecisionStore(desk.project).add(decision);
        QCOMPARE(desk.label("It is 2."), std::optional(Rating::Negative));
        QVERIFY(desk.scanned().takeItems().at(0).settled);
        QCOMPARE(openItems(desk.project).two_opinions, std::int64_t(0));
        const auto trl = desk.exported(&formats::kTrl);
        QCOMPARE(trl.size(), std::size_t(1));
        QCOMPARE(trl[0]["labels"].dump(), std::string("[false]"));
        DecisionStore(desk.project).withdraw(lead, step, 0);
        QCOMPARE(desk.label("It is 2."), std::optional<Rating>());
    }

    /// A later word of the labeler's own replaces both, as it replaces one.
    void aLaterWordReplacesBoth() {
        Desk desk;
        desk.import({prmRow({{"It is 2.", 1}, {"It is 2.", -1}}, "a")});
        RatingStore ratings(desk.project);
        QCOMPARE(ratings.openSteps(1).size(), std::size_t(1));
        QVERIFY(ratings.ofAnnotation(1).empty());
        QVERIFY(!ratings.last(1, 1));
        QCOMPARE(ratings.standing(1).size(), std::size_t(2));
        RatingEvent event;
        event.annotation = 1;
        event.step = 1;
        event.rating = Rating::Neutral;
        ratings.append(event);
        QCOMPARE(desk.label("It is 2."), std::optional(Rating::Neutral));
        QCOMPARE(ratings.standing(1).size(), std::size_t(1));
        QVERIFY(ratings.openSteps(1).empty());
    }

    /// What this program's own machines had rated before machines were told apart is recognised; who came from a file
    /// is a person.
    void machinesOfOldProjects() {
        const Folder folder;
        int mine = 0;
        for (const Migration& migration : migrations())
            if (migration.name.find("people_and_opinions") != std::string::npos)
                mine = migration.number;
        QVERIFY(mine > 1);
        {
            Connection connection(folder.path("old.stepmark"));
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), mine - 1);
            connection.execute("INSERT INTO labeler_row (name, kind, created_at) VALUES ('ann', 'human', ''), "
                               "('oracle', 'oracle', ''), ('scores of x', 'scores', ''), ('a file', 'import', '')");
        }
        auto project = Project::open(folder.path("old.stepmark"));
        QStringList seen;
        for (const Labeler& labeler : LabelerStore(project).list())
            seen << QString::fromStdString(labeler.name) + (labeler.machine ? " -" : " +");
        QCOMPARE(seen, (QStringList{"ann +", "oracle -", "scores of x -", "a file +"}));
    }

    /// Agreement is that of people, each with one opinion.
    void machinesAndTheUndecidedAgreeWithNobody() {
        Desk desk;
        desk.import({prmRow({{"It is 2.", 1}}, "a"), prmRow({{"It is 2.", 1}}, "b"), prmRow({{"It is 2.", -1}}, "m"),
                     prmRow({{"It is 2.", 1}, {"It is 2.", -1}}, "both")});
        LabelerStore labelers(desk.project);
        labelers.setMachine(labelers.named("m").id, true);
        const auto units = desk.scanned().takeSteps();
        QCOMPARE(units.size(), std::size_t(1));
        QCOMPARE(units[0].judgements.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestOpinions)
#include "tst_opinions.moc"
