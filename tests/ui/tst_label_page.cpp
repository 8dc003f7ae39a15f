// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and mouse that mark.
#include "tests/ui/label_page_fixture.h"
#include "ui/label/steps_head.h"
#include "ui/widgets/key_hint.h"

#include <QApplication>

using namespace stepmark;
using namespace stepmark::ui;

class LabelPageTest : public LabelPageFixture {
    Q_OBJECT
private Q_SLOTS:
    void init() { openPage(); }

    // Without it N steps would cost more than N keys, or the next solution would keep the labeler waiting.
    void fiveKeysMarkFiveStepsAndShowTheNext() {
        m_page->setTask(made_up::pens(1));
        m_page->setNextTask(made_up::plain(2, 3));
        for (const Qt::Key key : {Qt::Key_3, Qt::Key_2, Qt::Key_L, Qt::Key_K, Qt::Key_3})
            press(key);
        QCOMPARE(m_marks.size(), std::size_t(5));
        QCOMPARE(m_marks[0].step, StepId(11));
        QCOMPARE(m_marks[0].rating.value(), Rating::Positive);
        QCOMPARE(m_marks[1].rating.value(), Rating::Neutral);
        QCOMPARE(m_marks[4].step_index, 4);
        QCOMPARE(m_finished.size(), std::size_t(1));
        QCOMPARE(m_finished[0].reason, FinishReason::Solution);
        QCOMPARE(m_finished[0].solution, SolutionId(1));
        QCOMPARE(m_page->pass().task().solution, SolutionId(2));
        QCOMPARE(m_shown, (std::vector<SolutionId>{1, 2}));
        QVERIFY(!m_page->hasNextTask());
    }

    // Without it a hand that has the mouse would have to leave it.
    void everyMarkByMouse() {
        m_page->setTask(made_up::plain(1, 3));
        for (int step = 0; step < 3; ++step) {
            RatingBar* bar = view()->row(step)->ratingBar();
            QTest::mouseClick(bar, Qt::LeftButton, {}, bar->cell(static_cast<Rating>(step == 0 ? 1 : 0)).center());
        }
        QCOMPARE(m_marks.size(), std::size_t(3));
        QCOMPARE(m_marks[0].rating.value(), Rating::Positive);
        QCOMPARE(m_marks[1].rating.value(), Rating::Neutral);
        QCOMPARE(m_finished.size(), std::size_t(1));
    }

    // Without it a slip noticed two steps later would stay.
    void correctsInPlace() {
        m_page->setTask(made_up::plain(1, 4));
        press(Qt::Key_3);
        press(Qt::Key_3);
        press(Qt::Key_Up);
        press(Qt::Key_Up);
        QCOMPARE(m_page->pass().current(), 0);
        press(Qt::Key_2);
        QCOMPARE(m_marks.back().step_index, 0);
        QCOMPARE(m_marks.back().rating.value(), Rating::Neutral);
        QCOMPARE(m_page->pass().current(), 2);
    }

    // Without it undo would be silent to storage, or end with the solution.
    void undoHereThenAcrossSolutions() {
        m_page->setTask(made_up::plain(1, 2));
        m_page->setNextTask(made_up::plain(2, 2));
        press(Qt::Key_3);
        press(Qt::Key_U);
        QVERIFY(!m_marks.back().rating);
        QCOMPARE(m_marks.back().step_index, 0);
        press(Qt::Key_3);
        press(Qt::Key_3); // finished by itself, the second solution is shown
        QCOMPARE(m_page->pass().task().solution, SolutionId(2));
        press(Qt::Key_U);
        QCOMPARE(m_undo_wanted, 1);
        LabelTask again = made_up::plain(1, 2);
        again.steps[0].preset = again.steps[1].preset = Rating::Positive;
        again.reopened = true;
        m_page->setTask(again);
        QCOMPARE(m_page->pass().current(), 1);
        QCOMPARE(m_marks.back().solution, SolutionId(1));
        QCOMPARE(m_marks.back().step_index, 1);
        QVERIFY(!m_marks.back().rating);
        press(Qt::Key_U);
        QVERIFY(!m_page->pass().markOf(0));
        press(Qt::Key_U);
        QCOMPARE(m_undo_wanted, 2);
        m_page->noFurtherUndo();
        QCOMPARE(view()->head()->hint(), QStringLiteral("Nothing more to take back."));
    }

    // Without it the hand that has the arrows would have to leave them.
    void arrowsMarkAndGoBack() {
        m_page->setTask(made_up::plain(1, 4));
        press(Qt::Key_Right);
        press(Qt::Key_Down);
        QCOMPARE(m_marks[0].rating.value(), Rating::Positive);
        QCOMPARE(m_marks[1].rating.value(), Rating::Neutral);
        press(Qt::Key_Up);
        QCOMPARE(m_page->pass().current(), 1);
        QTest::keyClick(m_page.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_page->pass().current(), 2);
        QCOMPARE(m_marks.size(), std::size_t(2));
        press(Qt::Key_Left);
        QCOMPARE(m_marks[2].rating.value(), Rating::Negative);
    }

