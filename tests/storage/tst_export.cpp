// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "storage/annotation_store.h"
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/labeler_store.h"
#include "storage/model_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "tests/storage/fixture.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace stepmark;
using namespace stepmark::interchange;
using nlohmann::json;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

std::vector<json> exported(storage::Project& project, const Folder& folder, const formats::Format* format,
                           NeutralExport neutral = NeutralExport::Positive) {
    ExportOptions options;
    options.format = format;
    options.neutral = neutral;
    exportFile(project, folder.path("out.jsonl"), options);
    std::vector<json> rows;
    std::ifstream file(folder.path("out.jsonl"));
    for (std::string line; std::getline(file, line);)
        rows.push_back(json::parse(line));
    return rows;
}

// A labeler's pass in the window: ratings of the solution's first steps.
AnnotationId label(storage::Project& project, const fixture::Stored& s,
                   const std::vector<std::optional<Rating>>& ratings, FinishReason reason, RoundId round = 0) {
    storage::AnnotationStore annotations(project);
    const auto id = annotations.begin(s.solution, storage::LabelerStore(project).named("ann").id, round).id;
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        RatingEvent event;
        event.annotation = id;
        event.step = s.steps[i];
        event.rating = ratings[i];
        if (ratings[i])
            storage::RatingStore(project).append(event);
    }
    annotations.finish(id, reason, 4321);
    return id;
}

} // namespace

