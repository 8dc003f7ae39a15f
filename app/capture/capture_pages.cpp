// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capture_pages.h"

#include "app/capture/example_grid.h"
#include "app/capture/example_project.h"
#include "app/capture/example_rounds.h"
#include "app/desktop/desktop.h"
#include "app/desktop/labelling_workshop.h"
#include "app/desktop/language.h"
#include "app/desktop/weakstrong_workshop.h"
#include "model/domain/error.h"
#include "ui/labelling/key_sheet.h"
#include "ui/math/formulas.h"
#include "ui/review/agreement_table.h"
#include "ui/review/agreement_view.h"
#include "ui/review/review_context_view.h"
#include "ui/rounds/grid_results.h"
#include "ui/rounds/grid_tab.h"
#include "ui/theme/theme.h"
#include "ui/weakstrong/run_panel.h"
#include "ui/weakstrong/study_panel.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

namespace stepmark::capture {

namespace {

using desktop::Desktop;

ui::LabellingPages& pages(Desktop& desktop) { return desktop::LabellingWorkshop::of(desktop).pages(); }

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
    ui::LabelPage* page = pages(desktop).label();
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
    ui::ReviewPage* page = pages(desktop).review();
    desktop.window().showPage(pages(desktop).review());
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

/// `page`: of the labelling workshop.
template <class Page>
std::function<void(Desktop&)> showing(Page* (ui::LabellingPages::*page)() const) {
    return [page](Desktop& desktop) { desktop.window().showPage((pages(desktop).*page)()); };
}

void showLabelers(Desktop& desktop) {
    desktop.window().showPage(pages(desktop).labelers());
    waitFor("everybody's figures", [&] { return pages(desktop).labelers()->message().isEmpty(); });
}

void showAgreement(Desktop& desktop) {
    desktop.window().showPage(pages(desktop).review());
    pages(desktop).review()->showAgreement(true);
}

void showItems(Desktop& desktop) {
    desktop.window().showPage(pages(desktop).review());
    pages(desktop).review()->showAgreement(false);
}

void showData(Desktop& desktop) {
    ui::DataPage* page = pages(desktop).data();
    desktop.window().showPage(pages(desktop).data());
    page->ask({}); // the list, whatever was looked into before
    waitFor("the list's rows", [&] {
        const auto* model = page->list()->model();
        return model->rowCount() > 0 && model->index(0, 1).data().isValid();
    });
}

void showSolution(Desktop& desktop) {
    showData(desktop);
    press(pages(desktop).data()->list(), Qt::Key_Return, QStringLiteral("\r"));
    waitFor("the solution", [&] { return pages(desktop).data()->state() == ui::DataPage::State::Solution; });
}

void showTree(Desktop& desktop) {
    showData(desktop);
    press(pages(desktop).data()->list(), Qt::Key_T, QStringLiteral("t"));
    waitFor("the step tree", [&] { return pages(desktop).data()->state() == ui::DataPage::State::Tree; });
}

ui::WeakStrongPage& weakStrong(Desktop& desktop) { return *desktop::WeakStrongWorkshop::of(desktop).page(); }

/// The study, whatever of it was looked into before.
void showStudy(Desktop& desktop) {
    ui::WeakStrongPage& page = weakStrong(desktop);
    desktop.window().showPage(&page);
    page.showTab(ui::WeakStrongPage::Tab::Studies);
    if (page.showsRun())
        press(page.runPanel()->backButton(), Qt::Key_Escape);
    waitFor("the study", [&] { return page.study() != 0; });
}

/// The strongest student of the weakest supervisor.
void showStudyRun(Desktop& desktop) {
    showStudy(desktop);
    ui::WeakStrongPage& page = weakStrong(desktop);
    page.panel()->table()->selectRow(3);
    press(page.panel()->table(), Qt::Key_Return, QStringLiteral("\r"));
    waitFor("the run", [&] { return page.showsRun() && page.runPanel()->stateText().isEmpty(); });
}

void showStudyForm(Desktop& desktop) {
    showStudy(desktop);
    weakStrong(desktop).showTab(ui::WeakStrongPage::Tab::NewStudy);
    weakStrong(desktop).setCost({87, 87, 1'236'000, 1'400'000'000, 96.0});
}

void takeKeys(Desktop& desktop, const QDir& target) {
    desktop.window().resize(1440, 900); // the sheet fits into its window
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        ui::Theme::instance().setMode(mode);
        ui::KeySheet keys(pages(desktop).label()->keys(), &desktop.window());
        keys.show();
        save(keys, target,
             mode == ui::ThemeMode::Light ? QStringLiteral("keys-light.png") : QStringLiteral("keys-dark.png"));
    }
}

} // namespace

int capturePages(const QString& directory, const QString& language) {
    desktop::Language words;
    words.install(language);
    const QDir target(directory);
    if (!target.mkpath(QStringLiteral(".")))
        throw Error("The folder " + directory.toStdString() + " could not be made: choose another one.");
    QTemporaryDir folder;
    if (!folder.isValid())
        throw Error("No temporary folder could be made: check the space on the disk.");
    const QString project = folder.filePath(QStringLiteral("word-problems.stepmark"));
    makeExampleProject(project.toStdString());
    desktop::DesktopOptions options;
    options.settings_file = folder.filePath(QStringLiteral("settings.ini"));
    desktop::DesktopSettings(options.settings_file).setLabeler(QStringLiteral("labeler-2"));
    Desktop desktop(options);
    desktop.show();
    desktop.open(project);
    sitDown(desktop, target);
    desktop.window().activateWindow(); // the question had the keyboard
    labelALittle(desktop);
    waitFor("the job's row", [&] { return desktop.jobs().somethingRuns(); });
    waitForReview(desktop);
    takeAll(desktop, target,
            {{"start", [](Desktop& one) { one.window().showHome(); }},
             {"label", showing(&ui::LabellingPages::label)},
             {"review", showItems},
             {"agreement", showAgreement},
             {"data", showData},
             {"solution", showSolution},
             {"tree", showTree},
             {"rounds", showing(&ui::LabellingPages::rounds)},
             {"labelers", showLabelers}});
    takeKeys(desktop, target);
    endExampleJob(project.toStdString());
    waitFor("the job's end", [&] { return !desktop.jobs().somethingRuns(); });
    ui::RoundsPage* rounds = pages(desktop).rounds();
    QObject::disconnect(rounds, &ui::RoundsPage::estimateWanted, nullptr, nullptr); // not this machine's
    rounds->showTab(ui::RoundsPage::Tab::NextRound);
    rounds->setEstimate(exampleEstimate());
    takeAll(desktop, target, {{"new-round", showing(&ui::LabellingPages::rounds)}});
    QObject::disconnect(rounds->grid(), &ui::GridTab::estimateWanted, nullptr, nullptr); // likewise
    rounds->showTab(ui::RoundsPage::Tab::Compare);
    waitFor("what was compared", [&] { return rounds->grid()->results() != nullptr; });
    rounds->grid()->setEstimate(exampleGridEstimate());
    takeAll(desktop, target, {{"compare-trainings", showing(&ui::LabellingPages::rounds)}});
    takeAll(desktop, target, {{"study", showStudy}, {"study-run", showStudyRun}, {"new-study", showStudyForm}});
    return 0;
}

} // namespace stepmark::capture
