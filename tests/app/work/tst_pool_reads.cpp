// SPDX-License-Identifier: GPL-3.0-or-later
// How often a round reads the steps of the whole pool: counted by what SQLite runs.
#include "app/work/evaluation.h"
#include "app/work/pool.h"
#include "app/work/round.h"
#include "app/work/sample_project.h"
#include "app/work/scoring.h"
#include "storage/connection.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace stepmark;
using work::Work;

namespace {

/// Counts the statements that walk all steps, or all of a split, of the connection that it watches.
class ReadCounter {
public:
    explicit ReadCounter(storage::Project& project)
        : m_handle(static_cast<sqlite3*>(project.connection().sqliteHandle())) {
        if (m_handle)
            sqlite3_trace_v2(m_handle, SQLITE_TRACE_STMT, &ReadCounter::take, this);
    }
    ~ReadCounter() {
        if (m_handle)
            sqlite3_trace_v2(m_handle, 0, nullptr, nullptr);
    }
    ReadCounter(const ReadCounter&) = delete;
    ReadCounter& operator=(const ReadCounter&) = delete;

    bool works() const { return m_handle; }
    QStringList statements; ///< since they were last cleared

private:
    static int take(unsigned, void* self, void*, void* text) {
        static const QRegularExpression all(QStringLiteral("FROM step\\b(?!.*(step\\.id|problem_id|\\bid) = \\?)"));
        const QString sql = QString::fromUtf8(static_cast<const char*>(text));
        if (sql.contains(all) && !sql.contains(QStringLiteral("RECURSIVE")))
            static_cast<ReadCounter*>(self)->statements << sql;
        return 0;
    }
    sqlite3* m_handle;
};

} // namespace

class TestPoolReads : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::optional<storage::Project> m_project;

    RoundSpec spec() const {
        RoundSpec spec;
        spec.selection.count = 6;
        spec.train.mode = TrainMode::Head;
        spec.labeler = LabelerSpec{.oracle = true};
        return spec;
    }

private Q_SLOTS:
    void initTestCase() {
        m_project = storage::Project::create(std::filesystem::path(m_folder.path().toStdString()) / "p.stepmark");
        Work work{*m_project, {}, {}};
        work::fillSample(work, {.problems = 12, .samples = 4, .held_out_samples = 4});
    }

    /// Seven times, each with the labels and the texts of everything.
    void roundReadsThePoolOnce_data() {
        QTest::addColumn<bool>("people");
        QTest::newRow("with an oracle") << false;
        QTest::newRow("with an oracle, after another") << false;
        QTest::newRow("for people") << true;
    }
    void roundReadsThePoolOnce() {
        QFETCH(bool, people);
        ReadCounter counter(*m_project);
        if (!counter.works())
            QSKIP("Qt's driver has an SQLite of its own inside: its statements cannot be watched.");
        Work work{*m_project, {}, {}};
        RoundSpec asked = spec();
        asked.orm = !people;
        if (people)
            asked.labeler.reset();
        work::round(work, asked);
        QVERIFY2(counter.statements.size() == 1, qPrintable(counter.statements.join('\n')));
    }

    /// What is counted is what jobs by themselves do, each for itself.
    void jobsByThemselvesReadIt() {
        ReadCounter counter(*m_project);
        if (!counter.works())
            QSKIP("Qt's driver has an SQLite of its own inside: its statements cannot be watched.");
        Work work{*m_project, {}, {}};
        work::score(work, {});
        QVERIFY(!counter.statements.isEmpty());
        counter.statements.clear();
        work::evaluate(work, {});
        QVERIFY(!counter.statements.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPoolReads)
#include "tst_pool_reads.moc"
