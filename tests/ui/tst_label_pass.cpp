// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/made_up.h"
#include "ui/label/label_pass.h"
#include "ui/label/work_clock.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::ui;

class LabelPassTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Without it the labeler would press more than one key a step.
    void advancesStepByStep() {
        LabelPass pass(made_up::plain(1, 3));
        QCOMPARE(pass.current(), 0);
        QVERIFY(pass.mark(0, Rating::Positive).accepted);
        QCOMPARE(pass.current(), 1);
        QVERIFY(!pass.mark(1, Rating::Neutral).filled_last);
        const auto last = pass.mark(2, Rating::Positive);
        QVERIFY(last.filled_last);
        QCOMPARE(pass.finishReason().value(), FinishReason::Solution);
    }

    // Without it what follows the first error would be labelled, against Lightman et al., 2.4.
    void stopsAtTheFirstError() {
        LabelPass pass(made_up::plain(1, 4));
        pass.mark(0, Rating::Positive);
        QVERIFY(!pass.mark(1, Rating::Negative).filled_last);
        QCOMPARE(pass.current(), 1);
        QVERIFY(pass.complete());
        QCOMPARE(pass.finishReason().value(), FinishReason::FoundError);
        QVERIFY(pass.isBehindError(2));
        QVERIFY(!pass.mark(2, Rating::Positive).accepted);
        QVERIFY(!pass.moveTo(3));
    }

    // Without it an error in the last step would ask for a key more than N.
    void errorInTheLastStepEndsIt() {
        LabelPass pass(made_up::plain(1, 2));
        pass.mark(0, Rating::Positive);
        QVERIFY(pass.mark(1, Rating::Negative).filled_last);
        QCOMPARE(pass.finishReason().value(), FinishReason::FoundError);
    }

    // Without it a slip could not be put right in place.
    void correctsAnEarlierMark() {
        LabelPass pass(made_up::plain(1, 4));
        pass.mark(0, Rating::Positive);
        pass.mark(1, Rating::Positive);
        QVERIFY(pass.moveTo(0));
        pass.mark(0, Rating::Neutral);
        QCOMPARE(pass.markOf(0).value(), Rating::Neutral);
        QCOMPARE(pass.current(), 2); // back to where work goes on
    }

    // Without it a wrong step marked wrong by mistake would close the solution.
    void anErrorTakenBackOpensTheRest() {
        LabelPass pass(made_up::plain(1, 3));
        pass.mark(0, Rating::Negative);
        pass.mark(0, Rating::Positive);
        QCOMPARE(pass.firstNegative(), -1);
        QCOMPARE(pass.current(), 1);
        QVERIFY(!pass.complete());
    }

    // Without it undo would lose marks or stop early.
    void undoGoesBackThroughEverything() {
        LabelPass pass(made_up::plain(1, 3));
        pass.mark(0, Rating::Positive);
        pass.mark(1, Rating::Positive);
        pass.moveTo(0);
        pass.mark(0, Rating::Negative);
        QCOMPARE(pass.undo(), 0);
        QCOMPARE(pass.markOf(0).value(), Rating::Positive);
        QCOMPARE(pass.undo(), 1);
        QVERIFY(!pass.markOf(1));
        QCOMPARE(pass.undo(), 0);
        QCOMPARE(pass.current(), 0);
        QVERIFY(!pass.canUndo());
        QCOMPARE(pass.undo(), -1);
    }

    // Without it shared steps would be asked for again, and a finished pass could not be looked at.
    void presetsCount() {
        LabelTask task = made_up::plain(1, 3);
        task.steps[0].preset = Rating::Positive;
        LabelPass pass(task);
        QCOMPARE(pass.current(), 1);
        QVERIFY(!pass.canUndo());
        task.steps[1].preset = Rating::Neutral;
        task.steps[2].preset = Rating::Positive;
        LabelPass whole(task);
        QVERIFY(whole.complete());
        QVERIFY(!whole.mark(1, Rating::Positive).filled_last); // a correction does not whisk the page away
    }

    // Without it alternatives would be asked for where nothing is wrong, or be lost when the error moves.
    void alternativesBelongToTheFirstError() {
        LabelPass pass(made_up::pens(1));
        QCOMPARE(pass.rowCount(), 5);
        pass.mark(0, Rating::Positive);
        pass.mark(1, Rating::Positive);
        pass.mark(2, Rating::Negative);
        QCOMPARE(pass.rowCount(), 8);
        QCOMPARE(pass.alternativesUnmarked(), 2);
        QCOMPARE(pass.current(), 6);
        QVERIFY(!pass.mark(6, Rating::Negative).filled_last); // is no error of this solution
        QCOMPARE(pass.firstNegative(), 2);
        QVERIFY(pass.moveBy(-1));
        QVERIFY(pass.moveBy(-1));
        QCOMPARE(pass.current(), 5);
        QVERIFY(pass.moveBy(-1));
        QCOMPARE(pass.current(), 2);
        QVERIFY(pass.moveBy(1));
        QCOMPARE(pass.current(), 5);
        QVERIFY(!pass.moveTo(3));
        pass.mark(0, Rating::Negative); // an earlier error: nothing stands beside that step
        QCOMPARE(pass.rowCount(), 5);
        QVERIFY(!pass.mark(6, Rating::Positive).accepted);
        QCOMPARE(pass.undo(), 0);
        QCOMPARE(pass.markOf(6).value(), Rating::Negative);
        QCOMPARE(pass.undo(), 6);
        QCOMPARE(pass.undo(), 2);
        QCOMPARE(pass.rowCount(), 5);
    }

    // Without it a doubt would stick to a mark put right, or could not be taken back.
    void doubtsAreOfOneMark() {
        LabelPass pass(made_up::plain(1, 3));
        QVERIFY(pass.toggleUnsure(0));
        QCOMPARE(pass.undo(), -1); // nothing stored has changed
        QVERIFY(!pass.isUnsure(0));
        pass.toggleUnsure(0);
        pass.mark(0, Rating::Positive);
        QVERIFY(pass.isUnsure(0));
        pass.mark(0, Rating::Neutral);
        QVERIFY(!pass.isUnsure(0));
        QCOMPARE(pass.undo(), 0);
        QVERIFY(pass.isUnsure(0));
        pass.mark(1, Rating::Negative);
        QVERIFY(!pass.toggleUnsure(2)); // behind the first error
    }

    void noStepsIsNoCrash() {
        LabelPass pass{LabelTask{}};
        QVERIFY(!pass.mark(0, Rating::Positive).accepted);
        QVERIFY(!pass.moveBy(1));
        QVERIFY(!pass.complete());
        QVERIFY(!pass.finishReason());
        QCOMPARE(pass.undo(), -1);
    }

    // Without it a coffee break would look like a hard step.
    void pausesAreLeftOut() {
        qint64 now = 1000;
        WorkClock clock;
        clock.setNow([&now] { return now; });
        clock.start();
        clock.resume();
        now += 5'000;
        clock.activity();
        QCOMPARE(clock.takeStep_ms(), 5'000);
        now += 600'000; // ten minutes without a key: one minute counts
        clock.activity();
        QCOMPARE(clock.takeStep_ms(), 60'000);
        clock.pause(); // window inactive
        now += 30'000;
        clock.resume();
        now += 2'000;
        QCOMPARE(clock.takeStep_ms(), 2'000);
        QCOMPARE(clock.total_ms(), 67'000);
    }

    // Without it a solution brought back would forget the time spent before.
    void timeGoesOnWhereItWas() {
        qint64 now = 0;
        WorkClock clock;
        clock.setNow([&now] { return now; });
        clock.start(10'000);
        clock.resume();
        now += 1'500;
        QCOMPARE(clock.total_ms(), 11'500);
        QCOMPARE(clock.takeStep_ms(), 1'500);
    }
};

QTEST_APPLESS_MAIN(LabelPassTest)
#include "tst_label_pass.moc"
