// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings are compared from the window, in a process of their own, and never beside a round.
#include "app/desktop/grid_controller.h"
#include "app/desktop/grid_reader.h"
#include "storage/connection.h"
#include "tests/app/desktop/fixture.h"
#include "ui/rounds/grid_form.h"
#include "ui/rounds/grid_results.h"
#include "ui/rounds/grid_tab.h"
#include "ui/rounds/grid_table.h"
#include "ui/shell/notice_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

constexpr const char* kResult =
    R"({"split":"validation","rows":[
        {"over":{"seed":1},"model":4,"out":"/p.models/grid/a","labels":30,"step_auc":0.7,"step_auc_interval_95":null,
         "step_auc_within":0.61,"step_auc_within_interval_95":[0.5,0.7],"brier":0.2,"prm":0.5,"n":8,"seconds":3.5,"error":null},
        {"over":{"seed":2},"model":null,"out":"/p.models/grid/b","labels":null,"step_auc":null,"step_auc_within":null,
         "step_auc_within_interval_95":null,"brier":null,"prm":null,"n":null,"seconds":null,"error":"The disk is full."}]})";
constexpr const char* kArguments = R"({"spec":{"train":{"mode":"head"},"over":{"seed":[1,2]}}})";

/// Answers as `stepmarkctl grid` does; what it was asked lies in the folder.
QByteArray worker(const ProjectFile& file) {
    const QByteArray folder = file.folder().toUtf8();
    return "case \"$*\" in\n"
           "*--plan*) cat > '" +
           folder +
           "/planned'; echo '{\"runs\":3,\"missing\":6,\"workers\":2,\"threads\":1,\"peak_bytes\":5000000,"
           "\"free_bytes\":9000000,\"planned_seconds\":42,\"notes\":[{\"code\":\"fewer_workers\",\"text\":\"x\"}]}';;\n"
           "grid*) echo \"$*\" > '" +
           folder + "/arguments'; cat > '" + folder +
           "/asked'; echo '{\"stage\":\"training\",\"done\":1,\"total\":6}' >&2\n"
           "trap 'exit 1' TERM\nwhile [ ! -e '" +
           folder + "/go' ]; do sleep 0.05; done\necho '{\"rows\":[]}';;\n*) echo '{}';;\nesac\n";
}

QByteArray contentOf(const ProjectFile& file, const char* name) {
    QFile content(file.folder() + QLatin1Char('/') + QLatin1String(name));
    return content.open(QIODevice::ReadOnly) ? content.readAll().trimmed() : QByteArray();
}

QString noticeOf(Desktop& desktop) { return desktop.window().findChild<ui::NoticeBar*>()->text(); }

ui::GridTab* comparing(Desktop& desktop) {
    desktop.window().showPage(pages(desktop).rounds());
    pages(desktop).rounds()->showTab(ui::RoundsPage::Tab::Compare);
    return pages(desktop).rounds()->grid();
}

/// As a comparison that another program made would lie in the project.
JobId addFinished(const ProjectFile& file, const char* arguments, const char* result) {
    Session other(storage::Project::open(file.path().toStdString()));
    const JobId job = other.jobs.enqueue("grid", arguments);
    other.jobs.claim(job);
    other.jobs.finish(job, result);
    return job;
}

} // namespace

class TestGridWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsStartedWatchedAndCancelled() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::GridTab* tab = comparing(*desktop);
        QTRY_VERIFY(tab->estimateText().contains(QStringLiteral("6 of 6")));
        QCOMPARE(contentOf(file, "planned"), QByteArray(R"({"train":{"mode":"head"},"over":{"seed":[1,2,3]}})"));
        std::optional<ui::JobView> shown;
        connect(&desktop->jobs(), &JobRunner::jobChanged, this, [&](const auto& job) { shown = job; });
        QTest::mouseClick(tab->form()->startButton(), Qt::LeftButton);
        QTRY_VERIFY(shown && shown->progress.done == 1);
        QVERIFY2(shown->title.contains(QLatin1String("comparison of 3 training")), qPrintable(shown->title));
        QVERIFY(contentOf(file, "arguments").contains("--spec -"));
        QCOMPARE(contentOf(file, "asked"), contentOf(file, "planned"));
        // A round does not begin meanwhile, and is told why.
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QVERIFY2(noticeOf(*desktop).contains(QStringLiteral("Trainings are being compared")),
                 qPrintable(noticeOf(*desktop)));
        Q_EMIT pages(*desktop).rounds()->cancelJob(shown->id);
        QTRY_COMPARE(shown->state, ui::JobState::Cancelled);
        QTRY_VERIFY(noticeOf(*desktop).contains(QStringLiteral("comparison was cancelled")));
        QVERIFY(isLabelling(*desktop));
    }

    void itDoesNotBeginBesideARound() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script("sleep 30\n"));
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QTRY_VERIFY(desktop->jobs().isRunning());
        Q_EMIT comparing(*desktop)->startGrid({});
        QVERIFY2(noticeOf(*desktop).contains(QStringLiteral("A round is at work")), qPrintable(noticeOf(*desktop)));
    }

    /// Started in a terminal: its workers are jobs as well, and it is the comparison that is waited for.
    void oneOfAnotherProgramIsNoticed() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script("sleep 30\n"));
        std::optional<ui::JobView> shown;
        connect(&desktop->jobs(), &JobRunner::jobChanged, this, [&](const auto& job) { shown = job; });
        Session other(storage::Project::open(file.path().toStdString()));
        const JobId grid = other.jobs.enqueue("grid"), train = other.jobs.enqueue("train");
        QVERIFY(other.jobs.claim(grid) && other.jobs.claim(train));
        QTRY_VERIFY(shown && shown->id == grid);
        QCOMPARE(shown->kind, ui::JobKind::Grid);
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QVERIFY2(noticeOf(*desktop).contains(QStringLiteral("Trainings are being compared")),
                 qPrintable(noticeOf(*desktop)));
        QVERIFY(!desktop->jobs().isRunning());
        other.jobs.finish(train);
        other.jobs.finish(grid);
    }

    /// Also those of the command line, and what was found a week ago.
    void whatWasFoundIsShown() {
        ProjectFile file;
        addFinished(file, kArguments, R"({"split":"test","rows":[{"over":{"seed":1},"out":"/x","error":"old"}]})");
        const JobId newer = addFinished(file, kArguments, kResult); // the same once more
        addFinished(file, R"({"spec":{"train":{},"over":{"weight_decay":[0.1]}}})",
                    R"({"rows":[{"over":{"weight_decay":0.1},"model":9,"out":"/y","step_auc_within":0.8}]})");
        addFinished(file, R"({"spec":{"train":{"a choice of a newer version":1},"over":{}}})", kResult);
        addFinished(file, "{}", "{}");
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::GridTab* tab = comparing(*desktop);
        QTRY_VERIFY(tab->results() && tab->results()->picker()->count() == 2);
        tab->results()->picker()->setCurrentIndex(1);
        const QAbstractItemModel* model = tab->results()->table()->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("0.610 (0.500 to 0.700)"));
        QVERIFY(tab->results()->chosenText().contains(QStringLiteral("/p.models/grid/a")));
        QVERIFY(newer > 0);
    }

    void whatIsNoComparisonIsNone_data() {
        QTest::addColumn<QByteArray>("arguments");
        QTest::addColumn<QByteArray>("result");
        const auto add = [](const char* name, const char* arguments, const char* result) {
            QTest::newRow(name) << QByteArray(arguments) << QByteArray(result);
        };
        add("no JSON", "nothing", kResult);
        add("no spec", R"({"command_line":"x"})", kResult);
        add("no object", R"({"spec":[1]})", kResult);
        add("no rows", kArguments, R"({"split":"test"})");
        add("no row", kArguments, R"({"rows":[]})");
        add("rows of something", kArguments, R"({"rows":[1,"two",null]})");
        add("another's choice", R"({"spec":{"train":{"mode":"half"},"over":{}}})", kResult);
        add("a value of another type", kArguments, R"({"rows":[{"over":{"seed":"one"}}]})");
    }
    void whatIsNoComparisonIsNone() {
        QFETCH(QByteArray, arguments);
        QFETCH(QByteArray, result);
        const auto shown = gridResultFrom(arguments.toStdString(), result.toStdString());
        QVERIFY(!shown);
    }

    void theCallNamesTheWorkers() {
        const WorkerCall call = gridCall(QStringLiteral("p"), {.workers = 3}, true);
        QVERIFY(call.arguments.join(QLatin1Char(' ')).startsWith(QStringLiteral("grid p --workers 3 --plan")));
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    TestGridWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_grid_window.moc"
