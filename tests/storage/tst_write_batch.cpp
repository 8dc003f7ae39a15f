// SPDX-License-Identifier: GPL-3.0-or-later
// Long writing beside others who write.
#include "storage/write_batch.h"

#include "model/domain/error.h"
#include "tests/storage/fixture.h"

#include <atomic>
#include <thread>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::Folder;

class TestWriteBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a labeler's marks, for as long as an import or a labelling job held the lock.
    void othersGetTheirTurn() {
        const Folder folder;
        auto project = folder.project();
        std::atomic<bool> over = false;
        QString error = "never ran";
        std::jthread other([&] {
            error = fixture::errorOf([&] {
                auto mine = Project::open(folder.path("a.stepmark"));
                for (int i = 0; i < 50; ++i)
                    mine.setSetting("mark", std::to_string(i));
            });
            over = true;
        });
        WriteBatch batch(project);
        std::int64_t pieces = 0;
        while (!over) // one transaction for all would keep the other waiting until it gives up
            batch.write([&] { project.setSetting("piece", std::to_string(++pieces)); });
        batch.commit();
        other.join();
        QCOMPARE(error, QString());
        QCOMPARE(project.setting("mark"), std::optional<std::string>("49"));
        QCOMPARE(project.setting("piece"), std::optional(std::to_string(pieces)));
    }

    void nothingIsLockedAfterACommit() {
        const Folder folder;
        auto project = folder.project();
        auto other = Project::open(folder.path("a.stepmark"));
        WriteBatch batch(project);
        batch.write([&] { project.setSetting("a", "1"); });
        batch.commit();
        QCOMPARE(batch.commits(), 1);
        QCOMPARE(other.setting("a"), std::optional<std::string>("1"));
        other.setSetting("a", "2");
        QCOMPARE(project.setting("a"), std::optional<std::string>("2"));
        batch.commit(); // nothing open: nothing happens
        QCOMPARE(batch.commits(), 1);
    }

    void whatIsNotCommittedGoes_data() {
        QTest::addColumn<bool>("throws");
        QTest::newRow("a piece fails") << true;
        QTest::newRow("a stop is asked for") << false;
    }
    void whatIsNotCommittedGoes() {
        QFETCH(bool, throws);
        const Folder folder;
        auto project = folder.project();
        std::stop_source stop;
        {
            WriteBatch batch(project, stop.get_token());
            batch.write([&] { project.setSetting("a", "kept"); });
            batch.commit();
            const QString error = fixture::errorOf([&] {
                batch.write([&] { project.setSetting("a", "lost"); });
                if (!throws)
                    stop.request_stop();
                batch.write([&] { throw Error("This piece fails."); });
            });
            QVERIFY(throws ? error == "This piece fails." : error.contains("ancelled"));
        }
        QCOMPARE(project.setting("a"), std::optional<std::string>("kept"));
    }

    void hooksSurroundEachTransaction() {
        const Folder folder;
        auto project = folder.project();
        std::string trace;
        WriteBatch batch(
            project, {}, [&] { trace += '('; }, [&] { trace += ')'; });
        for (int i = 0; i < 2; ++i) {
            batch.write([&] { trace += 'a'; });
            batch.commit();
        }
        QCOMPARE(trace, std::string("(a)(a)"));
    }
};

QTEST_GUILESS_MAIN(TestWriteBatch)
#include "tst_write_batch.moc"
