// SPDX-License-Identifier: GPL-3.0-or-later
// "Saved" means on disk: what the window says, and what it does when the disk refuses.
#include "tests/app/desktop/fixture.h"

#include "storage/connection.h"
#include "storage/transaction.h"

#include <QCloseEvent>
#include <QPlainTextEdit>
#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

/// Nothing can be written by this process, as on a full disk, until it is gone.
class Refusal {
public:
    explicit Refusal(const QString&) {
        std::signal(SIGXFSZ, SIG_IGN); // else the first write would end the test
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        struct rlimit none = m_before;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~Refusal() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Refusal(const Refusal&) = delete;
    Refusal& operator=(const Refusal&) = delete;

private:
    struct rlimit m_before {};
};

std::atomic<bool> g_waits{false};

/// In the place of storage's own way of waiting for a lock: somebody waits.
int waitAndTell(void*, int) {
    g_waits = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 1;
}

/// False where Qt brings an SQLite of its own.
bool tellOfWaiting(Desktop& desktop) {
    std::optional<bool> told;
    desktop.storage().ask<bool>(
        &desktop,
        [](Session& session) {
            void* handle = session.project.connection().sqliteHandle();
            return handle && sqlite3_busy_handler(static_cast<sqlite3*>(handle), waitAndTell, nullptr) == SQLITE_OK;
        },
        [&told](bool can) { told = can; }, [&told](const QString&) { told = false; });
    return QTest::qWaitFor([&told] { return told.has_value(); }) && *told;
}

} // namespace

class TestSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else a labeler would trust a "saved" that a crash proves wrong.
    void savedOnlyWhenCommitted() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        if (!tellOfWaiting(*desktop))
            QSKIP("Qt's SQLite is not the system's.");
        auto other = storage::Project::open(file.path().toStdString());
        {
            storage::Transaction lock(other); // somebody else writes
            type(*desktop, "3");
            QCOMPARE(pages(*desktop).label()->pass().markOf(0), std::optional(Rating::Positive)); // at once
            QCOMPARE(desktop->writes().state().pending, 1);
            QTRY_VERIFY(g_waits);
            QCoreApplication::processEvents(); // whatever was answered before it began to wait
            QCOMPARE(desktop->writes().state().pending, 1);
            QCOMPARE(desktop->writes().state().saved, 0);
            QVERIFY(!desktop->writes().state().last_ms);
            QVERIFY(file.events().empty());
        }
        QTRY_COMPARE(desktop->writes().state().pending, 0);
        QCOMPARE(desktop->writes().state().saved, 1);
        QVERIFY(desktop->writes().state().last_ms.value_or(-1) >= 0);
        QCOMPARE(file.events().size(), std::size_t(1));
    }

    /// Else marks made while the disk is full would be lost or written out of order.
    void refusedMarksAreKeptAndSentAgain() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        desktop->writes().setRetryInterval(3'600'000);
        {
            Refusal refusal(file.path());
            type(*desktop, "331"); // ends solution 1
            type(*desktop, "2");
            QTRY_VERIFY(!desktop->writes().error().isEmpty());
            QVERIFY(desktop->writes().pending() >= 5);
            QCOMPARE(onScreen(*desktop), SolutionId(2)); // labelling goes on
            type(*desktop, "3");
            QVERIFY(file.events().empty());
        }
        desktop->storage().waitUntilIdle();
        QVERIFY(file.events().empty()); // nothing out of order meanwhile
        Q_EMIT desktop->window().retrySaveRequested();
        QVERIFY(settle(*desktop));
        QVERIFY(desktop->writes().error().isEmpty());
        const std::vector<Event> expected{{1, "Step 1 of 1", Rating::Positive},
                                          {1, "Step 2 of 1", Rating::Positive},
                                          {1, "Step 3 of 1", Rating::Negative},
                                          {2, "Step 1 of 2", Rating::Neutral},
                                          {2, "Step 2 of 2", Rating::Positive}};
        QVERIFY(file.events() == expected);
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.annotations.list(1).at(0).finish_reason, FinishReason::FoundError);
    }

    /// Else one hiccup of the file system would leave marks unsaved until the labeler notices.
    void refusedMarksAreTriedAgainByThemselves() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        desktop->writes().setRetryInterval(100);
        {
            Refusal refusal(file.path());
            type(*desktop, "3");
            QTRY_VERIFY(!desktop->writes().error().isEmpty());
        }
        QTRY_VERIFY(desktop->writes().isIdle());
        QCOMPARE(file.events().size(), std::size_t(1));
    }

    /// Else closing the window at the wrong moment would throw work away.
    void closingWaitsForPendingMarks() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        desktop->guard().setAsker([](auto&&...) { return LeaveGuard::Answer::Stay; });
        type(*desktop, "33");
        QVERIFY(desktop->window().close()); // no event loop ran since the keys
        QVERIFY(desktop->writes().isIdle());
        QCOMPARE(file.events().size(), std::size_t(2));
    }

    /// Else the labeler would not learn that closing loses marks, or could not choose.
    void closingWithRefusedMarksAsks() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        int asked = 0;
        auto answer = LeaveGuard::Answer::Stay;
        QString text;
        desktop->guard().setAsker([&](const QString&, const QString& words, const QString&, bool can_retry) {
            ++asked;
            text = words;
            return asked == 1 && can_retry ? LeaveGuard::Answer::Retry : answer;
        });
        Refusal refusal(file.path());
        type(*desktop, "3");
        QTRY_VERIFY(!desktop->writes().error().isEmpty());
        QVERIFY(!desktop->window().close());
        QCOMPARE(asked, 2); // again after the retry that failed too
        QVERIFY(text.contains(desktop->writes().error()));
        QVERIFY(desktop->window().isVisible());
        QCOMPARE(desktop->writes().pending(), 1);
        answer = LeaveGuard::Answer::Leave;
        QVERIFY(desktop->window().close());
    }

    void openNoteIsStored_data() {
        QTest::addColumn<int>("how");
        QTest::addRow("window closed") << 0;
        QTest::addRow("project closed") << 1;
        QTest::addRow("another labeler") << 2;
        QTest::addRow("next solution") << 3;
    }
    /// Else the last words of a note would be lost, or stored under the next person's name.
    void openNoteIsStored() {
        QFETCH(int, how);
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "N");
        auto* note = pages(*desktop).label()->findChild<QPlainTextEdit*>();
        QVERIFY(note);
        QTest::keyClicks(note, QStringLiteral("unclear"));
        if (how == 0)
            QVERIFY(desktop->window().close());
        else if (how == 1)
            Q_EMIT desktop->window().closeProjectRequested();
        else if (how == 2)
            Q_EMIT desktop->seat().seated(QStringLiteral("second"));
        else
            type(*desktop, "333");
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        const auto passes = session.annotations.list(1);
        QCOMPARE(passes.size(), std::size_t(1));
        QCOMPARE(passes[0].note, std::string("unclear"));
        QVERIFY(session.labelers.find(passes[0].labeler)->name != "second");
    }

    /// Else another project's header would speak of this one's marks; and marks would go to the wrong file.
    void anotherProjectStartsClean() {
        ProjectFile first, second;
        auto desktop = openDesktop(first);
        type(*desktop, "3");
        desktop->open(second.path());
        QTRY_COMPARE(desktop->projects().project().path, second.path());
        QTRY_VERIFY(isLabelling(*desktop));
        QVERIFY(settle(*desktop));
        QCOMPARE(desktop->writes().state().saved, 0);
        QCOMPARE(first.events().size(), std::size_t(1));
        QVERIFY(second.events().empty());
        type(*desktop, "1");
        QVERIFY(settle(*desktop));
        QCOMPARE(second.events().size(), std::size_t(1));
        QCOMPARE(first.events().size(), std::size_t(1));
    }
};

QTEST_MAIN(TestSaving)
#include "tst_saving.moc"
