// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is installed for the desktop: the tools that read it find no fault, and the names in it lead to one another.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace {

const QString kFolder = QStringLiteral(STEPMARK_SOURCE_DIR "/resources/desktop/");
const QString kId = QStringLiteral("org.stepmark.Stepmark");

QString textOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestDesktopFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void toolsFindNoFault_data() {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("desktop file") << QStringList{"desktop-file-validate", kFolder + kId + ".desktop"};
        QTest::newRow("AppStream") << QStringList{"appstreamcli", "validate", "--no-net",
                                                  kFolder + kId + ".metainfo.xml"};
    }
    void toolsFindNoFault() {
        QFETCH(const QStringList, command);
        if (QStandardPaths::findExecutable(command.first()).isEmpty())
            QSKIP(qPrintable(command.first() + " is not installed"));
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(command.first(), command.mid(1));
        QVERIFY(process.waitForFinished(120'000));
        const QByteArray said = process.readAll();
        QVERIFY2(process.exitCode() == 0, said.constData());
    }

    /// Were one of them renamed alone, the window would have no icon, or a project no program.
    void namesLeadToOneAnother() {
        const QString entry = textOf(kFolder + kId + ".desktop"), type = QStringLiteral("application/vnd.stepmark");
        QVERIFY(entry.contains("\nExec=stepmark %f\n"));
        QVERIFY(entry.contains("\nIcon=" + kId + "\n"));
        QVERIFY(entry.contains("\nMimeType=" + type + ";\n"));
        QVERIFY(QFile::exists(kFolder + kId + ".svg"));
        QVERIFY(textOf(kFolder + kId + ".xml").contains("<mime-type type=\"" + type + "\">"));
        const QString data = textOf(kFolder + kId + ".metainfo.xml");
        QVERIFY(data.contains("<id>" + kId + "</id>"));
        QVERIFY(data.contains("<launchable type=\"desktop-id\">" + kId + ".desktop</launchable>"));
        QVERIFY(data.contains("<mediatype>" + type + "</mediatype>"));
        const QString program = textOf(QStringLiteral(STEPMARK_SOURCE_DIR "/app/desktop/main.cpp"));
        QVERIFY(program.contains("setDesktopFileName(QStringLiteral(\"" + kId + "\"))"));
        QVERIFY(program.contains(":/icon/" + kId + ".svg"));
    }
};

QTEST_APPLESS_MAIN(TestDesktopFiles)
#include "tst_desktop_files.moc"
