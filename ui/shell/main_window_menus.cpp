// SPDX-License-Identifier: GPL-3.0-or-later
// The main window's menus and the questions it asks.
#include "ui/shell/main_window.h"

#include "ui/shell/about_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/file_dialog.h"

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

void MainWindow::buildMenus(const Furniture& furniture) {
    buildFileMenu(furniture);
    buildViewMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    addEntries(help, furniture.help);
    help->addAction(tr("&About Stepmark"), this, &MainWindow::showAbout);
}

void MainWindow::addEntries(QMenu* menu, const std::vector<MenuEntry>& entries) {
    for (const MenuEntry& entry : entries) {
        QAction* action = menu->addAction(entry.text, this, entry.run);
        action->setShortcuts(entry.keys);
        if (entry.availability == Availability::WithProject)
            m_project_actions.append(action);
    }
}

void MainWindow::buildFileMenu(const Furniture& furniture) {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&New project…"), this, &MainWindow::askNewProject)->setShortcut(QKeySequence::New);
    file->addAction(tr("&Sample project…"), this, &MainWindow::askSampleProject);
    file->addAction(tr("&Open…"), this, &MainWindow::askOpenProject)->setShortcut(QKeySequence::Open);
    QAction* close = file->addAction(tr("&Close project"), this, &MainWindow::closeProjectRequested);
    close->setShortcut(QKeySequence::Close);
    m_project_actions.append(close);
    for (const auto& group : furniture.file) {
        file->addSeparator();
        addEntries(file, group);
    }
    file->addSeparator();
    file->addAction(tr("&Quit"), this, &QWidget::close)->setShortcut(QKeySequence::Quit);
}

void MainWindow::buildViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const PageEntry& entry = m_places[i].entry;
        m_places[i].action = view->addAction(entry.icon, entry.menu_text, this, [this, i] { showPlace(i); });
        m_places[i].action->setShortcut(entry.key);
    }
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

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && hasProject())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    event->acceptProposedAction();
    if (!files.isEmpty() && hasProject())
        Q_EMIT filesDropped(files);
}

void MainWindow::showAbout() {
    AboutDialog about(m_versions, this);
    about.exec();
}

} // namespace stepmark::ui
