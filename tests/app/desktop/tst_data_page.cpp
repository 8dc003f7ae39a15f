// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/desktop/fixture.h"
#include "ui/data/data_page.h"
#include "ui/data/data_tables.h"
#include "ui/data/filter_bar.h"
#include "ui/data/solution_panel.h"
#include "ui/data/tree_canvas.h"
#include "ui/data/tree_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::DataPage::State;

namespace {

QString cell(ui::DataPage* page, int row, int column) {
    return page->list()->model()->index(row, column).data().toString();
}

/// Everything read, and the rows in sight are there.
bool listed(Desktop& desktop, int rows) {
    ui::DataPage* page = pages(desktop).data();
    return QTest::qWaitFor(
        [&] {
            return !LabellingWorkshop::of(desktop).data().isReading() && page->list()->model()->rowCount() == rows &&
                   (rows == 0 || !cell(page, 0, 0).startsWith(QChar(0x2026)));
        },
        10'000);
}

std::unique_ptr<Desktop> openData(const ProjectFile& file, int rows) {
    auto desktop = openDesktop(file);
    desktop->window().showPage(pages(*desktop).data());
    if (!listed(*desktop, rows))
        qWarning("no list");
    return desktop;
}

} // namespace

class DataPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: sight of what is in the project.
    void listsAllSolutions() {
        const ProjectFile file(700); // more than the first piece, and more than one page
        const auto desktop = openData(file, 700);
        ui::DataPage* page = pages(*desktop).data();
        QCOMPARE(page->state(), State::List);
        QCOMPARE(page->countText(), QStringLiteral("700 solutions"));
        QCOMPARE(cell(page, 0, ui::SolutionTable::Problem), QStringLiteral("Problem 1"));
        page->list()->scrollToBottom();
        QTRY_COMPARE(cell(page, 699, ui::SolutionTable::Problem), QStringLiteral("Problem 700"));
        QCOMPARE(cell(page, 699, ui::SolutionTable::Answer), QStringLiteral("42"));
        // The problems' texts take what room there is.
        desktop->window().resize(1900, 900);
        QTRY_COMPARE(page->list()->horizontalHeader()->length(), page->list()->viewport()->width());
    }

    // Lost: rounds and sources to choose from, if a filter was touched before they had been read.
    void filtersAreThereHoweverEarlyOneIsTouched() {
        const ProjectFile file(3);
        const auto desktop = openDesktop(file);
        ui::DataPage* page = pages(*desktop).data();
        desktop->window().showPage(pages(*desktop).data());
        page->ask({}); // before the first answer
        const auto choices = [&](const QString& name) {
            for (const auto* field : page->findChildren<QComboBox*>())
                if (field->accessibleName() == name)
                    return field->count();
            return 0;
        };
        QTRY_COMPARE(choices(QStringLiteral("Queued by round")), 2);
        QCOMPARE(choices(QStringLiteral("Source")), 2);
    }

