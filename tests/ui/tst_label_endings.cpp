// SPDX-License-Identifier: GPL-3.0-or-later
// How a solution is left on the label page: done, skipped, given up, with a flag or a note.
#include "tests/ui/label_page_fixture.h"
#include "ui/label/ending_panel.h"
#include "ui/label/steps_head.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::ui;

class LabelEndingsTest : public LabelPageFixture {
    Q_OBJECT
private Q_SLOTS:
    void init() { openPage(); }

    // Without it steps behind the first error would get marks.
    void stopsAtTheFirstErrorAndSaysSo() {
        m_page->setTask(made_up::pens(1));
        press(Qt::Key_3);
        press(Qt::Key_J);
        QCOMPARE(view()->head()->hint(), QStringLiteral("First error marked. Enter: finish, U: undo"));
        QVERIFY(view()->row(2)->state().behind_error);
        QVERIFY(m_finished.empty());
        QTest::mouseClick(view()->row(3)->ratingBar(), Qt::LeftButton, {},
                          view()->row(3)->ratingBar()->cell(Rating::Positive).center());
        QCOMPARE(m_marks.size(), std::size_t(2));
        press(Qt::Key_Return);
        QCOMPARE(m_finished.size(), std::size_t(1));
        QCOMPARE(m_finished[0].reason, FinishReason::FoundError);
    }

    // Without it taking back "finish" would also take back the mark before it.
    void undoOfAFinishByKeyKeepsTheMarks() {
        m_page->setTask(made_up::plain(1, 3));
        m_page->setNextTask(made_up::plain(2, 2));
        press(Qt::Key_1);
        press(Qt::Key_Return);
        const std::size_t before = m_marks.size();
        LabelTask again = made_up::plain(1, 3);
        again.steps[0].preset = Rating::Negative;
        again.reopened = true;
        m_page->setTask(again);
        QCOMPARE(m_marks.size(), before);
        QCOMPARE(m_page->pass().firstNegative(), 0);
        press(Qt::Key_U);
        QVERIFY(!m_marks.back().rating);
    }

    // Without it a solution could be left for good by a stray key, or without anybody knowing why.
    void badProblemAndGiveUpNeedAReason_data() {
        QTest::addColumn<QList<int>>("keys");
        QTest::addColumn<int>("reason");
        QTest::addColumn<QString>("detail");
        const int none = -1;
        const auto bad = int(FinishReason::BadProblem);
        const auto given_up = int(FinishReason::GiveUp);
        QTest::newRow("bad problem") << QList<int>{Qt::Key_B, Qt::Key_2, Qt::Key_B} << bad
                                     << QStringLiteral("the reference answer is wrong");
        QTest::newRow("bad problem, Enter") << QList<int>{Qt::Key_B, Qt::Key_1, Qt::Key_Return} << bad
                                            << QStringLiteral("the question is unclear or incomplete");
        QTest::newRow("give up by arrows") << QList<int>{Qt::Key_G, Qt::Key_Down, Qt::Key_Down, Qt::Key_Return}
                                           << given_up << QStringLiteral("too long to check");
        QTest::newRow("no reason") << QList<int>{Qt::Key_G, Qt::Key_G, Qt::Key_Return} << none << QString();
        QTest::newRow("escape") << QList<int>{Qt::Key_G, Qt::Key_1, Qt::Key_Escape} << none << QString();
        QTest::newRow("another key") << QList<int>{Qt::Key_B, Qt::Key_1, Qt::Key_F, Qt::Key_B} << none << QString();
    }
    void badProblemAndGiveUpNeedAReason() {
        QFETCH(QList<int>, keys);
        QFETCH(int, reason);
        QFETCH(QString, detail);
        m_page->setTask(made_up::plain(1, 3));
        for (const int key : keys) {
            QVERIFY(m_finished.empty());
            press(static_cast<Qt::Key>(key));
        }
        QVERIFY(m_marks.empty()); // digits chose, and marked nothing
        QCOMPARE(m_finished.size(), std::size_t(reason < 0 ? 0 : 1));
        if (reason < 0)
            return;
        QCOMPARE(int(m_finished[0].reason), reason);
        QCOMPARE(m_finished[0].detail, detail);
    }

