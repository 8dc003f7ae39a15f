// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing trainings on the rounds page: what the fields say is what is asked for, and what was found is shown.
#include "tests/ui/rounds_page_fixture.h"
#include "ui/rounds/grid_form.h"
#include "ui/rounds/grid_results.h"
#include "ui/rounds/grid_tab.h"
#include "ui/rounds/grid_table.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

GridRow trained(std::uint64_t seed, double rate, std::optional<double> auc, ModelId model) {
    GridRow row;
    row.options.seed = seed;
    row.options.learning_rate = rate;
    row.options.mode = TrainMode::Full;
    row.values = {QString::number(rate), QString::number(seed), QStringLiteral("0.1")};
    row.model = model;
    row.folder = QStringLiteral("/p.models/grid/%1").arg(model);
    if (auc)
        row.step_auc_within = Figure{*auc, Interval{*auc - 0.05, *auc + 0.05}};
    return row;
}

/// Three trainings, the second of which is the best, and one that failed.
GridResult compared(JobId job) {
    GridResult result;
    result.job = job;
    result.when = QDateTime(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
    result.split = Split::Validation;
    result.n = 16;
    result.columns = {{GridField::LearningRate, QStringLiteral("learning_rate")},
                      {GridField::Seed, QStringLiteral("seed")},
                      {GridField::Other, QStringLiteral("weight_decay")}};
    result.rows = {trained(1, 1e-5, 0.7, 4), trained(2, 1e-5, 0.9, 5), trained(1, 2e-5, std::nullopt, 6),
                   trained(2, 2e-5, 0.8, 7)};
    result.rows[2].model.reset();
    result.rows[2].error = QStringLiteral("The disk is full.");
    return result;
}

} // namespace

class GridTabTest : public RoundsPageFixture {
    Q_OBJECT

