// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/labelling_window.h"
#include "tests/ui/made_up.h"
#include "ui/jobs/job_text.h"
#include "ui/label/rating_bar.h"
#include "ui/label/step_row.h"
#include "ui/labelling/key_sheet.h"
#include "ui/rounds/round_form.h"
#include "ui/runs/job_panel.h"
#include "ui/shell/navigation_bar.h"
#include "ui/shell/status_bar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_block.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace stepmark;
using namespace stepmark::ui;

class MainWindowTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<LabellingWindow> m_made;
    MainWindow* m_window = nullptr;
    LabellingPages* m_pages = nullptr;
    ProjectView project() const {
        return {QStringLiteral("<b>pool</b> & more"),
                QStringLiteral("/tmp/pool.stepmark"),
                3,
                411,
                800,
                QStringLiteral("ada & co")};
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() {
        m_made = std::make_unique<LabellingWindow>();
        m_window = &m_made->window;
        m_pages = &m_made->pages;
        m_window->resize(1200, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }

    // Without it the pages could only be reached by mouse.
    void pagesByKeyboard() {
        QSignalSpy changed(m_window, &MainWindow::pageChanged);
        QTest::keyClick(m_window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_window->page(), m_pages->label());
        QTest::keyClick(m_window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->page(), m_pages->review());
        QTest::keyClick(m_window, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(m_window->page(), m_pages->data());
        QTest::keyClick(m_window, Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(m_window->page(), m_pages->rounds());
        QTest::keyClick(m_window, Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(m_window->page(), m_pages->labelers());
        QTest::keyClick(m_window, Qt::Key_6, Qt::ControlModifier);
        QVERIFY(m_window->isHome());
        QCOMPARE(changed.count(), 6);
    }

    // Without it the first key after opening a project would go nowhere.
    void labelPageHasTheKeyboard() {
        m_window->setProject(project());
        m_window->showPage(m_pages->label());
        m_pages->label()->setTask(made_up::plain(1, 3));
        QVERIFY(m_pages->label()->hasFocus());
    }

    // Without it the evening's labeler would be blinded.
    void darkByKey() {
        const bool before = Theme::instance().isDark();
        QTest::keyClick(m_window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(Theme::instance().isDark(), !before);
        QTest::keyClick(m_window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(Theme::instance().isDark(), before);
    }

    // Without it "saved" could be claimed before it is true.
    void savedStateIsTold_data() {
        QTest::addColumn<int>("pending");
        QTest::addColumn<qint64>("saved");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("text");
        QTest::newRow("saved") << 0 << qint64(161) << QString() << QStringLiteral("✓ saved, all 161 marks on disk");
        QTest::newRow("one under way") << 1 << qint64(160) << QString() << QStringLiteral("saving 1 mark…");
        QTest::newRow("some under way") << 4 << qint64(160) << QString() << QStringLiteral("saving 4 marks…");
        QTest::newRow("none") << 0 << qint64(0) << QString() << QStringLiteral("✓ saved, no marks yet");
        QTest::newRow("failed") << 2 << qint64(160) << QStringLiteral("The disk is full.")
                                << QStringLiteral("✗ 2 marks not saved: The disk is full.");
    }
    void savedStateIsTold() {
        QFETCH(int, pending);
        QFETCH(qint64, saved);
        QFETCH(QString, error);
        QFETCH(QString, text);
        m_window->setProject(project());
        m_window->setSavedState({pending, saved, 9, error});
        QCOMPARE(m_window->statusLine()->savedText(), text);
        QCOMPARE(m_window->statusLine()->retryButton()->isVisible(), !error.isEmpty());
        QSignalSpy retry(m_window, &MainWindow::retrySaveRequested);
        m_window->statusLine()->retryButton()->click();
        QCOMPARE(retry.count(), 1);
    }

    // Without it data could be taken for markup somewhere in the window.
    void everyLabelIsPlainText() {
        m_window->setProject(project());
        m_window->setJob(made_up::runningRound());
        m_pages->rounds()->setJob(made_up::runningRound());
        m_window->showNotice(QStringLiteral("<b>notice</b>"), true);
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }

    // Without it a screen reader would say "button" and nothing more.
    void everythingThatTakesFocusHasAName() {
        m_window->setProject(project());
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->window() != m_window || widget->focusProxy() ||
                widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const QString name = !widget->accessibleName().isEmpty() ? widget->accessibleName()
                                 : button                            ? button->text()
                                                                     : QString();
            QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        }
    }

    // Without it a project opened yesterday could not be reached by keyboard.
    void startPageByKeyboard() {
        StartPage* page = m_made->start;
        page->setRecent(made_up::recent());
        QSignalSpy open(m_window, &MainWindow::openProjectRequested);
        QSignalSpy forget(page, &StartPage::forgetRequested);
        auto* list = page->findChild<QListView*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(open.count(), 1);
        QCOMPARE(open[0][0].toString(), made_up::recent()[1].path);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(forget[0][0].toString(), made_up::recent()[1].path);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(open.count(), 2);
        page->setBusy(QStringLiteral("Making the sample project…"));
        QVERIFY(!page->findChild<QPushButton*>(QStringLiteral("sampleProject"))->isEnabled());
        page->setError(QStringLiteral("No room on the disk."));
        QVERIFY(page->findChild<QPushButton*>(QStringLiteral("sampleProject"))->isEnabled());
    }

    // Without it a round could be started twice, or not be stopped.
    void aRunningRoundTakesTheFormsPlace() {
        RoundsPage* page = m_pages->rounds();
        m_window->showPage(m_pages->rounds());
        page->setReady();
        page->setJob(made_up::runningRound());
        QVERIFY(page->form()->isHidden());
        QCOMPARE(
            page->jobPanel()->progressText(),
            QStringLiteral("training PRM, epoch 1 of 2 · 42 % · 10,400 tokens/s · about 3 min left · in all about 4 "
                           "min left · loss 0.412"));
        QSignalSpy cancel(page, &RoundsPage::cancelJob);
        QTest::mouseClick(page->jobPanel()->cancelButton(), Qt::LeftButton);
        QCOMPARE(cancel.count(), 1);
        QCOMPARE(cancel[0][0].value<JobId>(), JobId(7));
        JobView failed = made_up::runningRound();
        failed.state = JobState::Failed;
        failed.error = QStringLiteral("The folder has no config.json.");
        page->setJob(failed);
        QVERIFY(!page->form()->isHidden());
        QCOMPARE(page->jobPanel()->errorText(), failed.error);
        page->setJob(std::nullopt);
        QVERIFY(page->jobPanel()->isHidden());
    }

    // Without it a long night's log would eat the memory.
    void logIsBounded() {
        RoundsPage* page = m_pages->rounds();
        for (int i = 0; i < JobPanel::kLogLines + 500; ++i)
            page->appendLog(QStringLiteral("<b>line</b> %1").arg(i));
        auto* log = page->jobPanel()->log();
        QVERIFY(log->blockCount() <= JobPanel::kLogLines);
        QVERIFY(log->toPlainText().endsWith(QStringLiteral("<b>line</b> %1").arg(JobPanel::kLogLines + 499)));
    }

    void timeLeftInWords_data() {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("no time") << qint64(0) << QStringLiteral("almost done");
        QTest::newRow("seconds") << qint64(12'300) << QStringLiteral("about 13 s left");
        QTest::newRow("minutes") << qint64(171'000) << QStringLiteral("about 3 min left");
        QTest::newRow("hours") << qint64(4'800'000) << QStringLiteral("about 1 h 20 min left");
        QTest::newRow("negative") << qint64(-5) << QString();
    }
    void timeLeftInWords() {
        QFETCH(qint64, ms);
        QFETCH(QString, text);
        QCOMPARE(leftText(ms), text);
    }

    // Without it nothing could be done without a project, or something could be done to none.
    void withoutAProjectNothingCanBeStarted() {
        m_window->setProject(project());
        m_pages->rounds()->setReady();
        m_window->setProject(std::nullopt);
        QCOMPARE(m_pages->label()->state(), LabelPage::State::NoProject);
        QCOMPARE(m_pages->review()->state(), ReviewPage::State::NoProject);
        QVERIFY(!m_pages->rounds()->form()->startButton()->isEnabled());
        QVERIFY(m_window->statusLine()->savedText().isEmpty());
        QCOMPARE(m_window->windowTitle(), QStringLiteral("Stepmark"));
    }

    void textOfEverySizeFits_data() {
        QTest::addColumn<double>("scale");
        QTest::addColumn<QSize>("size");
        QTest::newRow("normal, small window") << 1.0 << QSize(1024, 640);
        QTest::newRow("large, small window") << 1.5 << QSize(1024, 640);
        QTest::newRow("large") << 1.5 << QSize(1440, 900);
        QTest::newRow("largest") << 2.0 << QSize(1440, 900);
    }
    // Without it who reads large print would see words cut, or a window wider than the screen.
    void textOfEverySizeFits() {
        QFETCH(double, scale);
        QFETCH(QSize, size);
        Theme::instance().setTextScale(scale);
        const auto reset = qScopeGuard([] { Theme::instance().setTextScale(1); });
        m_window->setProject(project());
        m_window->setJob(made_up::runningRound());
        m_pages->rounds()->setJob(made_up::runningRound());
        m_pages->label()->setTask(made_up::pens());
        m_pages->labelers()->setView(made_up::labelers());
        m_pages->rounds()->setReady();
        m_pages->rounds()->setHistory(made_up::rounds());
        m_window->resize(size);
        for (const auto page : std::initializer_list<QWidget*>{m_pages->label(), m_pages->review(), m_pages->data(),
                                                               m_pages->rounds(), m_pages->labelers(), m_made->start}) {
            m_window->showPage(page);
            QCoreApplication::processEvents();
            QCOMPARE(m_window->size(), size);
        }
        for (const auto* button : m_window->findChildren<NavigationButton*>())
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        m_window->showPage(m_pages->label());
        QCoreApplication::processEvents();
        const auto* side = m_pages->label()->findChild<QWidget*>(QStringLiteral("sidePanel"));
        QVERIFY(side->width() <= side->parentWidget()->width());
        const auto* row = m_pages->label()->findChild<StepRow*>();
        QVERIFY(row->textBlock()->width() >= Theme::instance().scaled(160));
        QVERIFY(row->ratingBar()->geometry().right() < row->width());
        QVERIFY(!row->textBlock()->geometry().intersects(row->ratingBar()->geometry()));
    }

    // Without it only those who know F1 would find the keys.
    void questionMarkShowsTheKeysOnEveryPage() {
        for (const auto page :
             std::initializer_list<QWidget*>{m_pages->label(), m_pages->data(), m_pages->labelers()}) {
            m_window->setProject(project());
            m_window->showPage(page);
            m_window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(m_window));
            bool shown = false;
            QTimer::singleShot(0, this, [&] {
                auto* sheet = qobject_cast<KeySheet*>(QApplication::activeModalWidget());
                shown = sheet != nullptr;
                if (sheet)
                    sheet->reject();
            });
            QTest::keyClick(m_window, Qt::Key_Question);
            QTRY_VERIFY(shown);
        }
    }

    // Without it the window would forget how it was left.
    void remembersItself() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Theme::instance().setMode(ThemeMode::Dark);
        m_window->resize(1000, 700);
        m_window->showPage(m_pages->data());
        m_window->saveTo(settings);
        Theme::instance().setMode(ThemeMode::Light);
        LabellingWindow made;
        MainWindow& other = made.window;
        other.restoreFrom(settings);
        QVERIFY(Theme::instance().isDark());
        QCOMPARE(other.size(), QSize(1000, 700));
        QCOMPARE(other.takeRestoredPage(), made.pages.data());
        QCOMPARE(other.takeRestoredPage(), made.pages.label()); // the next project begins anew
        m_window->showHome();
        m_window->saveTo(settings); // the start page is no place of a project
        other.restoreFrom(settings);
        QCOMPARE(other.takeRestoredPage(), made.pages.data());
        Theme::instance().setMode(ThemeMode::Light);
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    MainWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_main_window.moc"