    // Lost: the way to what one looks for, if typing did not find it.
    void searchByKeyboard() {
        const ProjectFile file(40);
        const auto desktop = openData(file, 40);
        ui::DataPage* page = pages(*desktop).data();
        page->list()->setFocus();
        QTest::keyClick(page->list(), Qt::Key_Slash);
        QTRY_VERIFY(page->filters()->searchField()->hasFocus());
        QTest::keyClicks(page->filters()->searchField(), QStringLiteral("step 2 of 17"));
        QTRY_VERIFY_WITH_TIMEOUT(listed(*desktop, 1), 10'000);
        QCOMPARE(cell(page, 0, 0), QStringLiteral("Problem 17"));
        page->filters()->searchField()->setText(QStringLiteral("no such words"));
        QTRY_VERIFY_WITH_TIMEOUT(listed(*desktop, 0), 10'000);
        QTest::mouseClick(page->filters()->clearButton(), Qt::LeftButton);
        QVERIFY(listed(*desktop, 40));
    }

    // Lost: a filter or an order, if the list did not follow.
    void filtersAndOrder() {
        const ProjectFile file(6);
        const auto desktop = openData(file, 6);
        ui::DataPage* page = pages(*desktop).data();
        ui::DataQuery query;
        query.descending = true;
        page->ask(query);
        QVERIFY(listed(*desktop, 6));
        QTRY_COMPARE(cell(page, 0, 0), QStringLiteral("Problem 6"));
        query.marks = ui::MarkChoice::Marked;
        page->ask(query);
        QVERIFY(listed(*desktop, 0));
        query = {};
        query.kind = ui::DataKind::Problems;
        page->ask(query);
        QVERIFY(listed(*desktop, 6));
        QCOMPARE(cell(page, 2, ui::ProblemTable::Text), QStringLiteral("Problem 3"));
        QCOMPARE(cell(page, 2, ui::ProblemTable::Solutions), QStringLiteral("1"));
        page->list()->setCurrentIndex(page->list()->model()->index(2, 0));
        QTest::keyClick(page->list(), Qt::Key_Return); // its solutions
        QVERIFY(listed(*desktop, 1));
        QCOMPARE(page->query().problem, ProblemId(3));
    }

    // Lost: who said what of a solution, and when.
    void aSolutionWithItsHistory() {
        const ProjectFile file(3);
        const auto desktop = openDesktop(file);
        type(*desktop, "3U2"); // right, undone, neutral
        QVERIFY(settle(*desktop));
        desktop->window().showPage(pages(*desktop).data());
        QVERIFY(listed(*desktop, 3));
        ui::DataPage* page = pages(*desktop).data();
        QTest::keyClick(page->list(), Qt::Key_Return);
        QTRY_COMPARE(page->state(), State::Solution);
        const ui::SolutionDetail& detail = page->solutionPanel()->detail();
        QCOMPARE(detail.steps.size(), std::size_t(3));
        QCOMPARE(detail.steps[0].marks.size(), std::size_t(1));
        QCOMPARE(detail.steps[0].marks[0].rating, Rating::Neutral);
        QCOMPARE(detail.item.marks, 1);
        QStringList told;
        for (const auto& line : detail.history)
            told.prepend(line.what + (line.undone ? QStringLiteral(" (undone)") : QString()));
        QVERIFY2(told.contains(QStringLiteral("marked step 1 right (undone)")), qPrintable(told.join(u'\n')));
        QVERIFY(told.contains(QStringLiteral("took back the mark of step 1 (undone)")));
        QVERIFY(told.contains(QStringLiteral("marked step 1 neutral")));
        QTest::keyClick(page->solutionPanel(), Qt::Key_C);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("3. Step 3 of 1")));
        QTest::keyClick(page->solutionPanel(), Qt::Key_N);
        QTRY_COMPARE(page->solutionPanel()->detail().item.id, SolutionId(2));
        QVERIFY(page->solutionPanel()->detail().history.empty());
        QTest::keyClick(page->solutionPanel(), Qt::Key_Escape);
        QCOMPARE(page->state(), State::List);
        QVERIFY(page->list()->hasFocus());
    }

    // Lost: the labeler's place, if a look at the data took the solution on screen away for good.
    void labelThisNow() {
        const ProjectFile file(5);
        const auto desktop = openDesktop(file);
        QCOMPARE(onScreen(*desktop), SolutionId(1));
        desktop->window().showPage(pages(*desktop).data());
        QVERIFY(listed(*desktop, 5));
        ui::DataPage* page = pages(*desktop).data();
        page->list()->setCurrentIndex(page->list()->model()->index(3, 0));
        QTest::keyClick(page->list(), Qt::Key_L);
        QTRY_COMPARE(onScreen(*desktop), SolutionId(4));
        QCOMPARE(desktop->window().page(), pages(*desktop).label());
        type(*desktop, "1\r");
        QTRY_COMPARE(onScreen(*desktop), SolutionId(1));
        QVERIFY(settle(*desktop));
        QCOMPARE(file.events().size(), std::size_t(1));
        QCOMPARE(file.events()[0].solution, SolutionId(4));
    }

    // Lost: where solutions part, and which way is right.
    void theStepTree() {
        ProjectFile file(2);
        file.addSharing(); // two solutions of problem 3 that share their first step
        const auto desktop = openDesktop(file);
        type(*desktop, "1");
        QVERIFY(settle(*desktop));
        desktop->window().showPage(pages(*desktop).data());
        QVERIFY(listed(*desktop, 4));
        ui::DataPage* page = pages(*desktop).data();
        page->list()->setCurrentIndex(page->list()->model()->index(2, 0));
        QTest::keyClick(page->list(), Qt::Key_T);
        QTRY_COMPARE(page->state(), State::Tree);
        const auto& steps = page->treePanel()->canvas()->tree().steps;
        QVERIFY(steps.size() > 2);
        QCOMPARE(steps[0].solutions, 2);
        QCOMPARE(steps[0].label, std::optional(Rating::Negative)); // the first solution served
        int right = 0, wrong = 0;
        for (const auto& step : steps) {
            right += step.right;
            wrong += step.wrong;
        }
        QCOMPARE(right + wrong, 2);
        QTest::keyClick(page->treePanel()->canvas(), Qt::Key_Escape);
        QCOMPARE(page->state(), State::List);
    }

    void withoutAProject() {
        const ProjectFile file(1);
        Desktop desktop(options(file));
        desktop.show();
        desktop.window().showPage(pages(desktop).data());
        ui::DataPage* page = pages(desktop).data();
        QCOMPARE(page->state(), State::NoProject);
        for (auto* button : page->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QStringLiteral("Open a project"))
                QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(desktop.window().isHome());
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    DataPageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_data_page.moc"
