// SPDX-License-Identifier: GPL-3.0-or-later
// The weak-to-strong page on a project: what it is shown, what it asks the worker for, and what it says of the answers.
#include "app/capture/example_study.h"
#include "app/desktop/weakstrong_workshop.h"
#include "model/run/spec_json.h"
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"
#include "tests/app/desktop/fixture.h"
#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/runs/job_panel.h"
#include "ui/shell/notice_bar.h"
#include "ui/weakstrong/add_task_dialog.h"
#include "ui/weakstrong/cost_panel.h"
#include "ui/weakstrong/run_panel.h"
#include "ui/weakstrong/study_form.h"
#include "ui/weakstrong/study_panel.h"
#include "ui/weakstrong/weak_strong_page.h"

#include <QComboBox>
#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using Tab = ui::WeakStrongPage::Tab;

namespace {

/// Stands for stepmarkctl: writes down what it was called with and answers as that does.
QByteArray worker(const ProjectFile& file) {
    return "echo \"$*\" >> '" + file.folder().toUtf8() +
           "/calls'\n"
           "case \"$*\" in\n"
           "*--plan*) cat > '" +
           file.folder().toUtf8() +
           "/spec'; echo '{\"task\":\"sums\",\"nodes\":87,\"known\":30,\"missing\":57,\"tokens\":1200000,"
           "\"seconds\":95.5,\"peak_bytes\":1400000000}';;\n"
           "*\"w2s study\"*) cat > '" +
           file.folder().toUtf8() +
           "/spec'; echo '{\"study\":1,\"state\":\"done\"}';;\n"
           "*bad.jsonl*) echo '{\"error\":\"bad.jsonl, line 3: label 2 is neither 0 nor 1\"}'; exit 1;;\n"
           "*) echo "
           "'{\"task\":\"sums\",\"kind\":\"classification\",\"train\":{\"examples\":160},\"test\":{\"examples\":60}}';;"
           "\n"
           "esac\n";
}

QByteArray written(const ProjectFile& file, const char* name) {
    QFile all(file.folder() + QLatin1Char('/') + QLatin1String(name));
    return all.open(QIODevice::ReadOnly) ? all.readAll() : QByteArray();
}

void addStudy(const ProjectFile& file) {
    storage::Project project = storage::Project::open(file.path().toStdString());
    capture::makeExampleStudy(project);
}

ui::WeakStrongPage& page(Desktop& desktop) { return *WeakStrongWorkshop::of(desktop).page(); }

/// By its key, as a person would.
ui::WeakStrongPage& goTo(Desktop& desktop) {
    desktop.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&desktop.window()))
        qFatal("the window is not active");
    QTest::keyClick(&desktop.window(), Qt::Key_7, Qt::ControlModifier);
    return page(desktop);
}

} // namespace

class WeakStrongTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a study of the project, its figure, or the run behind a point.
    void aStudyAndItsRunsAreShown() {
        const ProjectFile file;
        addStudy(file);
        const auto desktop = openDesktop(file);
        ui::WeakStrongPage& shown = goTo(*desktop);
        QVERIFY(desktop->window().page() == &shown);
        QTRY_COMPARE(shown.tab(), Tab::Studies);
        QTRY_COMPARE(shown.panel()->study().results.figures.size(), std::size_t(29));
        QVERIFY(!shown.panel()->figure()->view()->plot().isEmpty());
        QCOMPARE(shown.form()->taskField()->count(), 1);
        QTableView* table = shown.panel()->table();
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(shown.showsRun() && shown.runPanel()->stateText().isEmpty());
        QVERIFY(shown.runPanel()->table()->model()->rowCount() > 0);
        QVERIFY2(shown.runPanel()->text()->toPlainText().contains("apples"),
                 qPrintable(shown.runPanel()->text()->toPlainText()));
        QVERIFY(!shown.runPanel()->confusionText().isEmpty());
        QTest::keyClick(shown.runPanel()->seedField(), Qt::Key_Down);
        QTRY_VERIFY(shown.runPanel()->stateText().isEmpty() && shown.runPanel()->place().seed == 1);
    }

    // Lost: the right run: every point opens the one whose figure it stands on.
    void everyPointHasItsRun() {
        const ProjectFile file;
        addStudy(file);
        Session session(storage::Project::open(file.path().toStdString()));
        const Study study = storage::StudyStore(session.project).list().at(0);
        for (int figure = 0; figure < std::ssize(study.results.figures); ++figure)
            for (int seed = 0; seed < std::ssize(study.spec.seeds); ++seed) {
                const auto run = runView(session, {study.id, figure, seed});
                QVERIFY(run);
                const StudyFigure& wanted = study.results.figures[static_cast<std::size_t>(figure)];
                QCOMPARE(run->details.run.figure, wanted.by_seed[static_cast<std::size_t>(seed)]);
                QCOMPARE(run->details.run.role, wanted.role);
                QCOMPARE(run->details.run.model.layers, study.models[static_cast<std::size_t>(wanted.model)].layers);
            }
        QVERIFY(!runView(session, {study.id, 1000, 0}) && !runView(session, {study.id, 0, 3}));
        QVERIFY(!runView(session, {study.id + 1, 0, 0}));
    }

    // Bootstrapping is naive teaching over others: its last student must not be taken for the naive one.
    void bootstrappingIsToldFromNaive() {
        const ProjectFile file;
        Session session(storage::Project::open(file.path().toStdString()));
        Study study;
        study.task = study.task_fingerprint = "gone";
        study.figure = "accuracy";
        study.spec.methods = {StudyMethod::Naive, StudyMethod::Bootstrapping};
        study.spec.seeds = {0};
        for (const int layers : {1, 2, 3})
            study.models.push_back({{"/m", layers}, layers, 1000 * layers});
        study.id = storage::StudyStore(session.project).begin(study);
        const auto add = [&](const std::string& name, StudyRole role, int layers, const std::string& teacher,
                             double figure) {
            StudyRun run;
            run.identity = name;
            run.role = role;
            run.model = {"/m", layers};
            run.teacher = teacher;
            run.task_fingerprint = "gone";
            run.figure = figure;
            storage::StudyRunStore(session.project).add(run, {{0.5F}, {0.5F}});
            storage::StudyStore(session.project).addMember(study.id, name);
        };
        add("s", StudyRole::Supervisor, 1, "", 0.6);
        add("between", StudyRole::Student, 2, "s", 0.65);
        add("last", StudyRole::Student, 3, "between", 0.7);
        add("naive", StudyRole::Student, 3, "s", 0.68);
        StudyResults results;
        for (const auto& [method, value] : {std::pair{StudyMethod::Naive, 0.68}, {StudyMethod::Bootstrapping, 0.7}})
            results.figures.push_back({.role = StudyRole::Student,
                                       .model = 2,
                                       .supervisor = 0,
                                       .method = method,
                                       .figure = Figure{value, {}},
                                       .by_seed = {value},
                                       .pgr_by_seed = {std::nullopt}});
        storage::StudyStore(session.project).finish(study.id, results);
        QCOMPARE(runView(session, {study.id, 0, 0})->details.run.identity, std::string("naive"));
        const auto run = runView(session, {study.id, 1, 0});
        QCOMPARE(run->details.run.identity, std::string("last"));
        QVERIFY(!run->details.has_task && !run->details.disagreements); // the task is gone: said, not guessed
    }

    // Lost: what was chosen, on its way to the worker; or what it answers.
    void aStudyIsPlannedAndStarted() {
        const ProjectFile file;
        addStudy(file);
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::WeakStrongPage& shown = goTo(*desktop);
        QTRY_COMPARE(shown.form()->taskField()->count(), 1);
        shown.showTab(Tab::NewStudy);
        QTest::keyClick(shown.form()->costButton(), Qt::Key_Space);
        QTRY_VERIFY2(shown.cost()->text().contains("87"), qPrintable(shown.cost()->text()));
        QVERIFY2(shown.cost()->text().contains("1.4 GB") && shown.cost()->text().contains("30"),
                 qPrintable(shown.cost()->text()));
        const auto asked = specFromText<StudySpec>(written(file, "spec").toStdString());
        QVERIFY(asked == shown.form()->spec());
        QSignalSpy ended(&desktop->jobs(), &JobRunner::ended);
        QTest::mouseClick(shown.form()->startButton(), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(shown.tab(), Tab::Studies);
        const QByteArray calls = written(file, "calls");
        QVERIFY2(calls.contains("w2s study " + file.path().toUtf8() + " --plan --spec - --json") &&
                     calls.contains("w2s study " + file.path().toUtf8() + " --spec - --json"),
                 calls.constData());
    }

    void aTaskIsAddedFromFiles() {
        const ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::WeakStrongPage& shown = goTo(*desktop);
        QTRY_VERIFY(shown.form()->isVisible());
        QSignalSpy ended(&desktop->jobs(), &JobRunner::ended),
            notices(&WeakStrongWorkshop::of(*desktop), &Workshop::notice);
        QTest::keyClick(shown.form()->addTaskButton(), Qt::Key_Space);
        shown.dialog()->filesField()->setPlainText(QStringLiteral("/d/-odd.jsonl"));
        shown.dialog()->testFilesField()->setPlainText(QStringLiteral("/d/test.jsonl"));
        QTest::mouseClick(shown.dialog()->addButton(), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        const QByteArray call = written(file, "calls").trimmed();
        QVERIFY2(call == "w2s add-task --json --test=/d/test.jsonl -- " + file.path().toUtf8() + " /d/-odd.jsonl",
                 call.constData());
        QTRY_COMPARE(notices.count(), 1);
        QVERIFY2(notices.at(0).at(0).toString().contains("classification"), qPrintable(notices.at(0).at(0).toString()));
    }

    // Lost: why a file is no task.
    void aTaskThatIsNoneSaysWhy() {
        const ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::WeakStrongPage& shown = goTo(*desktop);
        QTRY_VERIFY(shown.form()->isVisible());
        QSignalSpy notices(&WeakStrongWorkshop::of(*desktop), &Workshop::notice);
        Q_EMIT shown.addTask({.files = {QStringLiteral("/d/bad.jsonl")}});
        QTRY_COMPARE(notices.count(), 1);
        QVERIFY2(notices.at(0).at(0).toString().contains("line 3") && notices.at(0).at(1).toBool(),
                 qPrintable(notices.at(0).at(0).toString()));
    }

    // Lost: the way out for a study and a task; by the real program's own words.
    void whatIsRemovedIsSaid() {
        const ProjectFile file;
        addStudy(file);
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::WeakStrongPage& shown = goTo(*desktop);
        QTRY_VERIFY(shown.study() != 0);
        QSignalSpy notices(&WeakStrongWorkshop::of(*desktop), &Workshop::notice);
        Q_EMIT shown.removeStudy(1);
        QTRY_COMPARE(notices.count(), 1);
        Q_EMIT shown.removeTask(QStringLiteral("-odd"));
        QTRY_COMPARE(notices.count(), 2);
        QVERIFY(!notices.at(0).at(1).toBool() && !notices.at(1).at(1).toBool());
        QCOMPARE(written(file, "calls"), "w2s remove-study --json -- " + file.path().toUtf8() +
                                             " 1\nw2s remove-task --json -- " + file.path().toUtf8() + " -odd\n");
    }

    // Lost: what was of one project, in the next one.
    void closingEmptiesIt() {
        const ProjectFile file;
        addStudy(file);
        const auto desktop = openDesktop(file);
        ui::WeakStrongPage& shown = goTo(*desktop);
        QTRY_VERIFY(shown.study() != 0);
        Q_EMIT desktop->window().closeProjectRequested();
        QTRY_COMPARE(shown.study(), 0);
        QVERIFY(!shown.list()->isVisible());
    }
};

QTEST_MAIN(WeakStrongTest)
#include "tst_weakstrong.moc"
