// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/capture.h"

#include "app/desktop/desktop.h"
#include "app/desktop/example_project.h"
#include "app/desktop/example_rounds.h"
#include "app/desktop/language.h"
#include "model/domain/error.h"
#include "ui/review/agreement_table.h"
#include "ui/review/agreement_view.h"
#include "ui/review/review_context_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QListWidget>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

namespace stepmark::desktop {

namespace {

using Page = ui::MainWindow::Page;

void waitFor(const char* what, const std::function<bool()>& done) {
    QElapsedTimer clock;
    clock.start();
    while (!done()) {
        if (clock.elapsed() > 20'000)
            throw Error(std::string("No pictures were taken: waited in vain for ") + what + ".");
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        QThread::msleep(5);
    }
}

void settle() {
    for (int i = 0; i < 6; ++i) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        QThread::msleep(10);
    }
}

void press(QWidget* widget, int key, const QString& text = {}) {
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QApplication::sendEvent(widget, &event);
    }
}

/// Labels one solution and begins the next, as a person would: some four seconds a step.
void labelALittle(Desktop& desktop) {
    ui::LabelPage* page = desktop.window().labelPage();
    const auto now_ms = std::make_shared<qint64>(0);
    page->setTimeSource([now_ms] { return *now_ms; });
    const auto type = [&](int key, const QString& text) {
        *now_ms += 3900 + (*now_ms * 7) % 900;
        press(page, key, text);
    };
    waitFor("the first solution",
            [&] { return page->state() == ui::LabelPage::State::Labelling && page->hasNextTask(); });
    const SolutionId first = page->pass().task().solution;
    for (int i = 0; i < 20 && page->pass().task().solution == first; ++i) {
        if (page->pass().complete())
            type(Qt::Key_Return, QStringLiteral("\r"));
        else
            type(Qt::Key_3, QStringLiteral("3"));
    }
    waitFor("the next solution",
            [&] { return page->state() == ui::LabelPage::State::Labelling && page->pass().task().solution != first; });
    type(Qt::Key_2, QStringLiteral("2"));
    waitFor("the marks to be on disk", [&] { return desktop.writes().isIdle(); });
}

void save(QWidget& widget, const QDir& target, const QString& name) {
    settle();
    const QString file = target.filePath(name);
    if (!widget.grab().save(file))
        throw Error("The picture " + file.toStdString() +
                    " could not be written: check the folder and the space on it.");
    std::printf("%s\n", qPrintable(file));
}

/// The review page has found its items, and the first one is open.
void waitForReview(Desktop& desktop) {
    ui::ReviewPage* page = desktop.window().reviewPage();
    desktop.window().showPage(Page::Review);
    waitFor("the items to review", [&] {
        return page->state() == ui::ReviewPage::State::Reviewing && page->contextView()->rowCount() > 0 &&
               page->agreement()->pairs()->rowCount() > 0;
    });
}

/// Takes the question who labels, in both looks, and answers it as a person would: with Enter.
void sitDown(Desktop& desktop, const QDir& target) {
    waitFor("the question who labels", [&] { return desktop.seat().dialog() != nullptr; });
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        ui::Theme::instance().setMode(mode);
        settle();
        save(*desktop.seat().dialog(), target,
             mode == ui::ThemeMode::Light ? QStringLiteral("sit-down-light.png") : QStringLiteral("sit-down-dark.png"));
    }
    press(desktop.seat().dialog()->list(), Qt::Key_Return, QStringLiteral("\r"));
}

struct Shot {
    const char* name;
    Page page;
};

void takeAll(Desktop& desktop, const QDir& target, const std::vector<Shot>& shots) {
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        ui::Theme::instance().setMode(mode);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 640)}) {
            desktop.window().resize(size);
            for (const Shot& shot : shots) {
                desktop.window().showPage(shot.page);
                if (shot.page == Page::Labelers)
                    waitFor("everybody's figures",
                            [&] { return desktop.window().labelersPage()->message().isEmpty(); });
                save(desktop.window(), target,
                     QStringLiteral("%1-%2-%3x%4.png")
                         .arg(QLatin1String(shot.name),
                              mode == ui::ThemeMode::Light ? QStringLiteral("light") : QStringLiteral("dark"))
                         .arg(size.width())
                         .arg(size.height()));
            }
        }
    }
}

} // namespace

int capturePages(const QString& directory, const QString& language) {
    Language words;
    words.install(language);
    const QDir target(directory);
    if (!target.mkpath(QStringLiteral(".")))
        throw Error("The folder " + directory.toStdString() + " could not be made: choose another one.");
    QTemporaryDir folder;
    if (!folder.isValid())
        throw Error("No temporary folder could be made: check the space on the disk.");
    const QString project = folder.filePath(QStringLiteral("word-problems.stepmark"));
    makeExampleProject(project.toStdString());
    DesktopOptions options;
    options.settings_file = folder.filePath(QStringLiteral("settings.ini"));
    DesktopSettings(options.settings_file).setLabeler(QStringLiteral("labeler-2"));
    Desktop desktop(options);
    desktop.show();
    desktop.open(project);
    sitDown(desktop, target);
    labelALittle(desktop);
    waitFor("the job's row", [&] { return desktop.jobs().somethingRuns(); });
    waitForReview(desktop);
    takeAll(desktop, target,
            {{"start", Page::Start},
             {"label", Page::Label},
             {"review", Page::Review},
             {"rounds", Page::Rounds},
             {"labelers", Page::Labelers}});
    desktop.window().reviewPage()->showAgreement(true);
    takeAll(desktop, target, {{"agreement", Page::Review}});
    desktop.window().reviewPage()->showAgreement(false);
    endExampleJob(project.toStdString());
    waitFor("the job's end", [&] { return !desktop.jobs().somethingRuns(); });
    ui::RoundsPage* rounds = desktop.window().roundsPage();
    QObject::disconnect(rounds, &ui::RoundsPage::estimateWanted, nullptr, nullptr); // not this machine's
    rounds->showTab(ui::RoundsPage::Tab::NextRound);
    rounds->setEstimate(exampleEstimate());
    takeAll(desktop, target, {{"new-round", Page::Rounds}});
    return 0;
}

} // namespace stepmark::desktop
