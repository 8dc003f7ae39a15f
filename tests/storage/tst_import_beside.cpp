// SPDX-License-Identifier: GPL-3.0-or-later
// An import beside people who label and programs that read, killed, cancelled, and of rows without measure. This
// program is its own child: "--import FILE DATA".
#include "storage/annotation_store.h"
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/import_run.h"
#include "storage/interchange/export.h"
#include "storage/interchange/preview.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "storage/solution_history.h"
#include "storage/solution_list.h"
#include "storage/statement.h"
#include "tests/sanitized.h"
#include "tests/storage/fixture.h"

#include <QCoreApplication>
#include <QProcess>

#include <nlohmann/json.hpp>

#include <atomic>
#include <iostream>
#include <thread>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::interchange;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

constexpr int kSteps = test::kSanitized ? 10'000 : 100'000; ///< of a solution that is as long as a book

std::string number(int value) { return std::to_string(value); }

/// Rated solutions of their own problems.
std::string rows(int count, int steps) {
    std::string text;
    for (int row = 0; row < count; ++row) {
        text += R"({"problem": "How many are )" + number(row) + R"( apples?", "answer": "7", "labeler": "by )" +
                number(row % 3) + R"(", "steps": [)";
        std::string labels;
        for (int step = 0; step < steps; ++step) {
            text += (step == 0 ? "\"" : ", \"") + number(row) + " and " + number(step) + " make some more apples\"";
            labels += step == 0 ? "1" : ", 1";
        }
        text += "], \"labels\": [" + labels + "]}\n";
    }
    return text;
}

/// One labeler's pass over one solution, as PRM800K has it.
std::string prm800k(const std::string& labeler, int steps, int rating) {
    nlohmann::json places = nlohmann::json::array(), texts = nlohmann::json::array();
    for (int i = 0; i < steps; ++i) {
        texts.push_back("step " + number(i));
        places.push_back({{"completions", {{{"text", "step " + number(i)}, {"rating", rating}, {"flagged", false}}}},
                          {"human_completion", nullptr},
                          {"chosen_completion", 0}});
    }
    const nlohmann::json row{{"labeler", labeler},
                             {"timestamp", "2022-07-30T23:23:32.118856"},
                             {"question",
                              {{"problem", "the problem"},
                               {"ground_truth_answer", "7"},
                               {"pre_generated_steps", texts},
                               {"pre_generated_answer", "7"}}},
                             {"label", {{"steps", places}, {"total_time", 7}, {"finish_reason", "solution"}}}};
    return row.dump() + "\n";
}

bool same(const Counts& a, const Counts& b) {
    return a.problems == b.problems && a.steps == b.steps && a.solutions == b.solutions && a.ratings == b.ratings &&
           a.annotations == b.annotations && a.labelers == b.labelers;
}

// Says how far it is after each part; never comes back if it is killed.
int importAloud(const char* path, const char* data) {
    auto project = Project::open(path);
    const ProgressSink sink = [](const Progress& progress) { std::cout << progress.done << std::endl; };
    importFile(project, data, {}, sink);
    return 0;
}

} // namespace

