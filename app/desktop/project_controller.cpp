// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/project_controller.h"

#include "ui/jobs/worker_text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <utility>

namespace stepmark::desktop {

namespace {

/// One lock a project and user, away from the project's folder, which may be shared or read-only.
QString lockPath(const QString& project_path) {
    QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!QFileInfo(folder).isDir())
        folder = QDir::tempPath();
    const QFileInfo file(project_path);
    const QString name = file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
    const auto hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QDir(folder).filePath(QStringLiteral("stepmark-%1.lock").arg(QString::fromLatin1(hash)));
}

QString withSuffix(const QString& path) {
    return QFileInfo(path).suffix().isEmpty() ? path + QStringLiteral(".stepmark") : path;
}

} // namespace

ProjectController::ProjectController(StorageThread& storage, DesktopSettings& settings, ui::MainWindow& window,
                                     QString worker_program, std::function<bool()> may_leave, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_settings(settings)
    , m_window(window)
    , m_start(new ui::StartPage)
    , m_sample(std::move(worker_program))
    , m_may_leave(std::move(may_leave)) {
    connect(&window, &ui::MainWindow::newProjectRequested, this, &ProjectController::create);
    connect(&window, &ui::MainWindow::sampleProjectRequested, this, &ProjectController::makeSample);
    connect(&window, &ui::MainWindow::openProjectRequested, this, &ProjectController::open);
    connect(&window, &ui::MainWindow::closeProjectRequested, this, &ProjectController::close);
    connect(m_start, &ui::StartPage::forgetRequested, this, [this](const QString& path) {
        m_settings.forgetRecent(path);
        showRecent();
    });
    connect(&storage, &StorageThread::opened, this, &ProjectController::wasOpened);
    connect(&storage, &StorageThread::openFailed, this, &ProjectController::openFailed);
    connect(&m_sample, &WorkerProcess::ended, this, &ProjectController::sampleEnded);
    connect(&m_sample, &WorkerProcess::progressed, this, [this](const Progress& progress) {
        const QString stage = ui::stageText(progress);
        m_start->setBusy(progress.total > 0
                             ? tr("Making the sample project: %1, %2 of %3")
                                   .arg(stage, QString::number(progress.done), QString::number(progress.total))
                             : tr("Making the sample project: %1").arg(stage));
    });
    showRecent();
}

void ProjectController::showRecent() { m_start->setRecent(m_settings.recent()); }

bool ProjectController::leave() {
    if (!isOpen())
        return true;
    if (!m_may_leave())
        return false;
    Q_EMIT aboutToClose();
    m_lock.reset();
    m_project = {};
    m_storage.closeProject();
    m_window.setProject(std::nullopt);
    Q_EMIT closed();
    return true;
}

void ProjectController::create(const QString& path, const QString& title) {
    if (isBusy() || !leave())
        return;
    m_opening = true;
    m_start->setBusy(tr("Making the project"));
    const QString file = withSuffix(path);
    m_storage.createProject(file, title.isEmpty() ? QFileInfo(file).completeBaseName() : title);
}

void ProjectController::open(const QString& path) {
    if (isBusy() || !leave())
        return;
    m_opening = true;
    m_start->setBusy(tr("Opening %1").arg(QFileInfo(path).fileName()));
    m_storage.openProject(path);
}

void ProjectController::goOnAt(const QString& path) {
    if (isBusy() || !isOpen())
        return;
    m_opening = true;
    m_storage.goOnAt(path);
}

void ProjectController::makeSample(const QString& path) {
    if (isBusy() || !leave())
        return;
    m_sample_path = QFileInfo(withSuffix(path)).absoluteFilePath();
    m_window.showHome();
    m_start->setBusy(tr("Making the sample project"));
    m_sample_made = false;
    m_sample.start({QStringLiteral("sample"), m_sample_path, QStringLiteral("--json")});
}

void ProjectController::sampleEnded(const WorkerOutcome& outcome) {
    if (outcome.kind == WorkerOutcome::Kind::Done && !std::exchange(m_sample_made, true)) {
        // A first queue, so that a newcomer can label at once; without marks there is no model to choose by.
        m_start->setBusy(tr("Making the sample project: choosing what to label first"));
        m_sample.start({QStringLiteral("queue"), m_sample_path, QStringLiteral("--strategy"), QStringLiteral("uniform"),
                        QStringLiteral("--count"), QString::number(kFirstQueue), QStringLiteral("--per-problem"),
                        QStringLiteral("1"), QStringLiteral("--json")});
        return;
    }
    m_start->setBusy({});
    if (m_sample_made) {
        open(m_sample_path); // even without a queue it is a project: the label page says what to do
        return;
    }
    m_start->setError(outcome.message);
    m_window.showNotice(tr("The sample project was not made: %1").arg(outcome.message), true);
}

void ProjectController::close() {
    if (!leave())
        return;
    m_window.clearNotice();
    m_window.showHome();
}

void ProjectController::wasOpened(const ProjectInfo& project) {
    m_opening = false;
    if (project.went_on)
        Q_EMIT aboutToClose(); // and what is not written yet follows into the new file
    m_project = project;
    if (m_project.title.isEmpty())
        m_project.title = QFileInfo(project.path).completeBaseName();
    m_start->setBusy({});
    m_start->setError({});
    m_window.clearNotice();
    m_settings.addRecent(m_project.path, m_project.title);
    showRecent();
    Q_EMIT opened(m_project);
    if (!project.went_on)
        m_window.showPage(m_window.takeRestoredPage());
    warnOfOtherWindow();
}

void ProjectController::warnOfOtherWindow() {
    m_lock = std::make_unique<QLockFile>(lockPath(m_project.path));
    m_lock->setStaleLockTime(0); // held as long as the window lives
    if (m_lock->tryLock(0) || m_lock->error() != QLockFile::LockFailedError)
        return;
    m_window.showNotice(tr("This project is also open in another window. Both may label; each shows the other's marks "
                           "once a solution comes up again."));
}

void ProjectController::openFailed(const QString& path, const QString& message) {
    m_opening = false;
    if (isOpen()) {
        Q_EMIT goingOnFailed(message);
        return;
    }
    m_start->setBusy({});
    m_start->setError(message);
    m_window.showHome();
    m_window.showNotice(tr("%1 was not opened: %2").arg(QFileInfo(path).fileName(), message), true);
}

} // namespace stepmark::desktop
