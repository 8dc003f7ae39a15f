// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/label_page_fixture.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/text_block.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <ctime>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

/// Notes that something below `root` was painted.
class PaintSpy : public QObject {
public:
    explicit PaintSpy(QObject* root)
        : m_root(root) {
        qApp->installEventFilter(this);
    }
    bool painted = false;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            for (const QObject* object = watched; object && !painted; object = object->parent())
                painted = object == m_root;
        }
        return false;
    }

private:
    QObject* m_root;
};

} // namespace

class LabelPageStatesTest : public LabelPageFixture {
    Q_OBJECT
private Q_SLOTS:
    void init() { openPage(); }

    // Without it hostile data could run, load something, freeze the page or pass for something else.
    void hostileTextIsOnlyText() {
        m_page->setTask(made_up::hostile(1)); // a page that froze would not come back from here
        m_page->grab();
        QCOMPARE(view()->problemText()->text(), made_up::hostile(1).problem);
        QVERIFY(view()->row(2)->textBlock()->isElided());
        for (const QLabel* label : m_page->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        for (int step = 0; step < 6; ++step)
            press(Qt::Key_3);
        QCOMPARE(m_finished.size(), std::size_t(1));
    }

    // Without it "show all" would cover the steps below.
    void showAllMakesRoom() {
        m_page->setTask(made_up::hostile(1));
        const int before = view()->row(2)->height();
        view()->row(2)->textBlock()->expand();
        QVERIFY(view()->row(2)->height() != before);
        QVERIFY(view()->row(3)->y() > view()->row(2)->geometry().bottom());
        QTest::keyClick(view()->row(2)->textBlock()->findChild<QPlainTextEdit*>(), Qt::Key_3); // marking goes on
        QCOMPARE(m_marks.size(), std::size_t(1));
    }

    void copiesTheSelectedSource() {
        m_page->setTask(made_up::pens(1));
        view()->row(1)->textBlock()->selectAll();
        QTest::keyClick(m_page.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), made_up::pens(1).steps[1].text);
        view()->problemText()->selectAll(); // only one selection at a time
        QVERIFY(view()->row(1)->textBlock()->selectedText().isEmpty());
    }

    // Without it a page without work would be a dead end.
    void statesSayWhatToDoNext() {
        auto* message = m_page->findChild<MessagePanel*>();
        QSignalSpy project(m_page.get(), &LabelPage::projectWanted);
        QSignalSpy import(m_page.get(), &LabelPage::importWanted);
        QSignalSpy round(m_page.get(), &LabelPage::roundWanted);
        QSignalSpy retry(m_page.get(), &LabelPage::retryRequested);
        QCOMPARE(m_page->state(), LabelPage::State::NoProject);
        message->button()->click();
        m_page->showNoSolutions();
        message->button()->click();
        m_page->showEmptyQueue(3);
        QVERIFY(message->title().contains(QStringLiteral("3 solutions")));
        message->button()->click();
        press(Qt::Key_U); // undo reaches back from an empty queue too
        QCOMPARE(m_undo_wanted, 1);
        m_page->showError(QStringLiteral("<b>The file is gone.</b>"));
        QCOMPARE(message->text(), QStringLiteral("<b>The file is gone.</b>"));
        message->button()->click();
        m_page->showBusy(QStringLiteral("Opening…"));
        QVERIFY(message->button()->isHidden());
        QCOMPARE(project.count() + import.count() + round.count() + retry.count(), 4);
        press(Qt::Key_1);
        QVERIFY(m_marks.empty());
    }

    void aSolutionWithoutStepsCanBeLeft() {
        LabelTask empty = made_up::plain(1, 0);
        m_page->setTask(empty);
        press(Qt::Key_3);
        press(Qt::Key_Return);
        QVERIFY(m_marks.empty() && m_finished.empty());
        press(Qt::Key_S);
        QCOMPARE(m_skipped.size(), std::size_t(1));
    }

    // Without it a long solution's current step could be out of sight.
    void currentStepIsInSight() {
        m_page->setTask(made_up::plain(1, 60));
        for (int step = 0; step < 40; ++step)
            press(Qt::Key_3);
        const auto whole = [&] {
            return view()->row(40)->visibleRegion().boundingRect().height() == view()->row(40)->height();
        };
        QVERIFY(whole());
        m_page->resize(m_page->width(), m_page->height() * 2 / 3);
        QTRY_VERIFY(whole());
        press(Qt::Key_M); // every row is higher now
        QVERIFY(whole());
    }

    // Without it labelling would feel slow: key to painted frame, and the next solution.
    void keyToPaintedFrameIsInstant() {
        m_page->resize(1360, 860);
        PaintSpy spy(view());
        std::vector<qint64> marks_us; // processor time, so that a busy machine does not fail it
        std::vector<qint64> next_us;
        std::vector<qint64> wall_us;
        QElapsedTimer timer;
        m_page->setTask(made_up::plain(1, 9));
        for (int solution = 2; solution < 40; ++solution) {
            m_page->setNextTask(made_up::plain(solution, 9));
            QApplication::processEvents();
            for (int step = 0; step < 9; ++step) {
                timer.start();
                const std::clock_t cpu = std::clock();
                spy.painted = false;
                press(Qt::Key_3);
                while (!spy.painted)
                    QApplication::processEvents(); // layout and paint
                const qint64 spent_us = (std::clock() - cpu) * 1'000'000 / CLOCKS_PER_SEC;
                (step == 8 ? next_us : marks_us).push_back(spent_us);
                wall_us.push_back(timer.nsecsElapsed() / 1000);
            }
        }
        std::sort(marks_us.begin(), marks_us.end());
        std::sort(next_us.begin(), next_us.end());
        std::sort(wall_us.begin(), wall_us.end());
        const double mark_ms = marks_us[marks_us.size() / 2] / 1000.0;
        const double next_ms = next_us[next_us.size() / 2] / 1000.0;
        qInfo("key to painted frame: median %.2f ms, p99 %.2f ms; next solution: median %.2f ms; by the clock: median "
              "%.2f, p99 %.2f",
              mark_ms, marks_us[marks_us.size() * 99 / 100] / 1000.0, next_ms, wall_us[wall_us.size() / 2] / 1000.0,
              wall_us[wall_us.size() * 99 / 100] / 1000.0);
        QVERIFY2(mark_ms < 8, qPrintable(QString::number(mark_ms)));
        QVERIFY2(next_ms < 16, qPrintable(QString::number(next_ms)));
    }
};

QTEST_MAIN(LabelPageStatesTest)
#include "tst_label_page_states.moc"
