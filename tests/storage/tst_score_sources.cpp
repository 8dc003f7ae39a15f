// SPDX-License-Identifier: GPL-3.0-or-later
// Step scores that somebody else gave are found by their names.
#include "storage/model_store.h"
#include "storage/score_sources.h"
#include "storage/score_store.h"
#include "tests/storage/fixture.h"

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

namespace {

std::string softRow(const std::string& problem, double second) {
    return R"({"problem": ")" + problem + R"(", "steps": ["a", "b"], "step_scores": [0.75, )" + std::to_string(second) +
           "]}\n";
}

} // namespace

class TestScoreSources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noneAndUnknown() {
        const Folder folder;
        auto project = folder.project();
        QVERIFY(scoreSources(project).empty());
        QVERIFY(errorOf([&] { scoreSource(project, "shares"); }).contains("no score source 'shares', and no other"));
        const auto one = folder.write("one.jsonl", softRow("p", 0.25));
        interchange::importFile(project, one);
        interchange::ImportOptions named;
        named.source = "shares";
        interchange::importFile(project, folder.write("two.jsonl", softRow("q", 0.5)), named);
        const QString error = errorOf([&] { scoreSource(project, "share"); });
        QVERIFY2(error.contains("'one.jsonl', 'shares'"), qPrintable(error));
        QCOMPARE(scoreSource(project, "shares").steps, std::int64_t(2));
        QCOMPARE(scoreSource(project, one.string()).name, std::string("one.jsonl")); // by its path, too
        QVERIFY(scoreSource(project, "one.jsonl").imported);
    }

    // A data set in several files is one source, chosen by one name.
    void filesOfOneSource() {
        const Folder folder;
        auto project = folder.project();
        interchange::ImportOptions named;
        named.source = "shares";
        for (const char* problem : {"p", "q"})
            interchange::importFile(project, folder.write(problem, softRow(problem, 0.5)), named);
        const auto sources = scoreSources(project);
        QCOMPARE(sources.size(), std::size_t(1));
        QCOMPARE(sources[0].steps, std::int64_t(4));
    }

    // Scores that are only partly there are not offered: what is chosen by them would be by those that came first.
    void unfinishedOnes() {
        const Folder folder;
        auto project = folder.project();
        const Stored stored = addSolution(project, "p", {"a"});
        const ModelId model = ModelStore(project).add({.kind = "scores", .path = "/x/scores.jsonl"});
        ScoreStore scores(project);
        scores.begin(model);
        const StepScoreRow row{stored.steps[0], {0.5F, 0, 0.5F}};
        scores.writeSteps(model, std::span(&row, 1));
        QVERIFY(scoreSources(project).empty());
        scores.finish(model);
        QVERIFY(!scoreSource(project, "scores.jsonl").imported);
    }

    void oneNameForSeveral() {
        const Folder folder;
        auto project = folder.project();
        const Stored stored = addSolution(project, "p", {"a"});
        const StepScoreRow row{stored.steps[0], {0.5F, 0, 0.5F}};
        std::vector<ModelId> models;
        for (const char* path : {"/x/scores.jsonl", "/y/scores.jsonl", "-", "-"}) {
            models.push_back(ModelStore(project).add({.kind = "scores", .path = path}));
            ScoreStore(project).writeSteps(models.back(), std::span(&row, 1));
        }
        QVERIFY(errorOf([&] { scoreSource(project, "scores.jsonl"); }).contains("'/x/scores.jsonl' or"));
        QCOMPARE(scoreSource(project, "/y/scores.jsonl").model, models[1]);
        QCOMPARE(scoreSource(project, "-").model, models[3]); // of several pipes the newest
    }
};

QTEST_GUILESS_MAIN(TestScoreSources)
#include "tst_score_sources.moc"
