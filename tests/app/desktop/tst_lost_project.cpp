// SPDX-License-Identifier: GPL-3.0-or-later
// The project is moved, deleted or replaced while the window has it open.
#include "tests/app/desktop/fixture.h"

#include "storage/check.h"
#include "ui/shell/lost_bar.h"
#include "ui/shell/status_bar.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <filesystem>
#include <functional>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
namespace fs = std::filesystem;

namespace {

/// A project in a folder of its own, so that the folder can be moved.
class Place {
public:
    Place() {
        QDir(m_file.folder()).mkdir("p");
        fs::rename(m_file.path().toStdString(), path().toStdString());
        fs::copy_file(path().toStdString(), copy().toStdString());
    }
    QString path() const { return m_file.folder() + "/p/test.stepmark"; }
    QString copy() const { return m_file.folder() + "/copy.stepmark"; } ///< as it was before it was opened
    QString another() const { return m_other.path(); }
    QString at(const QString& name) const { return m_file.folder() + '/' + name; }

    std::unique_ptr<Desktop> open() const { return openDesktop(path(), options(m_file)); }

private:
    ProjectFile m_file, m_other;
};

void replace(const QString& path, const QString& source) {
    const QString beside = path + ".new";
    fs::copy_file(source.toStdString(), beside.toStdString());
    fs::rename(beside.toStdString(), path.toStdString());
}

ui::LostBar* barOf(Desktop& desktop) { return desktop.window().lostBar(); }
bool saysSaved(Desktop& desktop) { return desktop.window().statusLine()->savedText().startsWith(QStringLiteral("✓")); }

std::vector<std::optional<Rating>> ratingsIn(const QString& path) {
    Session session(storage::Project::open(path.toStdString()));
    std::map<RatingId, std::optional<Rating>> ordered;
    for (const auto& annotation : session.annotations.list())
        for (const RatingEvent& event : session.ratings.history(annotation.id))
            ordered[event.id] = event.rating;
    std::vector<std::optional<Rating>> ratings;
    for (const auto& [id, rating] : ordered)
        ratings.push_back(rating);
    return ratings;
}

bool isSound(const QString& path) {
    auto project = storage::Project::open(path.toStdString());
    for (const storage::Finding& finding : storage::check(project))
        qWarning("%s", finding.message.c_str());
    return storage::check(project).empty();
}

using Change = std::function<void(const Place&)>;
constexpr auto kRight = Rating::Positive, kWrong = Rating::Negative, kNeutral = Rating::Neutral;
using Ratings = std::vector<std::optional<Rating>>;

} // namespace
Q_DECLARE_METATYPE(Change)

class TestLostProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNoticedAndSavedElsewhere_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("can_go_on");
        const auto row = [](const char* name, bool can_go_on, Change change) {
            QTest::newRow(name) << std::move(change) << can_go_on;
        };
        row("moved", false, [](const Place& place) {
            fs::rename(place.path().toStdString(), place.at("p/moved.stepmark").toStdString());
        });
        row("deleted", false, [](const Place& place) { fs::remove(place.path().toStdString()); });
        row("deleted with its log", false, [](const Place& place) {
            for (const char* end : {"", "-wal", "-shm"})
                fs::remove(place.path().toStdString() + end);
        });
        row("its folder renamed", false,
            [](const Place& place) { fs::rename(place.at("p").toStdString(), place.at("q").toStdString()); });
        row("replaced by another project", true, [](const Place& place) { replace(place.path(), place.another()); });
        row("replaced by a copy of itself", true, [](const Place& place) { replace(place.path(), place.copy()); });
    }
    /// Lost: everything done after a sync client or a file manager had taken the file away.
    void isNoticedAndSavedElsewhere() {
        QFETCH(Change, change);
        QFETCH(bool, can_go_on);
        const Place place;
        auto desktop = place.open();
        type(*desktop, "32");
        QVERIFY(settle(*desktop));
        QVERIFY(saysSaved(*desktop));
        change(place);
        QTRY_VERIFY(barOf(*desktop)->isVisible()); // without a mark being made
        QVERIFY(!saysSaved(*desktop));
        QVERIFY(barOf(*desktop)->text().contains(place.path()));
        QCOMPARE(barOf(*desktop)->goOnButton()->isVisible(), can_go_on);

        type(*desktop, "1"); // the labeler is not stopped
        QTRY_VERIFY(!desktop->writes().error().isEmpty());
        QVERIFY(!saysSaved(*desktop));
        QString asked;
        desktop->guard().setAsker([&](const QString& title, const QString& text, const QString&, bool) {
            asked = title + text;
            return LeaveGuard::Answer::Stay;
        });
        QVERIFY(!desktop->window().close());
        QVERIFY(asked.contains(place.path()));

        const QString target = place.at("saved");
        QTimer::singleShot(0, desktop.get(), [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
            name->setText(target);
            QTest::keyClick(name, Qt::Key_Return);
        });
        QTest::mouseClick(barOf(*desktop)->saveButton(), Qt::LeftButton);
        QTRY_COMPARE(desktop->projects().project().path, target + ".stepmark");
        QTRY_VERIFY(isLabelling(*desktop));
        QVERIFY(settle(*desktop));
        QVERIFY(!barOf(*desktop)->isVisible());
        QVERIFY(saysSaved(*desktop));
        QVERIFY(ratingsIn(target + ".stepmark") == (Ratings{kRight, kNeutral, kWrong}));
        QCOMPARE(onScreen(*desktop), SolutionId(2)); // and labelling goes on where it was
        type(*desktop, "3");
        QVERIFY(settle(*desktop));
        QCOMPARE(ratingsIn(target + ".stepmark").size(), std::size_t(4));
        QVERIFY(isSound(target + ".stepmark"));
        desktop.reset();
        if (fs::exists(place.path().toStdString()))
            QVERIFY(ratingsIn(place.path()).empty()); // what stands there now was left alone
    }

    /// Lost: the marks since a sync client put an older copy in place, or those of this minute.
    void goesOnWithACopyThatStandsThere() {
        const Place place;
        auto desktop = place.open();
        type(*desktop, "33");
        QVERIFY(settle(*desktop));
        replace(place.path(), place.copy());
        QTRY_VERIFY(barOf(*desktop)->isVisible());
        type(*desktop, "1");
        QTRY_VERIFY(!desktop->writes().error().isEmpty());
        QTest::mouseClick(barOf(*desktop)->goOnButton(), Qt::LeftButton);
        QTRY_VERIFY(!barOf(*desktop)->isVisible());
        QTRY_VERIFY(isLabelling(*desktop));
        QVERIFY(settle(*desktop));
        QVERIFY(saysSaved(*desktop));
        QVERIFY(ratingsIn(place.path()) == (Ratings{kRight, kRight, kWrong}));
        desktop.reset();
        QVERIFY(isSound(place.path()));
        Session session(storage::Project::open(place.path().toStdString()));
        QCOMPARE(session.annotations.list(1).size(), std::size_t(1));
        QCOMPARE(session.annotations.list(1).at(0).finish_reason, FinishReason::FoundError);
    }

    /// Lost: marks written to the wrong problems, if any project that stands there were taken for a copy.
    void doesNotGoOnWithAnotherProject() {
        const Place place;
        auto desktop = place.open();
        type(*desktop, "3");
        QVERIFY(settle(*desktop));
        replace(place.path(), place.another());
        QTRY_VERIFY(barOf(*desktop)->isVisible());
        QTest::mouseClick(barOf(*desktop)->goOnButton(), Qt::LeftButton);
        QTRY_VERIFY(barOf(*desktop)->text().contains(QStringLiteral("another project")));
        QVERIFY(barOf(*desktop)->saveButton()->isEnabled());
        QCOMPARE(desktop->projects().project().path, place.path());
        desktop->guard().setAsker([](auto&&...) { return LeaveGuard::Answer::Leave; });
        QVERIFY(desktop->window().close());
        desktop.reset();
        QVERIFY(ratingsIn(place.path()).empty());
        QVERIFY(isSound(place.path()));
    }

    /// Else who puts the file back has to start anew.
    void goesOnByItselfWhereTheFileIsPutBack() {
        const Place place;
        auto desktop = place.open();
        fs::rename(place.path().toStdString(), place.at("away").toStdString());
        QTRY_VERIFY(barOf(*desktop)->isVisible());
        type(*desktop, "3");
        QTRY_VERIFY(!desktop->writes().error().isEmpty());
        fs::rename(place.at("away").toStdString(), place.path().toStdString());
        QTRY_VERIFY(!barOf(*desktop)->isVisible());
        QVERIFY(settle(*desktop));
        QVERIFY(saysSaved(*desktop));
        QVERIFY(ratingsIn(place.path()) == (Ratings{kRight}));
    }

    /// Lost: every mark after another program had taken the log away; and those that only the lost log held.
    void goesOnByItselfWhereTheLogWasTaken() {
        const Place place;
        auto desktop = place.open();
        type(*desktop, "33");
        QVERIFY(settle(*desktop));
        const QSignalSpy reopened(&desktop->storage(), &StorageThread::reopened);
        for (const char* end : {"-wal", "-shm"})
            fs::remove(place.path().toStdString() + end);
        QTRY_COMPARE(reopened.count(), 1);
        QVERIFY(settle(*desktop));
        QCOMPARE(ratingsIn(place.path()).size(), std::size_t(2));
        type(*desktop, "1");
        QVERIFY(settle(*desktop));
        QVERIFY(!barOf(*desktop)->isVisible());
        QVERIFY(saysSaved(*desktop));
        QVERIFY(ratingsIn(place.path()) == (Ratings{kRight, kRight, kWrong}));
        desktop.reset();
        QVERIFY(isSound(place.path()));
        Session session(storage::Project::open(place.path().toStdString()));
        QCOMPARE(session.annotations.list(1).size(), std::size_t(1));
    }
};

QTEST_MAIN(TestLostProject)
#include "tst_lost_project.moc"
