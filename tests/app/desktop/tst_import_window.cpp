// SPDX-License-Identifier: GPL-3.0-or-later
// The import dialog with the real stepmarkctl behind it, by keyboard and mouse, on files of the kinds that people have.
#include "app/desktop/transfer_words.h"
#include "storage/interchange/export.h"
#include "tests/app/desktop/fixture.h"
#include "tests/app/desktop/real_worker.h"
#include "ui/transfer/export_dialog.h"
#include "ui/transfer/import_choices.h"
#include "ui/transfer/import_dialog.h"
#include "ui/transfer/import_report.h"

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QUrl>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::ImportDialog::State;

namespace {

QString write(const ProjectFile& project, const QString& name, const QByteArray& content) {
    QFile file(project.folder() + QLatin1Char('/') + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

ui::ImportDialog* drop(Desktop& desktop, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls.append(QUrl::fromLocalFile(file));
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&desktop.window(), &enter);
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&desktop.window(), &event);
    return pages(desktop).transfer().importDialog();
}

void imported(ui::ImportDialog* dialog) {
    QTest::mouseClick(dialog->importButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Done, 30'000);
}

QSet<QString> optionsIn(const QStringList& arguments) {
    QSet<QString> options;
    for (const QString& argument : arguments)
        if (argument.startsWith(QLatin1String("--")))
            options.insert(argument);
    return options;
}

} // namespace

class ImportWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: ten formats that the program reads, of which the dialog does not know.
    void everyFormatIsOffered() {
        const auto items = formatItems();
        const ui::ImportDialog importing({QStringLiteral("a")}, items);
        const ui::ExportDialog exporting(QStringLiteral("prm800k"), items);
        QStringList offered, all, written, out;
        for (int i = 1; i < importing.choices()->formatField()->count(); ++i)
            offered.append(importing.choices()->formatField()->itemData(i).toString() + QLatin1Char(' ') +
                           importing.choices()->formatField()->itemText(i));
        for (int i = 0; i < exporting.formatField()->count(); ++i)
            out.append(exporting.formatField()->itemData(i).toString());
        for (const formats::Format* format : formats::all()) {
            const QString word = QString::fromStdString(std::string(format->word));
            all.append(word + QLatin1Char(' ') + QString::fromStdString(std::string(format->title)));
            if (interchange::isWritten(*format))
                written.append(word);
        }
        QCOMPARE(offered, all);
        QCOMPARE(out, written);
    }

