// SPDX-License-Identifier: GPL-3.0-or-later
// The review page on the real window, on a real project file.
#include "storage/labeler_store.h"
#include "storage/transaction.h"
#include "tests/app/desktop/fixture.h"
#include "ui/review/agreement_table.h"
#include "ui/review/agreement_view.h"
#include "ui/review/review_context_view.h"
#include "ui/review/review_list.h"
#include "ui/review/review_page.h"

#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::ReviewPage::State;
using enum stepmark::Rating;

namespace {

/// Solutions 1 and 2 are labelled by ann and bob, who differ on the last step of each; bob leaves a note on the second.
void label(const ProjectFile& file) {
    Session session(storage::Project::open(file.path().toStdString()));
    storage::Transaction transaction(session.project);
    for (const SolutionId solution : {1, 2})
        for (const char* name : {"ann", "bob"}) {
            const bool bob = std::string(name) == "bob";
            const auto pass = session.annotations.begin(solution, session.labelers.named(name).id, 1);
            const auto path = session.steps.path(session.solutions.find(solution)->leaf);
            for (std::size_t i = 0; i < path.size(); ++i) {
                RatingEvent event;
                event.annotation = pass.id;
                event.step = path[i].id;
                event.rating = bob && i == 2 ? Negative : Positive;
                session.ratings.append(event);
            }
            session.annotations.finish(pass.id, bob ? FinishReason::FoundError : FinishReason::Solution, 5, false,
                                       bob && solution == 2 ? "is 42 right?" : "");
        }
    transaction.commit();
}

ui::ReviewPage& page(Desktop& desktop) { return *pages(desktop).review(); }

bool openReview(Desktop& desktop) {
    desktop.window().showPage(pages(desktop).review());
    return QTest::qWaitFor([&] {
        return page(desktop).state() == State::Reviewing && page(desktop).contextView()->rowCount() > 0 &&
               page(desktop).agreement()->pairs()->rowCount() > 0;
    });
}

std::vector<Decision> decisions(const ProjectFile& file) {
    Session session(storage::Project::open(file.path().toStdString()));
    std::vector<Decision> all;
    for (const SolutionId solution : {1, 2})
        for (const Decision& one : session.decisions.history(session.solutions.find(solution)->leaf))
            all.push_back(one);
    return all;
}

} // namespace

class TestReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else the reviewer's work would not be in the file, or under another's name, or without the why.
    void keysBecomeDecisions() {
        ProjectFile file;
        label(file);
        auto desktop = openDesktop(file); // two have labelled here: who sits down says "lead"
        QVERIFY(openReview(*desktop));
        ui::ReviewPage& review = page(*desktop);
        QCOMPARE(review.list()->rowCount(), 3); // a note, two disagreements
        QTest::keyClick(&review, Qt::Key_Return);
        QTest::keyClick(&review, Qt::Key_N);
        QTest::keyClicks(review.reasonField(), QStringLiteral("it is 42"));
        QTest::keyClick(review.reasonField(), Qt::Key_Return);
        QTRY_VERIFY(review.contextView()->context().index == review.current());
        QTest::keyClick(&review, Qt::Key_3);
        QVERIFY(settle(*desktop));
        QCOMPARE(review.list()->rowCount(), 1);
        const auto stored = decisions(file);
        QCOMPARE(stored.size(), std::size_t(1));
        QCOMPARE(stored[0].rating, std::optional(Positive));
        QCOMPARE(stored[0].kind, ReviewKind::Disagreement);
        QCOMPARE(stored[0].reason, std::string("it is 42"));
        Session session(storage::Project::open(file.path().toStdString()));
        QCOMPARE(session.labelers.find(stored[0].reviewer)->name, std::string("lead"));
        QCOMPARE(session.decisions.standing().size(), std::size_t(2)); // and the note, kept
        QCOMPARE(session.decisions.standing()[0].verdict, Decision::Verdict::Keep);
        QVERIFY(session.decisions.standing()[0].annotation != 0);
        // Training takes the settled rating, the labelers' events are all there.
        const auto trees = session.steps.labelledTrees();
        const auto settled = std::find_if(trees.begin(), trees.end(),
                                          [&](const LabelledTree& tree) { return tree.tree[2].id == stored[0].step; });
        QVERIFY(settled != trees.end());
        QCOMPARE(settled->labels[2], std::optional(Positive));
        QCOMPARE(file.events().size(), std::size_t(12));
    }

    /// Else a slip could not be mended, or would vanish from the record.
    void undoIsAnEvent() {
        ProjectFile file;
        label(file);
        auto desktop = openDesktop(file);
        QVERIFY(openReview(*desktop));
        ui::ReviewPage& review = page(*desktop);
        QTest::keyClick(&review, Qt::Key_Right);
        QTRY_VERIFY(review.contextView()->context().index == review.current());
        QTest::keyClick(&review, Qt::Key_1);
        QTest::keyClick(&review, Qt::Key_U);
        QVERIFY(settle(*desktop));
        const auto stored = decisions(file);
        QCOMPARE(stored.size(), std::size_t(2));
        QCOMPARE(stored[1].verdict, Decision::Verdict::Withdraw);
        QCOMPARE(stored[1].withdraws, stored[0].id);
        QCOMPARE(review.list()->rowCount(), 3);
        Session session(storage::Project::open(file.path().toStdString()));
        QVERIFY(session.decisions.standing().empty());
    }

    /// Else what was settled would come up again the next day, and could not be taken back.
    void decisionsOutliveTheSession() {
        ProjectFile file;
        label(file);
        {
            auto desktop = openDesktop(file);
            QVERIFY(openReview(*desktop));
            QTest::keyClick(&page(*desktop), Qt::Key_Return);
            QVERIFY(settle(*desktop));
        }
        auto desktop = openDesktop(file);
        QVERIFY(openReview(*desktop));
        ui::ReviewPage& review = page(*desktop);
        QCOMPARE(review.list()->rowCount(), 2);
        ui::ReviewFilter all;
        all.open_only = false;
        review.list()->setFilter(all);
        QTest::mouseClick(
            review.findChild<QListView*>(QStringLiteral("reviewItems"))->viewport(), Qt::LeftButton, {},
            review.findChild<QListView*>(QStringLiteral("reviewItems"))->visualRect(review.list()->index(0)).center());
        QTest::keyClick(&review, Qt::Key_U);
        QVERIFY(settle(*desktop));
        Session session(storage::Project::open(file.path().toStdString()));
        QVERIFY(session.decisions.standing().empty());
    }

    /// Else the reviewer would judge a step without seeing who said what.
    void contextShowsEverybodysMarks() {
        ProjectFile file;
        label(file);
        auto desktop = openDesktop(file);
        QVERIFY(openReview(*desktop));
        QTest::keyClick(&page(*desktop), Qt::Key_Right);
        const ui::ReviewContextView* view = page(*desktop).contextView();
        QTRY_COMPARE(view->context().index, page(*desktop).current());
        const ui::ReviewContext& context = view->context();
        QCOMPARE(context.labelers, (QStringList{"ann", "bob"}));
        QCOMPARE(context.steps.size(), std::size_t(3));
        QCOMPARE(context.focus, 2);
        QCOMPARE(context.steps[2].marks[0], std::optional(Positive));
        QCOMPARE(context.steps[2].marks[1], std::optional(Negative));
        QVERIFY(context.problem.startsWith(QStringLiteral("Problem ")));
        QCOMPARE(page(*desktop).agreement()->pairs()->rowCount(), 2);
        QCOMPARE(page(*desktop).agreement()->pairs()->index(0, ui::AgreementTable::Percent).data().toString(),
                 QStringLiteral("66.7 %"));
    }

    /// Else the page would show yesterday's state, or look through everything for nothing.
    void looksAgainOnlyAfterMarks() {
        ProjectFile file;
        label(file);
        auto desktop = openDesktop(file);
        QVERIFY(openReview(*desktop));
        QTest::keyClick(&page(*desktop), Qt::Key_Return);
        QVERIFY(settle(*desktop));
        desktop->window().showPage(pages(*desktop).label());
        desktop->window().showPage(pages(*desktop).review());
        QCOMPARE(page(*desktop).state(), State::Reviewing); // nothing is looked for
        desktop->window().showPage(pages(*desktop).label());
        type(*desktop, "F");
        QVERIFY(settle(*desktop));
        desktop->window().showPage(pages(*desktop).review());
        QCOMPARE(page(*desktop).state(), State::Busy);
        QTRY_COMPARE(page(*desktop).state(), State::Reviewing);
        QCOMPARE(page(*desktop).list()->rowCount(), 3); // the flag instead of the note
    }

    /// Else an empty or unlabelled project would look broken.
    void nothingToReview() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        desktop->window().showPage(pages(*desktop).review());
        QTRY_COMPARE(page(*desktop).state(), State::Nothing);
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    TestReview test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_review.moc"
