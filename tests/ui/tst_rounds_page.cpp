// SPDX-License-Identifier: GPL-3.0-or-later
// What the rounds page shows of rounds: those that were, the one that runs, the one that was left.
#include "tests/ui/rounds_page_fixture.h"
#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/rounds/round_results.h"
#include "ui/rounds/round_table.h"
#include "ui/rounds/unfinished_panel.h"
#include "ui/runs/job_panel.h"
#include "ui/widgets/plain_label.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace stepmark;
using namespace stepmark::ui;

class RoundsPageTest : public RoundsPageFixture {
    Q_OBJECT
private:
    QAbstractItemModel* model() const { return m_page->results()->table()->model(); }

private Q_SLOTS:
    void init() { openPage(); }

    // Without it the page would show a form that can start nothing.
    void withoutAProjectThereIsAWayToOne() {
        m_page->showNoProject();
        QVERIFY(!m_page->form()->isVisible());
        QSignalSpy wanted(m_page.get(), &RoundsPage::projectWanted);
        for (auto* button : m_page->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QStringLiteral("Open a project"))
                QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
    }

    // Without it a killed round would be lost, or be resumed beside a running one.
    void unfinishedRoundIsOffered() {
        m_page->setReady();
        QVERIFY(m_page->unfinishedPanel()->isHidden());
        m_page->setUnfinished(
            UnfinishedRound{4, {Part::Generate, Part::Train}, QDateTime(QDate(2026, 3, 2), QTime(9, 30))});
        QVERIFY(m_page->unfinishedPanel()->isVisible());
        QVERIFY(m_page->unfinishedPanel()->text().contains(QStringLiteral("sample candidates and train")));
        QSignalSpy resume(m_page.get(), &RoundsPage::resumeRound), discard(m_page.get(), &RoundsPage::discardRound);
        QTest::keyClick(m_page->unfinishedPanel()->resumeButton(), Qt::Key_Space);
        QTest::mouseClick(m_page->unfinishedPanel()->discardButton(), Qt::LeftButton);
        QCOMPARE(resume.count(), 1);
        QCOMPARE(discard.count(), 1);
        m_page->setJob(made_up::runningRound());
        QVERIFY(!m_page->unfinishedPanel()->resumeButton()->isEnabled());
    }

    // Without it a newcomer would face empty tables, and a lead with history would have to look for it.
    void beginsWithTheFormAndThenWithTheResults() {
        QCOMPARE(m_page->tab(), RoundsPage::Tab::NextRound);
        QVERIFY(!m_page->results()); // and no charts were made
        m_page->setReady();
        m_page->setHistory(made_up::rounds());
        QCOMPARE(m_page->tab(), RoundsPage::Tab::Results);
        QVERIFY(m_page->results()->isVisible());
        m_page->setHistory({});
        QVERIFY(!m_page->results()->isVisible());
    }

    void tabsByKeyboard() {
        m_page->setHistory(made_up::rounds());
        auto* tabs = m_page->findChild<QTabBar*>();
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(m_page->tab(), RoundsPage::Tab::NextRound);
        QVERIFY(m_page->form()->isVisible());
        QTest::keyClick(tabs, Qt::Key_Left);
        QVERIFY(m_page->results()->isVisible());
    }

    void historyShowsNewestFirstAndGapsAsDashes() {
        m_page->setHistory(made_up::rounds());
        QCOMPARE(model()->rowCount(), 4);
        QCOMPARE(model()->index(0, 0).data().toString(), QStringLiteral("4"));
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells.append(model()->index(1, column).data().toString());
        QVERIFY2(cells.contains(QStringLiteral("65.0 %")), qPrintable(cells.join(u'|')));
        QVERIFY(cells.contains(QStringLiteral("0.760")));
        QVERIFY(cells.contains(QStringLiteral("convincing wrong, 80 %")));
        QCOMPARE(model()->index(0, RoundTable::AucWithin).data().toString(), QStringLiteral("–"));
    }

