// SPDX-License-Identifier: GPL-3.0-or-later
// The main window's menus and the questions it asks.
#include "ui/main_window.h"

#include "ui/label/keys_dialog.h"
#include "ui/theme/theme.h"
#include "ui/transfer/export_dialog.h"
#include "ui/transfer/format_list.h"
#include "ui/transfer/hold_out_dialog.h"
#include "ui/transfer/import_dialog.h"
#include "ui/widgets/file_dialog.h"
#include "ui/window/dialogs.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QUrl>

namespace stepmark::ui {

namespace {

QString projectFilter() { return MainWindow::tr("Stepmark projects (*.stepmark)"); }

QString withSuffix(const QString& path) {
    const QString suffix = QStringLiteral(".stepmark");
    return path.endsWith(suffix) ? path : path + suffix;
}

} // namespace

void MainWindow::buildMenus() {
    buildFileMenu();
    buildViewMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("All &keys"), this, &MainWindow::showKeySheet)
        ->setShortcuts({QKeySequence(QKeySequence::HelpContents), QKeySequence(Qt::Key_Question)});
    help->addAction(tr("&Change keys…"), this, &MainWindow::changeKeys);
    help->addAction(tr("&About Stepmark"), this, &MainWindow::showAbout);
}

void MainWindow::buildFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&New project…"), this, &MainWindow::askNewProject)->setShortcut(QKeySequence::New);
    file->addAction(tr("&Sample project…"), this, &MainWindow::askSampleProject);
    file->addAction(tr("&Open…"), this, &MainWindow::askOpenProject)->setShortcut(QKeySequence::Open);
    QAction* close = file->addAction(tr("&Close project"), this, &MainWindow::closeProjectRequested);
    close->setShortcut(QKeySequence::Close);
    file->addSeparator();
    QAction* import = file->addAction(tr("&Import…"), this, &MainWindow::askImport);
    import->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    QAction* exports = file->addAction(tr("&Export…"), this, &MainWindow::askExport);
    exports->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    QAction* hold_out = file->addAction(tr("&Hold out problems…"), this, &MainWindow::askHoldOut);
    file->addSeparator();
    QAction* labeler = file->addAction(tr("Change &labeler…"), this, &MainWindow::labelerChangeWanted);
    QAction* gold = file->addAction(tr("My last solution is &gold"), this, [this] { Q_EMIT goldWanted(false); });
    gold->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_G));
    QAction* screening =
        file->addAction(tr("My last solution is for scr&eening"), this, [this] { Q_EMIT goldWanted(true); });
    file->addSeparator();
    file->addAction(tr("&Quit"), this, &QWidget::close)->setShortcut(QKeySequence::Quit);
    m_project_actions = {close, import, exports, hold_out, labeler, gold, screening};
}

void MainWindow::buildViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    const auto addPage = [this, view](const QString& text, Qt::Key key, Page page) {
        view->addAction(text, this, [this, page] { showPage(page); })->setShortcut(QKeySequence(Qt::CTRL | key));
    };
    addPage(tr("&Label"), Qt::Key_1, Page::Label);
    addPage(tr("Re&view"), Qt::Key_2, Page::Review);
    addPage(tr("D&ata"), Qt::Key_3, Page::Data);
    addPage(tr("&Rounds"), Qt::Key_4, Page::Rounds);
    addPage(tr("La&belers"), Qt::Key_5, Page::Labelers);
    addPage(tr("&Projects"), Qt::Key_6, Page::Start);
    view->addSeparator();
    m_dark_action = view->addAction(tr("&Dark"));
    m_dark_action->setCheckable(true);
    m_dark_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    m_dark_action->setChecked(Theme::instance().isDark());
    connect(m_dark_action, &QAction::triggered, this,
            [](bool dark) { Theme::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light); });
    connect(&Theme::instance(), &Theme::changed, m_dark_action,
            [this] { m_dark_action->setChecked(Theme::instance().isDark()); });
    view->addSeparator();
    const auto zoom = [](double by) { Theme::instance().setTextScale(Theme::instance().textScale() + by); };
    view->addAction(tr("Larger &text"), this, [zoom] { zoom(0.1); })
        ->setShortcuts({QKeySequence(QKeySequence::ZoomIn), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    view->addAction(tr("S&maller text"), this, [zoom] { zoom(-0.1); })->setShortcut(QKeySequence::ZoomOut);
    view->addAction(tr("Text of &normal size"), this, [] { Theme::instance().setTextScale(1.0); })
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
    view->addSeparator();
    m_languages = view->addMenu(tr("L&anguage"));
    m_languages->menuAction()->setVisible(false);
}

void MainWindow::setLanguages(const std::vector<LanguageChoice>& languages, const QString& current) {
    m_languages->clear();
    m_languages->menuAction()->setVisible(!languages.empty());
    auto* group = new QActionGroup(m_languages);
    for (const LanguageChoice& language : languages) {
        QAction* action = m_languages->addAction(language.name);
        action->setCheckable(true);
        action->setChecked(language.code == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, code = language.code] { Q_EMIT languageChangeRequested(code); });
    }
}