class TestImportBeside : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the project's contents as everybody knew them, if a killed import left a part of itself.
    void aKilledImportLeavesNothing_data() {
        QTest::addColumn<int>("reports");
        for (const int reports : {1, 2})
            QTest::addRow("after %d reports", reports) << reports;
    }
    void aKilledImportLeavesNothing() {
        QFETCH(int, reports);
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.path("a.stepmark");
        fixture::addSolution(project, "How many are 1 apples?", {"mine"});
        const Counts before = counts(project);
        const auto data = folder.write("in.jsonl", rows(3000, 20));
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(),
                      {"--import", QString::fromStdString(path.string()), QString::fromStdString(data.string())});
        for (int lines = 0; lines < reports && process.waitForReadyRead(60000);)
            lines += static_cast<int>(process.readAllStandardOutput().count('\n'));
        process.kill();
        process.waitForFinished(60000);
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);

        auto later = Project::open(path);
        QVERIFY(same(counts(later), before));
        QVERIFY(check(later).empty());
        QVERIFY(!openImports(later).empty());
        const auto report = importFile(later, data); // sweeps, then goes through
        QCOMPARE(report.solutions, 3000);
        QCOMPARE(report.repeated, 0);
        QVERIFY(openImports(later).empty());
        QCOMPARE(counts(later).problems, 3000);
        QCOMPARE(counts(later).steps, 3000 * 20 + 1);
        for (const char* table : {"problem", "step", "solution", "annotation", "rating_event", "labeler"}) {
            const std::string name = table;
            Statement both(later.connection(),
                           "SELECT (SELECT COUNT(*) FROM " + name + "), (SELECT COUNT(*) FROM " + name + "_row)");
            both.run().next();
            QCOMPARE(both.integer(0), both.integer(1));
        }
        QVERIFY(check(later).empty());
    }

    // Lost: a labeler's time, if every mark waited for an import's end.
    void marksGetTheirTurn() {
        const Folder folder;
        auto project = folder.project();
        const auto path = folder.path("a.stepmark");
        const auto s = fixture::addSolution(project, "p", {"one"});
        RatingEvent event;
        event.annotation = AnnotationStore(project).begin(s.solution, LabelerStore(project).named("ann").id).id;
        event.step = s.steps[0];
        event.rating = Rating::Positive;
        const auto data = folder.write("in.jsonl", rows(3000, 20));
        std::atomic<bool> over = false;
        QString error;
        std::jthread import([&] {
            auto mine = Project::open(path);
            error = errorOf([&] { importFile(mine, data); });
            over = true;
        });
        RatingStore ratings(project);
        int marks = 0;
        for (; !over; ++marks)
            ratings.append(event); // an import in one transaction would let one through
        import.join();
        QCOMPARE(error, QString());
        QVERIFY2(marks > 10, qPrintable(QString::number(marks)));
        QCOMPARE(std::ssize(ratings.history(event.annotation)), marks);
        QCOMPARE(counts(project).rating_events, 3000 * 20 + marks);
        QVERIFY(check(project).empty());
    }

    // Lost: all or nothing, if what an import says of older rows was seen before its own.
    void olderRowsChangeWithTheImport() {
        const Folder folder;
        auto project = folder.project();
        importFile(project, folder.write("first", prm800k("ann", 3, 1)));
        Problem bare;
        bare.text = "How many are 5 apples?";
        const ProblemId known = ProblemStore(project).add(bare).problem.id;
        auto other = Project::open(folder.path("a.stepmark"));
        const auto look = [&] {
            const auto row = SolutionList(other).rows(std::vector<SolutionId>{1})[0];
            return QString("%1 %2 %3")
                .arg(row.marks)
                .arg(ProblemStore(other).find(known)->answer.value_or("none").c_str())
                .arg(counts(other).annotations);
        };
        QStringList seen;
        const ProgressSink sink = [&](const Progress&) { seen << look(); };
        const std::array files{folder.write("second", prm800k("bob", 3, -1)), folder.write("third", rows(2000, 10))};
        const auto reports = importFiles(project, files, {}, sink);
        QCOMPARE(reports[0].solutions, 0); // the same solution, judged again
        QCOMPARE(reports[0].ratings, 3);
        QVERIFY(seen.size() > 1);
        seen.removeDuplicates();
        QCOMPARE(seen, QStringList{"3 none 1"});
        QCOMPARE(look(), QString("6 7 2002"));
        QVERIFY(check(project).empty());
    }

    // Lost: the first of two files, or the claim that it was not imported.
    void severalFilesAreOneImport() {
        const Folder folder;
        auto project = folder.project();
        const auto good = folder.write("good", rows(20, 3));
        const std::array bad{good, folder.write("bad", rows(30, 2) + "{\"problem\": 7}\n")};
        QVERIFY(errorOf([&] { importFiles(project, bad); }).contains("line 31"));
        QCOMPARE(counts(project).problems, 0);
        sweepImports(project); // a slow machine may not have come to the end of it
        QVERIFY(openImports(project).empty());
        const std::array twice{good, good};
        const auto reports = importFiles(project, twice);
        QCOMPARE(reports[0].solutions, 20);
        QCOMPARE(reports[1].repeated, 20);
        QCOMPARE(counts(project).solutions, 20);
        QCOMPARE(importFile(project, good).repeated, 20);
    }

    // Lost: minutes and a deaf program, where a solution is as long as a book.
    void aSolutionWithoutMeasure_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<int>("ratings");
        QTest::newRow("labels") << QByteArray::fromStdString(rows(1, kSteps)) << kSteps;
        QTest::newRow("PRM800K") << QByteArray::fromStdString(prm800k("ann", kSteps, 1)) << kSteps;
        nlohmann::json text{{"problem", "p"}, {"answer", "7"}};
        std::string solution;
        for (int i = 0; i < kSteps; ++i)
            solution += "line " + number(i) + " of it\n";
        text["solution"] = solution + "# Answer\n\n7";
        QTest::newRow("a text") << QByteArray::fromStdString(text.dump()) << 0;
    }
    void aSolutionWithoutMeasure() {
        QFETCH(QByteArray, row);
        QFETCH(int, ratings);
        const Folder folder;
        auto project = folder.project();
        const auto data = folder.write("in", row.toStdString());
        QCOMPARE(previewFile(project, data).error, std::nullopt);
        const auto report = importFile(project, data);
        QCOMPARE(report.steps, kSteps);
        QCOMPARE(report.ratings, ratings);
        QVERIFY(check(project).empty());
        QCOMPARE(StepStore(project).path(StepStore(project).tree(1)[kSteps - 1].id).size(), std::size_t(kSteps));
        QCOMPARE(std::ssize(SolutionHistory(project).events(1)), ratings);
        for (const formats::Format* format : {&formats::kJsonl, &formats::kPrm800k, &formats::kTrl}) {
            ExportOptions options;
            options.format = format;
            options.overwrite = true;
            QCOMPARE(exportFile(project, folder.path("out"), options).ratings, ratings);
            QCOMPARE(exportCounts(project, options).positive, ratings);
        }
    }

    // Lost: the program, for as long as one row takes.
    void aCancelIsHeardWithinARow() {
        const Folder folder;
        auto project = folder.project();
        const auto data = folder.write("in", rows(1, 100'000));
        std::stop_source stop;
        bool cancelled = false;
        std::jthread import([&] {
            auto mine = Project::open(folder.path("a.stepmark"));
            try {
                importFile(mine, data, {}, {}, stop.get_token());
            } catch (const Cancelled&) {
                cancelled = true;
            }
        });
        std::int64_t hidden = 0;
        while (hidden == 0) { // its first rows are there
            const auto open = openImports(project);
            hidden = open.empty() ? 0 : open[0].rows;
        }
        stop.request_stop();
        import.join();
        QVERIFY(cancelled);
        QVERIFY2(hidden < 100'000, qPrintable(QString::number(hidden)));
        QCOMPARE(counts(project).problems, 0);
        QVERIFY(check(project).empty());
        sweepImports(project); // who cancels does not wait for all of it
        QVERIFY(openImports(project).empty());
        Statement left(project.connection(), "SELECT COUNT(*) FROM step_row");
        left.run().next();
        QCOMPARE(left.integer(0), 0);
    }
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc == 4 && std::string_view(argv[1]) == "--import")
        return importAloud(argv[2], argv[3]);
    TestImportBeside test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_import_beside.moc"