    // A training that left steps out, or could not keep what the next one needs, said so to the command line only.
    void whatTheTrainingLeftOutIsShown() {
        auto rounds = made_up::rounds();
        rounds[2].skipped_steps = 3;
        rounds[2].cache_note = "the disk is full";
        m_page->setHistory(rounds);
        const QModelIndex state = model()->index(1, RoundTable::State), other = model()->index(2, RoundTable::State);
        QVERIFY2(state.data().toString().contains("3 step"), qPrintable(state.data().toString()));
        const QString tip = state.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("not finite") && tip.contains("the disk is full"), qPrintable(tip));
        QVERIFY(!other.data().toString().contains("step") && !other.data(Qt::ToolTipRole).isValid());
    }

    // Without it rounds could not be compared, or only with a mouse.
    void roundsAreTickedByKeyboardAndDrawn() {
        m_page->setHistory(made_up::rounds());
        QTableView* table = m_page->results()->table();
        const auto ticked = [this](int row) { return model()->index(row, 0).data(Qt::CheckStateRole) == Qt::Checked; };
        QVERIFY(!ticked(0) && ticked(1)); // the newest that was evaluated
        const PlotCard* curves = m_page->results()->cards()[2];
        QCOMPARE(curves->view()->plot().series.size(), std::size_t(3));
        table->setFocus();
        table->setCurrentIndex(model()->index(3, 0));
        QTest::keyClick(table, Qt::Key_Space);
        QVERIFY(ticked(3));
        QCOMPARE(curves->view()->plot().series.size(), std::size_t(4));
        m_page->setHistory(made_up::rounds()); // a refresh keeps the choice
        QVERIFY(ticked(3));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(model()->index(2, 0)).center());
        QVERIFY(ticked(2));
        QTest::keyClick(table, Qt::Key_Space);
    }

    /// Figures that are not held out, or of fewer problems than the split has, must not be taken for what they are not.
    void notHeldOutIsSaid() {
        auto rounds = made_up::rounds();
        m_page->setHistory(rounds);
        const PlainLabel* warning = m_page->results()->warning();
        QVERIFY(warning->isHidden()); // all is well
        const auto figure = [&](int row) { return model()->index(row, RoundTable::AucWithin); };
        QVERIFY(!figure(1).data(Qt::ForegroundRole).isValid());
        rounds[0].seen = RoundSummary::Seen{20, 0, 20};
        rounds[0].problems_in_split = 80;
        rounds[1].held_out = false;
        rounds[1].seen = RoundSummary::Seen{0, 12, 0};
        rounds[1].problems_in_split = 60;
        rounds[2].held_out = std::nullopt;
        rounds[2].seen = std::nullopt;
        m_page->setHistory(rounds);
        QVERIFY(!warning->isHidden());
        const QStringList lines = warning->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].contains("20 of 80"), qPrintable(lines[0]));
        QVERIFY2(lines[1].contains("not held out") && lines[1].contains("12"), qPrintable(lines[1]));
        QVERIFY2(lines[2].contains("not known") && lines[2].contains("round 3"), qPrintable(lines[2]));
        QCOMPARE(figure(2).data(Qt::ForegroundRole).value<QColor>(),
                 Theme::instance().colors().negative); // newest first
        QVERIFY(figure(2).data(Qt::ToolTipRole).toString().contains("not held out"));
        QVERIFY(!figure(3).data(Qt::ForegroundRole).isValid()); // the rest is held out
        rounds[1].labels = std::nullopt;                        // no place on the axis: not drawn at nought
        m_page->setHistory(rounds);
        const Plot& plot = m_page->results()->cards()[0]->view()->plot();
        QCOMPARE(plot.series[0].points.size(), std::size_t(2));
        QVERIFY(plot.meaning.contains("labels are not known"));
        QCOMPARE(model()->index(2, RoundTable::Labels).data().toString(), QString(QChar(0x2013)));
    }

    void table_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("1440") << 1240;
        QTest::newRow("1024") << 824;
    }
    // Without it the table would be cut at its right edge.
    void table() {
        QFETCH(int, width);
        m_page->resize(width, 700);
        auto rounds = made_up::rounds();
        for (RoundSummary& round : rounds)
            *round.labels *= 10'000;
        m_page->setHistory(rounds);
        const QTableView* table = m_page->results()->table();
        int used = 0;
        for (int column = 0; column < model()->columnCount(); ++column)
            used += table->isColumnHidden(column) ? 0 : table->columnWidth(column);
        QVERIFY2(used <= table->viewport()->width(),
                 qPrintable(QStringLiteral("%1 of %2").arg(used).arg(table->viewport()->width())));
        // What a round was worth stays.
        QVERIFY(!table->isColumnHidden(RoundTable::AucWithin) && !table->isColumnHidden(RoundTable::Prm));
    }

    // Without it the training would be a black box until it ends.
    void lossCurveIsDrawnLive() {
        JobView job = made_up::runningRound();
        job.curve.clear();
        m_page->setJob(job);
        QVERIFY(!m_page->jobPanel()->lossView()); // nothing to draw, nothing made
        m_page->setJob(made_up::runningRound());
        PlotView* view = m_page->jobPanel()->lossView();
        QVERIFY(view && view->isVisible());
        QCOMPARE(view->plot().series[0].points.size(), made_up::runningRound().curve.size());
        job = made_up::runningRound();
        job.curve.push_back({0.9, 0.4});
        job.state = JobState::Done; // the end is drawn whatever the pace
        m_page->setJob(job);
        QCOMPARE(view->plot().series[0].points.size(), job.curve.size());
    }

    // Without it the page would have to be scrolled sideways.
    void fitsSmallWindows() {
        m_page->resize(824, 500);
        m_page->setReady();
        m_page->setHistory(made_up::rounds());
        for (const auto tab : {RoundsPage::Tab::Results, RoundsPage::Tab::NextRound}) {
            m_page->showTab(tab);
            QCoreApplication::processEvents();
            QWidget* content = m_page->findChild<QWidget*>(QStringLiteral("page"));
            QVERIFY2(content->width() <= m_page->width(), qPrintable(QString::number(content->width())));
        }
    }
};

QTEST_MAIN(RoundsPageTest)
#include "tst_rounds_page.moc"
