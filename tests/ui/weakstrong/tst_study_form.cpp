// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a new study, and the dialog of a new task.
#include "tests/ui/weakstrong/made_up_study.h"
#include "ui/theme/theme.h"
#include "ui/weakstrong/add_task_dialog.h"
#include "ui/weakstrong/ladder_field.h"
#include "ui/weakstrong/method_boxes.h"
#include "ui/weakstrong/study_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace stepmark;
using namespace stepmark::ui;

Q_DECLARE_METATYPE(stepmark::StudySpec)

class StudyFormTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().install();
    }

    // Lost: a choice of the form, on its way to the worker.
    void whatIsChosenIsAsked() {
        StudyForm form;
        form.setTasks(made_up::tasks());
        StudySpec spec;
        spec.task = "mates";
        spec.ladder = {{"/models/a", 0}, {"/models/b", 8}};
        spec.way = LearnWay::Full;
        spec.reading = TaskReading::Generated;
        spec.methods = {StudyMethod::Bootstrapping, StudyMethod::StopTrue, StudyMethod::Noise};
        spec.seeds = {0, 1};
        spec.supervisors = 1;
        spec.examples = 500;
        spec.alpha = 0.25;
        spec.epochs = 3;
        spec.top_layers = 4;
        spec.tune_epochs = 2;
        spec.learning_rate = 2e-5;
        form.setSpec(spec);
        QVERIFY2(form.problem().isEmpty(), qPrintable(form.problem()));
        QVERIFY(form.spec() == spec);
        QSignalSpy start(&form, &StudyForm::startWanted), cost(&form, &StudyForm::costWanted);
        QTest::keyClick(form.costButton(), Qt::Key_Space);
        QTest::mouseClick(form.startButton(), Qt::LeftButton);
        QCOMPARE(cost.count(), 1);
        QVERIFY(start.takeFirst().at(0).value<StudySpec>() == spec);
        spec.way = LearnWay::Probe; // what means nothing then is as nobody has chosen it
        form.wayField()->setCurrentIndex(0);
        QVERIFY(form.spec().epochs == 2 && !form.spec().learning_rate);
        QVERIFY(form.spec().reading == TaskReading::Scored && !form.readingField()->isEnabled());
    }

    // Lost: a newcomer could not start without knowing anything.
    void beginsWithWhatIsShipped() {
        StudyForm form;
        QVERIFY(!form.startButton()->isEnabled());
        QVERIFY2(form.whyNot().contains("needs a task"), qPrintable(form.whyNot()));
        form.setTasks(made_up::tasks());
        QVERIFY2(form.startButton()->isEnabled(), qPrintable(form.whyNot()));
        const StudySpec spec = form.spec();
        QCOMPARE(spec.task, std::string("boolq"));
        QVERIFY(spec.ladder.size() >= 3 && spec.ladder[0].folder.empty());
        QCOMPARE(spec.methods.size(), std::size_t(2));
        QCOMPARE(spec.seeds.size(), std::size_t(3));
        form.setBlocked(QStringLiteral("A job is running."));
        QVERIFY(!form.startButton()->isEnabled() && !form.costButton()->isEnabled());
        QCOMPARE(form.whyNot(), QStringLiteral("A job is running."));
    }

    void depths_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("models"); ///< 0: refused
        QTest::newRow("commas") << "4, 8,12 ,20, 30" << 5;
        QTest::newRow("blanks") << "4 8" << 2;
        QTest::newRow("chinese commas") << QString::fromUtf8("4，8、12") << 3;
        QTest::newRow("one") << "4" << 0;
        QTest::newRow("nothing") << "" << 0;
        QTest::newRow("downwards") << "8, 4" << 0;
        QTest::newRow("twice") << "4, 4" << 0;
        QTest::newRow("nought") << "0, 4" << 0;
        QTest::newRow("negative") << "-4, 4" << 0;
        QTest::newRow("half a layer") << "1.5, 4" << 0;
        QTest::newRow("words") << "few, many" << 0;
        QTest::newRow("far too many") << "4, 99999999999" << 0;
    }
    void depths() {
        QFETCH(QString, typed);
        QFETCH(int, models);
        LadderField field;
        QTest::keyClick(field.formField(), Qt::Key_Up); // the first form
        field.depthsField()->setText(typed);
        QCOMPARE(static_cast<int>(field.ladder().size()), models);
        QCOMPARE(field.problem().isEmpty(), models > 0);
    }

    void severalFoldersByLines() {
        LadderField field;
        QTest::keyClick(field.formField(), Qt::Key_Down);
        field.foldersField()->setPlainText(QStringLiteral("/m/a\n"));
        QVERIFY(!field.problem().isEmpty());
        field.foldersField()->setPlainText(QStringLiteral(" /m/a \n\n/m/b:8\n/m/c:x\n"));
        const std::vector<LadderModel> wanted{{"/m/a", 0}, {"/m/b", 8}, {"/m/c:x", 0}};
        QVERIFY(field.ladder() == wanted);
    }

    void refusals_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("says");
        QTest::newRow("no method") << 0 << "at least one method";
        QTest::newRow("all supervise") << 1 << "nobody to teach";
        QTest::newRow("no ladder") << 2 << "at least two depths";
        QTest::newRow("written moves and their shares") << 3 << "how sure a model is of each move";
    }
    void refusals() {
        QFETCH(int, what);
        QFETCH(QString, says);
        StudyForm form;
        form.setTasks(made_up::tasks());
        StudySpec spec = form.spec();
        if (what == 0)
            form.methods()->setMethods({});
        if (what == 1) {
            spec.supervisors = static_cast<int>(spec.ladder.size());
            form.setSpec(spec);
        }
        if (what == 3) {
            spec.task = "mates";
            spec.way = LearnWay::Full;
            spec.reading = TaskReading::Generated;
            spec.methods = {StudyMethod::Naive, StudyMethod::Confidence};
            form.setSpec(spec);
        }
        if (what == 2)
            form.ladder()->depthsField()->clear();
        QVERIFY2(form.problem().contains(says), qPrintable(form.problem()));
        QVERIFY(!form.startButton()->isEnabled());
        QCOMPARE(form.whyNot(), form.problem());
    }

    // Only a whole model can write, and only moves of chess are written.
    void onlyMovesAreWritten() {
        StudyForm form;
        form.setTasks(made_up::tasks());
        form.methods()->setMethods({StudyMethod::Naive});
        form.wayField()->setCurrentIndex(1);
        QVERIFY(!form.readingField()->isEnabled()); // a classification
        form.chooseTask(QStringLiteral("mates"));
        QVERIFY(form.readingField()->isEnabled());
        QTest::keyClick(form.readingField(), Qt::Key_Down);
        QVERIFY(form.spec().reading == TaskReading::Generated && form.startButton()->isEnabled());
        form.chooseTask(QStringLiteral("boolq"));
        QVERIFY(form.spec().reading == TaskReading::Scored && form.startButton()->isEnabled());
    }

    // Lost: what a method is, for who hears the page.
    void methodsSayWhatTheyAre() {
        MethodBoxes boxes;
        int offered = 0;
        for (const auto& [method, word] : wordsOf(StudyMethod{})) {
            const QCheckBox* box = boxes.box(method);
            offered += box ? 1 : 0;
            QVERIFY(!box || (!box->text().isEmpty() && box->accessibleDescription().size() > 20));
        }
        QCOMPARE(offered, static_cast<int>(wordsOf(StudyMethod{}).size()) - 1); // one fits no way of learning
        QTest::keyClick(boxes.box(StudyMethod::Product), Qt::Key_Space);
        QVERIFY(boxes.methods() == std::vector{StudyMethod::Product});
    }

    void aTaskByItsFiles() {
        AddTaskDialog dialog({QStringLiteral("boolq")});
        QVERIFY(!dialog.addButton()->isEnabled());
        dialog.filesField()->setPlainText(QStringLiteral("/d/train.jsonl\n\n /d/more.jsonl"));
        dialog.testFilesField()->setPlainText(QStringLiteral("/d/test.jsonl"));
        QVERIFY(dialog.addButton()->isEnabled());
        QTest::keyClicks(dialog.nameField(), QStringLiteral("boolq"));
        QVERIFY(!dialog.addButton()->isEnabled()); // the name is taken
        QTest::keyClicks(dialog.nameField(), QStringLiteral("-2"));
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::mouseClick(dialog.addButton(), Qt::LeftButton);
        QCOMPARE(accepted.count(), 1);
        const NewTask task = dialog.task();
        QCOMPARE(task.files, QStringList({"/d/train.jsonl", "/d/more.jsonl"}));
        QCOMPARE(task.test_files, QStringList("/d/test.jsonl"));
        QCOMPARE(task.name, QStringLiteral("boolq-2"));
        QVERIFY(task.from == NewTask::From::Files);
    }

    void aBuiltInExampleNeedsNoFile() {
        AddTaskDialog dialog({});
        QTest::keyClick(dialog.fromField(), Qt::Key_Down);
        QVERIFY(dialog.addButton()->isEnabled());
        dialog.exampleField()->setCurrentIndex(3);
        QVERIFY(dialog.task().from == NewTask::From::Example && dialog.task().example == TaskKind::Chess);
        QVERIFY(dialog.task().files.isEmpty());
    }
};

QTEST_MAIN(StudyFormTest)
#include "tst_study_form.moc"
