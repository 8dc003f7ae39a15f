// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/math/formulas.h"
#include "ui/theme/theme.h"
#include "ui/transfer/export_dialog.h"
#include "ui/transfer/hold_out_dialog.h"
#include "ui/transfer/import_dialog.h"
#include "ui/window/dialogs.h"
#include "ui/window/header_bar.h"
#include "ui/window/lost_bar.h"
#include "ui/window/navigation_bar.h"
#include "ui/window/notice_bar.h"
#include "ui/window/status_bar.h"

#include <QCloseEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

/// At normal text size; below it the pages need the room that the navigation's keys take.
constexpr int kRoomForKeys = 960;

/// The pages' names in the settings.
constexpr std::pair<MainWindow::Page, const char*> kPageNames[] = {{MainWindow::Page::Label, "label"},
                                                                   {MainWindow::Page::Review, "review"},
                                                                   {MainWindow::Page::Data, "data"},
                                                                   {MainWindow::Page::Rounds, "rounds"},
                                                                   {MainWindow::Page::Labelers, "labelers"}};

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_header(new HeaderBar)
    , m_navigation(new NavigationBar)
    , m_lost(new LostBar)
    , m_notice(new NoticeBar)
    , m_status(new StatusBar)
    , m_stack(new QStackedWidget)
    , m_start(new StartPage)
    , m_label(new LabelPage)
    , m_review(new ReviewPage)
    , m_data(new DataPage)
    , m_rounds(new RoundsPage)
    , m_labelers(new LabelersPage) {
    setWindowTitle(QStringLiteral("Stepmark"));
    setMinimumSize(880, 560);
    resize(1360, 860);
    setAcceptDrops(true);
    buildLayout();
    buildMenus();
    connectPages();
    setProject(std::nullopt);
    showPage(Page::Start);
}

