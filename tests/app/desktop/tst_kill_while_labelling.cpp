// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed while somebody labels. This test starts itself as that somebody.
#include "tests/app/desktop/fixture.h"

#include "storage/check.h"

#include <QApplication>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

/// Labels as fast as it can; says after each mark that the window calls saved how many there are.
int labelUntilKilled(const QString& project) {
    Desktop desktop({project + QStringLiteral(".ini"), QStringLiteral("/nonexistent/stepmarkctl")});
    qint64 said = 0;
    QObject::connect(&desktop.writes(), &WriteQueue::stateChanged, [&](const ui::SavedState& state) {
        if (state.saved <= said)
            return;
        said = state.saved;
        std::printf("%lld\n", static_cast<long long>(said));
        std::fflush(stdout);
    });
    desktop.show();
    desktop.open(project);
    QTimer keys;
    QObject::connect(&keys, &QTimer::timeout, [&] {
        if (isLabelling(desktop))
            type(desktop, "3");
    });
    keys.start(1);
    return QApplication::exec();
}

} // namespace

class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noAcknowledgedMarkIsLost_data() {
        QTest::addColumn<int>("marks");
        for (const int marks : {1, 7, 40})
            QTest::addRow("after %d marks", marks) << marks;
    }
    /// Else "saved" would be a lie after a power cut or a crash.
    void noAcknowledgedMarkIsLost() {
        QFETCH(int, marks);
        ProjectFile file(60);
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--label"), file.path()});
        QVERIFY(child.waitForStarted());
        qint64 said = 0;
        const auto read = [&] {
            while (child.canReadLine())
                said = child.readLine().trimmed().toLongLong();
        };
        while (said < marks) {
            QVERIFY(child.waitForReadyRead(20000));
            read();
        }
        child.kill(); // SIGKILL
        QVERIFY(child.waitForFinished());
        read();
        qint64 standing = 0;
        for (const Event& event : file.events())
            standing += event.rating.has_value();
        QVERIFY2(standing >= said, qPrintable(QStringLiteral("%1 said, %2 found").arg(said).arg(standing)));
        auto project = storage::Project::open(file.path().toStdString());
        QVERIFY(storage::check(project).empty());
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--label")
        return labelUntilKilled(QString::fromLocal8Bit(argv[2]));
    TestKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kill_while_labelling.moc"