    // Without it a reason that nobody thought of could not be given, or only by mouse.
    void ownReasonByKeysAndAnyReasonByMouse() {
        m_page->setTask(made_up::plain(1, 3));
        m_page->setNextTask(made_up::plain(2, 3));
        press(Qt::Key_B);
        press(Qt::Key_4);
        auto* own = view()->endingPanel()->ownWords();
        QVERIFY(own->hasFocus());
        QTest::keyClick(own, Qt::Key_Return);
        QVERIFY(m_finished.empty()); // no words yet
        QTest::keyClicks(own, QStringLiteral("asks for 3 things"));
        QTest::keyClick(own, Qt::Key_Return);
        QCOMPARE(m_finished.size(), std::size_t(1));
        QCOMPARE(m_finished[0].detail, QStringLiteral("asks for 3 things"));
        QVERIFY(m_page->hasFocus());
        press(Qt::Key_3);
        QCOMPARE(m_marks.back().solution, SolutionId(2)); // keys mark again
        press(Qt::Key_G);
        const auto buttons = view()->endingPanel()->findChildren<QPushButton*>();
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QTest::mouseClick(*std::find_if(buttons.begin(), buttons.end(),
                                        [](auto* button) { return button->property("primary").toBool(); }),
                          Qt::LeftButton);
        QCOMPARE(m_finished.size(), std::size_t(2));
        QCOMPARE(m_finished[1].detail, QStringLiteral("too hard for me"));
    }

    void enterWithStepsMissingExplains() {
        m_page->setTask(made_up::plain(1, 3));
        press(Qt::Key_3);
        press(Qt::Key_Return);
        QVERIFY(m_finished.empty());
        QVERIFY(view()->head()->hint().startsWith(QStringLiteral("2 steps are still without a mark")));
    }

    void skipTellsAndMovesOn() {
        m_page->setTask(made_up::plain(1, 3));
        QSignalSpy wanted(m_page.get(), &LabelPage::taskWanted);
        press(Qt::Key_S);
        QCOMPARE(m_skipped.size(), std::size_t(1));
        QCOMPARE(m_skipped[0].solution, SolutionId(1));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(m_page->state(), LabelPage::State::Busy);
    }

    void flagAndNoteTravelWithTheFinish() {
        m_page->setTask(made_up::plain(1, 1));
        press(Qt::Key_F);
        QCOMPARE(m_drafts.size(), std::size_t(1));
        QVERIFY(m_drafts[0].flagged);
        press(Qt::Key_N);
        QVERIFY(m_page->noteHasFocus());
        auto* note = side()->noteField();
        QTest::keyClicks(note, QStringLiteral("12 s"));
        QVERIFY(m_marks.empty()); // digits and letters are text in there
        QTest::keyClick(note, Qt::Key_Escape);
        QVERIFY(!m_page->noteHasFocus());
        QCOMPARE(m_drafts.back().note, QStringLiteral("12 s"));
        press(Qt::Key_3);
        QVERIFY(m_finished[0].flagged);
        QCOMPARE(m_finished[0].note, QStringLiteral("12 s"));
    }

    // Without it an answer given at once (an empty queue, another solution) would be overrun by the page's own next
    // step.
    void answersGivenAtOnceWin() {
        m_page->setTask(made_up::plain(1, 1));
        m_page->setNextTask(made_up::plain(2, 1));
        connect(m_page.get(), &LabelPage::finished, this, [this] { m_page->showEmptyQueue(1); });
        press(Qt::Key_3);
        QCOMPARE(m_page->state(), LabelPage::State::EmptyQueue);
    }
};

QTEST_MAIN(LabelEndingsTest)
#include "tst_label_endings.moc"