void MainWindow::buildLayout() {
    for (const Page page : {Page::Start, Page::Label, Page::Review, Page::Data, Page::Rounds, Page::Labelers})
        m_stack->addWidget(widgetOf(page));
    m_navigation->addPage(static_cast<int>(Page::Label), tr("Label"), QStringLiteral("Ctrl 1"));
    m_navigation->addPage(static_cast<int>(Page::Review), tr("Review"), QStringLiteral("Ctrl 2"));
    m_navigation->addPage(static_cast<int>(Page::Data), tr("Data"), QStringLiteral("Ctrl 3"));
    m_navigation->addPage(static_cast<int>(Page::Rounds), tr("Rounds"), QStringLiteral("Ctrl 4"));
    m_navigation->addPage(static_cast<int>(Page::Labelers), tr("Labelers"), QStringLiteral("Ctrl 5"));
    m_navigation->addPage(static_cast<int>(Page::Start), tr("Projects"), QStringLiteral("Ctrl 6"), true);
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

void MainWindow::connectPages() {
    connect(m_navigation, &NavigationBar::chosen, this, [this](int id) { showPage(static_cast<Page>(id)); });
    connect(m_header, &HeaderBar::labelerClicked, this, &MainWindow::labelerChangeWanted);
    connect(m_lost, &LostBar::saveClicked, this, &MainWindow::askSaveElsewhere);
    connect(m_lost, &LostBar::goOnClicked, this, &MainWindow::goOnRequested);
    connect(m_status, &StatusBar::retryRequested, this, &MainWindow::retrySaveRequested);
    connect(m_status, &StatusBar::refusedWanted, this, &MainWindow::refusedWanted);
    connect(m_start, &StartPage::newProjectRequested, this, &MainWindow::askNewProject);
    connect(m_start, &StartPage::sampleProjectRequested, this, &MainWindow::askSampleProject);
    connect(m_start, &StartPage::openRequested, this, &MainWindow::askOpenProject);
    connect(m_start, &StartPage::openPathRequested, this, &MainWindow::openProjectRequested);
    connect(m_rounds, &RoundsPage::notice, this, &MainWindow::showNotice);
    connect(m_review, &ReviewPage::notice, this, &MainWindow::showNotice);
    connect(m_label, &LabelPage::projectWanted, this, [this] { showPage(Page::Start); });
    connect(m_label, &LabelPage::roundWanted, this, [this] { showPage(Page::Rounds); });
    connect(m_rounds, &RoundsPage::projectWanted, this, [this] { showPage(Page::Start); });
    connect(m_labelers, &LabelersPage::notice, this, &MainWindow::showNotice);
    connect(m_labelers, &LabelersPage::projectWanted, this, [this] { showPage(Page::Start); });
    connect(m_label, &LabelPage::importWanted, this, &MainWindow::askImport);
    connect(m_data, &DataPage::projectWanted, this, [this] { showPage(Page::Start); });
    connect(m_data, &DataPage::importWanted, this, &MainWindow::askImport);
    connect(m_data, &DataPage::exportWanted, this, &MainWindow::askExport);
    connect(m_label, &LabelPage::keySheetWanted, this, &MainWindow::showKeySheet);
    connect(m_review, &ReviewPage::projectWanted, this, [this] { showPage(Page::Start); });
    connect(&Formulas::instance(), &Formulas::unavailable, this,
            [this](const QString& why) { showNotice(tr("Formulas are shown as LaTeX. %1").arg(why)); });
}

ImportDialog* MainWindow::importDialog() const { return m_import_dialog; }

ExportDialog* MainWindow::exportDialog() const { return m_export_dialog; }

HoldOutDialog* MainWindow::holdOutDialog() const { return m_hold_out_dialog; }

QWidget* MainWindow::widgetOf(Page page) const {
    switch (page) {
    case Page::Label:
        return m_label;
    case Page::Review:
        return m_review;
    case Page::Data:
        return m_data;
    case Page::Labelers:
        return m_labelers;
    case Page::Rounds:
        return m_rounds;
    case Page::Start:
        break;
    }
    return m_start;
}

void MainWindow::showPage(Page page) {
    const bool changed = page != m_page;
    m_page = page;
    QWidget* widget = widgetOf(page);
    m_stack->setCurrentWidget(widget);
    m_navigation->setCurrent(static_cast<int>(page));
    widget->setFocus(Qt::OtherFocusReason);
    if (changed)
        Q_EMIT pageChanged(page);
}

void MainWindow::setProject(const std::optional<ProjectView>& project) {
    m_header->setProject(project);
    if (project && project->path != windowFilePath())
        m_label->forgetHistories();
    for (QAction* action : m_project_actions)
        action->setEnabled(project.has_value());
    setWindowFilePath(project ? project->path : QString());
    setWindowTitle(project ? tr("%1 – Stepmark").arg(project->title.left(120).simplified())
                           : QStringLiteral("Stepmark"));
    if (!project) {
        m_status->setSavedState(std::nullopt);
        m_label->showNoProject();
        m_review->showNoProject();
        m_data->showNoProject();
        m_labelers->showNoProject();
        delete m_import_dialog;
        delete m_export_dialog;
        m_rounds->showNoProject();
        m_rounds->setHistory({});
    }
}

void MainWindow::setSavedState(const SavedState& state) { m_status->setSavedState(state); }

void MainWindow::setJob(const std::optional<JobView>& job) {
    m_header->setJob(job);
    m_status->setJob(job);
    m_rounds->setJob(job);
}

void MainWindow::showNotice(const QString& text, bool is_error) { m_notice->showText(text, is_error); }

void MainWindow::setLost(const std::optional<LostProject>& lost) { m_lost->setLost(lost); }

void MainWindow::clearNotice() { m_notice->hide(); }

void MainWindow::saveTo(QSettings& settings) const {
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    for (const auto& [page, name] : kPageNames)
        if (page == m_page) // the start page is where one is without a project
            settings.setValue(QStringLiteral("window/page"), QString::fromLatin1(name));
    settings.setValue(QStringLiteral("window/theme"), static_cast<int>(Theme::instance().mode()));
    settings.setValue(QStringLiteral("window/textScale"), Theme::instance().textScale());
    m_label->keys().saveTo(settings);
}

void MainWindow::restoreFrom(const QSettings& settings) {
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    const QString left_on = settings.value(QStringLiteral("window/page")).toString();
    for (const auto& [page, name] : kPageNames)
        if (left_on == QLatin1String(name))
            m_restored_page = page;
    const int mode = settings.value(QStringLiteral("window/theme"), 0).toInt();
    if (mode >= static_cast<int>(ThemeMode::System) && mode <= static_cast<int>(ThemeMode::Dark))
        Theme::instance().setMode(static_cast<ThemeMode>(mode));
    Theme::instance().setTextScale(settings.value(QStringLiteral("window/textScale"), 1.0).toDouble());
    KeyMap keys;
    keys.restoreFrom(settings);
    m_label->setKeys(keys);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    Q_EMIT aboutToQuit();
    QMainWindow::closeEvent(event);
}

} // namespace stepmark::ui
