// SPDX-License-Identifier: GPL-3.0-or-later
// What figures stand on: which problems a model has seen, whatever split they are in now, and how its scores came
// about.
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/job_store.h"
#include "storage/migrations.h"
#include "storage/model_store.h"
#include "storage/scoring_store.h"
#include "storage/split_moves.h"
#include "storage/trained_on_store.h"
#include "tests/storage/review_fixture.h"

using namespace stepmark;
using namespace stepmark::storage;

class TestHeldOut : public QObject {
    Q_OBJECT

    using Problems = std::vector<ProblemId>;

private Q_SLOTS:
    /// Else a problem that was trained on would count as held out as soon as it is moved.
    void modelKnowsItsProblems() {
        const fixture::Folder folder;
        auto project = folder.project();
        const auto a = fixture::addSolution(project, "a", {"one"}), b = fixture::addSolution(project, "b", {"one"}),
                   c = fixture::addSolution(project, "c", {"one"});
        const ModelId model = ModelStore(project).add({.kind = "prm", .path = "/m"});
        TrainedOnStore store(project);
        store.add(model, {{a.problem, b.problem}, {c.problem}, RatingCounts{3, 1, 5}, 2});
        ProblemStore(project).setSplit(b.problem, Split::Test);
        const auto seen = store.find(model);
        QVERIFY(seen.has_value());
        QCOMPARE(seen->training, (Problems{a.problem, b.problem}));
        QCOMPARE(seen->validation, Problems{c.problem});
        QCOMPARE(seen->validation_ratings, std::int64_t(2));
        QCOMPARE(store.ratings(model), std::optional(RatingCounts{3, 1, 5}));
        QCOMPARE(store.ratings(model)->total(), std::int64_t(9));
    }

    /// What was not recorded is not known: neither "none" nor "all" would be true.
    void whatIsNotKnownIsSaid() {
        const fixture::Folder folder;
        auto project = folder.project();
        const auto a = fixture::addSolution(project, "a", {"one"});
        ModelStore models(project);
        TrainedOnStore store(project);
        const ModelId foreign = models.add({.kind = "prm", .path = "/foreign"});
        QVERIFY(!store.find(foreign));
        QVERIFY(!store.ratings(foreign));
        // Trained here, from a base that has seen who knows what of this project: the labels spent are known all the
        // same.
        const ModelId from = models.add({.kind = "prm", .path = "/from"});
        store.add(from, {{a.problem}, {}, RatingCounts{1, 0, 0}, 0}, foreign);
        QVERIFY(!store.find(from));
        QCOMPARE(store.ratings(from), std::optional(RatingCounts{1, 0, 0}));
        // An outcome model learns from answers: no labels were spent on it, and its problems are known.
        const ModelId orm = models.add({.kind = "orm", .path = "/orm"});
        store.add(orm, {{a.problem}, {}, {}, 0});
        QVERIFY(store.find(orm).has_value());
        QVERIFY(!store.ratings(orm));
        QVERIFY(!store.find(999));
    }

    /// A model that goes on from another has seen what that has, be it in its validation now.
    void baseHandsOnWhatItHasSeen() {
        const fixture::Folder folder;
        auto project = folder.project();
        const auto a = fixture::addSolution(project, "a", {"one"}), b = fixture::addSolution(project, "b", {"one"}),
                   c = fixture::addSolution(project, "c", {"one"});
        ModelStore models(project);
        TrainedOnStore store(project);
        const ModelId first = models.add({.kind = "generator", .path = "/1"});
        store.add(first, {{a.problem}, {b.problem}, {}, 0});
        const ModelId second = models.add({.kind = "prm", .path = "/2"});
        store.add(second, {{c.problem}, {a.problem}, RatingCounts{0, 0, 2}, 1}, first);
        const auto seen = store.find(second);
        QCOMPARE(seen->training, (Problems{a.problem, c.problem}));
        QCOMPARE(seen->validation, Problems{b.problem});
        QCOMPARE(store.ratings(second), std::optional(RatingCounts{0, 0, 2})); // of its own training
    }

    void modelsOfOlderProjectsKnowNothing() {
        const fixture::Folder folder;
        {
            auto connection = std::make_unique<Connection>(folder.path("old.stepmark"));
            connection->execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(*connection, migrations(), 10); // the record came with a later one
            connection->execute("INSERT INTO model (id, kind, path, created_at) VALUES (1, 'prm', '/m', '')");
        }
        auto project = Project::open(folder.path("old.stepmark"));
        QVERIFY(!TrainedOnStore(project).find(1));
        QVERIFY(!TrainedOnStore(project).ratings(1));
        QVERIFY(ScoringStore(project).list(1).empty());
    }

