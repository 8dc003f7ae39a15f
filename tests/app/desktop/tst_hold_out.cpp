// SPDX-License-Identifier: GPL-3.0-or-later
// Problems are held out from the window: what would move is shown, and nothing is emptied unasked.
#include "tests/app/desktop/fixture.h"
#include "ui/transfer/hold_out_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::HoldOutDialog::State;

namespace {

/// Answers as `stepmarkctl split` does: validation would empty the training split, test would not.
QByteArray worker(const ProjectFile& file) {
    return "echo \"$*\" >> '" + file.folder().toUtf8() +
           "/calls'\n"
           "case \"$*\" in\n"
           "*validation*--plan*) echo '{\"moved\":4,\"rated_moved\":2,\"left_in_train\":0,\"rated_left\":0,"
           "\"trained_on\":null,\"leaves_nothing\":true}';;\n"
           "*--plan*) echo '{\"moved\":1,\"rated_moved\":1,\"left_in_train\":3,\"rated_left\":1,\"trained_on\":1,"
           "\"leaves_nothing\":false}';;\n"
           "*validation*--yes*) echo '{\"moved\":4,\"left_in_train\":0}';;\n"
           "*validation*) echo '{\"error\":\"nothing would be left\"}'; exit 1;;\n"
           "*) echo '{\"moved\":1,\"left_in_train\":3}';;\n"
           "esac\n";
}

ui::HoldOutDialog* opened(Desktop& desktop) {
    for (QAction* action : desktop.window().findChildren<QAction*>())
        if (action->text().contains(QLatin1String("old out problems")))
            action->trigger();
    return pages(desktop).transfer().holdOutDialog();
}

QByteArray lastCall(const ProjectFile& file) {
    QFile calls(file.folder() + QStringLiteral("/calls"));
    return calls.open(QIODevice::ReadOnly) ? calls.readAll().trimmed().split('\n').last() : QByteArray();
}

} // namespace

class HoldOutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: what would move, before it does, and what a model has seen of it.
    void whatWouldMoveIsShown() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::HoldOutDialog* dialog = opened(*desktop);
        QVERIFY(dialog && !dialog->moveButton()->isEnabled()); // nothing is known yet
        QTRY_VERIFY(dialog->moveButton()->isEnabled());
        QVERIFY2(dialog->text().contains("1 problems"), qPrintable(dialog->text()));
        QVERIFY2(dialog->warning().contains("trained on 1 of them"), qPrintable(dialog->warning()));
        dialog->shareField()->setValue(25);
        QTRY_VERIFY(lastCall(file).contains("--share 0.25") && dialog->moveButton()->isEnabled());
        QTest::mouseClick(dialog->moveButton(), Qt::LeftButton);
        QTRY_COMPARE(dialog->state(), State::Done);
        QVERIFY(lastCall(file).contains("--to test") && !lastCall(file).contains("--plan"));
        QVERIFY2(dialog->text().contains("3 are in training"), qPrintable(dialog->text()));
    }

    // Lost: all there was to train on, by one press.
    void nothingIsEmptiedUnasked() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::HoldOutDialog* dialog = opened(*desktop);
        dialog->whereField()->setCurrentIndex(1);
        QTRY_VERIFY(dialog->moveButton()->isEnabled());
        QVERIFY2(dialog->warning().contains("nothing to train on") && dialog->warning().contains("not known"),
                 qPrintable(dialog->warning()));
        QTest::mouseClick(dialog->moveButton(), Qt::LeftButton);
        QCOMPARE(dialog->state(), State::Asking);
        QVERIFY(lastCall(file).contains("--plan")); // nothing was done
        QTest::mouseClick(dialog->moveButton(), Qt::LeftButton);
        QTRY_COMPARE(dialog->state(), State::Done);
        QVERIFY(lastCall(file).contains("--yes"));
    }

    // Lost: the way back.
    void backGoesWhatWasMoved() {
        ProjectFile file;
        const auto desktop = openDesktop(file, file.script(worker(file)));
        ui::HoldOutDialog* dialog = opened(*desktop);
        dialog->whereField()->setCurrentIndex(2);
        QVERIFY(!dialog->shareField()->isEnabled());
        QTRY_VERIFY(dialog->moveButton()->isEnabled());
        QVERIFY(lastCall(file).contains("--to train") && !lastCall(file).contains("--share"));
    }

    // Lost: why nothing was moved.
    void aFailureIsShown() {
        ProjectFile file;
        const auto desktop =
            openDesktop(file, file.script("echo '{\"error\":\"No problem could go back.\"}'; exit 1\n"));
        ui::HoldOutDialog* dialog = opened(*desktop);
        QTRY_COMPARE(dialog->state(), State::Failed);
        QVERIFY2(dialog->warning().contains("could go back"), qPrintable(dialog->warning()));
        QVERIFY(!dialog->moveButton()->isEnabled());
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    HoldOutTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hold_out.moc"
