// SPDX-License-Identifier: GPL-3.0-or-later
// The pool is read once, and what is told of it is as the project is now.
#include "storage/pool.h"

#include "storage/annotation_store.h"
#include "storage/connection.h"
#include "storage/labeler_store.h"
#include "storage/path_scores.h"
#include "storage/rating_store.h"
#include "tests/storage/fixture.h"

using namespace stepmark;
using namespace stepmark::storage;

namespace {

/// Everything that a tree says, to be compared.
QStringList said(const std::vector<LabelledTree>& trees) {
    QStringList lines;
    for (const LabelledTree& tree : trees) {
        lines << QStringLiteral("%1 %2 %3").arg(tree.problem).arg(tree.problem_text.c_str(), toText(tree.split).data());
        for (int node = 0; node < tree.tree.size(); ++node) {
            const auto& label = tree.labels.at(static_cast<std::size_t>(node));
            lines << QStringLiteral("  %1 %2 %3 %4")
                         .arg(tree.tree[node].id)
                         .arg(tree.tree[node].parent)
                         .arg(tree.tree[node].text.c_str())
                         .arg(label ? static_cast<int>(*label) : 9);
        }
    }
    return lines;
}

QStringList said(const std::vector<Candidate>& candidates) {
    QStringList lines;
    for (const Candidate& one : candidates)
        lines << QStringLiteral("%1 %2 %3 %4 %5")
                     .arg(one.solution)
                     .arg(one.score)
                     .arg(one.uncertainty)
                     .arg(one.key)
                     .arg(one.correct ? int(*one.correct) : 9);
    return lines;
}

void rate(Project& project, const fixture::Stored& of, Rating rating) {
    const LabelerId labeler = LabelerStore(project).named("ann").id;
    const auto pass = AnnotationStore(project).begin(of.solution, labeler, 0, Purpose::Label);
    RatingStore(project).append({.annotation = pass.id, .step = of.steps[0], .rating = rating});
}

} // namespace

class TestPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatTheProjectHoldsNow_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("reads");
        QTest::newRow("nothing") << "nothing" << 1;
        QTest::newRow("a label") << "label" << 1;
        QTest::newRow("a label that another program gives") << "other" << 1;
        QTest::newRow("a split") << "split" << 1;
        QTest::newRow("a score") << "score" << 1;
        QTest::newRow("a step") << "step" << 2;
        QTest::newRow("a problem") << "problem" << 2;
        QTest::newRow("a problem without steps") << "bare" << 2;
        QTest::newRow("an import comes into sight") << "import" << 2;
    }
    /// Else a round would train on labels of before, or score a step that is not there.
    void tellsWhatTheProjectHoldsNow() {
        QFETCH(QString, change);
        const fixture::Folder folder;
        auto project = folder.project();
        const auto a = fixture::addSolution(project, "a", {"one", "two"}, true);
        fixture::addSolution(project, "a", {"one", "three"}, false);
        const auto b = fixture::addSolution(project, "b", {"one"});
        rate(project, b, Rating::Neutral);
        const ModelId model = 1;
        project.connection().execute("INSERT INTO model (kind, path, created_at) VALUES ('prm', 'x', '')");
        const auto score = [&](StepId step, float good) {
            const StepScoreRow row{step, {1 - good, 0, good}};
            ScoreStore(project).writeSteps(model, {&row, 1});
        };
        for (const StepId step : a.steps)
            score(step, 0.5F);
        if (change == "import") { // of another program, whose rows are not to be seen yet
            fixture::addSolution(project, "c", {"four"});
            for (const char* sql :
                 {"INSERT INTO import_run (id, pid, host, beat_at, created_at) VALUES (1, 1, '', '', '')",
                  "INSERT INTO hidden SELECT 'step', MAX(id), MAX(id), 1 FROM step_row",
                  "INSERT INTO hidden SELECT 'problem', MAX(id), MAX(id), 1 FROM problem_row",
                  "INSERT INTO hidden SELECT 'solution', MAX(id), MAX(id), 1 FROM solution_row"})
                project.connection().execute(sql);
        }
        Pool pool(project);
        QCOMPARE(said(pool.trees()), said(StepStore(project).labelledTrees()));
        pool.paths();
        if (change == "label")
            rate(project, a, Rating::Negative);
        else if (change == "other") {
            auto beside = Project::open(project.path());
            rate(beside, b, Rating::Positive);
        } else if (change == "split")
            ProblemStore(project).setSplit(b.problem, Split::Test);
        else if (change == "score")
            score(a.steps[0], 0.9F);
        else if (change == "step")
            fixture::addSolution(project, "a", {"one", "four"});
        else if (change == "problem")
            fixture::addSolution(project, "c", {"one"});
        else if (change == "bare")
            fixture::addSolution(project, "c", {});
        else if (change == "import")
            project.connection().execute("DELETE FROM hidden");
        const CandidateFilter filter{.split = Split::Train, .unlabelled_only = false};
        for (const ModelId by : {model, ModelId(0)})
            QCOMPARE(said(candidates(project, pool.paths(), by, filter)),
                     said(ScoreStore(project).candidates(by, filter)));
        QCOMPARE(solutionScores(project, pool.paths(), model, filter).size(),
                 ScoreStore(project).solutionScores(model, filter).size());
        QCOMPARE(said(pool.trees()), said(StepStore(project).labelledTrees()));
        QTEST(int(pool.reads()), "reads");
        for (const StepId step : a.steps)
            QCOMPARE(pool.paths().drawKey(step), StepStore(project).drawKey(step));
    }
};

QTEST_GUILESS_MAIN(TestPool)
#include "tst_pool.moc"
