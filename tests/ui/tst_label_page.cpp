// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/label_page_fixture.h"
#include "ui/label/ending_panel.h"
#include "ui/label/steps_head.h"
#include "ui/widgets/key_hint.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>

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

    // Without it the labeler could be led before they think.
    void whatCouldLeadIsHiddenUntilAsked() {
        LabelTask pens = made_up::pens(1);
        pens.reference_solution = QStringLiteral("6 boxes of 12 are $72$.");
        m_page->setTask(pens);
        QVERIFY(side()->referenceShown().isEmpty());
        QVERIFY(side()->referenceSolutionShown().isEmpty());
        QVERIFY(side()->whyShown().isEmpty());
        press(Qt::Key_R);
        QCOMPARE(side()->referenceShown(), QStringLiteral("72"));
        QCOMPARE(side()->referenceSolutionShown(), *pens.reference_solution);
        press(Qt::Key_W);
        QVERIFY(side()->whyShown().contains(QStringLiteral("0.93")));
        press(Qt::Key_R);
        QVERIFY(side()->referenceShown().isEmpty());
        press(Qt::Key_R);
        QVERIFY(!side()->referenceSolutionShown().isEmpty());
        m_page->setTask(made_up::pens(2)); // the next one starts hidden again
        QVERIFY(side()->referenceShown().isEmpty());
        QVERIFY(side()->referenceSolutionShown().isEmpty());
        press(Qt::Key_R); // a problem without one shows none
        QVERIFY(side()->referenceSolutionShown().isEmpty());
    }

    // A model's thoughts are no steps; who wants to read them can.
    void thinkingIsFolded() {
        m_page->setTask(made_up::pens(1));
        press(Qt::Key_T);
        QVERIFY(side()->thinkingShown().isEmpty()); // there is none
        LabelTask task = made_up::pens(2);
        task.thinking = QStringLiteral("Hm, 5 pens?");
        m_page->setTask(task);
        QVERIFY(side()->thinkingShown().isEmpty());
        press(Qt::Key_T);
        QCOMPARE(side()->thinkingShown(), task.thinking);
        QCOMPARE(view()->rowCount(), static_cast<int>(task.steps.size()));
        press(Qt::Key_T);
        QVERIFY(side()->thinkingShown().isEmpty());
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

    // Without it nobody could tell where the model says the error is, nor how sure it is.
    void opinionNamesTheLikeliestFirstError() {
        m_page->setTask(made_up::pens(1));
        QVERIFY(!side()->opinionShown().contains(QStringLiteral("%")));
        press(Qt::Key_M);
        // 0.98 · 0.95 · 0.58 = 0.54 for the third of the steps, 0.98 · 0.95 · 0.42 · 0.69 · 0.56 for no error.
        QCOMPARE(side()->opinionShown(), QStringLiteral("All steps right: 15 %. Likeliest first error: step 3, 54 %."));
        QVERIFY(view()->row(2)->state().predicted);
        QVERIFY(!view()->row(3)->state().predicted);
        QVERIFY(std::abs(view()->row(2)->state().first_error.value() - 0.54) < 0.001);
    }

    // Without it the model's word would lead where a labeler's care is measured.
    void qualityControlHasNoOpinion_data() {
        QTest::addColumn<int>("purpose");
        QTest::newRow("quality control") << int(Purpose::QualityControl);
        QTest::newRow("screening") << int(Purpose::Screening);
    }
    void qualityControlHasNoOpinion() {
        QFETCH(int, purpose);
        LabelTask task = made_up::pens(1);
        task.purpose = static_cast<Purpose>(purpose);
        m_page->setTask(task);
        press(Qt::Key_M);
        for (int row = 0; row < 5; ++row)
            QVERIFY(!view()->row(row)->state().opinion);
        const QString said = side()->opinionShown();
        QVERIFY(said.startsWith(QStringLiteral("Held back")));
        press(Qt::Key_3);
        QVERIFY(!m_marks.back().model_visible);
        LabelTask other = made_up::pens(2); // others are held back too and say the same: it does not tell them apart
        other.opinion_withheld = true;
        m_page->setTask(other);
        press(Qt::Key_M);
        QCOMPARE(side()->opinionShown(), said);
        QVERIFY(!view()->row(0)->state().opinion);
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