    /// A move can be undone only where it is known which problems were moved, and which came so.
    void whereAProblemCameFromIsKept() {
        const fixture::Folder folder;
        auto project = folder.project();
        const auto a = fixture::addSolution(project, "a", {"one"});
        ProblemStore problems(project);
        const ProblemId born = problems.add({.text = "born so", .split = Split::Test}).problem.id;
        problems.setSplit(a.problem, Split::Test);
        QCOMPARE(movedOutOf(project, Split::Train), std::set<ProblemId>{a.problem});
        problems.setSplit(a.problem, Split::Validation); // on its way it stays one of "train"
        problems.setSplit(born, Split::Train);
        QCOMPARE(movedOutOf(project, Split::Train), std::set<ProblemId>{a.problem});
        QCOMPARE(movedOutOf(project, Split::Test), std::set<ProblemId>{born});
        problems.setSplit(a.problem, Split::Train);
        problems.setSplit(born, Split::Test);
        QVERIFY(movedOutOf(project, Split::Train).empty());
        QVERIFY(movedOutOf(project, Split::Test).empty());
    }

    void scoringsAreKept() {
        const fixture::Folder folder;
        auto project = folder.project();
        const ModelId model = ModelStore(project).add({.kind = "prm", .path = "/m"});
        ScoringStore store(project);
        store.add(model, {.split = Split::Test, .steps = 7, .computed = R"({"precision":"bf16"})"});
        store.add(model, {.split = {}, .steps = 9, .computed = "{}"});
        auto list = store.list(model);
        QCOMPARE(list.size(), std::size_t(2));
        QCOMPARE(list[0].split, Split::Test);
        QCOMPARE(list[0].steps, std::int64_t(7));
        QCOMPARE(list[0].computed, std::string(R"({"precision":"bf16"})"));
        // What was scored anew is not what it was.
        const auto anew = store.add(model, {.split = Split::Test, .steps = 7});
        store.forgetOlder(model, Split::Test, anew);
        QCOMPARE(store.list(model).size(), std::size_t(2)); // of all, which is another matter, and the new one
        store.forgetOlder(model, {}, anew);
        list = store.list(model);
        QCOMPARE(list.size(), std::size_t(1));
        QCOMPARE(list[0].split, Split::Test);
    }

    /// A step that two solutions share is one to rate: who labels both gives one rating, and who changes their mind
    /// one.
    void standingRatingsAreCounted() {
        const fixture::Folder folder;
        auto project = folder.project();
        const auto one = fixture::addSolution(project, "a", {"one", "two"});
        const auto other = fixture::addSolution(project, "a", {"one", "three"});
        fixture::Labelling people(project);
        people.pass("ann", one, {Rating::Positive});
        const AnnotationId second = people.pass("ann", other, {Rating::Positive, Rating::Positive});
        RatingStore(project).append({.annotation = second, .step = other.steps[1], .rating = Rating::Negative});
        people.pass("bob", one, {Rating::Positive});
        people.pass("ann", one, {Rating::Positive, Rating::Positive}, {}, 0,
                    Purpose::QualityControl);               // no rating of it
        QCOMPARE(counts(project).ratings, std::int64_t(3)); // ann's of two steps, bob's
        QCOMPARE(counts(project).rating_events, std::int64_t(7));
        RatingStore(project).undoLast(second);
        QCOMPARE(counts(project).ratings, std::int64_t(2));
    }

    /// Else a job that is done would stand at 90 % for ever.
    void finishedJobIsAtItsEnd() {
        const fixture::Folder folder;
        auto project = folder.project();
        JobStore jobs(project);
        const auto run = [&](const Progress& last, bool well) {
            const JobId id = jobs.enqueue("train");
            [&] { QVERIFY(jobs.claim(id).has_value()); }();
            jobs.heartbeat(id, last);
            well ? jobs.finish(id) : jobs.fail(id, "no");
            const Job job = jobs.find(id).value();
            return std::pair(job.done, job.total);
        };
        using Place = std::pair<std::int64_t, std::int64_t>;
        QCOMPARE(run({.stage = Stage::Scoring, .done = 90, .total = 100}, true), (Place{100, 100}));
        QCOMPARE(run({.stage = Stage::ReadingPool, .done = 12}, true), (Place{12, 12}));
        QCOMPARE(run({.stage = Stage::Evaluating}, true), (Place{1, 1}));
        QCOMPARE(run({.stage = Stage::Scoring, .done = 90, .total = 100}, false), (Place{90, 100}));
    }
};

QTEST_GUILESS_MAIN(TestHeldOut)
#include "tst_held_out.moc"
