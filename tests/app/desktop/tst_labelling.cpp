// SPDX-License-Identifier: GPL-3.0-or-later
// Keys on the real window, on a real project file.
#include "tests/app/desktop/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::LabelPage::State;

class TestLabelling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else a labeler's work would not be in the file.
    void keysBecomeRatingEvents() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        QCOMPARE(onScreen(*desktop), SolutionId(1));
        type(*desktop, "321");
        QVERIFY(settle(*desktop));
        const std::vector<Event> expected{{1, "Step 1 of 1", Rating::Positive},
                                          {1, "Step 2 of 1", Rating::Neutral},
                                          {1, "Step 3 of 1", Rating::Negative}};
        QVERIFY(file.events() == expected);
        Session session(storage::Project::open(file.path().toStdString()));
        const auto passes = session.annotations.list(1);
        QCOMPARE(passes.size(), std::size_t(1));
        QCOMPARE(passes[0].finish_reason, FinishReason::FoundError);
        QCOMPARE(passes[0].round, RoundId(1));
        QCOMPARE(session.queue.list(1)[0].state, storage::QueueState::Done);
        QCOMPARE(session.labelers.find(passes[0].labeler)->kind, std::string("human"));
    }

    /// Else every solution would cost a wait for the disk.
    void nextSolutionIsThereAtOnce() {
        ProjectFile file(6);
        auto desktop = openDesktop(file);
        for (SolutionId solution = 1; solution <= 3; ++solution) {
            QCOMPARE(onScreen(*desktop), solution);
            QVERIFY(pages(*desktop).label()->hasNextTask());
            type(*desktop, "333"); // no event loop runs in between
        }
        QCOMPARE(onScreen(*desktop), SolutionId(4));
        QVERIFY(settle(*desktop));
        QCOMPARE(file.events().size(), std::size_t(9));
    }

    /// Else the labeler would face an empty page and not know what to do.
    void endOfTheQueueIsSaid() {
        ProjectFile file(2);
        auto desktop = openDesktop(file);
        type(*desktop, "333333");
        QTRY_COMPARE(pages(*desktop).label()->state(), State::EmptyQueue);
        QVERIFY(settle(*desktop));
        QCOMPARE(LabellingWorkshop::of(*desktop).label().summary().done, 2);
        type(*desktop, "U"); // and back
        QTRY_COMPARE(onScreen(*desktop), SolutionId(2));
        QVERIFY(settle(*desktop));
        QCOMPARE(file.events().size(), std::size_t(7));
    }

    /// Else a slip noticed one solution later could not be mended, or would be mended on the screen only.
    void undoGoesBackAcrossSolutions() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "333"); // solution 1 ends
        QCOMPARE(onScreen(*desktop), SolutionId(2));
        type(*desktop, "U");
        QCOMPARE(onScreen(*desktop), SolutionId(1));
        QCOMPARE(pages(*desktop).label()->pass().current(), 2);
        QVERIFY(!pages(*desktop).label()->pass().markOf(2));
        QVERIFY(settle(*desktop));
        {
            Session session(storage::Project::open(file.path().toStdString()));
            QCOMPARE(session.annotations.list(1).back().finish_reason, FinishReason::Open);
            QCOMPARE(session.queue.list(1)[0].state, storage::QueueState::Served);
        }
        type(*desktop, "1");
        QCOMPARE(onScreen(*desktop), SolutionId(2)); // the one that had been on screen comes back
        QVERIFY(settle(*desktop));
        const auto events = file.events();
        QCOMPARE(events.size(), std::size_t(5));
        QVERIFY((events[3] == Event{1, "Step 3 of 1", std::nullopt}));
        QVERIFY((events[4] == Event{1, "Step 3 of 1", Rating::Negative}));
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.annotations.list(1).size(), std::size_t(1));
        QCOMPARE(session.annotations.list(1)[0].finish_reason, FinishReason::FoundError);
        QCOMPARE(session.queue.list(1)[0].state, storage::QueueState::Done);
    }

    /// Else what was marked before the program was closed could not be taken back.
    void undoReachesTheSessionBefore() {
        ProjectFile file;
        {
            auto desktop = openDesktop(file);
            type(*desktop, "333");
            QVERIFY(settle(*desktop));
        }
        auto desktop = openDesktop(file);
        QCOMPARE(onScreen(*desktop), SolutionId(2));
        type(*desktop, "U");
        QTRY_COMPARE(onScreen(*desktop), SolutionId(1));
        type(*desktop, "U");
        QVERIFY(settle(*desktop));
        QVERIFY((file.events().back() == Event{1, "Step 3 of 1", std::nullopt}));
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.annotations.list(1).size(), std::size_t(1)); // the same pass goes on
    }

    /// Else a solution half done at closing time would be lost, or begun anew.
    void unfinishedSolutionComesBack() {
        ProjectFile file;
        {
            auto desktop = openDesktop(file);
            type(*desktop, "333");
            type(*desktop, "32");
            QVERIFY(settle(*desktop));
        }
        auto desktop = openDesktop(file);
        QCOMPARE(onScreen(*desktop), SolutionId(2));
        QCOMPARE(pages(*desktop).label()->pass().current(), 2);
        QCOMPARE(pages(*desktop).label()->pass().markOf(1), std::optional(Rating::Neutral));
    }

    /// Else a step shared by two solutions would be asked for twice; and the export of the second would have a hole.
    void sharedStepIsAskedForOnce() {
        ProjectFile file(2);
        const auto shared = file.addSharing();
        auto desktop = openDesktop(file);
        QCOMPARE(onScreen(*desktop), shared[0]);
        type(*desktop, "33");
        QCOMPARE(onScreen(*desktop), shared[1]);
        const ui::LabelPass& pass = pages(*desktop).label()->pass();
        QCOMPARE(pass.markOf(0), std::optional(Rating::Positive));
        QCOMPARE(pass.current(), 1);
        QCOMPARE(pass.task().steps[1].alternative_count, 1);
        type(*desktop, "1");
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        const auto passes = session.annotations.list(shared[1]);
        QCOMPARE(passes.size(), std::size_t(1));
        QCOMPARE(session.ratings.ofAnnotation(passes[0].id).size(), std::size_t(2));
    }

    /// Else what was judged beside the first error would be lost to the data set.
    void alternativesAreRatedAndExported() {
        ProjectFile file(2);
        const auto shared = file.addSharing();
        auto desktop = openDesktop(file);
        type(*desktop, "31"); // the last step, but "Right" stands beside it: the page stays
        QCOMPARE(onScreen(*desktop), shared[0]);
        type(*desktop, "3\r");
        QCOMPARE(onScreen(*desktop), shared[1]);
        QCOMPARE(pages(*desktop).label()->pass().markOf(1), std::optional(Rating::Positive)); // rated already
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        const auto pass = session.annotations.list(shared[0]).at(0);
        QCOMPARE(pass.finish_reason, FinishReason::FoundError);
        const auto places = session.annotations.alternatives(pass.id);
        QCOMPARE(places.size(), std::size_t(3));
        const auto right = session.steps.path(session.solutions.find(shared[1])->leaf).back().id;
        QVERIFY(places[0].chosen && places[0].place == 0);
        QVERIFY(!places[1].chosen && places[1].place == 1); // the error was not taken
        QVERIFY(places[2].step == right && places[2].place == 1 && places[2].position == 1);
        QCOMPARE(session.ratings.ofAnnotation(pass.id).at(right), Rating::Positive);
    }

    /// Else nobody could tell later what a labeler doubted, or why they gave up.
    void doubtsAndReasonsAreStored() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "Q3");
        type(*desktop, "3G2\r");
        QCOMPARE(onScreen(*desktop), SolutionId(2));
        QVERIFY(settle(*desktop));
        {
            Session session(storage::Project::open(file.path().toStdString()));
            const auto pass = session.annotations.list(1).at(0);
            QCOMPARE(pass.finish_reason, FinishReason::GiveUp);
            QCOMPARE(pass.finish_detail, std::string("too long to check"));
            const auto history = session.ratings.history(pass.id);
            QVERIFY(history.at(0).unsure && !history.at(1).unsure);
        }
        type(*desktop, "U");
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.annotations.list(1).at(0).finish_detail, std::string()); // no longer given up
        QVERIFY(pages(*desktop).label()->pass().isUnsure(0));
    }

    /// Else a labeler who is checked would know it, and be led by the model.
    void qualityControlIsBlind() {
        ProjectFile file(3);
        {
            Session session(storage::Project::open(file.path().toStdString()));
            const auto round = session.rounds.latest();
            session.queue.setState(session.queue.list(round->id)[2].id, storage::QueueState::Done);
            storage::QueueItem gold;
            gold.round = round->id;
            gold.solution = 3;
            gold.position = 99;
            gold.purpose = Purpose::QualityControl;
            const QString name = DesktopSettings(options(file).settings_file).labeler();
            gold.reserved_for = session.labelers.named(name.toStdString()).id;
            session.queue.addReserved(gold);
            storage::ModelRecord model;
            model.kind = "scores";
            const ModelId id = session.models.add(model);
            std::vector<storage::StepScoreRow> scores;
            for (const SolutionId solution : {1, 3})
                for (const auto& step : session.steps.path(session.solutions.find(solution)->leaf))
                    scores.push_back({step.id, {0.1F, 0.1F, 0.8F}});
            session.scores.writeSteps(id, scores);
        }
        auto desktop = openDesktop(file);
        const auto task = [&] { return pages(*desktop).label()->pass().task(); };
        QVERIFY(task().steps[0].opinion.has_value());
        type(*desktop, "333");
        type(*desktop, "333");
        QTRY_COMPARE(onScreen(*desktop), SolutionId(3));
        QCOMPARE(task().purpose, Purpose::QualityControl);
        QVERIFY(!task().mayShowOpinion() && !task().steps[0].opinion);
    }

    /// Else a solution set aside would come back at once, and its note would be lost.
    void skippedAndFlaggedSolutionsAreStored() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "FS");
        QCOMPARE(onScreen(*desktop), SolutionId(2));
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.queue.list(1)[0].state, storage::QueueState::Skipped);
        QVERIFY(session.annotations.list(1).at(0).flagged);
        QVERIFY(session.annotations.list(1).at(0).finish_reason == FinishReason::Open);
    }

    /// Else one person's marks would be stored under another's name.
    void anotherLabelerHasOwnMarks() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        type(*desktop, "3");
        Q_EMIT desktop->window().labelerChangeWanted();
        QTRY_VERIFY(desktop->seat().dialog());
        answerSeat(*desktop, QStringLiteral("second"));
        QTRY_COMPARE(LabellingWorkshop::of(*desktop).label().labelerName(), QStringLiteral("second"));
        QTRY_VERIFY(isLabelling(*desktop));
        QCOMPARE(onScreen(*desktop), SolutionId(2)); // the first one is still the other's
        type(*desktop, "1");
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        const auto second = session.labelers.named("second");
        QCOMPARE(session.annotations.list(2).at(0).labeler, second.id);
        QVERIFY(session.annotations.list(1).at(0).labeler != second.id);
    }

    /// Else a project without a queue would look broken.
    void emptyProjectSaysWhatToDo() {
        ProjectFile file(0);
        Desktop desktop(options(file));
        desktop.open(file.path());
        QTRY_COMPARE(pages(desktop).label()->state(), State::NoSolutions);
    }
};

QTEST_MAIN(TestLabelling)
#include "tst_labelling.moc"
