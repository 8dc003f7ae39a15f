// SPDX-License-Identifier: GPL-3.0-or-later
// The questions for files open none of those that they list.
#include "tests/ui/file_rows.h"
#include "ui/widgets/file_dialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <sys/inotify.h>
#include <unistd.h>

#include <functional>

using namespace stepmark::ui;

namespace {

/// Counts who opens the files of a folder, this process or another.
class Opens {
public:
    explicit Opens(const QString& folder) {
        for (const QString& name : QDir(folder).entryList(QDir::Files))
            ::inotify_add_watch(m_queue, qPrintable(QDir(folder).filePath(name)), IN_OPEN);
    }
    ~Opens() { ::close(m_queue); }
    int count() {
        std::array<char, 4096> events{};
        for (ssize_t size = 0; (size = ::read(m_queue, events.data(), events.size())) > 0;)
            m_count += static_cast<int>(size / static_cast<ssize_t>(sizeof(inotify_event)));
        return m_count;
    }

private:
    int m_queue = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    int m_count = 0;
};

/// Names without meaning to a MIME database, so that it would have to look inside.
QTemporaryDir& folder() {
    static QTemporaryDir made;
    static const bool filled = [] {
        QDir(made.path()).mkdir("below");
        for (const char* name : {"a.stepmark", "a.stepmark-wal", "a.stepmark-shm", "noSuffix", "rows.jsonl", "b.png"}) {
            QFile file(made.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write("SQLite format 3") < 0)
                return false;
        }
        return true;
    }();
    if (!filled)
        qFatal("the folder could not be filled");
    return made;
}

/// Every entry comes on screen, in both views, is hovered and selected; a name is completed.
void useAll(QFileDialog* dialog, int entries) {
    auto* list = dialog->findChild<QListView*>("listView");
    QVERIFY(list);
    QTRY_VERIFY(list->model()->rowCount(list->rootIndex()) >= entries);
    for (const auto mode : {QFileDialog::List, QFileDialog::Detail}) {
        dialog->setViewMode(mode);
        QAbstractItemView* view = list;
        if (mode == QFileDialog::Detail)
            view = dialog->findChild<QTreeView*>("treeView");
        for (int row = 0; row < view->model()->rowCount(view->rootIndex()); ++row) {
            const QModelIndex index = view->model()->index(row, 0, view->rootIndex());
            view->scrollTo(index);
            QTest::mouseMove(view->viewport(), view->visualRect(index).center());
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
            for (int column = 0; column < view->model()->columnCount(index.parent()); ++column)
                for (const int role : {Qt::DisplayRole, Qt::DecorationRole, Qt::ToolTipRole})
                    index.siblingAtColumn(column).data(role);
        }
        QTRY_VERIFY(stepmark::test::allAreLookedAt(*view));
    }
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    name->clear();
    QTest::keyClicks(name, "a.st");
    QCoreApplication::processEvents();
    name->setText("a.stepmark");
    QTRY_VERIFY(stepmark::test::allAreLookedAt(*list));
    name->completer()->popup()->hide();
}

using Ask = std::function<QStringList(QWidget* parent, const QString& start)>;

} // namespace
Q_DECLARE_METATYPE(Ask)

class TestFileDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Were this not so, the watch would see nothing at all: Qt's own dialog does what ours must not.
    void qtsOwnDialogOpensThem() {
        Opens opens(folder().path());
        QFileDialog dialog(nullptr, {}, folder().path());
        dialog.setOption(QFileDialog::DontUseNativeDialog);
        dialog.show();
        QTRY_VERIFY(opens.count() >= 3);
    }

    void oursOpensNone_data() {
        QTest::addColumn<Ask>("ask");
        QTest::addColumn<int>("entries");
        QTest::addColumn<QString>("answer");
        const QString all = QStringLiteral("All files (*)");
        QTest::newRow("open") << Ask([all](QWidget* parent, const QString& start) {
            return QStringList{askFileToOpen(parent, "Open", start, all)};
        }) << 7 << "a.stepmark";
        QTest::newRow("open several") << Ask([all](QWidget* parent, const QString& start) {
            return askFilesToOpen(parent, "Import", start, "JSON lines (*.jsonl);;" + all);
        }) << 2 << "rows.jsonl";
        QTest::newRow("save") << Ask([all](QWidget* parent, const QString& start) {
            return QStringList{askFileToSave(parent, "Save", start + "/proposed.stepmark", all)};
        }) << 7 << "new.stepmark";
        QTest::newRow("folder") << Ask([](QWidget* parent, const QString& start) {
            return QStringList{askFolder(parent, "Folder", start)};
        }) << 1 << "below";
    }
    /// Lost: SQLite's locks on the project, and with them every mark made after the dialog.
    void oursOpensNone() {
        QFETCH(Ask, ask);
        QFETCH(int, entries);
        QFETCH(QString, answer);
        Opens opens(folder().path());
        QWidget parent;
        QString title;
        QTimer::singleShot(0, &parent, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                qFatal("no dialog came up");
            title = dialog->windowTitle();
            useAll(dialog, entries);
            QVERIFY(!dialog->findChild<QToolButton*>("backButton")->isVisible());
            auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
            name->setFocus();
            name->setText(answer);
            QTest::keyClick(name, Qt::Key_Return);
            if (dialog->isVisible())
                dialog->reject();
        });
        const QStringList chosen = ask(&parent, folder().path());
        QVERIFY(!title.isEmpty());
        QCOMPARE(chosen, QStringList{folder().filePath(answer)});
        QCOMPARE(opens.count(), 0); // the dialog is gone, and its thread with it
    }

    /// Else every export lands where the last one was, or under a name without an ending.
    void startsWhereItShould() {
        QTimer::singleShot(0, qApp, [] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QCOMPARE(dialog->directory().path(), folder().filePath("below"));
            QCOMPARE(dialog->findChild<QLineEdit*>("fileNameEdit")->text(), QString("table.csv"));
            dialog->findChild<QLineEdit*>("fileNameEdit")->setText("other");
            QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
        });
        QCOMPARE(askFileToSave(nullptr, "Save", folder().filePath("below/table.csv"), "*.csv", "csv"),
                 folder().filePath("below/other.csv"));
        QTimer::singleShot(0, qApp, [] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QCOMPARE(dialog->directory().path(), QDir::homePath());
            dialog->reject();
        });
        QCOMPARE(askFolder(nullptr, "Folder", {}), QString());
    }
};

QTEST_MAIN(TestFileDialog)
#include "tst_file_dialog.moc"
