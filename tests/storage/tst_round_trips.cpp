// SPDX-License-Identifier: GPL-3.0-or-later
// Every format that goes out and comes in: what went out comes in, and goes out again the same.
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/labeler_store.h"
#include "tests/storage/fixture.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace stepmark;
using namespace stepmark::interchange;
using nlohmann::json;
using stepmark::fixture::Folder;

namespace {

std::string bytesOf(const std::filesystem::path& path) {
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string exported(storage::Project& project, const Folder& folder, const formats::Format& format,
                     ExportReport* report = nullptr, NeutralExport neutral = NeutralExport::Positive) {
    const ExportReport done = exportFile(project, folder.path("out"), {.format = &format, .neutral = neutral});
    const ExportReport told = exportCounts(project, {.format = &format, .neutral = neutral});
    if (told.rows != done.rows || told.ratings != done.ratings || told.lost.byWord() != done.lost.byWord())
        return "the preview tells something else";
    if (report)
        *report = done;
    return bytesOf(folder.path("out"));
}

/// All that a project can hold, in texts that formats trip over.
storage::Project everything(const Folder& folder) {
    auto project = folder.project();
    const char* plain =
        R"({"problem": "A crate holds 6 jars.\nHow many do 4 crates hold?", "problem_id": "k-1", "answer": "24", "reference_solution": "6 * 4 = 24", "subject": "algebra", "split": "test", "steps": ["Step 1: A crate, \"full\", holds 6.", "Step 2: 6 * 4 = 26.", "Step 3: So 26; done."], "labels": [1, -1, 1], "labels_mean": "ternary", "final_answer": "26", "correct": false, "candidate": 3, "source": "hand"}
{"problem": "A crate holds 6 jars.\nHow many do 4 crates hold?", "steps": ["Step 1: A crate, \"full\", holds 6.", "Step 2: That is neither here nor there.", "Step 3: 24"], "labels": [1, 0, 1], "labels_mean": "ternary", "candidate": 4, "source": "hand"}
{"problem": "=1+1", "answer": "2", "steps": ["=cmd", "+ 2", "@x", "-3 is no answer", "'=quoted"], "labels": [1, 1, null, 1, null], "labels_mean": "ternary"}
{"problem": "每箱有12瓶，5箱共有多少瓶？", "answer": "60", "steps": ["步骤1：12×5=60。"], "labels": [0], "labels_mean": "ternary"}
{"problem": "Nobody has rated this.", "steps": ["Yes."]}
{"problem": "Nobody has tried this.", "answer": "7", "reference_solution": "It is\n\n7."}
)";
    importFile(project, folder.write("in.jsonl", plain));
    const char* prm800k =
        R"({"labeler": "x", "timestamp": "2022-07-30T23:23:32.118856", "generation": null, "is_quality_control_question": false, "is_initial_screening_question": false, "question": {"problem": "What is 2 + 2?", "ground_truth_answer": "4"}, "label": {"steps": [{"completions": [{"text": "It is 4.", "rating": 1, "flagged": null}, {"text": "It is 5.", "rating": -1, "flagged": null}, {"text": "It is 5.", "rating": 0, "flagged": true}, {"text": "It is 6.", "rating": -1, "flagged": null}], "human_completion": null, "chosen_completion": 0}], "total_time": 5, "finish_reason": "solution"}}
)";
    importFile(project, folder.write("in2.jsonl", prm800k));
    return project;
}

} // namespace

