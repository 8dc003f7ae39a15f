// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"

#include "app/desktop/language.h"
#include "storage/versions.h"
#include "ui/math/formulas.h"
#include "ui/shell/refused_dialog.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <utility>

namespace stepmark::desktop {

namespace {
QString programOr(const QString& asked) { return asked.isEmpty() ? WorkerProcess::defaultProgram() : asked; }
} // namespace

Desktop::Desktop(const DesktopOptions& options)
    : m_settings(options.settings_file)
    , m_language(options.language.value_or(m_settings.language()))
    , m_worker_program(programOr(options.worker_program))
    , m_writes(m_storage)
    , m_jobs(m_storage, m_worker_program)
    , m_guard(m_writes, m_jobs, m_window)
    , m_seat(m_storage, m_settings, m_window)
    , m_projects(m_storage, m_settings, m_window, m_worker_program, [this] { return m_guard.mayLeave(); })
    , m_lost(m_storage, m_writes, m_projects, m_window) {
    if (options.same_labeler)
        m_seat.expectSame();
    makeWorkshops(options);
    wireProject();
    wirePeople();
    wireWindow();
    wireLook();
    showVersions({});
    offerLanguages();
    m_window.setProject(std::nullopt);
    m_window.setJob(std::nullopt);
    m_window.showHome();
}

Desktop::~Desktop() { m_writes.flush(); }

void Desktop::makeWorkshops(const DesktopOptions& options) {
    ui::Furniture furniture;
    furniture.home = m_projects.homePage();
    const Services services{m_storage, m_writes, m_jobs, m_window, m_worker_program};
    for (const WorkshopMaker& make : options.workshops) {
        const auto& workshop = m_workshops.emplace_back(make(services));
        workshop->furnish(furniture);
        connect(workshop.get(), &Workshop::notice, this,
                [this](const QString& text, bool is_error) { m_window.showNotice(text, is_error); });
        connect(workshop.get(), &Workshop::headerChanged, this, &Desktop::showHeader);
        connect(workshop.get(), &Workshop::settingsChanged, this, &Desktop::saveLook);
        connect(&m_guard, &LeaveGuard::leaving, workshop.get(), &Workshop::takeIn);
    }
    m_window.furnish(std::move(furniture));
}

void Desktop::wireProject() {
    connect(&m_projects, &ProjectController::opened, this, &Desktop::projectOpened);
    connect(&m_projects, &ProjectController::aboutToClose, this, [this] {
        m_seat.end();
        for (const auto& workshop : m_workshops)
            workshop->projectClosing();
        m_jobs.projectClosed();
    });
    connect(&m_projects, &ProjectController::closed, this, [this] {
        m_writes.reset();
        showVersions({});
    });
}

void Desktop::projectOpened(const ProjectInfo& project) {
    if (project.went_on) {
        m_seat.expectSame();
        m_writes.goOn(project.session);
    } else {
        m_writes.begin(project.session);
    }
    m_storage.ask<QString>(
        this,
        [words = tr("%1, project of schema %2")](Session& session) {
            return words.arg(QString::fromStdString(storage::databaseVersion(session.project)))
                .arg(session.project.schemaVersion());
        },
        [this](const QString& database) { showVersions(database); }, {});
    if (project.read_only.isEmpty())
        m_seat.begin();
    else
        showReadOnly(project.read_only);
    for (const auto& workshop : m_workshops)
        workshop->projectOpened(project);
    m_jobs.projectOpened(project.path);
    showHeader();
}

void Desktop::showReadOnly(const QString& why) {
    m_window.showNotice(tr("%1: %2.").arg(tr("This project is read-only here"), why));
    m_window.clearSavedState(); // there is nothing to save
}

void Desktop::wirePeople() {
    connect(&m_seat, &SeatController::seated, this, [this](const QString& name) {
        for (const auto& workshop : m_workshops)
            workshop->seated(name);
        showHeader();
    });
    connect(&m_seat, &SeatController::left, &m_projects, &ProjectController::close);
    connect(&m_seat, &SeatController::failed, this, [this](const QString& text) { m_window.showNotice(text, true); });
    connect(&m_window, &ui::MainWindow::labelerChangeWanted, &m_seat, &SeatController::change);
}

void Desktop::wireWindow() {
    connect(&m_writes, &WriteQueue::stateChanged, this, [this](const ui::SavedState& state) {
        if (m_projects.isOpen())
            m_window.setSavedState(state);
    });
    connect(&m_window, &ui::MainWindow::retrySaveRequested, &m_writes, &WriteQueue::retry);
    connect(&m_window, &ui::MainWindow::refusedWanted, this, &Desktop::showRefused);
    connect(&m_jobs, &JobRunner::jobChanged, &m_window, &ui::MainWindow::setJob);
}

void Desktop::showRefused() {
    auto* dialog = new ui::RefusedDialog(m_writes.refused().text(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &m_writes, &WriteQueue::refusedSeen);
    dialog->open();
}

void Desktop::wireLook() {
    m_window.restoreFrom(m_settings.store());
    for (const auto& workshop : m_workshops)
        workshop->restoreFrom(m_settings.store());
    connect(&ui::Theme::instance(), &ui::Theme::changed, this, &Desktop::saveLook);
    connect(&m_window, &ui::MainWindow::languageChangeRequested, this, &Desktop::changeLanguage);
    connect(&m_window, &ui::MainWindow::aboutToQuit, this, [this] {
        saveLook();
        m_jobs.projectClosed();
    });
}

void Desktop::saveLook() {
    m_window.saveTo(m_settings.store());
    for (const auto& workshop : m_workshops)
        workshop->saveTo(m_settings.store());
}

void Desktop::showHeader() {
    if (!m_projects.isOpen())
        return;
    const ProjectInfo& project = m_projects.project();
    ui::ProjectView view;
    view.title = project.read_only.isEmpty() ? project.title : tr("%1 (read-only)").arg(project.title);
    view.path = project.path;
    view.labeler = m_settings.labeler();
    for (const auto& workshop : m_workshops)
        workshop->describe(view);
    m_window.setProject(view);
}

/// One "name version" a line; `project`: of the one that is open.
void Desktop::showVersions(const QString& project) {
    QStringList lines{QStringLiteral("Stepmark %1").arg(QCoreApplication::applicationVersion()),
                      QStringLiteral("Qt %1").arg(QLatin1String(qVersion()))};
    if (const QString version = ui::mathJaxVersion(); !version.isEmpty())
        lines.append(QStringLiteral("MathJax %1").arg(version));
    if (!project.isEmpty())
        lines.append(project);
    lines.append(QStringLiteral("%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()));
    m_window.setVersions(lines.join(QLatin1Char('\n')));
}

void Desktop::offerLanguages() {
    std::vector<ui::MainWindow::LanguageChoice> choices;
    for (const QString& code : Language::codes())
        choices.push_back({code, Language::nameOf(code)});
    m_window.setLanguages(choices, m_language);
}

void Desktop::changeLanguage(const QString& code) {
    if (code == m_language)
        return;
    if (!m_guard.mayLeave()) {
        offerLanguages(); // the menu has already checked the other one
        return;
    }
    m_settings.setLanguage(code);
    saveLook();
    QCoreApplication::exit(kAnotherLanguage);
}

void Desktop::show() { m_window.show(); }

} // namespace stepmark::desktop
