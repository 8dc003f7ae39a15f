// SPDX-License-Identifier: GPL-3.0-or-later
// stepmark_gallery FOLDER: pictures of every page from made-up data, light and dark, small and large, for a look.
#include "tests/ui/made_up.h"
#include "ui/label/keys_dialog.h"
#include "ui/main_window.h"
#include "ui/rounds/round_results.h"
#include "ui/rounds/rounds_page.h"
#include "ui/theme/theme.h"
#include "ui/window/dialogs.h"

#include <QApplication>
#include <QDir>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <cstdio>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

class Gallery {
public:
    Gallery(QDir folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix)) {}

    bool take(QWidget& widget, const QString& name) {
        QTest::qWait(30);
        const bool ok = widget.grab().save(m_folder.filePath(name + m_suffix + QStringLiteral(".png")));
        m_failed = m_failed || !ok;
        return ok;
    }
    bool failed() const { return m_failed; }

private:
    QDir m_folder;
    QString m_suffix;
    bool m_failed = false;
};

ProjectView project() {
    return {QStringLiteral("gsm8k pool"), QStringLiteral("/home/ada/labels/gsm8k-pool.stepmark"), 3, 411, 800,
            QStringLiteral("labeler-2")};
}

void takeLabel(MainWindow& window, Gallery& gallery) {
    LabelPage* page = window.labelPage();
    window.setProject(project());
    window.setSavedState({0, 161, 9, {}});
    window.setJob(made_up::runningRound());
    window.showPage(MainWindow::Page::Label);
    page->setSession({38, 161, 4100, 29, 780.0, 411, 800, 23'400'000});
    page->setTask(made_up::pens());
    QTest::keyClick(page, Qt::Key_3);
    QTest::keyClick(page, Qt::Key_2);
    gallery.take(window, QStringLiteral("label"));
    QTest::keyClick(page, Qt::Key_1);
    for (const Qt::Key key : {Qt::Key_R, Qt::Key_W, Qt::Key_M, Qt::Key_F})
        QTest::keyClick(page, key);
    window.setSavedState({1, 163, 9, {}});
    gallery.take(window, QStringLiteral("label-first-error"));
    QTest::keyClick(page, Qt::Key_B);
    QTest::keyClick(page, Qt::Key_4);
    gallery.take(window, QStringLiteral("label-bad-problem"));
    page->setTask(made_up::hostile());
    window.setSavedState({3, 163, 9, QStringLiteral("The disk is full. Free some space, then try again.")});
    gallery.take(window, QStringLiteral("label-hostile"));
    page->setTask(made_up::plain(5, 1));
    QTest::keyClick(page, Qt::Key_Q);
    gallery.take(window, QStringLiteral("label-one"));
    page->setTask(made_up::longSteps(6));
    for (int i = 0; i < 12; ++i) {
        if (i % 5 == 1)
            QTest::keyClick(page, Qt::Key_Q);
        QTest::keyClick(page, i % 4 == 2 ? Qt::Key_2 : Qt::Key_3);
    }
    gallery.take(window, QStringLiteral("label-many"));
    window.setSavedState({0, 164, 11, {}});
    page->showEmptyQueue(100);
    gallery.take(window, QStringLiteral("label-empty"));
    page->showNoSolutions();
    gallery.take(window, QStringLiteral("label-nothing"));
}

void takeRounds(MainWindow& window, Gallery& gallery) {
    RoundsPage* page = window.roundsPage();
    window.setJob(std::nullopt);
    window.showPage(MainWindow::Page::Rounds);
    page->setReady();
    page->setHistory({});
    gallery.take(window, QStringLiteral("rounds-first"));
    page->showTab(RoundsPage::Tab::Results);
    gallery.take(window, QStringLiteral("rounds-empty"));
    page->setHistory(made_up::rounds());
    window.setJob(made_up::runningRound());
    for (int i = 0; i < 30; ++i)
        page->appendLog(QStringLiteral("step %1: loss %2").arg(i * 10).arg(0.9 - i * 0.01));
    gallery.take(window, QStringLiteral("rounds-running"));
    window.setJob(std::nullopt);
    gallery.take(window, QStringLiteral("rounds"));
    auto* model = page->results()->table()->model();
    model->setData(model->index(2, 0), Qt::Checked, Qt::CheckStateRole);
    if (auto* area = page->findChild<QScrollArea*>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    gallery.take(window, QStringLiteral("rounds-compared"));
    page->showTab(RoundsPage::Tab::NextRound);
    page->setEstimate(made_up::estimate());
    gallery.take(window, QStringLiteral("rounds-next"));
    if (auto* area = page->findChild<QScrollArea*>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    gallery.take(window, QStringLiteral("rounds-next-foot"));
    JobView failed = made_up::runningRound();
    failed.state = JobState::Failed;
    failed.error =
        QStringLiteral("The base model's folder has no config.json. Choose another folder and start the round again.");
    window.setJob(failed);
    page->setUnfinished(UnfinishedRound{4, {QStringLiteral("generate")}, QDateTime(QDate(2026, 3, 2), QTime(9, 30))});
    page->setEstimateFailed(failed.error);
    page->showTab(RoundsPage::Tab::Results);
    gallery.take(window, QStringLiteral("rounds-failed"));
    page->setUnfinished(std::nullopt);
    window.setJob(std::nullopt);
}

bool takeAll(const QDir& folder, bool dark, const QSize& size) {
    Theme::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    Gallery gallery(
        folder,
        QStringLiteral("-%1-%2").arg(dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(size.width()));
    MainWindow window;
    window.resize(size);
    window.show();
    gallery.take(window, QStringLiteral("start-empty"));
    window.startPage()->setRecent(made_up::recent());
    gallery.take(window, QStringLiteral("start"));
    takeLabel(window, gallery);
    takeRounds(window, gallery);
    window.showNotice(QStringLiteral("Round 4 is done: 100 solutions are queued."));
    gallery.take(window, QStringLiteral("notice"));
    KeySheet keys(KeyMap{}, &window);
    keys.show();
    gallery.take(keys, QStringLiteral("keys"));
    KeysDialog change(KeyMap{}, &window);
    change.show();
    change.addButton(LabelAction::Skip)->click();
    QTest::keyClick(change.addButton(LabelAction::Skip), Qt::Key_F);
    gallery.take(change, QStringLiteral("change-keys"));
    AboutDialog about(QStringLiteral("Stepmark 0.1.0\nQt 6.4.2"), &window);
    about.show();
    gallery.take(about, QStringLiteral("about"));
    return !gallery.failed();
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fprintf(stderr, "usage: stepmark_gallery FOLDER\n");
        return 2;
    }
    Theme::instance().install();
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    bool ok = true;
    for (const bool dark : {false, true}) {
        for (const QSize& size : {QSize(1024, 640), QSize(1440, 900)})
            ok = takeAll(folder, dark, size) && ok;
    }
    return ok ? 0 : 1;
}
