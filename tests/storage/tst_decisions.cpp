// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/decision_store.h"
#include "storage/interchange/export.h"
#include "storage/labeler_store.h"
#include "storage/migrations.h"
#include "storage/statement.h"
#include "tests/storage/review_fixture.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <fstream>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;
using enum stepmark::Rating;

namespace {

constexpr auto kRate = Decision::Verdict::Rate;
constexpr auto kKeep = Decision::Verdict::Keep;

Decision decide(LabelerId reviewer, Decision::Verdict verdict, StepId step, std::optional<Rating> rating = {},
                AnnotationId annotation = 0) {
    Decision decision;
    decision.verdict = verdict;
    decision.kind = ReviewKind::Disagreement;
    decision.step = step;
    decision.annotation = annotation;
    decision.reviewer = reviewer;
    decision.rating = rating;
    decision.reason = "because";
    return decision;
}

std::vector<nlohmann::json> exported(Project& project, const Folder& folder, const formats::Format* format) {
    interchange::ExportOptions options;
    options.format = format;
    interchange::exportFile(project, folder.path("out.jsonl"), options);
    std::ifstream file(folder.path("out.jsonl"));
    std::vector<nlohmann::json> rows;
    for (std::string line; std::getline(file, line);)
        rows.push_back(nlohmann::json::parse(line));
    return rows;
}

} // namespace

class DecisionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the reviewer's work, if what they settled did not reach training.
    void settledRatingGoesBeforeLabelers() {
        const Folder folder;
        auto project = folder.project();
        const Stored stored = addSolution(project, "p", {"a", "b"});
        Labelling labelling(project);
        labelling.pass("ann", stored, {Positive, Negative});
        labelling.pass("bob", stored, {Positive, Negative});
        const auto labels = [&](bool settled = true) {
            TreeFilter filter;
            filter.settled = settled;
            return StepStore(project).labelledTrees(filter).at(0).labels;
        };
        using Labels = std::vector<std::optional<Rating>>;
        QVERIFY((labels() == Labels{Positive, Negative}));
        const LabelerId lead = LabelerStore(project).named("lead").id;
        DecisionStore decisions(project);
        decisions.add(decide(lead, kRate, stored.steps[1], Neutral));
        QVERIFY((labels() == Labels{Positive, Neutral}));
        QVERIFY((labels(false) == Labels{Positive, Negative}));
        QVERIFY(StepStore(project).labelledTree(stored.problem).labels[1] == Neutral);
        // "Keep" overrules nobody; a later rating replaces the earlier one; withdrawn, the one before stands again.
        decisions.add(decide(lead, kKeep, stored.steps[0]));
        QVERIFY((labels() == Labels{Positive, Neutral}));
        decisions.add(decide(lead, kRate, stored.steps[1], Positive));
        QVERIFY((labels() == Labels{Positive, Positive}));
        QVERIFY(decisions.withdraw(lead, stored.steps[1], 0));
        QVERIFY((labels() == Labels{Positive, Neutral}));
        QVERIFY(decisions.withdraw(lead, stored.steps[1], 0));
        QVERIFY((labels() == Labels{Positive, Negative}));
        QVERIFY(!decisions.withdraw(lead, stored.steps[1], 0));
        QCOMPARE(decisions.standing().size(), std::size_t(1));
        QCOMPARE(decisions.history(stored.steps[1]).size(), std::size_t(5));
        QCOMPARE(decisions.history(stored.steps[0]).size(), std::size_t(1));
    }

    // Lost: another reviewer's decision, if "undo" took it back.
    void onlyOnesOwnDecisionIsWithdrawn() {
        const Folder folder;
        auto project = folder.project();
        const Stored stored = addSolution(project, "p", {"a"});
        const LabelerId lead = LabelerStore(project).named("lead").id, other = LabelerStore(project).named("other").id;
        DecisionStore decisions(project);
        decisions.add(decide(lead, kRate, stored.steps[0], Negative));
        QVERIFY(!decisions.withdraw(other, stored.steps[0], 0));
        QCOMPARE(settledRatings(project.connection()).at(stored.steps[0]), Negative);
        {
            Transaction transaction(project); // nothing to withdraw must not spoil what is written with it
            project.setSetting("a", "1");
            QVERIFY(!decisions.withdraw(other, stored.steps[0], 0));
            transaction.commit();
        }
        QVERIFY(project.setting("a"));
    }

    // Lost: the audit trail, if a decision could be changed afterwards.
    void decisionsAreAppendOnly_data() {
        QTest::addColumn<QString>("sql");
        const char* const kRow = "'rate', 'flag', 1, NULL, 1, 1, '', NULL, '')";
        QTest::newRow("update") << "UPDATE decision SET rating = 0";
        QTest::newRow("delete") << "DELETE FROM decision";
        QTest::newRow("replace") << QStringLiteral("INSERT OR REPLACE INTO decision VALUES (1, ") + kRow;
        QTest::newRow("upsert") << QStringLiteral("INSERT INTO decision VALUES (1, ") + kRow +
                                       " ON CONFLICT (id) DO UPDATE SET rating = 1";
        QTest::newRow("replace by withdrawal")
            << "INSERT OR REPLACE INTO decision VALUES (7, 'withdraw', 'flag', 1, NULL, 1, NULL, '', 1, '')";
        QTest::newRow("no such rating")
            << "INSERT INTO decision VALUES (9, 'rate', 'flag', 1, NULL, 1, 5, '', NULL, '')";
        QTest::newRow("no such step")
            << "INSERT INTO decision VALUES (9, 'rate', 'flag', 99, NULL, 1, 1, '', NULL, '')";
        QTest::newRow("about nothing")
            << "INSERT INTO decision VALUES (9, 'keep', 'flag', NULL, NULL, 1, NULL, '', NULL, '')";
        QTest::newRow("a rating that is none")
            << "INSERT INTO decision VALUES (9, 'rate', 'flag', 1, NULL, 1, NULL, '', NULL, '')";
    }
    void decisionsAreAppendOnly() {
        QFETCH(QString, sql);
        const Folder folder;
        auto project = folder.project();
        const Stored stored = addSolution(project, "p", {"a"});
        const LabelerId lead = LabelerStore(project).named("lead").id;
        DecisionStore decisions(project);
        decisions.add(decide(lead, kRate, stored.steps[0], Negative));
        decisions.withdraw(lead, stored.steps[0], 0);
        const auto before = decisions.history(stored.steps[0]);
        QVERIFY(!errorOf([&] { project.connection().execute(sql.toStdString()); }).isEmpty());
        const auto after = decisions.history(stored.steps[0]);
        QCOMPARE(after.size(), before.size());
        QVERIFY(after[0].rating == before[0].rating && after[1].withdraws == before[1].withdraws);
    }

    // Lost: the reviewer's time, if a wrong call gave "constraint failed" or a decision about something else.
    void badDecisionsAreRefused_data() {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("step"); // 1: of problem p, 2: of problem q, 99: none
        QTest::addColumn<bool>("rating");
        QTest::addColumn<int>("annotation");
        QTest::addColumn<QString>("says");
        QTest::newRow("no step") << 0 << 0 << true << 1 << "needs a step";
        QTest::newRow("no rating") << 0 << 1 << false << 0 << "a rating";
        QTest::newRow("about nothing") << 1 << 0 << false << 0 << "needs a step";
        QTest::newRow("unknown step") << 0 << 99 << true << 0 << "no step 99";
        QTest::newRow("unknown annotation") << 1 << 0 << false << 99 << "no annotation 99";
        QTest::newRow("another problem's step") << 0 << 2 << true << 1 << "another problem";
    }
    void badDecisionsAreRefused() {
        QFETCH(int, verdict);
        QFETCH(int, step);
        QFETCH(bool, rating);
        QFETCH(int, annotation);
        QFETCH(QString, says);
        const Folder folder;
        auto project = folder.project();
        const Stored first = addSolution(project, "p", {"a"});
        addSolution(project, "q", {"b"});
        Labelling labelling(project);
        labelling.pass("ann", first, {Positive});
        const auto decision =
            decide(1, verdict == 0 ? kRate : kKeep, step, rating ? std::optional(Negative) : std::nullopt, annotation);
        const QString error = errorOf([&] { DecisionStore(project).add(decision); });
        QVERIFY2(error.contains(says), qPrintable(error));
        QVERIFY(DecisionStore(project).standing().empty());
    }

    // Lost: settled ratings in the files that others train on; and the labeler's own record, if a row of theirs said
    // what they never did.
    void exportsTakeSettledRatingsWhereTheyCan() {
        const Folder folder;
        auto project = folder.project();
        const Stored stored = addSolution(project, "p", {"a", "b", "c"});
        Labelling labelling(project);
        labelling.pass("ann", stored, {Positive, Negative});
        DecisionStore(project).add(decide(LabelerStore(project).named("lead").id, kRate, stored.steps[0], Negative));
        const auto trl = exported(project, folder, &formats::kTrl);
        QCOMPARE(trl.size(), std::size_t(1));
        QCOMPARE(trl[0]["labels"].dump(), std::string("[false,false]")); // what was judged behind the first error leaves, too
        const auto jsonl = exported(project, folder, &formats::kJsonl);
        QCOMPARE(jsonl[0]["labels"].dump(), std::string("[-1,-1,null]"));
        const auto prm800k = exported(project, folder, &formats::kPrm800k);
        QCOMPARE(prm800k.at(0)["label"]["steps"][0]["completions"][0]["rating"].dump(), std::string("1"));
    }

    // Lost: old projects, if a version before could not be brought up to date.
    void versionBeforeOpens() {
        const Folder folder;
        int mine = 0;
        for (const Migration& migration : migrations())
            if (migration.name.find("decisions") != std::string::npos)
                mine = migration.number;
        QVERIFY(mine > 1);
        {
            Connection connection(folder.path("old.stepmark"));
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), mine - 1);
            for (const char* sql :
                 {"INSERT INTO problem (id, text, text_hash, created_at) VALUES (1, '1 + 1', 7, '')",
                  "INSERT INTO step (id, problem_id, depth, text, text_hash) VALUES (1, 1, 0, 'It is 2.', 8)",
                  "INSERT INTO solution (id, problem_id, leaf_id, created_at) VALUES (1, 1, 1, '')",
                  "INSERT INTO labeler (id, name, created_at) VALUES (1, 'ann', '')",
                  "INSERT INTO annotation (id, solution_id, labeler_id, created_at) VALUES (1, 1, 1, '')",
                  "INSERT INTO rating_event (annotation_id, step_id, labeler_id, rating, created_at) "
                  "VALUES (1, 1, 1, 1, '')"})
                connection.execute(sql);
        }
        auto project = Project::open(folder.path("old.stepmark"));
        QCOMPARE(project.schemaVersion(), newestSchemaVersion());
        QVERIFY(DecisionStore(project).standing().empty());
        DecisionStore(project).add(decide(1, kRate, 1, Negative, 1));
        QVERIFY(StepStore(project).labelledTree(1).labels[0] == Negative);
        QCOMPARE(check(project).size(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(DecisionsTest)
#include "tst_decisions.moc"