    GridTab* tab() const { return m_page->grid(); }
    GridForm* form() const { return tab()->form(); }
    QLineEdit* line(const QString& name) const {
        for (QLineEdit* edit : form()->findChildren<QLineEdit*>())
            if (edit->accessibleName() == name)
                return edit;
        return nullptr;
    }
    QComboBox* modes() const { return form()->findChild<QComboBox*>(); }
    void type(const QString& name, const QString& text) const {
        line(name)->selectAll();
        QTest::keyClicks(line(name), text);
    }
    QString shown(int row, int column) const {
        const QTableView* table = tab()->results()->table();
        return table->model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void init() {
        openPage();
        m_page->showTab(RoundsPage::Tab::Compare);
    }

    /// Else another comparison would run than the form says.
    void whatTheFieldsSayIsAskedFor() {
        QTest::keyClick(modes(), Qt::Key_Down); // whole model
        type(QStringLiteral("Seeds"), QStringLiteral("1, 4-6"));
        type(QStringLiteral("Learning rates"), QStringLiteral("1e-5; 0.00002"));
        type(QStringLiteral("Epochs"), QStringLiteral("1 3"));
        type(QStringLiteral("Base models"), QStringLiteral("/models/a; /models/b c"));
        QTest::keyClick(form()->findChild<QCheckBox*>(), Qt::Key_Space);
        QVERIFY2(form()->problem().isEmpty(), qPrintable(form()->problem()));
        std::optional<GridChoice> got;
        connect(tab(), &GridTab::startGrid, this, [&got](const GridChoice& choice) { got = choice; });
        QTest::keyClick(form()->startButton(), Qt::Key_Space);
        QVERIFY(got);
        const GridChoice wanted{.modes = {TrainMode::Full},
                                .bases = {"", "/models/a", "/models/b c"},
                                .learning_rates = {1e-5, 2e-5},
                                .epochs = {1, 3},
                                .seeds = {1, 4, 5, 6}};
        QVERIFY(*got == wanted);
        // Head only has neither rates nor epochs, whatever was typed there.
        QTest::keyClick(modes(), Qt::Key_Up);
        QVERIFY(!line(QStringLiteral("Epochs"))->isEnabled() && !line(QStringLiteral("Learning rates"))->isEnabled());
        QVERIFY(form()->choice().epochs.empty() && form()->choice().learning_rates.empty());
        QTest::keyClick(modes(), Qt::Key_End);
        QCOMPARE(form()->choice().modes, (std::vector{TrainMode::Head, TrainMode::Full}));
    }

    /// Else a slip would cost a night.
    void slipsAreSaid_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto add = [](const char* name, const char* field, const char* text, const char* says) {
            QTest::newRow(name) << QString::fromLatin1(field) << QString::fromLatin1(text) << QString::fromLatin1(says);
        };
        add("no seed", "Seeds", "", "seeds");
        add("a word", "Seeds", "one", "seeds");
        add("a seed twice", "Seeds", "1, 2, 1", "seeds");
        add("within a range", "Seeds", "3, 1-5", "seeds");
        add("backwards", "Seeds", "5-1", "seeds");
        add("negative", "Seeds", "-1", "seeds");
        add("too many seeds", "Seeds", "1-200", "seeds");
        add("too large", "Seeds", "99999999999", "seeds");
        add("a rate of nothing", "Learning rates", "0", "learning rates");
        add("a rate above all", "Learning rates", "1", "learning rates");
        add("a rate twice", "Learning rates", "1e-5; 0.00001", "learning rates");
        add("no rate", "Learning rates", "fast", "learning rates");
        add("no epoch", "Epochs", "", "epochs");
        add("epochs of nothing", "Epochs", "0, 1", "epochs");
        add("half an epoch", "Epochs", "0.5", "epochs");
        add("a base twice", "Base models", "/a; /b; /a", "twice");
        add("too many trainings", "Epochs", "1-51", "153");
    }
    void slipsAreSaid() {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, says);
        QTest::keyClick(modes(), Qt::Key_Down);
        QVERIFY(form()->startButton()->isEnabled());
        line(field)->setText(text);
        QVERIFY2(form()->problem().contains(says), qPrintable(form()->problem()));
        QVERIFY(!form()->startButton()->isEnabled());
    }

    /// What it will take is asked for while the form is seen, and for what it says now.
    void costsAreAskedFor() {
        m_page->showTab(RoundsPage::Tab::Results);
        QSignalSpy wanted(tab(), &GridTab::estimateWanted), unwanted(tab(), &GridTab::estimateUnwanted);
        m_page->showTab(RoundsPage::Tab::Compare);
        QCOMPARE(wanted.count(), 1);
        line(QStringLiteral("Seeds"))->setText(QStringLiteral("7"));
        QCOMPARE(wanted.count(), 2);
        line(QStringLiteral("Seeds"))->setText(QStringLiteral("x"));
        QCOMPARE(unwanted.count(), 1);
        line(QStringLiteral("Seeds"))->setText(QStringLiteral("7"));
        tab()->setEstimate({.runs = 3,
                            .missing = 5,
                            .workers = 2,
                            .threads = 4,
                            .peak_bytes = 1'500'000'000,
                            .free_bytes = 8'000'000'000,
                            .seconds = 125.0,
                            .notes = {QStringLiteral("Mind the gap.")}});
        for (const char* part : {"5 of 6", "2 at a time", "1.5 GB", "2 min"})
            QVERIFY2(tab()->estimateText().contains(QLatin1String(part)), qPrintable(tab()->estimateText()));
        tab()->setEstimate({.runs = 3});
        QVERIFY(tab()->estimateText().contains(QStringLiteral("done before")));
        tab()->setEstimateFailed(QStringLiteral("No problem is held out."));
        QCOMPARE(tab()->estimateText(), QStringLiteral("No problem is held out."));
        m_page->hide();
        QCOMPARE(unwanted.count(), 2);
    }

    /// Else the wrong training would be taken for the best, or a failure for a result.
    void theTableShowsTheBestFirst() {
        tab()->setResults({compared(9)});
        QCOMPARE(shown(0, 1), QStringLiteral("2")); // by seed
        QVERIFY2(shown(0, 3).startsWith(QStringLiteral("0.900 (0.850")), qPrintable(shown(0, 3)));
        QCOMPARE(shown(0, 2), QStringLiteral("0.1"));
        const QAbstractItemModel* model = tab()->results()->table()->model();
        QCOMPARE(model->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Learning rate"));
        QCOMPARE(model->headerData(2, Qt::Horizontal).toString(), QStringLiteral("weight_decay"));
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(shown(3, model->columnCount() - 1), QStringLiteral("failed"));
        QVERIFY2(tab()->results()->chosenText().contains(QStringLiteral("Model 5")) &&
                     tab()->results()->chosenText().contains(QStringLiteral("/p.models/grid/5")),
                 qPrintable(tab()->results()->chosenText()));
    }

    void theChosenTrainingIsOfUse() {
        tab()->setResults({compared(9)});
        GridResults* results = tab()->results();
        QSignalSpy folder(tab(), &GridTab::folderWanted);
        QTest::mouseClick(results->openButton(), Qt::LeftButton);
        QCOMPARE(folder.value(0).value(0).toString(), QStringLiteral("/p.models/grid/5"));
        results->table()->setFocus();
        QTest::keyClick(results->table(), Qt::Key_Down);
        QTest::keyClick(results->copyButton(), Qt::Key_Space);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("/p.models/grid/7"));
        // As the next round's choices, which the form then shows.
        QTest::mouseClick(results->takeButton(), Qt::LeftButton);
        QCOMPARE(m_page->tab(), RoundsPage::Tab::NextRound);
        QCOMPARE(m_page->form()->spec().train.learning_rate, 2e-5);
        QCOMPARE(m_page->form()->spec().train.mode, TrainMode::Full);
        m_page->showTab(RoundsPage::Tab::Compare);
        results->table()->setFocus();
        QTest::keyClick(results->table(), Qt::Key_End, Qt::ControlModifier); // the failed one
        QVERIFY(!results->openButton()->isEnabled() && !results->copyButton()->isEnabled());
        QVERIFY(results->chosenText().contains(QStringLiteral("disk is full")));
    }

    /// Else what was found last week would be lost behind what was found today, or the other way round.
    void earlierComparisonsStay() {
        tab()->setResults({compared(9), compared(4)});
        QComboBox* picker = tab()->results()->picker();
        QCOMPARE(picker->count(), 2);
        picker->setFocus();
        QTest::keyClick(picker, Qt::Key_Down);
        QCOMPARE(picker->currentIndex(), 1);
        tab()->setResults({compared(9), compared(4)}); // nothing new: the reader stays where they are
        QCOMPARE(picker->currentIndex(), 1);
        tab()->setResults({compared(12), compared(9), compared(4)});
        QCOMPARE(picker->currentIndex(), 0);
        tab()->setResults({});
        QVERIFY(!tab()->results()->isVisible());
    }

    /// Else both would train at once, and each page would say something else.
    void oneWaitsForTheOther_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("a round") << static_cast<int>(JobKind::Round) << QStringLiteral("A round is at work");
        QTest::newRow("a comparison") << static_cast<int>(JobKind::Grid)
                                      << QStringLiteral("Trainings are being compared");
        QTest::newRow("another") << static_cast<int>(JobKind::Other) << QStringLiteral("Another job");
    }
    void oneWaitsForTheOther() {
        QFETCH(int, kind);
        QFETCH(QString, says);
        JobView job;
        job.kind = static_cast<JobKind>(kind);
        m_page->setJob(job);
        QVERIFY(!form()->isVisible() && !form()->startButton()->isEnabled());
        QVERIFY2(m_page->waitingText().contains(says), qPrintable(m_page->waitingText()));
        m_page->showTab(RoundsPage::Tab::NextRound);
        QVERIFY(!m_page->form()->isVisible() && !m_page->form()->startButton()->isEnabled());
        job.state = JobState::Done;
        m_page->setJob(job);
        QVERIFY(m_page->form()->isVisible() && m_page->form()->startButton()->isEnabled());
        m_page->showTab(RoundsPage::Tab::Compare);
        QVERIFY(form()->isVisible() && form()->startButton()->isEnabled());
    }
};

QTEST_MAIN(GridTabTest)
#include "tst_grid_tab.moc"