void MainWindow::askNewProject() {
    const QString path =
        askFileToSave(this, tr("New project"), QDir::home().filePath(tr("project.stepmark")), projectFilter());
    if (path.isEmpty())
        return;
    Q_EMIT newProjectRequested(withSuffix(path), QFileInfo(path).completeBaseName());
}

void MainWindow::askSampleProject() {
    const QString path = askFileToSave(this, tr("Where to put the sample project"),
                                       QDir::home().filePath(tr("sample.stepmark")), projectFilter());
    if (!path.isEmpty())
        Q_EMIT sampleProjectRequested(withSuffix(path));
}

void MainWindow::askOpenProject() {
    const QString path = askFileToOpen(this, tr("Open a project"), QDir::homePath(),
                                       projectFilter() + QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        Q_EMIT openProjectRequested(path);
}

void MainWindow::askSaveElsewhere() {
    const QFileInfo lost(windowFilePath());
    const QString proposed = QDir(lost.path()).filePath(lost.completeBaseName() + QStringLiteral("-saved.stepmark"));
    const QString path = askFileToSave(this, tr("Save the project to another place"), proposed, projectFilter(),
                                       QStringLiteral("stepmark"));
    if (!path.isEmpty())
        Q_EMIT saveElsewhereRequested(path);
}

void MainWindow::askImport() {
    openImport(askFilesToOpen(this, tr("Import"), QDir::homePath(), fileFilter(m_formats)));
}

void MainWindow::openImport(const QStringList& files) {
    if (files.isEmpty() || windowFilePath().isEmpty())
        return;
    if (m_import_dialog && m_import_dialog->state() == ImportDialog::State::Importing) {
        m_import_dialog->raise();
        return;
    }
    delete m_import_dialog;
    m_import_dialog = new ImportDialog(files, m_formats, this);
    m_import_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_import_dialog, &ImportDialog::previewWanted, this, &MainWindow::importPreviewWanted);
    connect(m_import_dialog, &ImportDialog::importWanted, this, &MainWindow::importRequested);
    connect(m_import_dialog, &ImportDialog::cancelWanted, this, &MainWindow::transferCancelRequested);
    m_import_dialog->show();
    m_import_dialog->begin();
}

void MainWindow::askExport() {
    if (m_export_dialog) {
        m_export_dialog->raise();
        return;
    }
    m_export_dialog = new ExportDialog(QStringLiteral("prm800k"), m_formats, this);
    m_export_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export_dialog, &ExportDialog::countsWanted, this, &MainWindow::exportCountsWanted);
    connect(m_export_dialog, &ExportDialog::exportWanted, this, &MainWindow::exportRequested);
    connect(m_export_dialog, &ExportDialog::cancelWanted, this, &MainWindow::transferCancelRequested);
    m_export_dialog->show();
    m_export_dialog->begin();
}

void MainWindow::askHoldOut() {
    if (m_hold_out_dialog) {
        m_hold_out_dialog->raise();
        return;
    }
    m_hold_out_dialog = new HoldOutDialog(this);
    m_hold_out_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_hold_out_dialog, &HoldOutDialog::countsWanted, this, &MainWindow::holdOutCountsWanted);
    connect(m_hold_out_dialog, &HoldOutDialog::moveWanted, this, &MainWindow::holdOutRequested);
    m_hold_out_dialog->show();
    m_hold_out_dialog->begin();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && !windowFilePath().isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    event->acceptProposedAction();
    openImport(files);
}

void MainWindow::showKeySheet() {
    KeySheet sheet(m_label->keys(), this);
    bool change = false;
    connect(&sheet, &KeySheet::changeWanted, &sheet, [&] {
        change = true;
        sheet.accept();
    });
    sheet.exec();
    if (change)
        changeKeys();
}

void MainWindow::changeKeys() {
    KeysDialog dialog(m_label->keys(), this);
    if (dialog.exec() != QDialog::Accepted || dialog.keys() == m_label->keys())
        return;
    m_label->setKeys(dialog.keys());
    Q_EMIT keysChanged();
}

void MainWindow::showAbout() {
    AboutDialog about(m_versions, this);
    about.exec();
}

} // namespace stepmark::ui
