// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the world, whole. Skipped where the shared data is absent.
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/interchange/processbench.h"
#include "storage/interchange/score_file.h"
#include "storage/model_store.h"
#include "storage/score_store.h"
#include "tests/storage/fixture.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <ctime>

using namespace stepmark;
using namespace stepmark::interchange;
using stepmark::fixture::Folder;

namespace {

std::vector<nlohmann::json> rowsOf(const std::filesystem::path& path) {
    std::vector<nlohmann::json> rows;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        rows.push_back(nlohmann::json::parse(line));
    return rows;
}

// Processor time, so that a busy machine does not count.
class Stopwatch {
public:
    double seconds() const { return double(std::clock() - m_begin) / CLOCKS_PER_SEC; }
    void restart() { m_begin = std::clock(); }

private:
    std::clock_t m_begin = std::clock();
};

// Enough for the answers of these files; the real one is model/grading's.
bool sameText(std::string_view given, std::string_view reference) { return given == reference; }

} // namespace

class RealData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_data = fixture::sharedData();
        if (m_data.empty())
            QSKIP("The shared data is absent: set STEPMARK_SHARED_DIR.");
    }

    // Lost: a label, an alternative or a field of somebody's PRM800K rows on the way through a project.
    void prm800kComesBackTheSame_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("ratings");
        QTest::newRow("phase 1") << "phase1_train.jsonl" << 48672;
        QTest::newRow("both phases, screening, give_up") << "raw_schema_rows.jsonl" << -1;
    }
    void prm800kComesBackTheSame() {
        QFETCH(QString, file);
        QFETCH(int, ratings);
        const auto path = m_data / "prm800k" / file.toStdString();
        const Folder folder;
        auto project = folder.project();
        Stopwatch timer;
        const auto report = importFile(project, path, {.grader = sameText});
        qInfo("%lld rows, %lld ratings imported in %.2f s", static_cast<long long>(report.lines),
              static_cast<long long>(report.ratings), timer.seconds());
        QCOMPARE(report.format, &formats::kPrm800k);
        if (ratings >= 0)
            QCOMPARE(report.ratings, ratings);
        timer.restart();
        exportFile(project, folder.path("out.jsonl"));
        qInfo("exported in %.2f s", timer.seconds());
        const auto before = rowsOf(path), after = rowsOf(folder.path("out.jsonl"));
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            if (before[i] != after[i])
                QFAIL(("row " + std::to_string(i + 1) + ": " + nlohmann::json::diff(before[i], after[i]).dump())
                          .substr(0, 500)
                          .c_str());
        QVERIFY(storage::check(project).empty());
        const auto again = importFile(project, path);
        QCOMPARE(again.repeated, again.lines);
        QCOMPARE(again.ratings, 0);
    }

    // Lost: minutes of waiting, and majority votes that miss equal samples.
    void candidatesImportQuickly() {
        const Folder folder;
        auto project = folder.project();
        Stopwatch timer;
        const auto report = importFile(project, m_data / "gsm8k-best-of-32" / "candidates.jsonl");
        qInfo("%lld candidates imported in %.2f s", static_cast<long long>(report.solutions), timer.seconds());
        QVERIFY(timer.seconds() < 20); // generous: sanitizers are slow
        QCOMPARE(report.solutions, 16000);
        QCOMPARE(report.problems, 500);
        timer.restart();
        storage::ModelRecord record;
        record.kind = "scores";
        record.path = "qwen";
        const ModelId model = storage::ModelStore(project).add(record);
        const auto scores =
            importStepScores(project, m_data / "gsm8k-best-of-32" / "qwen_prm_step_scores.jsonl", model);
        qInfo("%lld steps scored in %.2f s", static_cast<long long>(scores.steps), timer.seconds());
        QCOMPARE(scores.unmatched, 0);
        QCOMPARE(scores.steps, storage::counts(project).steps);
        timer.restart();
        const auto candidates = storage::ScoreStore(project).candidates(model);
        qInfo("%zu candidates read in %.2f s", candidates.size(), timer.seconds());
        // Of equal samples one is enough to label.
        QVERIFY(candidates.size() > 10000 && candidates.size() <= 16000);
        QCOMPARE(importFile(project, m_data / "gsm8k-best-of-32" / "candidates.jsonl").repeated, 16000);
        QCOMPARE(storage::counts(project).solutions, 16000);
    }

    void otherFormats_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("solutions");
        QTest::newRow("GSM8K train") << "gsm8k/train.jsonl" << "gsm8k" << 7473 << 0;
        QTest::newRow("GSM8K test") << "gsm8k/test.jsonl" << "gsm8k" << 1319 << 0;
        QTest::newRow("ProcessBench gsm8k") << "processbench/gsm8k.jsonl" << "processbench" << 400 << 400;
        QTest::newRow("ProcessBench math") << "processbench/math.jsonl" << "processbench" << 1000 << 1000;
        QTest::newRow("MATH problems") << "math/train_problems.jsonl" << "jsonl" << 7500 << 0;
    }
    void otherFormats() {
        QFETCH(QString, file);
        QFETCH(QString, format);
        QFETCH(int, rows);
        QFETCH(int, solutions);
        const Folder folder;
        auto project = folder.project();
        const auto report = importFile(project, m_data / file.toStdString());
        QCOMPARE(QString::fromUtf8(report.format->word.data(), static_cast<qsizetype>(report.format->word.size())), format);
        QCOMPARE(report.lines, rows);
        QCOMPARE(report.solutions, solutions);
        QVERIFY(storage::check(project).empty());
        for (const auto& problem : storage::ProblemStore(project).list({}, 50))
            QVERIFY(problem.answer || report.format == &formats::kProcessBench);
    }

    // Lost: an F1 that counts from the wrong end.
    void processBenchIsReadWithoutAProject() {
        const auto rows = readProcessBench(m_data / "processbench" / "gsm8k.jsonl");
        QCOMPARE(rows.size(), std::size_t(400));
        QCOMPARE(rows[0].id, std::string("gsm8k-0"));
        QCOMPARE(rows[0].first_error, 1);
    }

private:
    std::filesystem::path m_data;
};

QTEST_GUILESS_MAIN(RealData)
#include "tst_real_data.moc"
