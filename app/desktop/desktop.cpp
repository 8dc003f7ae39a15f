// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"

#include "app/desktop/language.h"
#include "storage/versions.h"
#include "ui/math/formulas.h"
#include "ui/theme/theme.h"
#include "ui/window/refused_dialog.h"
#include "ui/window/status_bar.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace stepmark::desktop {

namespace {
QString programOr(const QString& asked) { return asked.isEmpty() ? WorkerProcess::defaultProgram() : asked; }
} // namespace

Desktop::Desktop(const DesktopOptions& options)
    : m_settings(options.settings_file)
    , m_language(options.language.value_or(m_settings.language()))
    , m_writes(m_storage)
    , m_jobs(m_storage, programOr(options.worker_program))
    , m_guard(m_writes, m_jobs, m_window)
    , m_label(m_storage, m_writes, *m_window.labelPage())
    , m_review(m_storage, m_writes, *m_window.reviewPage())
    , m_data(m_storage, *m_window.dataPage())
    , m_seat(m_storage, m_settings, m_window)
    , m_labelers(m_storage, *m_window.labelersPage())
    , m_rounds(m_storage, m_jobs, *m_window.roundsPage(), programOr(options.worker_program))
    , m_transfer(m_jobs, m_window, programOr(options.worker_program))
    , m_hold_out(m_window, programOr(options.worker_program))
    , m_projects(m_storage, m_settings, m_window, programOr(options.worker_program),
                 [this] { return m_guard.mayLeave(); })
    , m_lost(m_storage, m_writes, m_projects, m_window) {
    if (options.same_labeler)
        m_seat.expectSame();
    wireProject();
    wirePages();
    wireLook();
    showVersions({});
    offerLanguages();
    m_window.setProject(std::nullopt);
    m_window.setJob(std::nullopt);
    m_window.showPage(ui::MainWindow::Page::Start);
}

Desktop::~Desktop() { m_writes.flush(); }

void Desktop::wireProject() {
    connect(&m_projects, &ProjectController::opened, this, [this](const ProjectInfo& project) {
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
        if (project.read_only.isEmpty()) {
            m_window.labelPage()->showBusy(tr("Looking for who labels here"));
            m_seat.begin();
        } else {
            showReadOnly(project.read_only);
        }
        m_labelers.begin();
        m_data.begin();
        m_rounds.begin(project.path);
        m_transfer.begin(project.path);
        m_hold_out.begin(project.path);
        m_jobs.projectOpened(project.path);
        showHeader();
    });
    connect(&m_projects, &ProjectController::aboutToClose, this, [this] {
        m_seat.end();
        m_label.end();
        m_review.end();
        m_data.end();
        m_labelers.end();
        m_rounds.end();
        m_transfer.end();
        m_hold_out.end();
        m_jobs.projectClosed();
    });
    connect(&m_projects, &ProjectController::closed, this, [this] {
        m_writes.reset();
        showVersions({});
    });
    wirePeople();
}

/// Nobody sits down here: all pages but those on which one decides show what there is.
void Desktop::showReadOnly(const QString& why) {
    const QString title = tr("This project is read-only here");
    m_window.labelPage()->showMessage(title, tr("Nothing can be marked: %1.").arg(why), {});
    m_window.reviewPage()->showError(tr("Nothing can be settled: %1.").arg(why));
    m_window.showNotice(tr("%1: %2.").arg(title, why));
    m_window.statusLine()->setSavedState(std::nullopt); // there is nothing to save
}

void Desktop::wirePeople() {
    const auto notice = [this](const QString& text, bool is_error) { m_window.showNotice(text, is_error); };
    connect(&m_seat, &SeatController::seated, this, [this](const QString& name) {
        m_label.begin(name);
        m_review.begin(name);
        m_labelers.setLabeler(name);
        showHeader();
    });
    connect(&m_seat, &SeatController::left, &m_projects, &ProjectController::close);
    connect(&m_seat, &SeatController::failed, this, [notice](const QString& text) { notice(text, true); });
    connect(&m_window, &ui::MainWindow::labelerChangeWanted, &m_seat, &SeatController::change);
    connect(&m_labelers, &LabelersController::notice, this, notice);
    connect(&m_labelers, &LabelersController::changed, &m_label, &LabelController::refreshQueue);
    connect(&m_window, &ui::MainWindow::goldWanted, &m_labelers, &LabelersController::makeGold);
    connect(&m_window, &ui::MainWindow::pageChanged, this, [this](ui::MainWindow::Page page) {
        if (page == ui::MainWindow::Page::Labelers)
            m_labelers.refresh();
    });
}

