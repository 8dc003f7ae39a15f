// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/capture.h"

#include "app/desktop/desktop.h"
#include "app/desktop/example_project.h"
#include "app/desktop/example_rounds.h"
#include "app/desktop/language.h"
#include "model/domain/error.h"
#include "ui/math/formulas.h"
#include "ui/review/agreement_table.h"
#include "ui/review/agreement_view.h"
#include "ui/review/review_context_view.h"
#include "ui/theme/theme.h"
#include "ui/window/dialogs.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QListWidget>
#include <QTableView>
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

/// Everything is painted, formulas too: text waits a moment so that several are laid out at once.
void settle() {
    waitFor("the formulas", [] { return !ui::Formulas::instance().isBusy(); });
    for (int i = 0; i < 20; ++i) {
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
    if (!widget.grab().save(file, "PNG", 0)) // 0: as small as it gets, and the same picture
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

/// A picture's name, and what brings its sight about in a window that may show anything else.
struct Shot {
    const char* name;
    std::function<void(Desktop&)> prepare;
};

QString fileName(const char* name, const QSize& size) {
    const QString mode = ui::Theme::instance().isDark() ? QStringLiteral("dark") : QStringLiteral("light");
    return QStringLiteral("%1-%2-%3x%4.png").arg(QLatin1String(name), mode).arg(size.width()).arg(size.height());
}

void takeAll(Desktop& desktop, const QDir& target, const std::vector<Shot>& shots) {
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        ui::Theme::instance().setMode(mode);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 640)}) {
            desktop.window().resize(size);
            for (const Shot& shot : shots) {
                shot.prepare(desktop);
                save(desktop.window(), target, fileName(shot.name, size));
            }
        }
    }
}

std::function<void(Desktop&)> showing(Page page) {
    return [page](Desktop& desktop) { desktop.window().showPage(page); };
}

void showLabelers(Desktop& desktop) {
    desktop.window().showPage(Page::Labelers);
    waitFor("everybody's figures", [&] { return desktop.window().labelersPage()->message().isEmpty(); });
}

void showAgreement(Desktop& desktop) {
    desktop.window().showPage(Page::Review);
    desktop.window().reviewPage()->showAgreement(true);
}

void showItems(Desktop& desktop) {
    desktop.window().showPage(Page::Review);
    desktop.window().reviewPage()->showAgreement(false);
}

void showData(Desktop& desktop) {
    ui::DataPage* page = desktop.window().dataPage();
    desktop.window().showPage(Page::Data);
    page->ask({}); // the list, whatever was looked into before
    waitFor("the list's rows", [&] {
        const auto* model = page->list()->model();
        return model->rowCount() > 0 && model->index(0, 1).data().isValid();
    });
}

void showSolution(Desktop& desktop) {
    showData(desktop);
    press(desktop.window().dataPage()->list(), Qt::Key_Return, QStringLiteral("\r"));
    waitFor("the solution", [&] { return desktop.window().dataPage()->state() == ui::DataPage::State::Solution; });
}

void showTree(Desktop& desktop) {
    showData(desktop);
    press(desktop.window().dataPage()->list(), Qt::Key_T, QStringLiteral("t"));
    waitFor("the step tree", [&] { return desktop.window().dataPage()->state() == ui::DataPage::State::Tree; });
}

void takeKeys(Desktop& desktop, const QDir& target) {
    desktop.window().resize(1440, 900); // the sheet fits into its window
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        ui::Theme::instance().setMode(mode);
        ui::KeySheet keys(desktop.window().labelPage()->keys(), &desktop.window());
        keys.show();
        save(keys, target, mode == ui::ThemeMode::Light ? QStringLiteral("keys-light.png")
                                                        : QStringLiteral("keys-dark.png"));
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
    desktop.window().activateWindow(); // the question had the keyboard
    labelALittle(desktop);
    waitFor("the job's row", [&] { return desktop.jobs().somethingRuns(); });
    waitForReview(desktop);
    takeAll(desktop, target,
            {{"start", showing(Page::Start)},
             {"label", showing(Page::Label)},
             {"review", showItems},
             {"agreement", showAgreement},
             {"data", showData},
             {"solution", showSolution},
             {"tree", showTree},
             {"rounds", showing(Page::Rounds)},
             {"labelers", showLabelers}});
    takeKeys(desktop, target);
    endExampleJob(project.toStdString());
    waitFor("the job's end", [&] { return !desktop.jobs().somethingRuns(); });
    ui::RoundsPage* rounds = desktop.window().roundsPage();
    QObject::disconnect(rounds, &ui::RoundsPage::estimateWanted, nullptr, nullptr); // not this machine's
    rounds->showTab(ui::RoundsPage::Tab::NextRound);
    rounds->setEstimate(exampleEstimate());
    takeAll(desktop, target, {{"new-round", showing(Page::Rounds)}});
    return 0;
}

} // namespace stepmark::desktop
