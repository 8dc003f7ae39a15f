// SPDX-License-Identifier: GPL-3.0-or-later
// What the rounds page and `stepmarkctl rounds` show of earlier rounds.
#include "model/run/round_course.h"
#include "model/run/spec_json.h"
#include "storage/artifact_store.h"
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/evaluation_store.h"
#include "storage/job_store.h"
#include "storage/migrations.h"
#include "storage/queue_store.h"
#include "storage/round_history.h"
#include "storage/round_store.h"
#include "tests/storage/fixture.h"

using namespace stepmark;
using namespace stepmark::storage;

namespace {

RoundId addRound(Project& project, const std::vector<SolutionId>& solutions) {
    Round round;
    round.strategy = SelectionStrategy::ConvincingWrong;
    round.count = std::ssize(solutions);
    round.candidates = 10;
    round = RoundStore(project).add(round);
    std::vector<Selected> selected;
    for (const SolutionId solution : solutions)
        selected.push_back({solution, QueueReason::Convincing});
    QueueStore(project).add(round.id, selected);
    return round.id;
}

} // namespace

class TestRoundHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void historyOfAProject() {
        const fixture::Folder folder;
        auto project = folder.project();
        const auto right = fixture::addSolution(project, "P", {"a", "b"}, true);
        const auto wrong = fixture::addSolution(project, "P", {"a", "c"}, false);
        const auto unknown = fixture::addSolution(project, "Q", {"a"});
        const RoundId first = addRound(project, {right.solution, wrong.solution, unknown.solution});
        const RoundId second = addRound(project, {});
        EvaluationStore(project).add({.round = first, .kind = "round", .metrics = R"({"labels":1,"state":"done"})"});
        EvaluationStore(project).add({.round = first, .kind = "evaluate", .metrics = R"({"labels":99})"});
        EvaluationStore(project).add({.round = first, .kind = "round", .metrics = R"({"labels":12,"state":"done"})"});
        RoundStore rounds(project);
        rounds.setStage(first, RoundStage::Done);
        auto history = roundHistory(project);
        QCOMPARE(history.size(), std::size_t(2));
        QCOMPARE(history[0].number, 1);
        QCOMPARE(history[0].labels, std::int64_t(12)); // the newest evaluation of the round itself
        QCOMPARE(history[0].queued, std::int64_t(3));
        QCOMPARE(history[0].wrong_share, std::optional(0.5)); // of those whose answer is known
        QCOMPARE(history[0].state, RoundState::Done);
        QCOMPARE(history[1].state, RoundState::Queued);
        QVERIFY(!history[1].wrong_share);
        // One that was begun runs as long as its worker lives, and is never "queued" for ever afterwards.
        rounds.setStage(second, RoundStage::Begun);
        JobStore jobs(project);
        const JobId job = jobs.enqueue("round");
        QVERIFY(jobs.claim(job).has_value());
        QVERIFY(!jobs.hold(job, kRoundHold));
        QCOMPARE(roundHistory(project)[1].state, RoundState::Running);
        jobs.fail(job, "killed");
        QCOMPARE(roundHistory(project)[1].state, RoundState::Interrupted);
        rounds.setRecord(second, R"({"plan":[]})");
        giveUpUnfinishedRound(project);
        history = roundHistory(project);
        QCOMPARE(history[0].state, RoundState::Done);
        QCOMPARE(history[1].state, RoundState::GivenUp);
        QVERIFY(!rounds.unfinished());
    }

    /// Else a project of an earlier version would show its rounds as queued for ever.
    void statesOfOlderProjects() {
        const fixture::Folder folder;
        {
            auto connection = std::make_unique<Connection>(folder.path("old.stepmark"));
            connection->execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(*connection, migrations(), 7); // the states came with the next
            for (const char* sql :
                 {"INSERT INTO round (id, number, strategy, count, wrong_share, per_problem, seed, candidates, "
                  "created_at) "
                  "SELECT value, value, 'uniform', 1, 0.5, 0, 0, 9, '' FROM json_each('[1, 2, 3]')",
                  "INSERT INTO evaluation (round_id, kind, created_at) VALUES (1, 'round', ''), (2, 'evaluate', '')",
                  "INSERT INTO setting (name, value) VALUES ('unfinished_round', '{\"round_id\":3}')"})
                connection->execute(sql);
        }
        auto project = Project::open(folder.path("old.stepmark"));
        const auto history = roundHistory(project);
        QCOMPARE(history[0].state, RoundState::Done);
        QCOMPARE(history[1].state, RoundState::Queued);
        QCOMPARE(history[2].state, RoundState::Interrupted);
    }

    /// Lost: the round that was under way, and what those before it were asked for.
    void recordsOfOlderProjects() {
        const fixture::Folder folder;
        {
            auto connection = std::make_unique<Connection>(folder.path("old.stepmark"));
            connection->execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(*connection, migrations(), 11); // the record was a setting, and the config had more in it
            connection->execute(
                "INSERT INTO round (id, number, strategy, count, wrong_share, per_problem, seed, candidates, "
                "created_at, config, state) VALUES "
                R"((1, 1, 'uniform', 1, 0.5, 0, 0, 9, '', '{"count":7,"train":{"epochs":2},"labeler":"people",)"
                R"("mode":"full","epochs":2}', 'done'), )"
                R"((2, 2, 'uniform', 1, 0.5, 0, 0, 9, '', '{"count":8,"labeler":"oracle","mode":"head"}', 'done'), )"
                R"((3, 3, 'uniform', 1, 0.5, 0, 0, 9, '', '{}', 'queued'), )"
                R"((4, 4, 'uniform', 1, 0.5, 0, 0, 9, '', '{"count":9,"labeler":"scores","mode":"head"}', 'begun'))");
            connection->execute("INSERT INTO setting (name, value) VALUES ('title', 'Old'), ('unfinished_round', "
                                R"('{"request":{"count":9,"train":{"learning_rate":2e-05},"labeler":{"scores":"/s"}},)"
                                R"("round":4,"round_id":4,"plan":["score","queue"],"stages":[]}'))");
        }
        auto project = Project::open(folder.path("old.stepmark"));
        const RoundStore rounds(project);
        const auto all = rounds.list();
        RoundSpec first, second, fourth;
        first.selection.count = 7;
        first.train.epochs = 2;
        second.selection.count = 8;
        second.labeler = LabelerSpec{.oracle = true};
        fourth.selection.count = 9;
        fourth.train.learning_rate = 2e-5;
        fourth.labeler = LabelerSpec{.scores = "/s"};
        QVERIFY2(specFromText<RoundSpec>(all[0].config) == first, all[0].config.c_str());
        QVERIFY2(specFromText<RoundSpec>(all[1].config) == second, all[1].config.c_str());
        QCOMPARE(all[2].config, std::string("{}"));
        const auto unfinished = rounds.unfinished();
        QVERIFY(unfinished);
        QCOMPARE(unfinished->id, RoundId(4));
        QVERIFY2(specFromText<RoundSpec>(unfinished->config) == fourth, unfinished->config.c_str());
        const auto nodes =
            roundCourseFromText(R"({"chooser":"","out":"",)" + unfinished->record.substr(1)).plan.nodes();
        QCOMPARE(nodes.size(), std::size_t(2));
        QVERIFY(nodes[0].part == Part::Score && nodes[1].part == Part::Queue);
        QVERIFY(!project.setting("unfinished_round"));
        QCOMPARE(project.title(), std::string("Old"));
    }

    /// Lost: the parts that a round had done when a newer version came, which would be done again on top of the first.
    void partsOfARoundOfAnOlderVersion() {
        const fixture::Folder folder;
        {
            auto connection = std::make_unique<Connection>(folder.path("old.stepmark"));
            connection->execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(*connection, migrations(), 12); // the record had the finished stages in it
            connection->execute(
                "INSERT INTO round (id, number, strategy, count, wrong_share, per_problem, seed, candidates, "
                "created_at, config, state, record) VALUES "
                R"((7, 4, 'uniform', 1, 0.5, 0, 0, 9, '2026-03-01', '{}', 'begun', '{"plan":["score","queue","train",)"
                R"("score","train ORM"],"chooser":"/c","out":"/o","stages":[{"name":"score","seconds":1.5,"result":)"
                R"({"steps":3,"cache_note":"disk full"}},{"name":"queue","seconds":2,"result":{"queued":5}}],)"
                R"("saved_at":"2026-03-02"}'), )"
                R"((8, 5, 'uniform', 1, 0.5, 0, 0, 9, '2026-03-01', '{}', 'begun', '{"plan":["queue"],"chooser":"",)"
                R"("out":"","stages":[]}'), )"
                "(9, 6, 'uniform', 1, 0.5, 0, 0, 9, '', '{}', 'begun', 'broken'), "
                "(10, 7, 'uniform', 1, 0.5, 0, 0, 9, '', '{}', 'done', NULL)");
        }
        auto project = Project::open(folder.path("old.stepmark"));
        const RoundCourse course = roundCourseFromText(RoundStore(project).find(7)->record);
        QCOMPARE(course.chooser.string(), std::string("/c"));
        QCOMPARE(course.out.string(), std::string("/o"));
        QCOMPARE(course.saved_at, std::string("2026-03-02"));
        const auto& nodes = course.plan.nodes();
        QCOMPARE(nodes.size(), std::size_t(5));
        const ArtifactStore artifacts(project);
        const Part parts[] = {Part::Score, Part::Queue, Part::Train, Part::Score, Part::TrainOrm};
        const char* folders[] = {"", "", "/o", "", "/o-orm"};
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            QVERIFY(nodes[i].part == parts[i]);
            QCOMPARE(nodes[i].folder.string(), std::string(folders[i]));
            QCOMPARE(nodes[i].inputs.size(), std::size_t(i > 0)); // on the one before it
            QCOMPARE(artifacts.find(nodes[i].identity).has_value(), i < 2);
        }
        const auto score = artifacts.find(nodes[0].identity), queue = artifacts.find(nodes[1].identity);
        QCOMPARE(score->result, std::string(R"({"steps":3,"cache_note":"disk full"})"));
        QCOMPARE(score->seconds, 1.5);
        QVERIFY(score->part == Part::Score);
        QCOMPARE(queue->result, std::string(R"({"queued":5})"));
        QCOMPARE(roundCourseFromText(RoundStore(project).find(8)->record).plan.nodes().size(), std::size_t(1));
        QCOMPARE(RoundStore(project).find(9)->record, std::string("broken")); // who goes on with it is told
    }

    void unfinishedRoundIsKept() {
        const fixture::Folder folder;
        RoundId id = 0;
        {
            auto project = folder.project();
            RoundStore rounds(project);
            QVERIFY(!rounds.unfinished());
            id = rounds.add({.strategy = SelectionStrategy::Uniform, .stage = RoundStage::Begun}).id;
            rounds.setRecord(id, R"({"plan":[]})");
        }
        auto again = Project::open(folder.path("a.stepmark"));
        RoundStore rounds(again);
        QCOMPARE(rounds.unfinished().value().record, std::string(R"({"plan":[]})"));
        rounds.setStage(id, RoundStage::Done);
        QVERIFY(!rounds.unfinished());
        QCOMPARE(rounds.find(id).value().record, std::string());
    }

    void poolIsMeasured() {
        const fixture::Folder folder;
        auto project = folder.project();
        fixture::addSolution(project, "abc", {"12345", "x"}, true);
        fixture::addSolution(project, "abc", {"12345", "yz"}, true);
        const PoolSize size = poolSize(project);
        QCOMPARE(size.problems, std::int64_t(1));
        QCOMPARE(size.steps, std::int64_t(3));
        QCOMPARE(size.solutions, std::int64_t(2));
        QCOMPARE(size.characters, std::int64_t(3 + 5 + 1 + 2));
        QCOMPARE(poolSize(project, Split::Test).steps, std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestRoundHistory)
#include "tst_round_history.moc"
