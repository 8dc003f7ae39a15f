// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/interchange/json_lines.h"
#include "storage/interchange/preview.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::interchange;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;

namespace {

const std::string kRow = R"({"problem":"1 + 1","answer":"2","steps":["It is 2.","So 2."],"labels":[1,-1]})"
                         "\n";
const std::string kPlain = R"({"problem":"2 + 2","steps":["It is 4."]})"
                           "\n";

} // namespace

class PreviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the chance to say no before anything is taken in.
    void tellsWhatWouldBeRead() {
        const Folder folder;
        auto project = folder.project();
        const auto preview = previewFile(project, folder.write("a.jsonl", kRow + kPlain + kPlain));
        QCOMPARE(preview.format, std::optional(&formats::kJsonl));
        QVERIFY(preview.whole_file && !preview.error);
        QCOMPARE(preview.rows, 3);
        QCOMPARE(preview.problems, 2);
        QCOMPARE(preview.solutions, 3);
        QCOMPARE(preview.steps, 4);
        QCOMPARE(preview.ratings, 2);
        QCOMPARE(preview.repeated, 0);
        QCOMPARE(preview.without_answer, 2);
        QCOMPARE(preview.sample.size(), std::size_t(3));
        QCOMPARE(preview.sample[0].labels[1], std::optional(Rating::Negative));
        QCOMPARE(preview.sample[0].source, std::string("a.jsonl"));
        QCOMPARE(preview.sample[2].line, 3);
        QCOMPARE(storage::counts(project).problems, 0); // nothing was written
    }

    // Lost: trust in "already there", if it were told otherwise than the import does it.
    void knowsWhatIsThereAlready() {
        const Folder folder;
        auto project = folder.project();
        importFile(project, folder.write("a.jsonl", kRow + kPlain));
        QCOMPARE(previewFile(project, folder.write("a.jsonl", kRow + kPlain + kPlain)).repeated, 2);
        // A judgement is known wherever it stands, a sample of another file is another one.
        QCOMPARE(previewFile(project, folder.write("b.jsonl", kRow + kPlain)).repeated, 1);
        QCOMPARE(previewFile(project, folder.path("b.jsonl"), {.source = "a.jsonl"}).repeated, 2);
    }

    // Lost: the line to look at.
    void tellsTheFirstError_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("says");
        const QString good = QString::fromStdString(kRow);
        QTest::newRow("no JSON") << good + "\n{\"problem\": oops}\n" << 3 << "valid JSON";
        QTest::newRow("wrong type") << good + "{\"problem\": 7}\n" << 2 << "problem";
        QTest::newRow("no known format") << "{\"a\": 1}\n" << 1 << "no known format";
        QTest::newRow("empty") << "" << 0 << "empty";
        QTest::newRow("blank lines only") << "\n\n" << 0 << "empty";
    }
    void tellsTheFirstError() {
        QFETCH(QString, content);
        QFETCH(int, line);
        QFETCH(QString, says);
        const Folder folder;
        auto project = folder.project();
        const auto preview = previewFile(project, folder.write("a.jsonl", content.toStdString()));
        QVERIFY(preview.error);
        QVERIFY2(QString::fromStdString(*preview.error).contains(says), preview.error->c_str());
        QCOMPARE(preview.error_line, line);
        QCOMPARE(preview.error_text.empty(), line == 0);
    }

    // Lost: a look at a huge file within a moment.
    void looksAtTheBeginningOnly() {
        const Folder folder;
        auto project = folder.project();
        std::string rows;
        for (int i = 0; i < 500; ++i)
            rows += kRow;
        const auto preview =
            previewFile(project, folder.write("a.jsonl", rows + "no JSON\n"), {}, {.rows = 100, .sample = 5});
        QVERIFY(!preview.error && !preview.whole_file);
        QCOMPARE(preview.rows, 100);
        QCOMPARE(preview.sample.size(), std::size_t(5));
        QVERIFY(preview.estimated_rows > 300 && preview.estimated_rows < 700);
    }

    // Lost: the offending line, if the import itself did not hand it on.
    void anImportsErrorCarriesTheLine() {
        const Folder folder;
        auto project = folder.project();
        const std::string bad = "{\"problem\": 7, \"x\": \"" + std::string(3000, 'y') + "\"}";
        try {
            importFile(project, folder.write("a.jsonl", kRow + bad + "\n"));
            QFAIL("it was imported");
        } catch (const LineError& error) {
            QCOMPARE(error.line(), 2);
            QCOMPARE(error.text(), bad.substr(0, LineError::kShownText));
        }
    }

    void badOptionsAreErrors() {
        const Folder folder;
        auto project = folder.project();
        const auto file = folder.write("a.jsonl", kRow);
        const auto other = folder.write("b.jsonl", R"({"problem": "p", "split": "tset"})");
        QVERIFY(QString::fromStdString(previewFile(project, other).error.value_or("")).contains("\"tset\""));
        QVERIFY(!previewFile(project, file).error.has_value());
        QVERIFY(previewFile(project, folder.path("none.jsonl")).error.has_value());
    }

    // Lost: the choice about neutral marks, if one did not know how many there are.
    void countsWhatAnExportHas() {
        const Folder folder;
        auto project = folder.project();
        importFile(project,
                   folder.write("a.jsonl", kRow + kPlain +
                                               R"({"problem":"3","split":"test","steps":["a","b"],"labels":[1,0]})"
                                               "\n"));
        const auto all = exportCounts(project, {.format = &formats::kPrm800k});
        QCOMPARE(all.rows, 2);
        QCOMPARE(all.positive, 2);
        QCOMPARE(all.neutral, 1);
        QCOMPARE(all.negative, 1);
        QCOMPARE(exportCounts(project, {.format = &formats::kJsonl}).rows, 3);
        QCOMPARE(exportCounts(project, {.format = &formats::kTrl, .split = Split::Test}).negative, 0);
    }
};

QTEST_GUILESS_MAIN(PreviewTest)
#include "tst_preview.moc"
