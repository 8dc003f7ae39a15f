// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_dialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QToolButton>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FileDialog)
};

/// By name and kind of directory entry. Made on the main thread, asked on that of the dialog's list.
class NameIconProvider : public QFileIconProvider {
public:
    QIcon icon(IconType type) const override { return QFileIconProvider::icon(type); }
    QIcon icon(const QFileInfo& info) const override { return info.isDir() ? m_folder : m_file; }
    QString type(const QFileInfo& info) const override {
        if (info.isDir())
            return m_folder_name;
        return info.suffix().isEmpty() ? m_file_name : m_suffix_name.arg(info.suffix().left(20));
    }

private:
    QIcon m_folder = QFileIconProvider::icon(Folder);
    QIcon m_file = QFileIconProvider::icon(File);
    QString m_folder_name = Words::tr("Folder");
    QString m_file_name = Words::tr("File");
    QString m_suffix_name = Words::tr("%1 file");
};

/// Before the dialog itself, so that it outlives the thread that asks it.
struct WithIcons {
    NameIconProvider icons;
};

class FileDialog : private WithIcons, public QFileDialog {
public:
    FileDialog(QWidget* parent, const QString& title, const QString& filter)
        // The list starts before an icon provider can be set: in the program's resources, which are no files.
        : QFileDialog(parent, title, QStringLiteral(":/"), filter) {
        setOption(DontUseNativeDialog);
        setOption(DontUseCustomDirectoryIcons);
        setIconProvider(&icons);
        // So that no way leads back there.
        for (const char* name : {"backButton", "forwardButton"})
            if (auto* button = findChild<QToolButton*>(QString::fromLatin1(name)))
                button->hide();
    }

    void startAt(const QString& start) {
        const QFileInfo info(start);
        if (start.isEmpty() || info.isDir()) {
            setDirectory(start.isEmpty() ? QDir::homePath() : start);
            return;
        }
        setDirectory(info.absolutePath());
        selectFile(info.fileName());
    }

    QStringList ask() { return exec() == Accepted ? selectedFiles() : QStringList(); }
};

} // namespace

QString askFileToOpen(QWidget* parent, const QString& title, const QString& start, const QString& filter) {
    FileDialog dialog(parent, title, filter);
    dialog.setFileMode(QFileDialog::ExistingFile);
    dialog.startAt(start);
    return dialog.ask().value(0);
}

QStringList askFilesToOpen(QWidget* parent, const QString& title, const QString& start, const QString& filter) {
    FileDialog dialog(parent, title, filter);
    dialog.setFileMode(QFileDialog::ExistingFiles);
    dialog.startAt(start);
    return dialog.ask();
}

QString askFileToSave(QWidget* parent, const QString& title, const QString& start, const QString& filter,
                      const QString& suffix) {
    FileDialog dialog(parent, title, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.startAt(start);
    return dialog.ask().value(0);
}

QString askFolder(QWidget* parent, const QString& title, const QString& start) {
    FileDialog dialog(parent, title, {});
    dialog.setFileMode(QFileDialog::Directory);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    dialog.startAt(start);
    return dialog.ask().value(0);
}

} // namespace stepmark::ui
