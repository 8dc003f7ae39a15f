// SPDX-License-Identifier: GPL-3.0-or-later
// New, sample, open, recent, close.
#include "tests/app/desktop/fixture.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/status_bar.h"

#include <QDir>
#include <QFile>
#include <QTableView>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {
QString noticeOf(Desktop& desktop) { return desktop.window().findChild<ui::NoticeBar*>()->text(); }
} // namespace

class TestProjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else a newcomer's first click would lead nowhere.
    void newProjectIsMadeAndRemembered() {
        ProjectFile place(0);
        const QString path = place.folder() + QStringLiteral("/mine");
        Desktop desktop(options(place));
        Q_EMIT desktop.window().newProjectRequested(path, QStringLiteral("Mine"));
        QTRY_VERIFY(desktop.projects().isOpen());
        QCOMPARE(desktop.window().page(), pages(desktop).label());
        QVERIFY(QFile::exists(path + QStringLiteral(".stepmark")));
        QCOMPARE(storage::Project::open((path + QStringLiteral(".stepmark")).toStdString()).title(),
                 std::string("Mine"));
        const auto recent = DesktopSettings(options(place).settings_file).recent();
        QCOMPARE(recent.size(), std::size_t(1));
        QCOMPARE(recent[0].title, QStringLiteral("Mine"));
    }

    void unreadableProjects_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addRow("missing") << QByteArray();
        QTest::addRow("empty") << QByteArray("");
        QTest::addRow("words") << QByteArray("{\"problem\": 1}\n");
        QTest::addRow("cut off") << QByteArray("SQLite format 3\0abc", 19);
    }
    /// Else a wrong click would leave the user with a dead window and no reason.
    void unreadableProjects() {
        QFETCH(QByteArray, content);
        ProjectFile place(0);
        const QString path = place.folder() + QStringLiteral("/other.stepmark");
        if (!content.isNull()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        Desktop desktop(options(place));
        desktop.open(path);
        QTRY_VERIFY(noticeOf(desktop).contains(QStringLiteral("was not opened")));
        QVERIFY(!desktop.projects().isOpen());
        QVERIFY(!desktop.projects().isBusy());
        QVERIFY(desktop.window().isHome());
        desktop.open(place.path()); // and another one still opens
        QTRY_VERIFY(desktop.projects().isOpen());
    }

    /// Else a colleague's project, or one on a full disk, could not even be looked at; or marks would be made in vain.
    void aProjectThatCannotBeWrittenIsShown() {
        ProjectFile place(2);
        QVERIFY(QDir().mkdir(place.path() + QStringLiteral("-shm"))); // even root cannot write through that
        Desktop desktop(options(place));
        desktop.open(place.path());
        QTRY_VERIFY(desktop.projects().isOpen());
        QVERIFY(desktop.projects().project().read_only.contains(QStringLiteral("-shm\" is in the way")));
        QVERIFY(noticeOf(desktop).contains(QStringLiteral("read-only")));
        QVERIFY(desktop.window().statusLine()->savedText().isEmpty()); // nothing here was or will be saved
        QCOMPARE(pages(desktop).label()->state(), ui::LabelPage::State::Message);
        desktop.window().showPage(pages(desktop).data());
        QTRY_COMPARE(pages(desktop).data()->list()->model()->rowCount(), 2);
        desktop.window().showPage(pages(desktop).review());
        desktop.window().showPage(pages(desktop).labelers());
        desktop.storage().waitUntilIdle();
        QVERIFY(desktop.writes().isIdle() && desktop.writes().error().isEmpty());
        QVERIFY(QDir().rmdir(place.path() + QStringLiteral("-shm")));
        desktop.open(place.path());
        QTRY_VERIFY(isLabelling(desktop));
        QVERIFY(desktop.projects().project().read_only.isEmpty());
    }

    /// Else the sample, which a newcomer tries first, would stop half way.
    void sampleIsMadeByTheWorkerAndOpened() {
        ProjectFile place(2);
        const QString path = place.folder() + QStringLiteral("/sample.stepmark");
        Desktop desktop(options(place, place.script("echo \"$1\" >> '" + place.folder().toUtf8() + "/calls'\n" +
                                                    "[ \"$1\" = sample ] || exit 0\n"
                                                    "echo '{\"stage\":\"generating\",\"done\":1,\"total\":2}' >&2\n"
                                                    "cp '" +
                                                    place.path().toUtf8() + "' \"$2\"\necho '{}'\n")));
        Q_EMIT desktop.window().sampleProjectRequested(path);
        QTRY_VERIFY(desktop.projects().isOpen());
        QCOMPARE(desktop.projects().project().path, path);
        QTRY_VERIFY(isLabelling(desktop));
        QFile calls(place.folder() + QStringLiteral("/calls"));
        QVERIFY(calls.open(QIODevice::ReadOnly));
        QCOMPARE(calls.readAll(), QByteArray("sample\nqueue\n")); // something to label at once
    }

    /// Else a failed sample would leave the start page busy for ever.
    void failedSampleIsReported() {
        ProjectFile place(0);
        Desktop desktop(options(place, place.script("echo '{\"error\":\"The disk is full.\"}'; exit 1\n")));
        Q_EMIT desktop.window().sampleProjectRequested(place.folder() + QStringLiteral("/sample.stepmark"));
        QTRY_VERIFY(noticeOf(desktop).contains(QStringLiteral("The disk is full.")));
        QVERIFY(!desktop.projects().isBusy());
    }

    /// Else two windows would work against each other without either labeler knowing.
    void secondWindowIsTold() {
        ProjectFile file;
        auto first = openDesktop(file);
        auto second = openDesktop(file);
        QVERIFY(noticeOf(*second).contains(QStringLiteral("another window")));
        type(*first, "3");
        type(*second, "1");
        QVERIFY(settle(*first));
        QVERIFY(settle(*second));
        QCOMPARE(file.events().size(), std::size_t(2)); // both are kept
    }

    /// Else the file would stay in use, and its last marks in the log beside it.
    void closingLetsGoOfTheFile() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "3");
        Q_EMIT desktop->window().closeProjectRequested();
        QVERIFY(!desktop->projects().isOpen());
        QVERIFY(desktop->window().isHome());
        QCOMPARE(pages(*desktop).label()->state(), ui::LabelPage::State::NoProject);
        desktop->storage().waitUntilIdle();
        QVERIFY(!QFile::exists(file.path() + QStringLiteral("-wal")));
        QCOMPARE(file.events().size(), std::size_t(1));
    }

    /// Else the list of recent projects would grow stale entries that cannot be removed, or forget order.
    void recentProjectsKeepOrderAndCanBeForgotten() {
        ProjectFile place(0);
        DesktopSettings settings(options(place).settings_file);
        for (int i = 0; i < 20; ++i)
            settings.addRecent(QStringLiteral("/p/%1").arg(i), QStringLiteral("P %1").arg(i));
        settings.addRecent(QStringLiteral("/p/15"), QStringLiteral("P 15"));
        auto recent = settings.recent();
        QCOMPARE(std::ssize(recent), std::ptrdiff_t(DesktopSettings::kMostRecent));
        QCOMPARE(recent[0].path, QStringLiteral("/p/15"));
        QCOMPARE(recent[1].path, QStringLiteral("/p/19"));
        QVERIFY(!recent[0].exists);
        settings.forgetRecent(QStringLiteral("/p/19"));
        recent = settings.recent();
        QCOMPARE(recent[1].path, QStringLiteral("/p/18"));
    }
};

QTEST_MAIN(TestProjects)
#include "tst_projects.moc"
