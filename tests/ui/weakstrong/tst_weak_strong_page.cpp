// SPDX-License-Identifier: GPL-3.0-or-later
// The weak-to-strong page: studies with their figure, one run of them, a new study.
#include "tests/ui/weakstrong/made_up_study.h"
#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/runs/job_panel.h"
#include "ui/theme/theme.h"
#include "ui/weakstrong/add_task_dialog.h"
#include "ui/weakstrong/cost_panel.h"
#include "ui/weakstrong/run_panel.h"
#include "ui/weakstrong/study_form.h"
#include "ui/weakstrong/study_panel.h"
#include "ui/weakstrong/study_tables.h"
#include "ui/weakstrong/study_text.h"
#include "ui/weakstrong/weak_strong_page.h"
#include "ui/widgets/plain_label.h"

#include <QComboBox>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace stepmark;
using namespace stepmark::ui;

Q_DECLARE_METATYPE(stepmark::StudySpec)
Q_DECLARE_METATYPE(stepmark::ui::RunPlace)
Q_DECLARE_METATYPE(stepmark::ui::NewTask)

class WeakStrongPageTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WeakStrongPage> m_page;

    void showStudies() {
        m_page->setReady({});
        m_page->setTasks(made_up::tasks());
        m_page->setStudies({made_up::study(3), made_up::study(7)});
    }

    static QAbstractButton* removing(const QMessageBox* question) {
        for (QAbstractButton* button : question->buttons())
            if (question->buttonRole(button) == QMessageBox::DestructiveRole)
                return button;
        return nullptr;
    }

    static QString cell(const QTableView* table, int row, int column) {
        return table->model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void init() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().install();
        m_page = std::make_unique<WeakStrongPage>();
        m_page->resize(1240, 800);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    // Lost: the way out of an empty window.
    void withoutAProjectThereIsAWayToOne() {
        QVERIFY(!m_page->form()->isVisible() && !m_page->list()->isVisible());
        QSignalSpy wanted(m_page.get(), &WeakStrongPage::projectWanted);
        for (auto* button : m_page->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QStringLiteral("Open a project"))
                QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
    }

    void beginsWithTheFormAndThenWithTheStudies() {
        m_page->setReady({});
        m_page->setStudies({});
        QCOMPARE(m_page->tab(), WeakStrongPage::Tab::NewStudy);
        QVERIFY(m_page->form()->isVisible());
        showStudies();
        QCOMPARE(m_page->tab(), WeakStrongPage::Tab::Studies);
        QCOMPARE(m_page->study(), 7); // the newest
        QVERIFY(m_page->panel()->isVisible());
        auto* tabs = m_page->findChild<QTabBar*>();
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(m_page->tab(), WeakStrongPage::Tab::NewStudy);
    }

    // Lost: a figure without its interval, or a made-up one where there is none.
    void theTableSaysAllOrWhyNot() {
        showStudies();
        const QTableView* table = m_page->panel()->table();
        const auto* model = qobject_cast<const FigureTable*>(table->model());
        const Study study = made_up::study();
        const int none = model->rowOf(made_up::figureAt(study, 1, 2, StudyMethod::Naive));
        const int missing = model->rowOf(made_up::figureAt(study, 1, 3, StudyMethod::Naive));
        const int first = model->rowOf(made_up::figureAt(study, 0, 1, StudyMethod::Naive));
        QCOMPARE(cell(table, first, FigureTable::Pgr), QStringLiteral("30 % (15 to 45)"));
        QCOMPARE(cell(table, first, FigureTable::Measure), QStringLiteral("72.1 % (70.1 to 74.1)"));
        QCOMPARE(cell(table, first, FigureTable::BySeed), QStringLiteral("72.1 · 72.5 · 71.7"));
        QCOMPARE(cell(table, first, FigureTable::SameWrong), QStringLiteral("60.0 %"));
        QCOMPARE(cell(table, none, FigureTable::Pgr), QStringLiteral("undefined: no gap"));
        QVERIFY(model->index(none, FigureTable::Pgr).data(Qt::ToolTipRole).toString().contains("chance"));
        QCOMPARE(cell(table, missing, FigureTable::Measure), QString(QChar(0x2013)));
        QCOMPARE(cell(table, missing, FigureTable::BySeed), QStringLiteral("– · – · –"));
        QVERIFY(m_page->panel()->notes()->text().contains("undefined"));
        const QString csv = QString::fromUtf8(model->csv());
        QVERIFY(csv.contains("no_gap") && csv.contains("confidence")); // all methods
    }

    // Lost: that what a model wrote was often no move at all.
    void whatIsNoMoveIsShown() {
        const QTableView* table = m_page->panel()->table();
        showStudies();
        QCOMPARE(table->model()->columnCount(), static_cast<int>(FigureTable::Illegal)); // it says nothing here
        Study study = made_up::study();
        study.figure = "exact match";
        study.spec.way = LearnWay::Full;
        study.spec.reading = TaskReading::Generated;
        for (StudyFigure& figure : study.results.figures)
            figure.illegal = 0.125;
        m_page->setStudies({study});
        QCOMPARE(table->model()->columnCount(), static_cast<int>(FigureTable::Columns));
        QCOMPARE(cell(table, 0, FigureTable::Illegal), QStringLiteral("12.5 %"));
        QVERIFY(m_page->panel()->notes()->text().contains("12.5 %"));
        DifferenceTable differences;
        differences.setExamples({{"Position: x", "", "e2e4", "", "d2d4", 0, 1}});
        QCOMPARE(differences.index(0, DifferenceTable::Supervisor).data().toString(), QStringLiteral("no legal move"));
        showStudies();
    }

    void methodAndValueAreChosenAndStay() {
        showStudies();
        StudyPanel* panel = m_page->panel();
        panel->methodField()->setFocus();
        QTest::keyClick(panel->methodField(), Qt::Key_Down);
        QCOMPARE(panel->method(), StudyMethod::Confidence);
        QTest::keyClick(panel->valueField(), Qt::Key_Down);
        QVERIFY2(panel->figure()->view()->plot().title.contains("confidence loss"),
                 qPrintable(panel->figure()->view()->plot().title));
        m_page->setStudies({made_up::study(3), made_up::study(7)}); // it has grown
        QCOMPARE(panel->method(), StudyMethod::Confidence);
        QCOMPARE(panel->value(), StudyValue::Pgr);
        m_page->list()->setFocus();
        QTest::keyClick(m_page->list(), Qt::Key_Down);
        QCOMPARE(m_page->study(), 3);
        m_page->setStudies({made_up::study(3), made_up::study(7), made_up::study(8)});
        QCOMPARE(m_page->study(), 3); // what is looked at stays
    }

    // Lost: a run's details for who has no mouse, and the way back.
    void aRunOpensByKeyboard() {
        showStudies();
        QSignalSpy wanted(m_page.get(), &WeakStrongPage::runWanted);
        QTableView* table = m_page->panel()->table();
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        RunPlace place = wanted.takeFirst().at(0).value<RunPlace>();
        QCOMPARE(place.study, 7);
        QVERIFY(m_page->showsRun() && !table->isVisible());
        m_page->setRun(made_up::run({7, place.figure + 1, 0})); // somebody else's answer
        QVERIFY(!m_page->runPanel()->stateText().isEmpty());
        m_page->setRun(made_up::run(place));
        QVERIFY(m_page->runPanel()->stateText().isEmpty());
        QComboBox* seeds = m_page->runPanel()->seedField();
        QCOMPARE(seeds->count(), 3);
        seeds->setFocus();
        QTest::keyClick(seeds, Qt::Key_Down);
        place.seed = 1;
        QVERIFY(wanted.takeFirst().at(0).value<RunPlace>() == place);
        m_page->setRunFailed(place, QStringLiteral("not done"));
        QCOMPARE(m_page->runPanel()->stateText(), QStringLiteral("not done"));
        QTest::keyClick(m_page->runPanel()->seedField(), Qt::Key_Escape);
        QVERIFY(!m_page->showsRun() && table->isVisible() && table->hasFocus());
    }

    // Lost: a text of anybody's, taken for markup.
    void aRunIsShownAsPlainText() {
        showStudies();
        RunPanel* panel = m_page->runPanel();
        Q_EMIT m_page->panel()->figureChosen(8);
        m_page->setRun(made_up::run({7, 8, 0}));
        QVERIFY(panel->text()->toPlainText().contains(QStringLiteral("<b>bold</b><img src=")));
        QVERIFY(!panel->text()->toPlainText().contains(QChar(0x202E)));
        QVERIFY2(panel->settingsText().contains("<i>odd</i>"), qPrintable(panel->settingsText()));
        QVERIFY(panel->settingsText().contains("confidence loss"));
        for (const QLabel* label : panel->findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(panel->confusionText().contains("410") && panel->confusionText().contains("98"),
                 qPrintable(panel->confusionText()));
        QCOMPARE(panel->table()->model()->rowCount(), 2);
        panel->table()->setFocus();
        QTest::keyClick(panel->table(), Qt::Key_Down);
        QCOMPARE(panel->text()->toPlainText(), QStringLiteral("Is the sky blue?\n\nIt is."));
    }

    void aRunOfTheTruthOrOfALostTask() {
        showStudies();
        Q_EMIT m_page->panel()->figureChosen(0);
        RunView run = made_up::run({7, 0, 0});
        run.details.run.teacher.clear();
        run.details.disagreements.reset();
        run.details.examples.clear();
        m_page->setRun(run);
        QVERIFY(!m_page->runPanel()->table()->isVisible());
        run.details.has_task = false;
        run.details.confusion.reset();
        m_page->setRun(run);
        QCOMPARE(m_page->runPanel()->confusionText(), QString());
    }

    // Lost: a killed study could not go on from the window.
    void anUnfinishedStudyGoesOn() {
        Study begun = made_up::study(9);
        begun.state = StudyState::Begun;
        m_page->setReady({});
        m_page->setStudies({made_up::study(3), begun});
        QPushButton* go_on = nullptr;
        for (auto* button : m_page->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Go on with this study"))
                go_on = button;
        QVERIFY(go_on && go_on->isVisible());
        QSignalSpy start(m_page.get(), &WeakStrongPage::startStudy);
        QTest::keyClick(go_on, Qt::Key_Space);
        QVERIFY(start.takeFirst().at(0).value<StudySpec>() == begun.spec);
        JobView job;
        job.title = QStringLiteral("study of boolq");
        m_page->setJob(job);
        QVERIFY(!go_on->isVisible() && m_page->jobPanel()->isVisible());
        QSignalSpy cancel(m_page.get(), &WeakStrongPage::cancelJob);
        QTest::keyClick(m_page->jobPanel()->cancelButton(), Qt::Key_Space);
        QCOMPARE(cancel.count(), 1);
    }

    void whatItWillCostIsAskedBeforeStarting() {
        showStudies();
        m_page->showTab(WeakStrongPage::Tab::NewStudy);
        QSignalSpy wanted(m_page.get(), &WeakStrongPage::costWanted),
            unwanted(m_page.get(), &WeakStrongPage::costUnwanted);
        QTest::keyClick(m_page->form()->costButton(), Qt::Key_Space);
        QCOMPARE(wanted.count(), 1);
        m_page->setCost({90, 60, 1'500'000, 2'000'000'000, 130.0});
        const QString text = m_page->cost()->text();
        QVERIFY2(text.contains("2 min") && text.contains("90") && text.contains("30") && text.contains("2.0 GB"),
                 qPrintable(text));
        m_page->setCost({90, 0, {}, {}, {}});
        QVERIFY2(m_page->cost()->text().contains("Nothing"), qPrintable(m_page->cost()->text()));
        m_page->setCostFailed(QStringLiteral("It has 6 layers."));
        QVERIFY(m_page->cost()->text().contains("6 layers"));
        unwanted.clear();
        m_page->chooseTask(QStringLiteral("mates")); // another study has another cost
        QCOMPARE(unwanted.count(), 1);
        QVERIFY(m_page->cost()->text().isEmpty());
    }

    void aTaskIsAdded() {
        showStudies();
        m_page->showTab(WeakStrongPage::Tab::NewStudy);
        QSignalSpy added(m_page.get(), &WeakStrongPage::addTask);
        QTest::keyClick(m_page->form()->addTaskButton(), Qt::Key_Space);
        QVERIFY(m_page->dialog());
        QTest::keyClick(m_page->dialog()->fromField(), Qt::Key_Down);
        QTest::mouseClick(m_page->dialog()->addButton(), Qt::LeftButton);
        QVERIFY(!m_page->dialog());
        QVERIFY(added.takeFirst().at(0).value<NewTask>().from == NewTask::From::Example);
    }

    // Lost: a study or a task, by Enter on a question that was not read; or the way to be rid of one.
    void whatGoesIsAskedFor() {
        showStudies();
        QSignalSpy studies(m_page.get(), &WeakStrongPage::removeStudy),
            tasks(m_page.get(), &WeakStrongPage::removeTask);
        QTest::keyClick(m_page->removeButton(), Qt::Key_Space);
        QTRY_VERIFY(m_page->question());
        QVERIFY(m_page->question()->text().contains("7"));
        QTest::keyClick(m_page->question(), Qt::Key_Return);
        QTRY_VERIFY(!m_page->question());
        QCOMPARE(studies.count(), 0);
        QTest::mouseClick(m_page->removeButton(), Qt::LeftButton);
        QTRY_VERIFY(m_page->question());
        QTest::mouseClick(removing(m_page->question()), Qt::LeftButton);
        QTRY_COMPARE(studies.count(), 1);
        QCOMPARE(studies.at(0).at(0).toLongLong(), 7);
        m_page->showTab(WeakStrongPage::Tab::NewStudy);
        const QString task = m_page->form()->taskField()->currentData().toString();
        QTest::mouseClick(m_page->form()->removeTaskButton(), Qt::LeftButton);
        QTRY_VERIFY(m_page->question());
        QTest::mouseClick(removing(m_page->question()), Qt::LeftButton);
        QTRY_COMPARE(tasks.count(), 1);
        QCOMPARE(tasks.at(0).at(0).toString(), task);
    }

    // Lost: the figure that people know step judges by.
    void firstErrorsStandInTheTable() {
        m_page->setReady({});
        Study study = made_up::study(3);
        m_page->setStudies({study});
        const QAbstractItemModel* model = m_page->panel()->table()->model();
        QCOMPARE(model->columnCount(), static_cast<int>(FigureTable::FirstErrors));
        for (StudyFigure& figure : study.results.figures) {
            figure.first_error_f1 = 0.412;
            figure.first_error_f1_by_seed = {0.4, 0.424};
        }
        m_page->setStudies({study});
        QCOMPARE(model->columnCount(), static_cast<int>(FigureTable::Columns));
        QCOMPARE(cell(m_page->panel()->table(), 0, FigureTable::FirstErrors), QStringLiteral("41.2 %"));
        QVERIFY(studyNotes(study).join(QString()).contains("First errors")); // which of the two to go by
    }

    // Lost: an answer below the edge of the window; or a curve of losses that belong to many runs.
    void theAnswerComesIntoSight() {
        m_page->resize(900, 500);
        showStudies();
        m_page->showTab(WeakStrongPage::Tab::NewStudy);
        QCoreApplication::processEvents();
        m_page->setCost({87, 57, 1'200'000, 1'400'000'000, 95.5});
        QTRY_VERIFY(!m_page->cost()->visibleRegion().isEmpty());
        JobView job{.id = 1, .state = JobState::Running};
        job.curve = {{0.1, 0.7}, {0.2, 0.6}, {0.3, 0.9}};
        m_page->setJob(job);
        QVERIFY(m_page->jobPanel()->findChildren<PlotView*>().isEmpty());
    }

    void nothingIsStartedInWhatIsReadOnly() {
        m_page->setReady(QStringLiteral("the file is write protected"));
        m_page->setTasks(made_up::tasks());
        QVERIFY(!m_page->form()->startButton()->isEnabled() && !m_page->form()->addTaskButton()->isEnabled());
        QVERIFY(!m_page->form()->removeTaskButton()->isEnabled() && !m_page->removeButton()->isEnabled());
        QVERIFY(m_page->form()->whyNot().contains("write protected"));
    }

    void fits_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("1440") << 1240;
        QTest::newRow("1024") << 824;
    }
    // Lost: the right edge of what is wider than a small window.
    void fits() {
        QFETCH(int, width);
        m_page->resize(width, 500);
        showStudies();
        const auto content = [this] { return m_page->findChild<QWidget*>(QStringLiteral("page")); };
        for (const auto tab : {WeakStrongPage::Tab::Studies, WeakStrongPage::Tab::NewStudy}) {
            m_page->showTab(tab);
            QCoreApplication::processEvents();
            QVERIFY2(content()->width() <= m_page->width(), qPrintable(QString::number(content()->width())));
        }
        m_page->showTab(WeakStrongPage::Tab::Studies);
        const QTableView* table = m_page->panel()->table();
        int used = 0;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            used += table->isColumnHidden(column) ? 0 : table->columnWidth(column);
        QVERIFY2(used <= table->viewport()->width(), qPrintable(QString::number(used)));
        QVERIFY(!table->isColumnHidden(FigureTable::Pgr) && !table->isColumnHidden(FigureTable::Measure));
        Q_EMIT m_page->panel()->figureChosen(8);
        m_page->setRun(made_up::run({7, 8, 0}));
        QCoreApplication::processEvents();
        QVERIFY2(content()->width() <= m_page->width(), qPrintable(QString::number(content()->width())));
    }

    // Lost: what a field or table is, for who hears the page.
    void everythingHasAName() {
        showStudies();
        for (const auto tab : {WeakStrongPage::Tab::Studies, WeakStrongPage::Tab::NewStudy}) {
            m_page->showTab(tab);
            for (const auto* widget : m_page->findChildren<QWidget*>())
                if (widget->isVisible() &&
                    (qobject_cast<const QComboBox*>(widget) || qobject_cast<const QTableView*>(widget) ||
                     qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const PlotView*>(widget)))
                    QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(WeakStrongPageTest)
#include "tst_weak_strong_page.moc"
