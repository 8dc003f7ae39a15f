// SPDX-License-Identifier: GPL-3.0-or-later
// The labelers page and the question who labels, by keyboard and mouse.
#include "tests/ui/made_up.h"
#include "ui/labelers/labeler_table.h"
#include "ui/labelers/labeler_text.h"
#include "ui/labelers/labelers_page.h"
#include "ui/labelers/sit_down_dialog.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

QString cell(const QTableView* table, int row, int column) {
    return table->model()->index(row, column).data().toString();
}

} // namespace

class TestLabelersPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else the lead would read a number and miss who slips, or take two wrong answers for a slip.
    void whoSlipsIsSaidInWords() {
        LabelersPage page;
        page.setView(made_up::labelers());
        const QTableView* table = page.labelerView();
        QCOMPARE(cell(table, 0, LabelerTable::Trend), QString("✓ holds"));
        QCOMPARE(cell(table, 1, LabelerTable::Trend), QString("✗ slipping"));
        QCOMPARE(cell(table, 2, LabelerTable::Trend), QString("△ below 75 %, too few to tell"));
        QCOMPARE(cell(table, 1, LabelerTable::Gold), QString("8 of 20, 40.0 %, 2 skipped"));
        QVERIFY(cell(table, 1, LabelerTable::Interval).startsWith("19.1 to 63.9"));
        QCOMPARE(cell(table, 3, LabelerTable::State), QString("… screening, 12 of 30"));
        // What cannot be said is a dash, never a number.
        for (const int column : {LabelerTable::Trend, LabelerTable::Gold, LabelerTable::Interval, LabelerTable::Steps,
                                 LabelerTable::Pace, LabelerTable::Active})
            QCOMPARE(cell(table, 3, column), QString(QChar(0x2013)));
        QVERIFY(page.summary().contains("30 screening items"));
        QVERIFY(page.summary().contains("75 %"));
        QVERIFY(page.message().isEmpty());
    }

    /// Else the lead could see, but not act; by mouse and by keyboard.
    void labelersAreAdmittedAndPaused() {
        LabelersPage page;
        page.resize(1200, 800);
        page.show();
        page.setView(made_up::labelers());
        QSignalSpy wanted(&page, &LabelersPage::stateWanted);
        page.setFocus();
        QTest::keyClick(page.labelerView(), Qt::Key_Down);
        QVERIFY(!page.admitButton()->isEnabled()); // they are
        QTest::mouseClick(page.pauseButton(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toLongLong(), made_up::labelers().labelers[1].id);
        QCOMPARE(wanted[0][1].value<LabelerState>(), LabelerState::Paused);
        page.labelerView()->selectRow(3);
        QTest::keyClick(page.labelerView(), Qt::Key_Down); // from one who is not rejected
        QVERIFY(page.admitButton()->isEnabled()); // rejected: the lead has the last word
        page.admitButton()->setFocus();
        QTest::keyClick(page.admitButton(), Qt::Key_Space);
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted[1][1].value<LabelerState>(), LabelerState::Admitted);
        page.setView(made_up::labelers()); // new figures: the choice stays
        QCOMPARE(page.labelerView()->currentIndex().row(), 4);
    }

    void tablesFit_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("1440") << 1270;
        QTest::newRow("1024") << 860;
    }
    /// Else what tells who slips would be cut off at the window's edge.
    void tablesFit() {
        QFETCH(int, width);
        LabelersPage page;
        page.resize(width, 640);
        page.show();
        page.setView(made_up::labelers());
        for (const QTableView* table : {page.labelerView(), page.goldView()}) {
            int used = 0;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                used += table->isColumnHidden(column) ? 0 : table->columnWidth(column);
            QVERIFY2(used <= table->viewport()->width(),
                     qPrintable(QStringLiteral("%1 of %2").arg(used).arg(table->viewport()->width())));
        }
        for (const int column : {LabelerTable::Name, LabelerTable::State, LabelerTable::Trend, LabelerTable::Gold})
            QVERIFY(!page.labelerView()->isColumnHidden(column));
        QCOMPARE(page.labelerView()->isColumnHidden(LabelerTable::Active), width < 1000);
    }

    /// Else the lead's figures could only be copied by hand.
    void figuresAreExported() {
        LabelersPage page;
        LabelersView view = made_up::labelers();
        view.labelers[0].name = QStringLiteral("=ann, \"the first\"");
        page.setView(view);
        const QList<QByteArray> lines = page.table()->csv().trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + qsizetype(view.labelers.size()));
        QVERIFY2(lines[1].startsWith("\"'=ann, \"\"the first\"\"\",person,admitted,fine,40,37,"), lines[1].constData());
        QVERIFY(lines[2].contains(",slipping,20,8,"));
        QVERIFY(lines[4].contains(",screening,unknown,0,0,,,")); // what is not known is empty
        QVERIFY(page.findChild<QPushButton*>("save-labelers"));
        const QList<QByteArray> gold = qobject_cast<GoldTable*>(page.goldView()->model())->csv().trimmed().split('\n');
        QCOMPARE(gold.size(), 1 + qsizetype(view.gold.size()));
        QVERIFY(gold[0].startsWith("item,for,problem,"));
        QVERIFY(!page.findChild<QPushButton*>("save-gold")->isHidden());
        view.gold.clear();
        page.setView(view);
        QVERIFY(page.findChild<QPushButton*>("save-gold")->isHidden()); // nothing to save
    }

    /// Else wrong gold would go on measuring people.
    void goldIsMadeAndRetired() {
        LabelersPage page;
        page.show();
        page.setView(made_up::labelers());
        QSignalSpy made(&page, &LabelersPage::goldWanted), retired(&page, &LabelersPage::goldRetired);
        QVERIFY(!page.retireButton()->isEnabled());
        page.goldView()->selectRow(1);
        QTest::mouseClick(page.retireButton(), Qt::LeftButton);
        QCOMPARE(retired.size(), 1);
        QCOMPARE(retired[0][0].toLongLong(), made_up::labelers().gold[1].id);
        QTest::mouseClick(page.findChild<QPushButton*>("goldControl"), Qt::LeftButton);
        QTest::mouseClick(page.findChild<QPushButton*>("goldScreening"), Qt::LeftButton);
        QCOMPARE(made.size(), 2);
        QCOMPARE(made[0][0].toBool(), false);
        QCOMPARE(made[1][0].toBool(), true);
    }

    /// Else a page without anything would look broken.
    void emptyBusyAndErrorStates() {
        LabelersPage page;
        page.show();
        QVERIFY(page.message().contains("No project"));
        page.showBusy();
        QVERIFY(!page.message().isEmpty());
        page.setView({});
        QVERIFY(page.message().contains("Nobody"));
        page.showError("The disk is gone.");
        QSignalSpy again(&page, &LabelersPage::refreshWanted);
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->isVisible() && button->text().contains("again"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(again.size(), 1);
        LabelersView view = made_up::labelers();
        view.gold.clear();
        page.setView(view);
        QVERIFY(page.summary().contains("0 of 30 screening items"));
        QVERIFY(!page.goldView()->isVisible());
        page.showBusy(); // figures stay in sight until the new ones come
        QVERIFY(page.message().isEmpty());
    }

    /// Else a name could run as markup, or push the table out of the window.
    void namesAreData() {
        LabelersPage page;
        LabelersView view = made_up::labelers();
        view.labelers[0].name = QStringLiteral("<img src=http://example.invalid/x.png>") + QString(5000, 'x');
        view.labelers[0].note = QStringLiteral("<b>bold</b>");
        view.gold[0].problem = QStringLiteral("<h1>x</h1>\n") + QString(100'000, 'y');
        page.setView(view);
        QVERIFY(cell(page.labelerView(), 0, LabelerTable::Name).startsWith("<img"));
        QVERIFY(cell(page.labelerView(), 0, LabelerTable::Name).size() <= 80);
        QVERIFY(cell(page.goldView(), 0, GoldTable::Problem).size() <= 200);
        const auto tip = page.labelerView()->model()->index(0, LabelerTable::State).data(Qt::ToolTipRole).toString();
        QVERIFY(!tip.contains("<b>"));
    }

    /// Else sitting down would cost more than a key.
    void enterTakesWhoSatHereLast() {
        SitDownDialog dialog({{"ann", LabelerState::Admitted}, {"bob", LabelerState::Admitted}}, "bob", 0);
        QSignalSpy chosen(&dialog, &SitDownDialog::chosen);
        dialog.show();
        QTest::keyClick(dialog.focusWidget() ? dialog.focusWidget() : &dialog, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), QString("bob"));
        QVERIFY(!dialog.isVisible());
    }

    /// Else a colleague's marks would be stored under another name.
    void anotherOneOrANewNameIsChosen() {
        SitDownDialog dialog({{"ann", LabelerState::Admitted}, {"bob", LabelerState::Paused}}, "bob", 30);
        dialog.show();
        QTest::keyClick(dialog.list(), Qt::Key_Up);
        QCOMPARE(dialog.name(), QString("ann"));
        QTest::keyClicks(dialog.field(), "  cid  ");
        QCOMPARE(dialog.name(), QString("cid"));
        bool told = false;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            told = told || label->text().contains("30 screening");
        QVERIFY(told); // a newcomer knows what comes
        QSignalSpy chosen(&dialog, &SitDownDialog::chosen);
        QTest::keyClick(dialog.field(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), QString("cid"));
    }

    /// Else marks without a name could be made.
    void nobodyCannotSitDown() {
        SitDownDialog dialog({}, "", 0);
        dialog.show();
        QSignalSpy chosen(&dialog, &SitDownDialog::chosen);
        QTest::keyClicks(dialog.field(), "   ");
        QTest::keyClick(dialog.field(), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QCOMPARE(chosen.size(), 0);
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(rejected.size(), 1);
    }
};

QTEST_MAIN(TestLabelersPage)
#include "tst_labelers_page.moc"