    // Lost: what one can do on the command line only.
    void theWindowHasTheOptionsOfTheCommand_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("without"); // a field, on purpose
        ui::ImportChoice choice{{QStringLiteral("f")}, QStringLiteral("jsonl"),   Split::Test,
                                QStringLiteral("s"),   QStringLiteral("binary"),  QStringLiteral("machine"),
                                QStringLiteral("l"),   QStringLiteral("newline"), 0.5,
                                {QStringLiteral("i")}};
        QTest::newRow("import") << "import" << importArguments(QStringLiteral("p"), choice)
                                << QStringList{"--help", "--plan", "--rows"};
        QTest::newRow("export") << "export"
                                << exportArguments(QStringLiteral("p"), {QStringLiteral("f"), QStringLiteral("trl"),
                                                                         QStringLiteral("drop"), Split::Test, true})
                                << QStringList{"--help", "--plan"};
    }
    void theWindowHasTheOptionsOfTheCommand() {
        QFETCH(QString, command);
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, without);
        QSet<QString> expected = optionsOf(command);
        QVERIFY(expected.contains(QStringLiteral("--help")));
        expected.subtract(QSet<QString>(without.begin(), without.end()));
        QSet<QString> given = optionsIn(arguments);
        given.remove(QStringLiteral("--json"));
        QCOMPARE(given, expected);
    }

    // Lost: a wrong step, taken for a neutral one because nobody asked.
    void whatZeroMeansIsAsked_data() {
        QTest::addColumn<bool>("wrong");
        QTest::newRow("wrong") << true;
        QTest::newRow("neutral") << false;
    }
    void whatZeroMeansIsAsked() {
        QFETCH(bool, wrong);
        ProjectFile file;
        const auto desktop = openDesktop(file, kWorker);
        auto* dialog = drop(*desktop, {write(file, QStringLiteral("open.jsonl"),
                                             "{\"problem\": \"p\", \"steps\": [\"a\", \"b\"], \"labels\": [1, 0]}\n")});
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Asking, 30'000);
        QVERIFY(!dialog->importButton()->isEnabled());
        QVERIFY(dialog->zeroIsWrong()->isVisible());
        QTest::keyClick(wrong ? dialog->zeroIsWrong() : dialog->zeroIsNeutral(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        QVERIFY(!dialog->zeroIsWrong()->isVisible());
        imported(dialog);
        const QStringList lines = dialog->report()->lines();
        QVERIFY2(lines.contains(wrong ? QStringLiteral("wrong: 1") : QStringLiteral("neutral: 1")),
                 qPrintable(lines.join(u'\n')));
        const Rating zero = wrong ? Rating::Negative : Rating::Neutral;
        QCOMPARE(file.events().back().rating, std::optional(zero));
    }

    // Lost: what was read, what not and why.
    void theReportTellsEveryFile() {
        ProjectFile file;
        const auto desktop = openDesktop(file, kWorker);
        const QString rows = write(file, QStringLiteral("rows.jsonl"),
                                   "{\"problem\": \"Problem 1\", \"split\": \"test\", \"temperature\": 0.7, "
                                   "\"solution\": \"<think>Hm.</think>\\nIt is 2.\"}\n");
        const QString bench =
            write(file, QStringLiteral("bench.jsonl"),
                  "{\"question\": \"q\", \"modified_process\": [\"a\", \"b\", \"c\"], \"error_steps\": [1, 5]}\n"
                  "{\"question\": \"r\", \"modified_process\": [\"a\", \"b\"], \"error_steps\": [1]}\n");
        auto* dialog = drop(*desktop, {rows, bench});
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        QVERIFY2(dialog->summary().contains(QStringLiteral("not understood: temperature")),
                 qPrintable(dialog->summary()));
        QVERIFY(dialog->summary().contains(QStringLiteral("has thoughts")));
        imported(dialog);
        const QStringList expected{QStringLiteral("rows.jsonl – Plain JSON lines"),
                                   QStringLiteral("Problems, new: 0"),
                                   QStringLiteral("Solutions, new: 1"),
                                   QStringLiteral("Marks, new: 0"),
                                   QStringLiteral("Rows that were in the project already: 0"),
                                   QStringLiteral("Rows whose problem keeps the split that it had: 1"),
                                   QStringLiteral("Solutions with thoughts, kept beside them, not as steps: 1"),
                                   QStringLiteral("Fields that were not understood, each with its rows: 1"),
                                   QStringLiteral("temperature: 1"),
                                   QStringLiteral("bench.jsonl – PRMBench"),
                                   QStringLiteral("Problems, new: 2"),
                                   QStringLiteral("Solutions, new: 2"),
                                   QStringLiteral("Marks, new, by people: 3"),
                                   QStringLiteral("right: 1"),
                                   QStringLiteral("neutral: 0"),
                                   QStringLiteral("wrong: 2"),
                                   QStringLiteral("Rows that were in the project already: 0"),
                                   QStringLiteral("Marks behind a first error, kept but not trained on: 1"),
                                   QStringLiteral("Labels that were not used: 3"),
                                   QStringLiteral("error_steps names a step past the last one: 3")};
        QCOMPARE(dialog->report()->lines(), expected);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!pages(*desktop).transfer().importDialog());
        dialog = drop(*desktop, {bench});
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        imported(dialog);
        QVERIFY(dialog->report()->lines().contains(QStringLiteral("Rows that were in the project already: 2")));
    }

    // Lost: the import, as Enter pressed Cancel.
    void enterImports() {
        ProjectFile file;
        const auto desktop = openDesktop(file, kWorker);
        auto* dialog = drop(*desktop, {write(file, QStringLiteral("a.jsonl"), "{\"problem\": \"p\"}\n")});
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        dialog->choices()->formatField()->setFocus();
        QTest::keyClick(dialog->choices()->formatField(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Done, 30'000);
    }

    // Lost: that scores are no marks until somebody says from where on, and that a machine gave them.
    void scoresBecomeMarksOnlyWhenAsked() {
        ProjectFile file;
        const auto desktop = openDesktop(file, kWorker);
        auto* dialog =
            drop(*desktop, {write(file, QStringLiteral("soft.jsonl"),
                                  "{\"problem\": \"p\", \"steps\": [\"a\", \"b\"], \"step_scores\": [0.75, 0.25]}\n")});
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        QVERIFY(dialog->summary().contains(QStringLiteral("2 steps have a score")));
        QSpinBox* threshold = dialog->choices()->thresholdField();
        QVERIFY(threshold->isVisible());
        threshold->setFocus();
        threshold->selectAll();
        QTest::keyClicks(threshold, QStringLiteral("50"));
        QTest::keyClick(threshold, Qt::Key_Tab);
        QCOMPARE(dialog->choice().threshold, std::optional(0.5));
        QTRY_VERIFY_WITH_TIMEOUT(
            dialog->state() == State::Ready && dialog->summary().contains(QStringLiteral("2 marks")), 30'000);
        QComboBox* who = dialog->choices()->labelsOfField();
        QVERIFY(who->isVisible());
        who->setFocus();
        QTest::keyClick(who, Qt::Key_End);
        QCOMPARE(dialog->choice().labels_of, QStringLiteral("machine"));
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        imported(dialog);
        QVERIFY(dialog->report()->lines().contains(QStringLiteral("Marks, new, by a machine: 2")));
    }

    // Lost: the way out where a field looks like labels and is none.
    void aFieldCanBeLeftOut() {
        ProjectFile file;
        const auto desktop = openDesktop(file, kWorker);
        auto* dialog = drop(*desktop, {write(file, QStringLiteral("odd.jsonl"),
                                             "{\"problem\": \"p\", \"steps\": [\"a\"], \"my_labels\": [5]}\n")});
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Unusable, 30'000);
        QVERIFY2(dialog->problemText().contains(QStringLiteral("my_labels")), qPrintable(dialog->problemText()));
        QLineEdit* ignore = dialog->choices()->ignoreField();
        QVERIFY(ignore->isVisible()); // where it can be done is shown
        ignore->setFocus();
        QTest::keyClicks(ignore, QStringLiteral("my_labels"));
        QTest::keyClick(ignore, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), State::Ready, 30'000);
        imported(dialog);
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    ImportWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_import_window.moc"
