// SPDX-License-Identifier: GPL-3.0-or-later
// Files of every format, into a project. Those of the shared data are skipped where it is absent.
#include "model/domain/error.h"
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/interchange/preview.h"
#include "storage/labeler_store.h"
#include "storage/model_store.h"
#include "storage/score_store.h"
#include "storage/statement.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::interchange;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

constexpr const char* kOpenNumbers = "{\"problem\": \"p\", \"steps\": [\"a\", \"b\"], \"labels\": [1, 0]}\n";

} // namespace

class FormatImports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a format, on the way from the table to the project.
    void everyExampleIsImported_data() {
        QTest::addColumn<const formats::Format*>("format");
        for (const auto* format : formats::all())
            QTest::newRow(std::string(format->word).c_str()) << format;
    }
    void everyExampleIsImported() {
        QFETCH(const formats::Format*, format);
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.write("in.json", "[" + std::string(format->example) + "]");
        ImportOptions options;
        options.format = format;
        const auto preview = previewFile(project, path, options);
        const auto report = importFile(project, path, options);
        QCOMPARE(report.format, format);
        QCOMPARE(report.lines, 1);
        QCOMPARE(report.problems, 1);
        QCOMPARE(report.ratings, report.positive + report.neutral + report.negative);
        // The preview counts what the import then does.
        QCOMPARE(preview.ratings, report.ratings);
        QCOMPARE(preview.negative, report.negative);
        QCOMPARE(preview.solutions, report.solutions);
        QCOMPARE(preview.ignored_fields, report.ignored_fields);
        QCOMPARE(preview.references, report.references);
        QVERIFY(storage::check(project).empty());
        const auto again = importFile(project, path, options);
        QCOMPARE(again.repeated, report.solutions);
        QCOMPARE(again.problems + again.solutions + again.ratings, 0);
    }

    // Lost: a wrong step, taken for a neutral one because nobody asked.
    void zeroAndOneAreAskedAbout() {
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.write("in", std::string("\n") + kOpenNumbers);
        QVERIFY(previewFile(project, path).asks_labels);
        const QString error = errorOf([&] { importFile(project, path); });
        QVERIFY2(error.contains("--labels") && error.contains("line 2"), qPrintable(error));
        QCOMPARE(storage::counts(project).problems, 0);
        ImportOptions options;
        options.read.labels = formats::LabelMeaning::Binary;
        QVERIFY(!previewFile(project, path, options).asks_labels);
        const auto report = importFile(project, path, options);
        QCOMPARE(report.negative, 1);
        QCOMPARE(report.neutral, 0);
        // Another row tells: there 0 is the middle one.
        auto other = folder.project("b.stepmark");
        const auto both = folder.write("both", std::string(kOpenNumbers) +
                                                   "{\"problem\": \"q\", \"steps\": [\"a\"], \"labels\": [-1]}\n");
        QCOMPARE(importFile(other, both).neutral, 1);
    }

    // Lost: a judgement behind the first error, or the fact that there is one.
    void labelsBehindTheFirstErrorAreKeptAndCounted() {
        const Folder folder;
        auto project = folder.project();
        const auto report = importFile(
            project,
            folder.write("in", R"({"prompt": "p", "completions": ["a", "b", "c"], "labels": [true, false, true]})"));
        QCOMPARE(report.positive, 2);
        QCOMPARE(report.negative, 1);
        QCOMPARE(report.after_error, 1);
        QCOMPARE(storage::counts(project).ratings, 3);
    }

    // Lost: the line between what was judged and what was estimated.
    void softLabelsBecomeScores() {
        const Folder folder;
        auto project = folder.project();
        const auto path =
            folder.write("soft.jsonl", R"({"problem": "p", "steps": ["a", "b"], "step_scores": [0.75, 0.25]})"
                                       "\n"
                                       R"({"problem": "p", "steps": ["a", "c"], "step_scores": [0.25, 1]})"
                                       "\n");
        const auto report = importFile(project, path);
        QCOMPARE(report.ratings, 0);
        QCOMPARE(report.scored, 4);
        const auto models = storage::ModelStore(project).list("scores");
        QCOMPARE(models.size(), std::size_t(1));
        storage::ScoreStore scores(project);
        QVERIFY(scores.hasFinished(models[0].id));
        const auto solutions = storage::SolutionStore(project).list();
        const auto path_scores = scores.path(models[0].id, solutions[1].leaf);
        QCOMPARE(path_scores[0]->positive, 0.5f); // the mean of two
        QCOMPARE(path_scores[1]->positive, 1.0f);
        QCOMPARE(importFile(project, path).repeated, 2);
        QCOMPARE(storage::ModelStore(project).list("scores").size(), std::size_t(1));
        ImportOptions options;
        options.read.threshold = 0.5;
        auto other = folder.project("b.stepmark");
        const auto rated = importFile(other, path, options);
        QCOMPARE(rated.positive, 2);
        QCOMPARE(rated.negative, 2);
    }

    // Lost: the knowledge of what was not understood.
    void ignoredFieldsAreCounted() {
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.write("in", R"({"problem": "p", "steps": ["a"], "temperature": 0.7})"
                                             "\n"
                                             R"({"problem": "q", "temperature": 0.7, "topic": "t", "labels": null})"
                                             "\n");
        const std::map<std::string, std::int64_t> ignored{{"temperature", 2}, {"topic", 1}};
        QCOMPARE(previewFile(project, path).ignored_fields, ignored);
        QCOMPARE(importFile(project, path).ignored_fields, ignored);
    }

    // Lost: rows of a table that somebody keeps in a spreadsheet.
    void csvIsImported() {
        const Folder folder;
        auto project = folder.project();
        const auto report = importFile(project, folder.write("in.csv", "problem;answer;steps;labels\n"
                                                                       "\"How; many?\";3;\"One\nTwo\";\"1,-1\"\n"
                                                                       "p;;\"[\"\"a\"\"]\";1\n"
                                                                       "q;4;;\n"));
        QCOMPARE(report.format, &formats::kCsv);
        QCOMPARE(report.problems, 3);
        QCOMPARE(report.solutions, 2);
        QCOMPARE(report.negative, 1);
        QCOMPARE(report.positive, 2);
        QCOMPARE(storage::StepStore(project).path(storage::SolutionStore(project).list()[0].leaf)[1].text,
                 std::string("Two"));
    }

    // Lost: a row's reason for not being used.
    void unusedLabelsAreReported() {
        const Folder folder;
        auto project = folder.project();
        const auto path =
            folder.write("in", R"({"question": "p", "modified_process": ["a", "b"], "error_steps": [1, 5]})");
        const auto report = importFile(project, path);
        QCOMPARE(report.solutions, 1);
        QCOMPARE(report.negative, 1);
        QCOMPARE(report.unused_labels.size(), std::size_t(1));
        QCOMPARE(report.unused_labels.begin()->second, 2);
        QCOMPARE(previewFile(project, path).unused_labels.size(), std::size_t(1));
    }

    // Lost: how many solutions had thoughts, which are none of their steps.
    void foldedThoughtsAreCounted() {
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.write("in", R"({"problem": "p", "solution": "<think>Hm.</think>\nIt is 2."})"
                                             "\n"
                                             R"({"problem": "p", "solution": "It is 3."})"
                                             "\n");
        QCOMPARE(previewFile(project, path).thinking_folded, 1);
        QCOMPARE(importFile(project, path).thinking_folded, 1);
        QCOMPARE(importFile(project, path).thinking_folded, 0); // of the new solutions
    }

    // Lost: that a machine made the labels, where only the user can tell.
    void whoLabelledIsTold_data() {
        QTest::addColumn<std::optional<formats::LabelsOf>>("told");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<bool>("machine");
        const QByteArray unsaid = R"({"prompt": "p", "completions": ["a"], "labels": [true]})";
        const QByteArray of_people = formats::kProcessBench.example.data();
        const std::optional<formats::LabelsOf> nobody, people = formats::LabelsOf::People,
                                                       machine = formats::LabelsOf::Machine;
        QTest::newRow("nobody") << nobody << unsaid << false;
        QTest::newRow("a machine") << machine << unsaid << true;
        QTest::newRow("the format") << nobody << of_people << false;
        QTest::newRow("against the format") << machine << of_people << true;
        QTest::newRow("people") << people << unsaid << false;
    }
    void whoLabelledIsTold() {
        QFETCH(std::optional<formats::LabelsOf>, told);
        QFETCH(QByteArray, row);
        QFETCH(bool, machine);
        const Folder folder;
        auto project = folder.project();
        ImportOptions options;
        options.labels_of = told;
        importFile(project, folder.write("in", row.toStdString()), options);
        const auto labelers = storage::LabelerStore(project).list();
        QCOMPARE(labelers.size(), std::size_t(1));
        QCOMPARE(labelers[0].machine, machine);
    }

    void sharedFilesAreRead_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("word");
        QTest::addColumn<std::vector<int>>("counts"); // problems, solutions, positive, neutral, negative, references
        const auto add = [](const char* file, const char* word, std::vector<int> counts) {
            QTest::newRow(file) << file << word << counts;
        };
        add("cases/trl_numbers.jsonl", "trl", {1, 1, 1, 0, 1, 0});
        add("cases/trl_after_error.jsonl", "trl", {1, 1, 2, 0, 1, 0});
        add("cases/openr.jsonl", "openr", {1, 1, 1, 0, 1, 0});
        add("cases/math_shepherd.jsonl", "math-shepherd", {1, 1, 3, 0, 0, 0});
        add("cases/prmbench.jsonl", "prmbench", {1, 1, 2, 0, 1, 1});
        add("cases/mr_gsm8k.jsonl", "mr-gsm8k", {1, 1, 1, 0, 1, 0});
        add("cases/hard_labels.jsonl", "actprm", {1, 1, 1, 0, 1, 0});
        add("cases/processbench_label_spellings.jsonl", "processbench", {1, 1, 1, 0, 1, 0});
        add("cases/math_reference.jsonl", "math", {2, 0, 0, 0, 0, 2});
        add("data/math-shepherd/sample.jsonl", "math-shepherd", {7, 7, 5, 0, 20, 0});
        add("data/processbench/gsm8k.jsonl", "processbench", {-1, 400, -1, 0, -1, 0});
        add("data/processbench/math.jsonl", "processbench", {-1, 1000, -1, 0, -1, 0});
        add("data/gsm8k/test.jsonl", "gsm8k", {1319, 0, 0, 0, 0, 1319});
        add("data/math/train_problems.jsonl", "jsonl", {-1, 0, 0, 0, 0, 0});
    }
    void sharedFilesAreRead() {
        QFETCH(QString, file);
        QFETCH(QString, word);
        QFETCH(std::vector<int>, counts);
        const auto data = fixture::sharedData();
        if (data.empty())
            QSKIP("The shared data is absent: set STEPMARK_SHARED_DIR.");
        const auto path = data.parent_path() / file.toStdString();
        if (!std::filesystem::exists(path))
            QSKIP("This file of the shared data is absent.");
        const Folder folder;
        auto project = folder.project();
        const auto report = importFile(project, path);
        QCOMPARE(QString::fromStdString(std::string(report.format->word)), word);
        const std::vector<std::int64_t> found{report.problems, report.solutions, report.positive,
                                              report.neutral,  report.negative,  report.references};
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i] >= 0)
                QCOMPARE(found[i], counts[i]);
        QVERIFY(storage::check(project).empty());
    }
};

QTEST_GUILESS_MAIN(FormatImports)
#include "tst_format_imports.moc"
