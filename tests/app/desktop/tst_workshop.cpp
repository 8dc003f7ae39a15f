// SPDX-License-Identifier: GPL-3.0-or-later
// A made-up workshop of one page: what a page needs in order to be there is all written here.
#include "tests/app/desktop/fixture.h"

#include "ui/shell/navigation_bar.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPixmap>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

class MadeUp : public Workshop {
public:
    explicit MadeUp(const Services&) {}

    void furnish(ui::Furniture& furniture) override {
        page = new QLabel;
        page->setFocusPolicy(Qt::StrongFocus);
        QPixmap dot(8, 8);
        dot.fill(Qt::red);
        furniture.pages.push_back({.page = page,
                                   .name = QStringLiteral("made-up"),
                                   .title = QStringLiteral("Made up"),
                                   .menu_text = QStringLiteral("&Made up"),
                                   .key = QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_M), // no digit: those go to real pages
                                   .icon = QIcon(dot),
                                   .availability = ui::Availability::WithProject,
                                   .project = [this](const std::optional<ui::ProjectView>& project) {
                                       page->setText(project ? project->title : QStringLiteral("none"));
                                   }});
        furniture.file.push_back({{.text = QStringLiteral("Make it &up"),
                                   .availability = ui::Availability::WithProject,
                                   .run = [this] { Q_EMIT notice(QStringLiteral("Made up."), false); }}});
    }
    void projectOpened(const ProjectInfo& project) override { events.append("opened " + project.title); }
    void seated(const QString& name) override { events.append("seated " + name); }
    void takeIn() override { events.append("take in"); }
    void projectClosing() override { events.append("closing"); }

    QLabel* page = nullptr;
    QStringList events;
};

MadeUp& madeUp(Desktop& desktop) { return dynamic_cast<MadeUp&>(*desktop.workshops().back()); }

WorkshopMaker maker() {
    return [](const Services& services) { return std::make_unique<MadeUp>(services); };
}

QAction* action(Desktop& desktop, const QString& text) {
    for (QAction* menu : desktop.window().menuBar()->actions())
        for (QAction* one : menu->menu()->actions())
            if (one->text() == text)
                return one;
    return nullptr;
}

ui::NavigationButton* button(Desktop& desktop) {
    for (auto* one : desktop.window().findChildren<ui::NavigationButton*>())
        if (one->text() == QStringLiteral("Made up"))
            return one;
    return nullptr;
}

} // namespace

class WorkshopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Lost: a second workshop's page, or its way by key, menu and navigation.
    void aPageIsOneEntry() {
        const ProjectFile file;
        DesktopOptions with = options(file);
        with.workshops.push_back(maker());
        const auto desktop = openDesktop(file.path(), with);
        desktop->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&desktop->window()));
        MadeUp& mine = madeUp(*desktop);
        QCOMPARE(mine.page->text(), QStringLiteral("Test"));
        QVERIFY(desktop->window().page() == pages(*desktop).label()); // the first one's first page comes first
        QTest::keyClick(&desktop->window(), Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(desktop->window().page() == mine.page);
        QVERIFY(mine.page->hasFocus());
        QVERIFY(button(*desktop)->isChecked() && !button(*desktop)->icon().isNull());
        QTest::keyClick(&desktop->window(), Qt::Key_2, Qt::ControlModifier);
        action(*desktop, QStringLiteral("&Made up"))->trigger();
        QVERIFY(desktop->window().page() == mine.page);
        QTest::keyClick(&desktop->window(), Qt::Key_3, Qt::ControlModifier);
        QTest::mouseClick(button(*desktop), Qt::LeftButton);
        QVERIFY(desktop->window().page() == mine.page);
    }

    /// Lost: what a page needs to know, or a page that is of no use without a project would be gone to.
    void itIsToldOfTheProject() {
        const ProjectFile file;
        DesktopOptions alone = options(file);
        alone.workshops = {maker()};
        DesktopSettings(alone.settings_file).setLabeler(QStringLiteral("ada"));
        Desktop desktop(alone);
        desktop.show();
        MadeUp& mine = madeUp(desktop);
        QCOMPARE(mine.page->text(), QStringLiteral("none"));
        QVERIFY(!button(desktop)->isEnabled() && !action(desktop, QStringLiteral("&Made up"))->isEnabled());
        QVERIFY(!action(desktop, QStringLiteral("Make it &up"))->isEnabled());
        desktop.open(file.path());
        QTRY_COMPARE(mine.events, QStringList({"opened Test", "seated ada"}));
        QVERIFY(desktop.window().page() == mine.page);
        QVERIFY(button(desktop)->isEnabled() && action(desktop, QStringLiteral("Make it &up"))->isEnabled());
        Q_EMIT desktop.window().closeProjectRequested();
        QCOMPARE(mine.events.mid(2), QStringList({"take in", "closing"}));
        QCOMPARE(mine.page->text(), QStringLiteral("none"));
        QVERIFY(desktop.window().isHome());
        QVERIFY(!button(desktop)->isEnabled());
    }

    /// Lost: the page that one was at, when the window opens again.
    void theWindowComesBackToIt() {
        const ProjectFile file;
        DesktopOptions with = options(file);
        with.workshops.push_back(maker());
        {
            const auto desktop = openDesktop(file.path(), with);
            desktop->window().showPage(madeUp(*desktop).page);
            desktop->window().close();
        }
        const auto desktop = openDesktop(file.path(), with);
        QVERIFY(desktop->window().page() == madeUp(*desktop).page);
    }
};

QTEST_MAIN(WorkshopTest)
#include "tst_workshop.moc"
