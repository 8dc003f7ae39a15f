// SPDX-License-Identifier: GPL-3.0-or-later
// stepmark_gallery FOLDER [SCALE]: pictures of every page and dialog from made-up data, light and dark, small and
// large, for a look; with the text so many times as large.
#include "tests/ui/labelling_window.h"
#include "tests/ui/made_up.h"
#include "ui/label/keys_dialog.h"
#include "ui/labelers/sit_down_dialog.h"
#include "ui/labelling/key_sheet.h"
#include "ui/rounds/round_results.h"
#include "ui/rounds/rounds_page.h"
#include "ui/shell/about_dialog.h"
#include "ui/theme/theme.h"
#include "ui/transfer/export_dialog.h"
#include "ui/transfer/import_dialog.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
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
        QCoreApplication::processEvents();
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

void takeLabel(LabellingWindow& made, Gallery& gallery) {
    MainWindow& window = made.window;
    LabelPage* page = made.pages.label();
    window.setProject(project());
    window.setSavedState({0, 161, 9, {}});
    window.setJob(made_up::runningRound());
    window.showPage(made.pages.label());
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

void takeRounds(LabellingWindow& made, Gallery& gallery) {
    MainWindow& window = made.window;
    RoundsPage* page = made.pages.rounds();
    const auto setJob = [&](const std::optional<JobView>& job) {
        window.setJob(job);
        page->setJob(job);
    };
    setJob(std::nullopt);
    window.showPage(made.pages.rounds());
    page->setReady();
    page->setHistory({});
    gallery.take(window, QStringLiteral("rounds-first"));
    page->showTab(RoundsPage::Tab::Results);
    gallery.take(window, QStringLiteral("rounds-empty"));
    page->setHistory(made_up::rounds());
    setJob(made_up::runningRound());
    for (int i = 0; i < 30; ++i)
        page->appendLog(QStringLiteral("step %1: loss %2").arg(i * 10).arg(0.9 - i * 0.01));
    gallery.take(window, QStringLiteral("rounds-running"));
    setJob(std::nullopt);
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
    setJob(failed);
    page->setUnfinished(UnfinishedRound{4, {Part::Generate}, QDateTime(QDate(2026, 3, 2), QTime(9, 30))});
    page->setEstimateFailed(failed.error);
    page->showTab(RoundsPage::Tab::Results);
    gallery.take(window, QStringLiteral("rounds-failed"));
    page->setUnfinished(std::nullopt);
    setJob(std::nullopt);
}

FilePreview preview() {
    FilePreview file;
    file.file = QStringLiteral("/home/ada/candidates.jsonl");
    file.format = QStringLiteral("prm800k");
    file.rows = 1200;
    file.estimated_rows = 48'000;
    file.problems = 240;
    file.solutions = 1200;
    file.ratings = 7400;
    file.repeated = 3;
    for (qint64 line = 1; line <= 4; ++line) {
        PreviewItem item;
        item.line = line;
        item.problem = made_up::pens().problem;
        item.reference_answer = QStringLiteral("72");
        item.final_answer = QStringLiteral("60.60");
        item.has_solution = true;
        item.split = Split::Train;
        for (const LabelStep& step : made_up::pens().steps) {
            item.steps.append(step.text);
            item.labels.push_back(item.steps.size() < 3 ? std::optional(Rating::Positive) : std::nullopt);
        }
        item.repeated = line == 3;
        file.sample.push_back(item);
    }
    return file;
}

void takeDialogs(MainWindow& window, Gallery& gallery) {
    ImportDialog import({QStringLiteral("/home/ada/candidates.jsonl")}, made_up::formats(), &window);
    import.show();
    import.begin();
    gallery.take(import, QStringLiteral("import-looking"));
    import.setPreview({preview()});
    gallery.take(import, QStringLiteral("import"));
    FilePreview bad = preview();
    bad.error = QStringLiteral("The row has no \"problem\". Choose another format, or put the row right.");
    bad.error_line = 1201;
    bad.error_text = QStringLiteral("{\"question\": \"How much do 12 pens cost in July?\", \"answer\": 72}");
    import.begin();
    import.setPreview({bad});
    gallery.take(import, QStringLiteral("import-error"));
    ExportDialog exporting(QStringLiteral("trl"), made_up::formats(), &window);
    exporting.show();
    exporting.begin();
    exporting.setFile(QStringLiteral("/home/ada/marks.jsonl"));
    exporting.setCounts({4800, 3100, 400, 1300});
    gallery.take(exporting, QStringLiteral("export"));
    exporting.setFailed(QStringLiteral("The disk is full. Free some space, then try again."));
    gallery.take(exporting, QStringLiteral("export-failed"));
    SitDownDialog seat({{QStringLiteral("ada"), LabelerState::Admitted}, {QStringLiteral("bo"), LabelerState::Paused}},
                       QStringLiteral("ada"), 30, &window);
    seat.show();
    seat.field()->setText(QStringLiteral("cleo"));
    gallery.take(seat, QStringLiteral("sit-down"));
}

/// What the other pages say where they have nothing to show yet.
void takeStates(LabellingWindow& made, Gallery& gallery) {
    MainWindow& window = made.window;
    window.showPage(made.pages.labelers());
    made.pages.labelers()->setView(made_up::labelers());
    gallery.take(window, QStringLiteral("labelers"));
    made.pages.labelers()->setView({});
    gallery.take(window, QStringLiteral("labelers-empty"));
    window.showPage(made.pages.review());
    made.pages.review()->showBusy(0.4);
    gallery.take(window, QStringLiteral("review-busy"));
    made.pages.review()->setBatch({});
    gallery.take(window, QStringLiteral("review-empty"));
    window.showPage(made.pages.data());
    made.pages.data()->showEmpty();
    gallery.take(window, QStringLiteral("data-empty"));
    made.pages.data()->showError(QStringLiteral("The project is locked by another program. Close it, then try again."));
    gallery.take(window, QStringLiteral("data-error"));
    window.setProject(std::nullopt);
    window.showPage(made.pages.rounds());
    gallery.take(window, QStringLiteral("rounds-no-project"));
}

bool takeAll(const QDir& folder, bool dark, const QSize& size) {
    Theme::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    Gallery gallery(
        folder,
        QStringLiteral("-%1-%2").arg(dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(size.width()));
    LabellingWindow made;
    MainWindow& window = made.window;
    window.resize(size);
    window.show();
    gallery.take(window, QStringLiteral("start-empty"));
    made.start->setRecent(made_up::recent());
    gallery.take(window, QStringLiteral("start"));
    takeLabel(made, gallery);
    takeRounds(made, gallery);
    window.showNotice(QStringLiteral("Round 4 is done: 100 solutions are queued."));
    gallery.take(window, QStringLiteral("notice"));
    for (QAction* action : window.menuBar()->actions()) {
        action->menu()->popup(QPoint(0, 0));
        gallery.take(*action->menu(), QStringLiteral("menu-") + action->text().remove(QLatin1Char('&')).toLower());
        action->menu()->hide();
    }
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
    takeDialogs(window, gallery);
    takeStates(made, gallery);
    return !gallery.failed();
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    if (argc < 2 || argc > 3 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fprintf(stderr, "usage: stepmark_gallery FOLDER [SCALE]\n");
        return 2;
    }
    Theme::instance().install();
    if (argc == 3)
        Theme::instance().setTextScale(QString::fromLocal8Bit(argv[2]).toDouble());
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    bool ok = true;
    for (const bool dark : {false, true}) {
        for (const QSize& size : {QSize(1024, 640), QSize(1440, 900)})
            ok = takeAll(folder, dark, size) && ok;
    }
    return ok ? 0 : 1;
}
