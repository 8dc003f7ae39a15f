// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/math/formulas.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/lost_bar.h"
#include "ui/shell/navigation_bar.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/status_bar.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCloseEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

/// At normal text size; below it the pages need the room that the navigation's keys take.
constexpr int kRoomForKeys = 960;

/// As it stands on a key cap: "Ctrl 1".
QString capOf(const QKeySequence& key) { return key.toString().replace(QLatin1Char('+'), QLatin1Char(' ')); }

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_header(new HeaderBar)
    , m_navigation(new NavigationBar)
    , m_lost(new LostBar)
    , m_notice(new NoticeBar)
    , m_status(new StatusBar)
    , m_stack(new QStackedWidget) {
    setWindowTitle(QStringLiteral("Stepmark"));
    setMinimumSize(880, 560);
    resize(1360, 860);
    setAcceptDrops(true);
    connectParts();
}

/// In one go: pages that came later would stand behind the status bar in the order of Tab.
void MainWindow::furnish(Furniture furniture) {
    for (PageEntry& entry : furniture.pages)
        m_places.push_back({std::move(entry)});
    m_places.push_back({std::move(furniture.home)});
    buildLayout();
    buildMenus(furniture);
    setProject(std::nullopt);
    showHome();
}

void MainWindow::buildLayout() {
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const PageEntry& entry = m_places[i].entry;
        m_stack->addWidget(entry.page);
        NavigationButton* button =
            m_navigation->addPage(static_cast<int>(i), entry.title, capOf(entry.key), i + 1 == m_places.size());
        button->setIcon(entry.icon);
    }
    auto* pages = new QVBoxLayout;
    pages->setSpacing(0);
    pages->addWidget(m_lost);
    pages->addWidget(m_notice);
    pages->addWidget(m_stack, 1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_navigation);
    middle->addLayout(pages, 1);
    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(middle, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);
    connect(&Theme::instance(), &Theme::changed, this, &MainWindow::fitNavigation);
}

void MainWindow::fitNavigation() { m_navigation->setCompact(width() < Theme::instance().scaled(kRoomForKeys)); }

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fitNavigation();
}

void MainWindow::connectParts() {
    connect(m_navigation, &NavigationBar::chosen, this, [this](int id) { showPlace(static_cast<std::size_t>(id)); });
    connect(m_header, &HeaderBar::labelerClicked, this, &MainWindow::labelerChangeWanted);
    connect(m_lost, &LostBar::saveClicked, this, &MainWindow::askSaveElsewhere);
    connect(m_lost, &LostBar::goOnClicked, this, &MainWindow::goOnRequested);
    connect(m_status, &StatusBar::retryRequested, this, &MainWindow::retrySaveRequested);
    connect(m_status, &StatusBar::refusedWanted, this, &MainWindow::refusedWanted);
    connect(&Formulas::instance(), &Formulas::unavailable, this,
            [this](const QString& why) { showNotice(tr("Formulas are shown as LaTeX. %1").arg(why)); });
}

// ---- pages

QWidget* MainWindow::page() const { return m_places.at(m_current).entry.page; }

bool MainWindow::isHome() const { return m_current + 1 == m_places.size(); }

void MainWindow::showHome() { showPlace(m_places.size() - 1); }

void MainWindow::showPage(QWidget* page) {
    const auto place =
        std::find_if(m_places.begin(), m_places.end(), [page](const Place& one) { return one.entry.page == page; });
    if (place != m_places.end())
        showPlace(static_cast<std::size_t>(place - m_places.begin()));
}

void MainWindow::showPlace(std::size_t place) {
    const bool changed = place != m_current;
    m_current = place;
    m_stack->setCurrentWidget(page());
    m_navigation->setCurrent(static_cast<int>(place));
    page()->setFocus(Qt::OtherFocusReason);
    if (changed)
        Q_EMIT pageChanged(page());
}

QWidget* MainWindow::takeRestoredPage() { return m_places.at(std::exchange(m_restored, 0)).entry.page; }

// ---- what is shown of the project

void MainWindow::setProject(const std::optional<ProjectView>& project) {
    m_header->setProject(project);
    for (QAction* action : m_project_actions)
        action->setEnabled(project.has_value());
    setWindowFilePath(project ? project->path : QString());
    setWindowTitle(project ? tr("%1 – Stepmark").arg(project->title.left(120).simplified())
                           : QStringLiteral("Stepmark"));
    if (!project)
        clearSavedState();
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const PageEntry& entry = m_places[i].entry;
        const bool there = project || entry.availability == Availability::Always;
        m_places[i].action->setEnabled(there);
        m_navigation->setPageEnabled(static_cast<int>(i), there);
        if (entry.project)
            entry.project(project);
        if (!there && i == m_current)
            showHome();
    }
}

void MainWindow::setSavedState(const SavedState& state) { m_status->setSavedState(state); }

void MainWindow::clearSavedState() { m_status->setSavedState(std::nullopt); }

void MainWindow::setJob(const std::optional<JobView>& job) {
    m_header->setJob(job);
    m_status->setJob(job);
}

void MainWindow::showNotice(const QString& text, bool is_error) { m_notice->showText(text, is_error); }

void MainWindow::setLost(const std::optional<LostProject>& lost) { m_lost->setLost(lost); }

void MainWindow::clearNotice() { m_notice->hide(); }

// ---- from one start to the next

void MainWindow::saveTo(QSettings& settings) const {
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (!isHome()) // that is where one is without a project
        settings.setValue(QStringLiteral("window/page"), m_places[m_current].entry.name);
    settings.setValue(QStringLiteral("window/theme"), static_cast<int>(Theme::instance().mode()));
    settings.setValue(QStringLiteral("window/textScale"), Theme::instance().textScale());
}

void MainWindow::restoreFrom(const QSettings& settings) {
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    const QString left_on = settings.value(QStringLiteral("window/page")).toString();
    for (std::size_t i = 0; i + 1 < m_places.size(); ++i)
        if (left_on == m_places[i].entry.name)
            m_restored = i;
    const int mode = settings.value(QStringLiteral("window/theme"), 0).toInt();
    if (mode >= static_cast<int>(ThemeMode::System) && mode <= static_cast<int>(ThemeMode::Dark))
        Theme::instance().setMode(static_cast<ThemeMode>(mode));
    Theme::instance().setTextScale(settings.value(QStringLiteral("window/textScale"), 1.0).toDouble());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    Q_EMIT aboutToQuit();
    QMainWindow::closeEvent(event);
}

} // namespace stepmark::ui