class Export : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: anything of a PRM800K row that our tables have no column for.
    void oddRowsComeBackTheSame_data() {
        QTest::addColumn<QByteArray>("row");
        const auto add = [](const char* name, const char* question, const char* steps, const char* rest) {
            QTest::newRow(name) << QByteArray(R"({"question": {"problem": "p")") + question +
                                       R"(}, "label": {"steps": )" + steps + "}" + rest + "}";
        };
        add("bare", "", "[]", "");
        add("unknown fields", R"(, "level": 5)", "[]",
            R"(, "version": {"a": [1, 2.5, null]}, "labeler": "x", "timestamp": "2022-07-30T23:23:32.118856")");
        add("time with a zone", "", "[]", R"(, "timestamp": "2022-07-30T23:23:32+02:00", "generation": -1)");
        add("completions null", "", R"([{"completions": null, "human_completion": null, "chosen_completion": null}])",
            "");
        add("the same text twice, rated differently", "",
            R"([{"completions": [{"text": "a", "rating": 1, "flagged": false}, {"text": "a", "rating": -1, "flagged": null}], "chosen_completion": 1}])",
            "");
        add("human and chosen", "",
            R"([{"completions": [{"text": "a", "rating": 0}], "human_completion": {"text": "b", "rating": null, "source": "human", "flagged": false, "corrected_rating": 1}, "chosen_completion": 0}, {"completions": [{"text": "c", "rating": 1}], "chosen_completion": null}])",
            "");
        add("human's text was offered", "",
            R"([{"completions": [{"text": "a", "rating": -1}], "human_completion": {"text": "a", "rating": null}, "chosen_completion": null}])",
            "");
        add("newline at the end", "",
            R"([{"completions": [{"text": "a\n", "rating": 1}, {"text": "", "rating": null}], "chosen_completion": 0}])",
            "");
        add("pre-generated",
            R"(, "ground_truth_answer": "2", "ground_truth_solution": null, "pre_generated_steps": ["a", "b"], "pre_generated_answer": "3", "pre_generated_verifier_score": 0.25)",
            R"([{"completions": [{"text": "a", "rating": -1}], "chosen_completion": null}])",
            R"(, "is_quality_control_question": true)");
    }
    void oddRowsComeBackTheSame() {
        QFETCH(QByteArray, row);
        const Folder folder;
        auto project = folder.project();
        importFile(project, folder.write("in", row.toStdString()));
        // Another file knows more of the problem: that must not leak into the row.
        importFile(project, folder.write("more", R"({"problem": "p", "answer": "7", "reference_solution": "r"})"));
        const auto rows = exported(project, folder, &formats::kPrm800k);
        QCOMPARE(rows.size(), std::size_t(1));
        const json original = json::parse(row.toStdString());
        QVERIFY2(rows[0] == original, json::diff(original, rows[0]).dump().c_str());
    }

    // Lost: PRM800K's form for marks made in Stepmark.
    void ownMarksAreWrittenInPrm800ksForm() {
        const Folder folder;
        auto project = folder.project();
        const auto s = fixture::addSolution(project, "p", {"a", "b", "c"});
        storage::ModelRecord record;
        record.kind = "prm";
        record.path = "x";
        const ModelId model = storage::ModelStore(project).add(record);
        storage::ScoreStore(project).writeSteps(model, std::vector<storage::StepScoreRow>{{s.steps[0], {0.5f, 0, 0.5f}},
                                                                                          {s.steps[1], {0.5f, 0.5f, 0}},
                                                                                          {s.steps[2], {0, 0, 1}}});
        storage::Round round;
        round.model = model;
        const auto stored = storage::RoundStore(project).add(round);
        label(project, s, {Rating::Positive, Rating::Negative}, FinishReason::FoundError, stored.id);
        const json row = exported(project, folder, &formats::kPrm800k)[0];
        QVERIFY(row["labeler"] == json("ann"));
        QVERIFY(row["generation"] == json(1));
        QVERIFY(row["is_quality_control_question"] == json(false));
        QVERIFY(row["question"]["pre_generated_steps"] == json({"a", "b", "c"}));
        QVERIFY(row["question"]["pre_generated_verifier_score"] == json(0.25));
        QVERIFY(row["label"]["finish_reason"] == json("found_error"));
        QVERIFY(row["label"]["total_time"] == json(4321));
        const json& steps = row["label"]["steps"];
        QCOMPARE(steps.size(), std::size_t(2));
        QVERIFY(
            steps[0] ==
            json::parse(
                R"({"completions": [{"text": "a", "rating": 1, "flagged": false}], "human_completion": null, "chosen_completion": 0})"));
        QVERIFY(steps[1]["completions"][0]["rating"] == json(-1));
        QVERIFY(steps[1]["chosen_completion"] == json());
        // And what was written can be read.
        auto second = folder.project("b.stepmark");
        importFile(second, folder.path("out.jsonl"));
        QCOMPARE(storage::counts(second).ratings, 2);
        QVERIFY(exported(second, folder, &formats::kPrm800k)[0] == row);
    }

    // Lost: what a neutral mark means, if the format's two words decided by themselves.
    void trlFollowsTheNeutralPolicy_data() {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QString>("labels");
        QTest::newRow("positive") << int(NeutralExport::Positive) << "[[true,true,false,true]]";
        QTest::newRow("negative") << int(NeutralExport::Negative) << "[[true,false,false,true]]";
        QTest::newRow("drop") << int(NeutralExport::Drop) << "[[true],[false,true]]";
    }
    void trlFollowsTheNeutralPolicy() {
        QFETCH(int, policy);
        QFETCH(QString, labels);
        const Folder folder;
        auto project = folder.project();
        const auto s = fixture::addSolution(project, "p", {"a", "b", "c", "d"});
        label(project, s, {Rating::Positive, Rating::Neutral, Rating::Negative, Rating::Positive},
              FinishReason::FoundError);
        const auto rows = exported(project, folder, &formats::kTrl, static_cast<NeutralExport>(policy));
        json found = json::array();
        for (const json& row : rows) {
            QCOMPARE(row["completions"].size(), row["labels"].size());
            found.push_back(row["labels"]);
        }
        QCOMPARE(QString::fromStdString(found.dump()), labels); // "d" was judged, too
        QVERIFY(rows[0]["prompt"] == json("p\n\n"));
        if (rows.size() == 2)
            QVERIFY(rows[1]["prompt"] == json("p\n\na\nb\n")); // the dropped step is still read
    }

    // Lost: unlabelled steps turned into wrong ones, or the labels of PRM800K's alternatives.
    void trlKeepsEveryRatingOnce() {
        const Folder folder;
        auto project = folder.project();
        const json row = json::parse(R"({"question": {"problem": "p"}, "label": {"steps": [
            {"completions": [{"text": "a", "rating": -1}, {"text": "b", "rating": null}, {"text": "e", "rating": 1}],
             "human_completion": {"text": "h", "rating": null}, "chosen_completion": null},
            {"completions": [{"text": "c", "rating": 1}, {"text": "c", "rating": 1}, {"text": "d", "rating": -1}],
             "chosen_completion": 0}]}})");
        importFile(project, folder.write("in", row.dump()));
        const auto rows = exported(project, folder, &formats::kTrl);
        QVERIFY(json(rows) == json::parse(R"([
            {"prompt": "p\n\nh\n", "completions": ["c"], "labels": [true]},
            {"prompt": "p\n\n", "completions": ["a"], "labels": [false]},
            {"prompt": "p\n\n", "completions": ["e"], "labels": [true]},
            {"prompt": "p\n\nh\n", "completions": ["d"], "labels": [false]}])"));
    }

    // Lost: a project's solutions, if another project could not read them.
    void plainRowsCanBeReadAgain() {
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.write(
            "in",
            R"({"problem_id": "k", "problem": "p", "answer": "2", "candidate": 4, "correct": false, "final_answer": "3", "source": "s", "split": "test", "steps": ["a", "b"], "labels": [1, null], "subject": "x"})"
            "\n"
            R"({"problem": "q", "split": "train", "steps": ["c"], "source": "s"})"
            "\n");
        importFile(project, path);
        const auto rows = exported(project, folder, &formats::kJsonl);
        QCOMPARE(rows.size(), std::size_t(2));
        std::ifstream file(path);
        for (const json& row : rows) {
            std::string line;
            std::getline(file, line);
            QVERIFY(row == json::parse(line));
        }
        ExportOptions test;
        test.format = &formats::kJsonl;
        test.split = Split::Test;
        QCOMPARE(exportFile(project, folder.path("out"), test).rows, 1);
    }

    void badRequestsAreRefused_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("says");
        QTest::newRow("the project itself") << "a.stepmark"
                                            << "jsonl"
                                            << "itself";
        QTest::newRow("no such folder") << "no/out"
                                        << "jsonl"
                                        << "does not exist";
        QTest::newRow("a format that is only read") << "out"
                                                    << "gsm8k"
                                                    << "gsm8k";
        QTest::newRow("existing file") << "taken"
                                       << "jsonl"
                                       << "exists already";
    }
    void badRequestsAreRefused() {
        QFETCH(QString, target);
        QFETCH(QString, format);
        QFETCH(QString, says);
        const Folder folder;
        auto project = folder.project();
        folder.write("taken", "precious");
        ExportOptions options{formats::find(format.toStdString()), NeutralExport::Positive, {}, false};
        const QString error = errorOf([&] { exportFile(project, folder.path(target.toStdString()), options); });
        QVERIFY2(error.contains(says), qPrintable(error));
        QVERIFY(!std::filesystem::exists(folder.path("out")));
        QVERIFY(folder.files().filter(".part").isEmpty());
    }

    // Lost: the last good export, if a stopped one replaced it.
    void stoppedExportLeavesTheOldFile() {
        const Folder folder;
        auto project = folder.project();
        fixture::addSolution(project, "p", {"a"});
        folder.write("out", "old");
        std::stop_source stop;
        ExportOptions options;
        options.format = &formats::kJsonl;
        const auto sink = [&stop](const Progress&) { stop.request_stop(); };
        fixture::addSolution(project, "q", {"a"});
        QVERIFY_EXCEPTION_THROWN(exportFile(project, folder.path("out"), options, sink, stop.get_token()), Cancelled);
        QCOMPARE(std::filesystem::file_size(folder.path("out")), std::uintmax_t(3));
        QVERIFY(folder.files().filter(".part").isEmpty());
    }
};

QTEST_GUILESS_MAIN(Export)
#include "tst_export.moc"
