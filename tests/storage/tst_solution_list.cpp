// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/annotation_store.h"
#include "storage/connection.h"
#include "storage/labeler_store.h"
#include "storage/migrations.h"
#include "storage/model_store.h"
#include "storage/problem_list.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "storage/solution_list.h"
#include "tests/storage/fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::addSolution;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;
using stepmark::fixture::Stored;

namespace {

std::vector<SolutionId> walk(const SolutionList& list, const SolutionQuery& query, int examine) {
    std::vector<SolutionId> ids;
    std::optional<SolutionList::Place> place;
    do {
        const auto slice = list.slice(query, place, examine);
        ids.insert(ids.end(), slice.ids.begin(), slice.ids.end());
        place = slice.end;
    } while (place);
    return ids;
}

/// Seven solutions of two problems, ids 1 to 7, with marks, flags, scores, a round and sources.
class Filled {
public:
    Filled()
        : project(m_folder.project()) {
        const char* answers[] = {"10", "9", "", "10", "7", "8", "9"};
        for (int i = 0; i < 7; ++i) {
            const std::string problem = i < 4 ? "A" : "B";
            stored.push_back(addSolution(project, problem, {"begin", "step " + std::to_string(i)},
                                         i == 2 ? std::nullopt : std::optional(i % 2 == 0)));
            project.connection().execute("UPDATE solution_row SET final_answer = " +
                                         (*answers[i] ? "'" + std::string(answers[i]) + "'" : std::string("NULL")) +
                                         ", source = '" + (i < 5 ? "x" : "it''s") +
                                         "' WHERE id = " + std::to_string(i + 1));
        }
        ProblemStore(project).setSplit(2, Split::Test);
        annotation = AnnotationStore(project).begin(2, LabelerStore(project).named("ann").id).id;
        queue();
        score();
    }

    void mark(int solution, int step, std::optional<Rating> rating, const std::string& at = {}) {
        AnnotationStore annotations(project);
        RatingEvent event;
        event.annotation = annotations.begin(solution, LabelerStore(project).named("ann").id).id;
        event.step = stored[static_cast<std::size_t>(solution - 1)].steps[static_cast<std::size_t>(step)];
        event.rating = rating;
        event.created_at = at;
        RatingStore(project).append(event);
    }

private:
    void queue() {
        Round round;
        round.strategy = SelectionStrategy::Uniform;
        round = RoundStore(project).add(round);
        const std::vector<Selected> selected{{3, QueueReason::Uniform}, {6, QueueReason::Uniform}};
        QueueStore(project).add(round.id, selected);
    }

    /// Step "begin" scores 1 everywhere, so that a solution's score is its second step's; solution 7 has none.
    void score() {
        model = ModelStore(project).add({.kind = "prm", .path = "m"});
        std::vector<StepScoreRow> rows;
        for (int i = 0; i < 6; ++i) {
            const auto& steps = stored[static_cast<std::size_t>(i)].steps;
            rows.push_back({steps[0], {0, 0, 1}});
            rows.push_back({steps[1], {1 - 0.1F * static_cast<float>(i + 1), 0, 0.1F * static_cast<float>(i + 1)}});
        }
        ScoreStore(project).writeSteps(model, rows);
        ScoreStore(project).showInLists(model);
    }

    Folder m_folder;

public:
    Project project;
    std::vector<Stored> stored;
    AnnotationId annotation = 0;
    ModelId model = 0;
};

using Ids = std::vector<SolutionId>;

} // namespace

class SolutionListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: solutions that are listed twice or never, if a slice did not go on exactly where the one before ended.
    void slicesPutTogetherAreTheWholeList_data() {
        QTest::addColumn<int>("sort");
        QTest::addColumn<Ids>("ascending");
        QTest::newRow("problem") << static_cast<int>(SolutionSort::Problem) << Ids{1, 2, 3, 4, 5, 6, 7};
        QTest::newRow("score, none first") << static_cast<int>(SolutionSort::Score) << Ids{7, 1, 2, 3, 4, 5, 6};
        QTest::newRow("answer, as text") << static_cast<int>(SolutionSort::Answer) << Ids{3, 1, 4, 5, 6, 2, 7};
        QTest::newRow("marks") << static_cast<int>(SolutionSort::Marks) << Ids{1, 3, 4, 6, 7, 2, 5};
        QTest::newRow("last mark") << static_cast<int>(SolutionSort::MarkedAt) << Ids{1, 3, 4, 6, 7, 5, 2};
    }
    void slicesPutTogetherAreTheWholeList() {
        QFETCH(int, sort);
        QFETCH(Ids, ascending);
        Filled filled;
        filled.mark(5, 0, Rating::Positive, "2026-01-01T00:00:00.000Z");
        filled.mark(5, 1, Rating::Negative, "2026-01-02T00:00:00.000Z");
        filled.mark(2, 0, Rating::Positive, "2026-02-01T00:00:00.000Z");
        const SolutionList list(filled.project);
        SolutionQuery query;
        query.sort = static_cast<SolutionSort>(sort);
        for (int examine = 1; examine <= 8; ++examine)
            QCOMPARE(walk(list, query, examine), ascending);
        query.descending = true;
        std::reverse(ascending.begin(), ascending.end());
        for (int examine = 1; examine <= 8; ++examine)
            QCOMPARE(walk(list, query, examine), ascending);
    }

    // Lost: what the user looks for, or an hour over what they do not.
    void filters_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<Ids>("ids");
        QTest::newRow("split") << 0 << Ids{5, 6, 7};
        QTest::newRow("round") << 1 << Ids{3, 6};
        QTest::newRow("problem") << 2 << Ids{1, 2, 3, 4};
        QTest::newRow("right") << 3 << Ids{1, 5, 7};
        QTest::newRow("wrong") << 4 << Ids{2, 4, 6};
        QTest::newRow("unknown") << 5 << Ids{3};
        QTest::newRow("marked") << 6 << Ids{1};
        QTest::newRow("unmarked") << 7 << Ids{2, 3, 4, 5, 6, 7};
        QTest::newRow("flagged") << 8 << Ids{2};
        QTest::newRow("source with a quote") << 9 << Ids{6, 7};
        QTest::newRow("score from") << 10 << Ids{5, 6};
        QTest::newRow("score to: what has none is left out") << 11 << Ids{1, 2};
        QTest::newRow("all at once") << 12 << Ids{6};
        QTest::newRow("nothing") << 13 << Ids{};
    }
    void filters() {
        QFETCH(int, which);
        QFETCH(Ids, ids);
        Filled filled;
        filled.mark(1, 0, Rating::Positive);
        AnnotationStore(filled.project).finish(filled.annotation, FinishReason::GiveUp, 5, true);
        SolutionQuery all;
        std::vector<SolutionQuery> queries(14);
        queries[0].split = Split::Test;
        queries[1].round = 1;
        queries[2].problem = 1;
        queries[3].answer = AnswerFilter::Right;
        queries[4].answer = AnswerFilter::Wrong;
        queries[5].answer = AnswerFilter::Unknown;
        queries[6].marks = MarkFilter::Marked;
        queries[7].marks = MarkFilter::Unmarked;
        queries[8].flagged_only = true;
        queries[9].source = "it's";
        queries[10].least_score = 0.45;
        queries[11].most_score = 0.25;
        queries[12] = {.split = Split::Test,
                       .round = 1,
                       .problem = 2,
                       .answer = AnswerFilter::Wrong,
                       .marks = MarkFilter::Unmarked,
                       .least_score = 0.1,
                       .most_score = 0.9,
                       .source = "it's"};
        queries[13].source = "x' OR 1 = 1 --";
        for (const int examine : {1, 3, 100})
            QCOMPARE(walk(SolutionList(filled.project), queries[static_cast<std::size_t>(which)], examine), ids);
    }

    // Lost: trust in the list, if its columns said something else than the tables.
    void rowsSayWhatIsStored() {
        Filled filled;
        filled.mark(5, 0, Rating::Positive);
        filled.mark(5, 0, Rating::Neutral, "2026-03-01T00:00:00.000Z"); // a change of mind is one mark still
        filled.mark(5, 1, Rating::Negative);
        const std::vector<SolutionId> ids{5, 99, 7};
        const auto rows = SolutionList(filled.project).rows(ids);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].id, SolutionId(5));
        QCOMPARE(rows[0].problem_text, std::string("B"));
        QCOMPARE(rows[0].split, Split::Test);
        QCOMPARE(rows[0].final_answer, std::optional<std::string>("7"));
        QCOMPARE(rows[0].correct, std::optional(true));
        QVERIFY(rows[0].score && std::abs(*rows[0].score - 0.5) < 1e-6);
        QCOMPARE(rows[0].steps, 2);
        QCOMPARE(rows[0].marks, 2);
        QCOMPARE(rows[0].source, std::string("x"));
        QVERIFY(!rows[1].score);
        QCOMPARE(rows[1].marks, 0);
    }

    // Lost: the count of marks, if a mark that was taken back went on counting.
    void marksAreCountedAsTheyStand() {
        Filled filled;
        const auto marks = [&] {
            const std::vector<SolutionId> one{5};
            return SolutionList(filled.project).rows(one)[0].marks;
        };
        filled.mark(5, 0, Rating::Positive);
        QCOMPARE(marks(), 1);
        filled.mark(5, 0, std::nullopt);
        QCOMPARE(marks(), 0);
        filled.mark(5, 0, std::nullopt); // there is nothing left to take back
        QCOMPARE(marks(), 0);
        filled.mark(5, 0, Rating::Negative);
        filled.mark(5, 1, Rating::Negative);
        QCOMPARE(marks(), 2);
    }

    void flagsComeAndGo() {
        Filled filled;
        AnnotationStore annotations(filled.project);
        const auto flagged = [&] {
            const std::vector<SolutionId> one{2};
            return SolutionList(filled.project).rows(one)[0].flagged;
        };
        annotations.finish(filled.annotation, FinishReason::Open, 0, true);
        StoredAnnotation other;
        other.solution = 2;
        other.labeler = LabelerStore(filled.project).named("bob").id;
        other.flagged = true;
        annotations.add(other);
        QVERIFY(flagged());
        annotations.finish(filled.annotation, FinishReason::Open, 0, false);
        QVERIFY(flagged()); // bob's still stands
    }

    // Lost: the sort by score, if a newer model's scores did not replace the old ones, all of them.
    void anotherModelsScoresReplaceAll() {
        Filled filled;
        const ModelId other = ModelStore(filled.project).add({.kind = "scores", .path = "n"});
        ScoreStore scores(filled.project);
        scores.writeSteps(other, std::vector<StepScoreRow>{{filled.stored[6].steps[0], {0.5F, 0.25F, 0.25F}},
                                                           {filled.stored[6].steps[1], {0.5F, 0, 0.5F}}});
        scores.showInLists(other);
        QCOMPARE(scores.shownInLists(), other);
        const std::vector<SolutionId> ids{1, 7};
        const auto rows = SolutionList(filled.project).rows(ids);
        QVERIFY(!rows[0].score);
        QVERIFY(rows[1].score && std::abs(*rows[1].score - 0.25) < 1e-6);
    }

    void facets() {
        Filled filled;
        const auto facets = SolutionList(filled.project).facets();
        QCOMPARE(facets.sources, (std::vector<std::string>{"it's", "x"}));
        QCOMPARE(facets.rounds.size(), std::size_t(1));
        QVERIFY(facets.has_scores);
        const Folder folder;
        auto empty = folder.project();
        QVERIFY(SolutionList(empty).facets().sources.empty());
    }

    void problems() {
        Filled filled;
        addSolution(filled.project, "C", {});
        const ProblemList list(filled.project);
        QCOMPARE(list.slice({}, {}, 100).ids, (Ids{1, 2, 3}));
        const auto first = list.slice({.descending = true}, {}, 2);
        QCOMPARE(first.ids, (Ids{3, 2}));
        QCOMPARE(list.slice({.descending = true}, first.end, 2).ids, (Ids{1}));
        QCOMPARE(list.slice({.split = Split::Test}, {}, 100).ids, (Ids{2}));
        const std::vector<ProblemId> ids{2, 77, 1};
        const auto rows = list.rows(ids);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].id, ProblemId(2));
        QCOMPARE(rows[1].solutions, 4);
        QCOMPARE(rows[1].right, 1);
        QCOMPARE(rows[1].wrong, 2);
    }

    // Lost: marks made with the version before, if the list of an old project said there were none.
    void factsOfAnOlderFileAreFilledIn() {
        const Folder folder;
        {
            Connection connection(folder.path("old"));
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), 1);
            for (const char* sql :
                 {"INSERT INTO problem VALUES (1, 'k', '1 + 1', 7, '2', NULL, 'train', '', '2026')",
                  "INSERT INTO step VALUES (1, 1, NULL, 0, 'It is 2.', 8)",
                  "INSERT INTO step VALUES (2, 1, 1, 1, 'So 2.', 9)",
                  "INSERT INTO solution VALUES (1, 1, 2, '2', 1, 'x', NULL, NULL, '{}', '2026')",
                  "INSERT INTO solution VALUES (2, 1, 2, '2', 1, 'x', NULL, NULL, '{}', '2026')",
                  "INSERT INTO labeler VALUES (1, 'ann', 'human', '2026')",
                  "INSERT INTO annotation VALUES (1, 1, 1, NULL, 'label', 2, 'solution', 1, '', 5, '[]', '2026')",
                  "INSERT INTO rating_event VALUES (1, 1, 1, 1, 1, 5, 0, '2026-01-01T00:00:00.000Z')",
                  "INSERT INTO rating_event VALUES (2, 1, 1, 1, -1, 5, 0, '2026-01-02T00:00:00.000Z')",
                  "INSERT INTO rating_event VALUES (3, 1, 2, 1, 1, 5, 0, '2026-01-03T00:00:00.000Z')",
                  "INSERT INTO rating_event VALUES (4, 1, 2, 1, NULL, 5, 0, '2026-01-04T00:00:00.000Z')"})
                connection.execute(sql);
        }
        auto project = Project::open(folder.path("old"));
        const std::vector<SolutionId> ids{1, 2};
        const auto rows = SolutionList(project).rows(ids);
        QCOMPARE(rows[0].marks, 1);
        QVERIFY(rows[0].flagged);
        QCOMPARE(rows[0].marked_at, std::string("2026-01-04T00:00:00.000Z"));
        QCOMPARE(rows[1].marks, 0);
        QVERIFY(!rows[1].flagged);
    }
};

QTEST_GUILESS_MAIN(SolutionListTest)
#include "tst_solution_list.moc"
