// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/label_page_fixture.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>

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

    // Without it steps behind the first error would get marks.
    void stopsAtTheFirstErrorAndSaysSo() {
        m_page->setTask(made_up::pens(1));
        press(Qt::Key_3);
        press(Qt::Key_J);
        QCOMPARE(view()->hint(), QStringLiteral("First error marked. Enter: finish, U: undo"));
        QVERIFY(view()->row(2)->state().behind_error);
        QVERIFY(m_finished.empty());
        QTest::mouseClick(view()->row(3)->ratingBar(), Qt::LeftButton, {},
                          view()->row(3)->ratingBar()->cell(Rating::Positive).center());
        QCOMPARE(m_marks.size(), std::size_t(2));
        press(Qt::Key_Return);
        QCOMPARE(m_finished.size(), std::size_t(1));
        QCOMPARE(m_finished[0].reason, FinishReason::FoundError);
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
        QCOMPARE(view()->hint(), QStringLiteral("Nothing more to take back."));
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

    // Without it leaving a solution for good could happen by one stray key.
    void badProblemAndGiveUpAskTwice_data() {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<int>("reason");
        const int none = -1;
        QTest::newRow("bad problem") << int(Qt::Key_B) << int(Qt::Key_B) << int(FinishReason::BadProblem);
        QTest::newRow("bad problem, Enter") << int(Qt::Key_B) << int(Qt::Key_Return) << int(FinishReason::BadProblem);
        QTest::newRow("give up") << int(Qt::Key_G) << int(Qt::Key_G) << int(FinishReason::GiveUp);
        QTest::newRow("escape") << int(Qt::Key_G) << int(Qt::Key_Escape) << none;
        QTest::newRow("another key") << int(Qt::Key_B) << int(Qt::Key_F) << none;
    }
    void badProblemAndGiveUpAskTwice() {
        QFETCH(int, first);
        QFETCH(int, second);
        QFETCH(int, reason);
        m_page->setTask(made_up::plain(1, 3));
        press(static_cast<Qt::Key>(first));
        QVERIFY(m_finished.empty());
        QVERIFY(!view()->hint().isEmpty());
        press(static_cast<Qt::Key>(second));
        QCOMPARE(m_finished.size(), std::size_t(reason < 0 ? 0 : 1));
        if (reason >= 0)
            QCOMPARE(int(m_finished[0].reason), reason);
    }

    void enterWithStepsMissingExplains() {
        m_page->setTask(made_up::plain(1, 3));
        press(Qt::Key_3);
        press(Qt::Key_Return);
        QVERIFY(m_finished.empty());
        QVERIFY(view()->hint().startsWith(QStringLiteral("2 steps are still without a mark")));
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

    // Without it the labeler could be led before they think.
    void whatCouldLeadIsHiddenUntilAsked() {
        m_page->setTask(made_up::pens(1));
        QVERIFY(side()->referenceShown().isEmpty());
        QVERIFY(side()->whyShown().isEmpty());
        press(Qt::Key_R);
        QCOMPARE(side()->referenceShown(), QStringLiteral("72"));
        press(Qt::Key_W);
        QVERIFY(side()->whyShown().contains(QStringLiteral("0.93")));
        press(Qt::Key_R);
        QVERIFY(side()->referenceShown().isEmpty());
        press(Qt::Key_R);
        m_page->setTask(made_up::pens(2)); // the next one starts hidden again
        QVERIFY(side()->referenceShown().isEmpty());
    }

    // Without it nobody could tell later which marks the model may have led.
    void modelsOpinionIsRecorded() {
        m_page->setTask(made_up::pens(1));
        press(Qt::Key_3);
        QVERIFY(!m_marks.back().model_visible);
        press(Qt::Key_M);
        QVERIFY(view()->row(0)->state().opinion);
        press(Qt::Key_M);
        QVERIFY(!view()->row(0)->state().opinion);
        press(Qt::Key_3);
        QVERIFY(m_marks.back().model_visible); // seen is seen
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

QTEST_MAIN(LabelPageTest)
#include "tst_label_page.moc"