void Desktop::wirePages() {
    const auto notice = [this](const QString& text, bool is_error) { m_window.showNotice(text, is_error); };
    connect(&m_writes, &WriteQueue::stateChanged, this, [this](const ui::SavedState& state) {
        if (m_projects.isOpen())
            m_window.setSavedState(state);
    });
    connect(&m_window, &ui::MainWindow::retrySaveRequested, &m_writes, &WriteQueue::retry);
    connect(&m_window, &ui::MainWindow::refusedWanted, this, &Desktop::showRefused);
    connect(&m_label, &LabelController::summaryChanged, this, &Desktop::showHeader);
    connect(&m_label, &LabelController::failed, this, [notice](const QString& text) { notice(text, true); });
    connect(&m_review, &ReviewController::failed, this, [notice](const QString& text) { notice(text, true); });
    connect(&m_window, &ui::MainWindow::pageChanged, this,
            [this](ui::MainWindow::Page page) { m_review.setShown(page == ui::MainWindow::Page::Review); });
    connect(&m_rounds, &RoundController::queueReady, &m_review, &ReviewController::invalidate);
    connect(&m_transfer, &TransferController::imported, &m_review, &ReviewController::invalidate);
    connect(&m_jobs, &JobRunner::queueChanged, &m_review, &ReviewController::invalidate);
    connect(&m_data, &DataController::notice, this, notice);
    connect(&m_data, &DataController::labelWanted, this, [this](SolutionId solution) {
        m_label.open(solution);
        m_window.showPage(ui::MainWindow::Page::Label);
    });
    connect(&m_window, &ui::MainWindow::pageChanged, this,
            [this](ui::MainWindow::Page page) { m_data.setInSight(page == ui::MainWindow::Page::Data); });
    connect(&m_rounds, &RoundController::queueReady, &m_data, &DataController::contentChanged);
    connect(&m_transfer, &TransferController::imported, &m_data, &DataController::contentChanged);
    connect(&m_hold_out, &HoldOutController::moved, &m_data, &DataController::contentChanged);
    connect(&m_hold_out, &HoldOutController::notice, this, notice);
    connect(&m_jobs, &JobRunner::queueChanged, &m_data, &DataController::contentChanged);
    connect(&m_rounds, &RoundController::notice, this, notice);
    connect(&m_window, &ui::MainWindow::pageChanged, this, [this](ui::MainWindow::Page page) {
        if (page == ui::MainWindow::Page::Rounds)
            m_rounds.propose();
    });
    connect(&m_rounds, &RoundController::queueReady, &m_label, &LabelController::refreshQueue);
    connect(&m_transfer, &TransferController::notice, this, notice);
    connect(&m_transfer, &TransferController::imported, &m_label, &LabelController::refreshQueue);
    connect(&m_jobs, &JobRunner::jobChanged, &m_window, &ui::MainWindow::setJob);
    connect(&m_jobs, &JobRunner::queueChanged, &m_label, &LabelController::refreshQueue);
}

void Desktop::showRefused() {
    auto* dialog = new ui::RefusedDialog(m_writes.refused().text(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &m_writes, &WriteQueue::refusedSeen);
    dialog->open();
}

void Desktop::wireLook() {
    m_window.restoreFrom(m_settings.store());
    connect(&ui::Theme::instance(), &ui::Theme::changed, this, [this] { m_window.saveTo(m_settings.store()); });
    connect(&m_window, &ui::MainWindow::languageChangeRequested, this, &Desktop::changeLanguage);
    connect(&m_window, &ui::MainWindow::keysChanged, this, [this] { m_window.saveTo(m_settings.store()); });
    connect(&m_window, &ui::MainWindow::aboutToQuit, this, [this] {
        m_window.saveTo(m_settings.store());
        m_jobs.projectClosed();
    });
}

void Desktop::showHeader() {
    if (!m_projects.isOpen())
        return;
    const QueueSummary& queue = m_label.summary();
    const ProjectInfo& project = m_projects.project();
    const QString title = project.read_only.isEmpty() ? project.title : tr("%1 (read-only)").arg(project.title);
    m_window.setProject(ui::ProjectView{title, m_projects.project().path, queue.round, queue.done,
                                        queue.total, m_settings.labeler(), queue.screening});
}

/// One "name version" a line; `project`: of the one that is open.
void Desktop::showVersions(const QString& project) {
    QStringList lines{QStringLiteral("Stepmark %1").arg(QCoreApplication::applicationVersion()),
                      QStringLiteral("Qt %1").arg(QLatin1String(qVersion()))};
    if (const QString version = ui::mathJaxVersion(); !version.isEmpty())
        lines.append(QStringLiteral("MathJax %1").arg(version));
    if (!project.isEmpty())
        lines.append(project);
    lines.append(
        QStringLiteral("%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()));
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
    m_window.saveTo(m_settings.store());
    QCoreApplication::exit(kAnotherLanguage);
}

void Desktop::show() { m_window.show(); }

} // namespace stepmark::desktop
