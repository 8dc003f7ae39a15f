// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/transfer_words.h"
#include "tests/app/desktop/fixture.h"
#include "ui/transfer/export_dialog.h"
#include "ui/transfer/import_choices.h"
#include "ui/transfer/import_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using In = ui::ImportDialog::State;
using Out = ui::ExportDialog::State;

namespace {

/// A worker that answers previews as stepmarkctl does, and imports by what `import_body` says.
QByteArray worker(const QByteArray& import_body) {
    return "case \"$*\" in\n"
           "*export*--plan*) echo '{\"rows\":7,\"positive\":5,\"neutral\":2,\"negative\":1}';;\n"
           "*bad.jsonl*--plan*) echo '{\"files\":[{\"file\":\"bad.jsonl\",\"format\":null,\"rows\":0,"
           "\"error\":{\"message\":\"It is not valid JSON.\",\"line\":3,\"text\":\"{oops <b>\"}}]}';;\n"
           "*--plan*) echo '{\"files\":[{\"file\":\"a.jsonl\",\"format\":\"prm800k\",\"rows\":2,\"whole_file\":true,"
           "\"estimated_rows\":2,\"problems\":1,\"solutions\":2,\"rating_events\":3,\"repeated\":1,\"sample\":[{"
           "\"line\":1,"
           "\"problem\":\"1 + 1\",\"step_texts\":[\"It is 2.\"],\"step_ratings\":[1],\"split\":\"train\"}]}]}';;\n"
           "*export*) echo '{\"rows\":7,\"ratings\":8}';;\n"
           "*)\n" +
           import_body + "\n;;\nesac\n";
}

/// The file is dropped onto the window, as from a file manager.
ui::ImportDialog* drop(Desktop& desktop, const QString& file) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&desktop.window(), &enter);
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&desktop.window(), &event);
    return pages(desktop).transfer().importDialog();
}

} // namespace

class TransferTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the look at a file before it is taken in.
    void aDroppedFileIsShownThenImported() {
        ProjectFile file;
        const auto desktop = openDesktop(
            file,
            file.script(worker("echo '{\"files\":[{\"problems\":1,\"solutions\":2,\"ratings\":3,\"repeated\":1}]}'")));
        ui::ImportDialog* dialog = drop(*desktop, QStringLiteral("/data/a.jsonl"));
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->state(), In::Ready);
        QVERIFY(dialog->problemText().isEmpty());
        QTest::mouseClick(dialog->importButton(), Qt::LeftButton);
        QTRY_COMPARE(dialog->state(), In::Done);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!pages(*desktop).transfer().importDialog());
    }

    // Lost: the line at fault.
    void aBadLineIsShownAndNothingCanBeImported() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker("exit 1")));
        ui::ImportDialog* dialog = drop(*desktop, QStringLiteral("/data/bad.jsonl"));
        QTRY_COMPARE(dialog->state(), In::Unusable);
        QVERIFY(!dialog->importButton()->isEnabled());
        QCOMPARE(dialog->problemText(), QStringLiteral("It is not valid JSON.\nLine 3: {oops <b>"));
        QComboBox* format = dialog->choices()->formatField();
        format->setCurrentIndex(format->findData(QStringLiteral("prm800k"))); // another format is another look
        QCOMPARE(dialog->state(), In::Looking);
        QCOMPARE(dialog->choice().format, QStringLiteral("prm800k"));
        QTRY_COMPARE(dialog->state(), In::Unusable);
    }

    // Lost: what went wrong far down in the file.
    void aFailedImportTellsItsLine() {
        ProjectFile file;
        const auto desktop = openDesktop(
            file,
            file.script(worker("echo '{\"error\":\"Line 9000 is bad.\",\"line\":9000,\"text\":\"{}\"}'; exit 1")));
        ui::ImportDialog* dialog = drop(*desktop, QStringLiteral("/data/a.jsonl"));
        QTRY_COMPARE(dialog->state(), In::Ready);
        QTest::mouseClick(dialog->importButton(), Qt::LeftButton);
        QTRY_COMPARE(dialog->state(), In::Failed);
        QCOMPARE(dialog->problemText(), QStringLiteral("Line 9000 is bad.\nLine 9,000: {}"));
        QVERIFY(dialog->importButton()->isEnabled()); // once the file is mended
    }

    // Lost: the way out of a long import.
    void anImportCanBeCancelled() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker("exec sleep 60")));
        ui::ImportDialog* dialog = drop(*desktop, QStringLiteral("/data/a.jsonl"));
        QTRY_COMPARE(dialog->state(), In::Ready);
        QTest::mouseClick(dialog->importButton(), Qt::LeftButton);
        QTRY_VERIFY(desktop->jobs().isRunning());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->state(), In::Ready, 15'000);
        QVERIFY(!desktop->jobs().isRunning());
    }

    // Lost: the choice about neutral marks, which changes what a binary export says.
    void anExportTellsWhatItWillWrite() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker("exit 1")));
        Q_EMIT pages(*desktop).data()->exportWanted();
        ui::ExportDialog* dialog = pages(*desktop).transfer().exportDialog();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->text(), QStringLiteral("7 entries with 5 marks right, 2 neutral, 1 wrong."));
        QVERIFY(!dialog->neutralField()->isEnabled()); // PRM800K keeps them
        QVERIFY(dialog->meaning().startsWith(QLatin1String("Neutral marks stay")));
        dialog->formatField()->setCurrentIndex(dialog->formatField()->findData(QStringLiteral("trl")));
        QVERIFY(dialog->neutralField()->isEnabled());
        QVERIFY2(dialog->meaning().contains(QLatin1String("1.13")), qPrintable(dialog->meaning()));
        dialog->setFile(QStringLiteral("/data/out.jsonl"));
        QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
        QTRY_COMPARE(dialog->state(), Out::Done);
        QCOMPARE(dialog->text(), QStringLiteral("7 rows written to out.jsonl."));
    }

    // Lost: last week's export, under a name that was typed; only a file dialog had asked.
    void anExportAsksBeforeItReplaces() {
        QTemporaryDir folder;
        const QString taken = folder.filePath(QStringLiteral("taken.jsonl"));
        QFile old(taken);
        QVERIFY(old.open(QIODevice::WriteOnly));
        ui::ExportDialog dialog(QStringLiteral("trl"), formatItems());
        QSignalSpy wanted(&dialog, &ui::ExportDialog::exportWanted);
        dialog.setFile(taken);
        dialog.exportButton()->click();
        QCOMPARE(dialog.state(), Out::Asking);
        QVERIFY2(dialog.text().startsWith(QLatin1String("taken.jsonl exists already")), qPrintable(dialog.text()));
        dialog.setCounts({1, 1, 0, 0}); // an answer that comes late
        QVERIFY(dialog.text().startsWith(QLatin1String("taken.jsonl exists already")));
        QCOMPARE(wanted.count(), 0);
        dialog.setFile(folder.filePath(QStringLiteral("free.jsonl")));
        dialog.setFile(taken); // another name, and back: that was no answer
        dialog.exportButton()->click();
        QCOMPARE(wanted.count(), 0);
        dialog.exportButton()->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(dialog.state(), Out::Exporting);
    }

    // Lost: the same file, by an Enter pressed twice; or Enter would leave the dialog before anything was asked.
    void aSecondEnterReplacesNothing() {
        QTemporaryDir folder;
        const QString taken = folder.filePath(QStringLiteral("taken.jsonl"));
        QVERIFY(QFile(taken).open(QIODevice::WriteOnly));
        ui::ExportDialog dialog(QStringLiteral("trl"), formatItems());
        QSignalSpy wanted(&dialog, &ui::ExportDialog::exportWanted);
        dialog.setFile(taken);
        dialog.show();
        dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(dialog.state(), Out::Asking);
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(wanted.count(), 0);
    }

    // Lost: which format a file has, by a name that says another; or the user's own name.
    void theNameFollowsTheFormat() {
        ui::ExportDialog dialog(QStringLiteral("prm800k"), formatItems());
        const auto choose = [&](const char* word) {
            dialog.formatField()->setCurrentIndex(dialog.formatField()->findData(QLatin1String(word)));
            return QFileInfo(dialog.choice().file).fileName();
        };
        QCOMPARE(choose("openrlhf"), QStringLiteral("openrlhf.jsonl"));
        QCOMPARE(choose("csv"), QStringLiteral("csv.csv"));
        dialog.setFile(QStringLiteral("/data/mine.csv"));
        QCOMPARE(choose("trl"), QStringLiteral("mine.jsonl"));
        QCOMPARE(choose("jsonl"), QStringLiteral("mine.jsonl"));
    }

    // "-" means standard output to the worker, whose answer stands there.
    void aTypedNameIsAFile_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("-") << "-";
        QTest::newRow("an option") << "--json";
        QTest::newRow("a name alone") << "out.jsonl";
    }
    void aTypedNameIsAFile() {
        QFETCH(const QString, typed);
        ui::ExportDialog dialog(QStringLiteral("trl"), formatItems());
        dialog.setFile(typed);
        QCOMPARE(dialog.choice().file, QDir::current().absoluteFilePath(typed));
    }

    void nothingIsTakenWithoutAProject() {
        ProjectFile file;
        Desktop desktop(options(file));
        desktop.show();
        QVERIFY(!drop(desktop, QStringLiteral("/data/a.jsonl")));
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    TransferTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_transfer.moc"