class RoundTrips : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack_data() {
        QTest::addColumn<const formats::Format*>("format");
        for (const formats::Format* format : formats::all())
            if (isWritten(*format))
                QTest::newRow(std::string(format->word).c_str()) << format;
    }
    void everythingComesBack() {
        QFETCH(const formats::Format*, format);
        const Folder folder;
        auto project = everything(folder);
        const std::string first = exported(project, folder, *format);
        QVERIFY(!first.empty());
        auto again = folder.project("again.stepmark");
        const auto report = importFile(again, folder.write("first", first), {.format = format});
        QVERIFY(report.ratings > 0);
        const std::string second = exported(again, folder, *format);
        QVERIFY2(second == first, (first + "\n---\n" + second).c_str());
    }

    /// What a format has no place for is counted: nothing is left out without a word.
    void whatIsLeftOutIsTold_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("lost"); // words and counts that are not 0
        QTest::addColumn<int>("ratings");
        QTest::newRow("prm800k") << "prm800k" << "two_opinions 0 solutions_without_labels 1" << 14;
        QTest::newRow("jsonl") << "jsonl" << "alternatives 1 two_opinions 1" << 11;
        QTest::newRow("csv") << "csv" << "alternatives 1 two_opinions 1" << 11;
    }
    void whatIsLeftOutIsTold() {
        QFETCH(QString, format);
        const Folder folder;
        auto project = everything(folder);
        ExportReport report;
        exported(project, folder, *formats::find(format.toStdString()), &report);
        QFETCH(QString, lost);
        QString told;
        for (const auto& [word, count] : report.lost.byWord())
            if (count > 0 || lost.contains(QString::fromStdString(std::string(word)) + " 0"))
                told += (told.isEmpty() ? "" : " ") + QString::fromStdString(std::string(word)) + ' ' +
                        QString::number(count);
        QCOMPARE(told, lost);
        QTEST(static_cast<int>(report.ratings), "ratings");
    }

    /// A wrong step leaves as wrong, and what was judged behind it leaves, too.
    void trlLabels_data() {
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QByteArray>("back");
        QTest::newRow("numbers") << QByteArray("[1, 0]") << QByteArray("[true,false]");
        QTest::newRow("behind an error") << QByteArray("[true, false, true]") << QByteArray("[true,false,true]");
    }
    void trlLabels() {
        QFETCH(QByteArray, labels);
        QFETCH(QByteArray, back);
        const Folder folder;
        json row{{"prompt", "1 + 1"}, {"completions", json::array()}, {"labels", json::parse(labels.toStdString())}};
        for (std::size_t i = 0; i < row["labels"].size(); ++i)
            row["completions"].push_back("step " + std::to_string(i));
        auto project = folder.project();
        importFile(project, folder.write("in.jsonl", row.dump()));
        const json out = json::parse(exported(project, folder, formats::kTrl));
        QCOMPARE(out["labels"].dump(), back.toStdString());
        QCOMPARE(out["prompt"].get<std::string>(), std::string("1 + 1\n\n")); // the tokens that Stepmark reads
    }

    /// Real files, in and out and in and out.
    void realFiles_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        for (const char* file : {"prm800k/raw_schema_rows.jsonl", "math-shepherd/sample.jsonl", "processbench/gsm8k.jsonl"})
            for (const char* format : {"prm800k", "trl", "openrlhf", "math-shepherd", "processbench", "jsonl", "csv"})
                QTest::addRow("%s as %s", file, format) << file << format;
    }
    void realFiles() {
        QFETCH(QString, file);
        QFETCH(QString, format);
        const std::filesystem::path shared = fixture::sharedData();
        if (shared.empty())
            QSKIP("The shared data is absent: set STEPMARK_SHARED_DIR.");
        const auto path = shared / file.toStdString();
        const formats::Format& form = *formats::find(format.toStdString());
        const Folder folder;
        auto project = folder.project();
        importFile(project, path);
        const std::string first = exported(project, folder, form);
        if (first.empty())
            return; // no row of that file fits the form, which whatIsLeftOutIsTold counts
        auto again = folder.project("again.stepmark");
        importFile(again, folder.write("first", first), {.format = &form});
        QVERIFY(exported(again, folder, form) == first);
    }
};

QTEST_GUILESS_MAIN(RoundTrips)
#include "tst_round_trips.moc"
