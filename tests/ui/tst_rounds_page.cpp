// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/made_up.h"
#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/rounds/advanced_fields.h"
#include "ui/rounds/estimate_panel.h"
#include "ui/rounds/job_panel.h"
#include "ui/rounds/round_form.h"
#include "ui/rounds/round_results.h"
#include "ui/rounds/round_table.h"
#include "ui/rounds/rounds_page.h"
#include "ui/rounds/unfinished_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace stepmark;
using namespace stepmark::ui;

class RoundsPageTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<RoundsPage> m_page;

    QLineEdit* field(const QString& name) const {
        for (QLineEdit* edit : m_page->findChildren<QLineEdit*>())
            if (edit->accessibleName() == name)
                return edit;
        return nullptr;
    }
    QAbstractItemModel* model() const { return m_page->results()->table()->model(); }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() {
        m_page = std::make_unique<RoundsPage>();
        m_page->resize(1180, 760);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->setReady();
    }

    // Without it the round would be another than the form says.
    void formTellsWhatItShows() {
        m_page->setReady();
        RoundSpec wanted;
        wanted.selection = {SelectionStrategy::Uncertainty, 75, 0.6, 2, 12345};
        wanted.rule = ScoreRule::Mean;
        wanted.neutral = NeutralPolicy::AsNegative;
        wanted.samples = 16;
        wanted.generator = "/models/generator";
        wanted.train.mode = TrainMode::Full;
        wanted.train.epochs = 3;
        wanted.train.learning_rate = 2.5e-5;
        wanted.train.base = "/models/base";
        wanted.orm = true;
        wanted.train.too_long = TooLong::Skip;
        wanted.train.after_error = true;
        wanted.train.class_weights = true;
        m_page->setDefaults(wanted);
        std::optional<RoundSpec> got;
        connect(m_page.get(), &RoundsPage::startRound, this, [&got](const RoundSpec& request) { got = request; });
        QTest::keyClick(m_page->form()->startButton(), Qt::Key_Space);
        QVERIFY(got);
        QCOMPARE(*got, wanted);
        m_page->showNoProject();
        QVERIFY(!m_page->form()->startButton()->isEnabled());
    }

    void learningRates_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("rate"); // negative: refused
        QTest::newRow("empty") << QString() << 0.0;
        QTest::newRow("scientific") << QStringLiteral("2e-5") << 2e-5;
        QTest::newRow("decimal") << QStringLiteral(" 0.001 ") << 0.001;
        QTest::newRow("zero") << QStringLiteral("0") << -1.0;
        QTest::newRow("one") << QStringLiteral("1") << -1.0;
        QTest::newRow("negative") << QStringLiteral("-0.1") << -1.0;
        QTest::newRow("word") << QStringLiteral("small") << -1.0;
        QTest::newRow("nan") << QStringLiteral("nan") << -1.0;
    }
    // Without it a slip would be found out hours later, or never.
    void learningRates() {
        QFETCH(QString, text);
        QFETCH(double, rate);
        RoundSpec full;
        full.train.mode = TrainMode::Full;
        m_page->setReady();
        m_page->setDefaults(full);
        field(QStringLiteral("Learning rate"))->setText(text);
        QCOMPARE(m_page->form()->problem().isEmpty(), rate >= 0);
        QCOMPARE(m_page->form()->startButton()->isEnabled(), rate >= 0);
        if (rate >= 0)
            QCOMPARE(m_page->form()->spec().train.learning_rate, rate);
    }

    // Without it a round would lack the second opinions and the gold that the lead asked for.
    void controlOfLabelersIsAskedFor() {
        RoundSpec request = firstRound();
        request.control = {0.25, 3, 12};
        m_page->setDefaults(request);
        QVERIFY(m_page->form()->spec().control == request.control);
        m_page->setDefaults(firstRound());
        QCOMPARE(m_page->form()->spec().control.overlap_share, 0.0);
        QCOMPARE(m_page->form()->spec().control.gold_items, 0);
    }

    // Without it gold made since the project was opened would not be proposed; or a proposal would undo a choice.
    void proposalsFollowWhatWasNotChosen() {
        RoundSpec first = firstRound(), later = first;
        later.control = {0.1, 2, 10};
        later.selection.seed = 3;
        m_page->setDefaults(first);
        m_page->propose(later);
        QCOMPARE(m_page->form()->spec(), later); // nothing was chosen
        RoundSpec chosen = later;
        chosen.selection.count = 77;
        auto* count = m_page->form()->findChildren<QSpinBox*>().front();
        for (auto* spin : m_page->form()->findChildren<QSpinBox*>())
            if (spin->accessibleName() == QStringLiteral("Solutions to queue"))
                count = spin;
        count->setValue(77);
        later.control = {0.1, 2, 20};
        later.selection.seed = 4;
        m_page->propose(later);
        chosen.control = later.control; // nothing in it was chosen
        QCOMPARE(m_page->form()->spec(), chosen);
        for (auto* spin : m_page->form()->findChildren<QSpinBox*>())
            if (spin->accessibleName() == QStringLiteral("Gold items each"))
                spin->setValue(5);
        later.control = {0.3, 4, 30};
        m_page->propose(later);
        chosen.control.gold_items = 5;
        QCOMPARE(m_page->form()->spec(), chosen);
    }

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

    // Without it the user would set what has no effect.
    void fieldsWithoutEffectCannotBeFilledIn() {
        m_page->setDefaults(firstRound()); // a head, no new candidates
        QVERIFY(!field(QStringLiteral("Learning rate"))->isEnabled());
        QVERIFY(!field(QStringLiteral("Generator"))->isEnabled());
        field(QStringLiteral("Learning rate"))->setText(QStringLiteral("nonsense"));
        QVERIFY(m_page->form()->problem().isEmpty());
        RoundSpec full;
        full.train.mode = TrainMode::Full;
        full.samples = 2;
        m_page->setDefaults(full);
        QVERIFY(field(QStringLiteral("Learning rate"))->isEnabled());
        QVERIFY(field(QStringLiteral("Generator"))->isEnabled());
    }

    // Without it what is chosen once in a year would stand among what is chosen every week; or be hidden where it is set.
    void advancedChoicesWaitBehindAButton() {
        AdvancedFields* advanced = m_page->form()->advanced();
        QVERIFY(!advanced->tooLongField()->isVisible());
        advanced->button()->setFocus();
        QTest::keyClick(advanced->button(), Qt::Key_Space);
        QVERIFY(advanced->tooLongField()->isVisible());
        QTest::keyClick(advanced->tooLongField(), Qt::Key_End);
        QTest::keyClick(advanced->afterErrorField(), Qt::Key_Space);
        QTest::keyClick(advanced->classWeightsField(), Qt::Key_Space);
        const RoundSpec request = m_page->form()->spec();
        QCOMPARE(request.train.too_long, std::optional(TooLong::Fail));
        QVERIFY(request.train.after_error && request.train.class_weights);
        RoundsPage other;
        other.setReady();
        other.showTab(RoundsPage::Tab::NextRound);
        other.setDefaults(request);
        QVERIFY(other.form()->advanced()->tooLongField()->isVisibleTo(&other));
    }

    // Without it somebody who does not know the paper could not choose.
    void everyFieldSaysWhatItMeans() {
        int fields = 0;
        for (QWidget* widget : m_page->form()->findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->window() != m_page.get() ||
                qobject_cast<QPushButton*>(widget) || widget->focusProxy() ||
                widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            ++fields;
            QVERIFY(!widget->accessibleName().isEmpty());
        }
        QVERIFY2(fields >= 14, qPrintable(QString::number(fields)));
    }

    // Without it each key typed would start a computation, or a page that nobody looks at would.
    void estimatesAreAskedForWhatIsSeen() {
        QSignalSpy wanted(m_page.get(), &RoundsPage::estimateWanted);
        QSignalSpy unwanted(m_page.get(), &RoundsPage::estimateUnwanted);
        m_page->showNoProject();
        QCOMPARE(unwanted.count(), 1);
        m_page->setReady();
        QCOMPARE(wanted.count(), 1);
        m_page->setReady(); // the same again
        QCOMPARE(wanted.count(), 1);
        RoundSpec other = firstRound();
        other.selection.count = 77;
        m_page->setDefaults(other);
        QCOMPARE(wanted.last()[0].value<RoundSpec>().selection.count, 77);
        m_page->hide();
        QCOMPARE(unwanted.count(), 2);
        const auto before = wanted.count();
        m_page->setDefaults(firstRound());
        QCOMPARE(wanted.count(), before);
        m_page->show();
        QCOMPARE(wanted.count(), before + 1);
        m_page->setJob(made_up::runningRound());
        QCOMPARE(unwanted.count(), 3);
    }

    void estimateIsShown() {
        m_page->setReady();
        m_page->setEstimate(made_up::estimate());
        const QString summary = m_page->estimatePanel()->summary();
        for (const char* part : {"2 min 10 s", "never measured", "69.1 MB", "52.0 GB are free", "910.0 MB of memory"})
            QVERIFY2(summary.contains(QLatin1String(part)), qPrintable(summary));
        RoundEstimate full = made_up::estimate();
        full.free_bytes = 1000;
        m_page->setEstimate(full);
        QStringList texts;
        for (const QLabel* label : m_page->estimatePanel()->findChildren<QLabel*>())
            texts.append(label->text());
        QVERIFY(texts.join(u' ').contains(QStringLiteral("not enough room")));
        QVERIFY(texts.contains(QStringLiteral("never measured")));
        m_page->setEstimateFailed(QStringLiteral("/x is no base model."));
        QCOMPARE(m_page->estimatePanel()->summary(), QStringLiteral("/x is no base model."));
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

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    RoundsPageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rounds_page.moc"
