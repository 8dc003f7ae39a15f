// SPDX-License-Identifier: GPL-3.0-or-later
// Several people on one project: who sits down, screening, gold among the queue, and the lead's page.
#include "tests/app/desktop/fixture.h"
#include "ui/labelers/labeler_table.h"
#include "ui/rounds/round_form.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::LabelPage::State;

namespace {

/// What the project holds, through a connection of its own.
Session look(const ProjectFile& file) { return Session(storage::Project::open(file.path().toStdString())); }

/// The first `count` solutions become gold by the lead's judgement: every step right.
void makeGold(const ProjectFile& file, int count, Purpose purpose) {
    Session session = look(file);
    const LabelerId lead = session.labelers.named("lead").id;
    for (SolutionId id = 1; id <= count; ++id) {
        std::map<StepId, Rating> ratings;
        for (const auto& step : session.steps.path(session.solutions.find(id)->leaf))
            ratings[step.id] = Rating::Positive;
        session.gold.add(id, purpose, storage::GoldOrigin::Annotation, lead, ratings);
    }
}

/// A desktop on the project whose last labeler was `last`; the question is asked or not.
std::unique_ptr<Desktop> open(const ProjectFile& file, const QString& last) {
    DesktopSettings(options(file).settings_file).setLabeler(last);
    auto desktop = std::make_unique<Desktop>(options(file));
    desktop->show();
    desktop->open(file.path());
    return desktop;
}

bool asked(Desktop& desktop) {
    return QTest::qWaitFor([&] { return desktop.seat().dialog() != nullptr; }, 10'000);
}

/// Sits down under a name where it is asked for.
bool sitDown(Desktop& desktop, const QString& name) {
    if (!asked(desktop))
        return false;
    answerSeat(desktop, name);
    return QTest::qWaitFor([&] { return isLabelling(desktop); }, 10'000);
}

QString message(Desktop& desktop) {
    for (const QLabel* label : pages(desktop).label()->findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains("30 %"))
            return label->text();
    return {};
}

} // namespace

class TestLabelers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else marks of one person would be stored under another's name; or a lone labeler be asked each time.
    void whoSitsDownIsAskedOnlyWhereItMatters() {
        ProjectFile file;
        {
            auto desktop = open(file, "ann"); // nobody has labelled here yet
            QTRY_VERIFY(isLabelling(*desktop));
            QVERIFY(!desktop->seat().dialog());
            type(*desktop, "333");
            QVERIFY(settle(*desktop));
        }
        {
            auto desktop = open(file, "ann"); // the only one, and the last one
            QTRY_VERIFY(isLabelling(*desktop));
            QVERIFY(!desktop->seat().dialog());
        }
        auto desktop = open(file, "bob");
        QVERIFY(asked(*desktop));
        QVERIFY(!isLabelling(*desktop)); // nothing is served before it is known to whom
        QTest::keyClicks(desktop->seat().dialog()->field(), "bob");
        QTest::keyClick(desktop->seat().dialog()->field(), Qt::Key_Return);
        QTRY_VERIFY(isLabelling(*desktop));
        type(*desktop, "333");
        QVERIFY(settle(*desktop));
        Session session = look(file);
        QCOMPARE(session.labelers.find(session.annotations.list().back().labeler)->name, std::string("bob"));
    }

    /// Else gold made in this sitting would not be mixed in unless the lead thought of it.
    void theNextRoundProposesTheGoldThatThereIs() {
        ProjectFile file;
        auto desktop = open(file, "lead");
        QTRY_VERIFY(isLabelling(*desktop));
        QVERIFY(settle(*desktop));
        const auto proposed = [&] { return pages(*desktop).rounds()->form()->spec().control.gold_items; };
        QCOMPARE(proposed(), 0);
        type(*desktop, "333");
        QVERIFY(settle(*desktop));
        Q_EMIT pages(*desktop).goldWanted(false);
        desktop->window().showPage(pages(*desktop).rounds());
        QTRY_COMPARE(proposed(), 10);
    }

    /// Else the labeler at the desk could not be changed without opening the project anew.
    void theSeatChangesFromTheHeader() {
        ProjectFile file;
        auto desktop = open(file, "ann");
        QTRY_VERIFY(isLabelling(*desktop));
        Q_EMIT desktop->window().labelerChangeWanted();
        QVERIFY(asked(*desktop));
        QTest::keyClick(desktop->seat().dialog(), Qt::Key_Escape); // changed their mind: ann stays
        QTRY_VERIFY(!desktop->seat().dialog());
        QVERIFY(isLabelling(*desktop));
        QCOMPARE(LabellingWorkshop::of(*desktop).label().labelerName(), QString("ann"));
        Q_EMIT desktop->window().labelerChangeWanted();
        QVERIFY(asked(*desktop));
        QTest::keyClicks(desktop->seat().dialog()->field(), "bob");
        QTest::keyClick(desktop->seat().dialog()->field(), Qt::Key_Return);
        QTRY_COMPARE(LabellingWorkshop::of(*desktop).label().labelerName(), QString("bob"));
        QTRY_VERIFY(isLabelling(*desktop));
    }

    /// Else whoever declines to say who they are would label as the last one.
    void escapeAtTheStartClosesTheProject() {
        ProjectFile file;
        { look(file).labelers.sitDown("ann"); }
        auto desktop = open(file, "bob");
        QVERIFY(asked(*desktop));
        QTest::keyClick(desktop->seat().dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!desktop->projects().isOpen());
        QVERIFY(desktop->window().isHome());
    }

    /// Else a newcomer would get into the queue unseen, or pass without being told, or never come to an end.
    void screeningLeadsToTheQueue() {
        ProjectFile file(6);
        makeGold(file, 3, Purpose::Screening);
        {
            Session session = look(file);
            storage::setQualityRules(session.project, {.screening_items = 3, .threshold = 0.6});
        }
        auto desktop = open(file, "ann");
        QVERIFY(sitDown(*desktop, "ann"));
        QVERIFY(settle(*desktop));
        QVERIFY(LabellingWorkshop::of(*desktop).label().summary().screening);
        QCOMPARE(LabellingWorkshop::of(*desktop).label().summary().total, 3);
        QVERIFY(onScreen(*desktop) <= 3);
        type(*desktop, "333333");
        QVERIFY(settle(*desktop));
        QCOMPARE(LabellingWorkshop::of(*desktop).label().summary().done, 2);
        type(*desktop, "1\r"); // one of three is wrong: two thirds
        QTRY_COMPARE(pages(*desktop).label()->state(), State::Message);
        QVERIFY(settle(*desktop));
        type(*desktop, "U"); // there is no way back into a screening that has ended
        QCOMPARE(pages(*desktop).label()->state(), State::Message);
        type(*desktop, "\r");
        QTRY_VERIFY(isLabelling(*desktop));
        QVERIFY(settle(*desktop));
        QVERIFY(!LabellingWorkshop::of(*desktop).label().summary().screening);
        Session session = look(file);
        const auto passes = session.annotations.list();
        QCOMPARE(std::count_if(passes.begin(), passes.end(),
                               [](const auto& pass) { return pass.purpose == Purpose::Screening; }),
                 3);
        QCOMPARE(session.labelers.state(session.labelers.named("ann").id), LabelerState::Admitted);
        QVERIFY(session.steps.labelledTrees({.rated_only = true}).empty()); // no labels yet
    }

    /// Else who fails the screening would label on, or not know what has happened.
    void whoFailsIsToldAndGetsNothing() {
        ProjectFile file(4);
        makeGold(file, 2, Purpose::Screening);
        {
            Session session = look(file);
            storage::setQualityRules(session.project, {.screening_items = 2, .threshold = 0.3});
        }
        auto desktop = open(file, "ann");
        QVERIFY(sitDown(*desktop, "ann"));
        type(*desktop, "1\r1\r");
        QTRY_COMPARE(pages(*desktop).label()->state(), State::Message);
        QVERIFY2(message(*desktop).contains("0 of 2"), qPrintable(message(*desktop)));
        type(*desktop, "\r333");
        QCOMPARE(pages(*desktop).label()->state(), State::Message);
        // The lead admits them on the labelers page, and it goes on.
        desktop->window().showPage(pages(*desktop).labelers());
        ui::LabelersPage* page = pages(*desktop).labelers();
        QTRY_VERIFY(page->message().isEmpty());
        for (int row = 0; row < page->labelerView()->model()->rowCount(); ++row)
            if (page->labelerView()->model()->index(row, 0).data().toString() == "ann")
                page->labelerView()->selectRow(row);
        QTRY_VERIFY(page->admitButton()->isEnabled());
        QTest::mouseClick(page->admitButton(), Qt::LeftButton);
        desktop->window().showPage(pages(*desktop).label());
        QTRY_VERIFY(isLabelling(*desktop));
    }

    /// Else gold would be told from the others, or count as labels.
    void goldComesUnseenAmongTheOthers() {
        ProjectFile file(12);
        makeGold(file, 4, Purpose::QualityControl);
        {
            Session session = look(file);
            session.project.setSetting("screening_items", "0");
            storage::Round round; // another round over the last solutions, with gold
            round.strategy = SelectionStrategy::Uniform;
            round.gold_items = 4;
            round.seed = 3;
            round = session.rounds.add(round);
            for (const auto& item : session.queue.list(1))
                session.queue.setState(item.id, storage::QueueState::Done);
            std::vector<Selected> selected;
            for (SolutionId id = 5; id <= 12; ++id)
                selected.push_back({id, QueueReason::Uniform});
            session.queue.add(round.id, planQueue(selected, {.gold_items = 4}, 3));
        }
        auto desktop = open(file, "ann");
        QVERIFY(sitDown(*desktop, "ann"));
        int gold = 0;
        for (int i = 0; i < 12; ++i) {
            QTRY_VERIFY(isLabelling(*desktop));
            const ui::LabelTask task = pages(*desktop).label()->pass().task();
            gold += task.solution <= 4;
            QVERIFY(task.why_queued.startsWith("Uniform"));
            if (task.solution <= 4)
                QVERIFY(task.opinion_withheld);
            type(*desktop, "333");
            QVERIFY(settle(*desktop));
        }
        QCOMPARE(gold, 4);
        QTRY_COMPARE(pages(*desktop).label()->state(), State::EmptyQueue);
        Session session = look(file);
        QCOMPARE(storage::tally(session.gold.results(), Purpose::QualityControl).right, 4);
        QCOMPARE(session.steps.labelledTrees({.rated_only = true}).size(), std::size_t(8));
        type(*desktop, "U"); // undo reaches gold as it reaches the others
        QTRY_VERIFY(isLabelling(*desktop));
    }

    /// Else a good example could not become gold where it was made.
    void theLastSolutionBecomesGold() {
        ProjectFile file;
        auto desktop = open(file, "ann");
        QTRY_VERIFY(isLabelling(*desktop));
        Q_EMIT pages(*desktop).goldWanted(false); // nothing has been finished
        QVERIFY(settle(*desktop));
        QVERIFY(look(file).gold.list().empty());
        type(*desktop, "31\r");
        QVERIFY(settle(*desktop));
        QTest::keyClick(&desktop->window(), Qt::Key_G, Qt::ControlModifier);
        QTRY_COMPARE(look(file).gold.list().size(), std::size_t(1));
        const auto item = look(file).gold.list().front();
        QCOMPARE(item.values(), (std::vector{Rating::Positive, Rating::Negative}));
        // And it is withdrawn on the page.
        desktop->window().showPage(pages(*desktop).labelers());
        ui::LabelersPage* page = pages(*desktop).labelers();
        QTRY_COMPARE(page->goldView()->model()->rowCount(), 1);
        page->goldView()->selectRow(0);
        QTest::mouseClick(page->retireButton(), Qt::LeftButton);
        QTRY_COMPARE(page->goldView()->model()->rowCount(), 0);
        QVERIFY(look(file).gold.list().empty());
    }
};

QTEST_MAIN(TestLabelers)
#include "tst_labelers.moc"
