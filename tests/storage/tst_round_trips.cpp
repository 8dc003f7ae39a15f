// SPDX-License-Identifier: GPL-3.0-or-later
// Every format that goes out and comes in: what went out comes in, and goes out again the same.
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/interchange/import.h"
#include "storage/labeler_store.h"
#include "tests/storage/fixture.h"
#include "tests/storage/round_trip_project.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace stepmark;
using namespace stepmark::interchange;
using nlohmann::json;
using stepmark::fixture::everything;
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
        QTest::newRow("prm800k") << "prm800k"
                                 << "two_opinions 0 solutions_without_labels 1" << 14;
        QTest::newRow("jsonl") << "jsonl"
                               << "alternatives 1 two_opinions 1" << 11;
        QTest::newRow("csv") << "csv"
                             << "alternatives 1 two_opinions 1" << 11;
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
        for (const char* file :
             {"prm800k/raw_schema_rows.jsonl", "math-shepherd/sample.jsonl", "processbench/gsm8k.jsonl"})
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