    // Without it a labeler's own keys would not work, or the buttons would name others.
    void remappedKeysWorkAndAreShown() {
        KeyMap keys;
        QVERIFY(keys.add(LabelAction::Wrong, QKeyCombination(Qt::Key_A)).isEmpty());
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_J, Qt::Key_Left})
            QVERIFY(keys.remove(LabelAction::Wrong, QKeyCombination(key)).isEmpty());
        m_page->setKeys(keys);
        m_page->setTask(made_up::plain(1, 3));
        press(Qt::Key_1);
        QVERIFY(m_marks.empty());
        press(Qt::Key_A);
        QCOMPARE(m_marks.size(), std::size_t(1));
        QCOMPARE(m_marks[0].rating.value(), Rating::Negative);
        QStringList named;
        for (const auto* hint : m_page->findChildren<KeyHint*>())
            named.append(hint->accessibleName());
        QVERIFY(named.contains(QStringLiteral("wrong (key A)")));
        QVERIFY(!named.contains(QStringLiteral("wrong (key 1)")));
    }

    // Without it a doubt could not be told from a mark that is meant.
    void unsureGoesWithTheMark() {
        m_page->setTask(made_up::plain(1, 3));
        press(Qt::Key_Q);
        QVERIFY(m_marks.empty()); // waits for the mark
        press(Qt::Key_3);
        QVERIFY(m_marks[0].unsure);
        press(Qt::Key_3);
        QVERIFY(!m_marks[1].unsure);
        press(Qt::Key_Up);
        press(Qt::Key_Q); // afterwards, on a mark that stands
        QCOMPARE(m_marks.size(), std::size_t(3));
        QVERIFY(m_marks[2].unsure);
        QCOMPARE(m_marks[2].step_index, 1);
        QCOMPARE(m_marks[2].rating.value(), Rating::Positive);
        press(Qt::Key_U);
        QVERIFY(!m_marks[3].unsure);
        QCOMPARE(m_marks[3].rating.value(), Rating::Positive);
        RatingBar* bar = view()->row(0)->ratingBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->unsureCell().center());
        QVERIFY(!m_marks[4].unsure);
        QCOMPARE(m_marks[4].step_index, 0);
    }

    // Without it phase 2's alternatives would have to be looked for elsewhere.
    void alternativesToTheFirstErrorAreRatedThere() {
        m_page->setTask(made_up::pens(1));
        m_page->setNextTask(made_up::plain(2, 3));
        for (const Qt::Key key : {Qt::Key_3, Qt::Key_3, Qt::Key_1})
            press(key);
        QCOMPARE(view()->rowCount(), 8);
        QTRY_COMPARE(
            view()->head()->hint(), // once the page is laid out
            QStringLiteral("First error marked. Rate the 2 alternatives to it too, or Enter: finish, U: undo"));
        QVERIFY(view()->row(5)->y() > view()->row(2)->y() && view()->row(7)->y() < view()->row(3)->y());
        QCOMPARE(m_page->pass().current(), 6); // the first of them was rated before
        press(Qt::Key_2);
        QCOMPARE(m_marks.back().step, StepId(1301));
        QVERIFY(m_marks.back().alternative);
        QCOMPARE(m_marks.back().step_index, 2);
        RatingBar* bar = view()->row(7)->ratingBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->cell(Rating::Positive).center());
        QCOMPARE(m_marks.back().step, StepId(1302));
        QVERIFY(m_finished.empty());
        press(Qt::Key_Return);
        QCOMPARE(m_finished[0].reason, FinishReason::FoundError);
        QCOMPARE(m_page->pass().task().solution, SolutionId(2));
        QCOMPARE(view()->rowCount(), 3);
    }

    // Without it the times in the data would be wrong.
    void timeIsCountedByStepAndSolution() {
        m_page->setTask(made_up::plain(1, 2));
        m_now += 3'000;
        press(Qt::Key_3);
        m_now += 500'000; // away
        press(Qt::Key_3);
        QCOMPARE(m_marks[0].elapsed_ms, 3'000);
        QCOMPARE(m_marks[1].elapsed_ms, 60'000);
        QCOMPARE(m_finished[0].total_ms, 63'000);
    }

    // Without it a key held down would mark a whole solution.
    void heldKeysMarkOnce() {
        m_page->setTask(made_up::plain(1, 4));
        press(Qt::Key_3);
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_3, Qt::NoModifier, QStringLiteral("3"), true);
        QApplication::sendEvent(m_page.get(), &repeated);
        QCOMPARE(m_marks.size(), std::size_t(1));
    }
};

QTEST_MAIN(LabelPageTest)
#include "tst_label_page.moc"
