// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/score_file.h"
#include "storage/model_store.h"
#include "storage/score_store.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::interchange;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

class ScoreFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: somebody else's scores, put on the wrong steps.
    void scoreFilesFindTheirSolutions() {
        const Folder folder;
        auto project = folder.project();
        importFile(project,
                   folder.write("in", R"({"problem_id": "k", "problem": "p", "candidate": 0, "steps": ["a", "b"]})"
                                      "\n"
                                      R"({"problem_id": "k", "problem": "p", "candidate": 1, "steps": ["a", "c"]})"
                                      "\n"));
        storage::ModelRecord record;
        record.kind = "scores";
        record.path = "x";
        const ModelId model = storage::ModelStore(project).add(record);
        const auto path = folder.write("scores", R"({"problem_id": "k", "candidate": 1, "step_scores": [0.75, 0.25]})"
                                                 "\n"
                                                 R"({"problem": "p", "steps": ["a", "b"], "step_scores": [0.25, 1]})"
                                                 "\n"
                                                 R"({"problem_id": "k", "candidate": 9, "step_scores": [0.5]})"
                                                 "\n");
        const auto report = importStepScores(project, path, model);
        QCOMPARE(report.steps, 3);
        QCOMPARE(report.unmatched, 1);
        const auto solution =
            *storage::SolutionStore(project).find(*storage::SolutionStore(project).findCandidate("k", 1));
        const auto scores = storage::ScoreStore(project).path(model, solution.leaf);
        QCOMPARE(scores[0]->positive, 0.5f); // scored twice
        QCOMPARE(scores[1]->positive, 0.25f);
        QCOMPARE(scores[1]->negative, 0.75f);
        for (const auto& [row, says] :
             {std::pair(R"({"problem_id": "k", "candidate": 1, "step_scores": [0.5]})", "1 entries"),
              std::pair(R"({"problem_id": "k", "candidate": 1, "step_scores": [0.5, 1.5]})", "0 to 1"),
              std::pair(R"({"problem_id": "k", "step_scores": [0.5, 1]})", "\"steps\""),
              std::pair(R"({"problem_id": "z", "candidate": 1, "step_scores": [1]})", "no solution")}) {
            const QString error = errorOf([&] { importStepScores(project, folder.write("bad", row), model); });
            QVERIFY2(error.contains(says), qPrintable(error));
        }
    }
};

QTEST_GUILESS_MAIN(ScoreFile)
#include "tst_score_file.moc"
