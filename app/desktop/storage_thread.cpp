// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/storage_thread.h"

#include "model/domain/error.h"
#include "storage/connection.h"

#include <QFileInfo>

#include <utility>

namespace stepmark::desktop {

namespace {
std::filesystem::path toPath(const QString& path) { return std::filesystem::path(path.toStdString()); }
} // namespace

StorageThread::StorageThread(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<QObject>()) {
    m_thread.setObjectName(QStringLiteral("storage"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    post([this] {
        m_watch = new QTimer(m_worker.get());
        connect(m_watch, &QTimer::timeout, m_worker.get(), [this] { lookAtFile(); });
        m_watch->start(kLook_ms);
    });
}

StorageThread::~StorageThread() {
    post([this] {
        delete m_watch;
        m_session.reset(); // the connection must go where it was made
    });
    waitUntilIdle();
    m_thread.quit();
    m_thread.wait();
}

void StorageThread::post(std::function<void()> job) {
    QMetaObject::invokeMethod(m_worker.get(), std::move(job), Qt::QueuedConnection);
}

void StorageThread::reply(std::function<void()> answer) {
    QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
}

void StorageThread::waitUntilIdle() {
    QMetaObject::invokeMethod(
        m_worker.get(), [] {}, Qt::BlockingQueuedConnection);
}

Session& StorageThread::session() {
    if (!m_session)
        throw Error("No project is open.");
    if (m_session->project.changedWhileRead()) { // it is read without locks
        const int number = m_session->number;    // what is asked for is still meant for this one
        m_session = std::make_unique<Session>(
            storage::Project::open(m_session->project.path(), storage::Project::Access::WriteOrRead));
        m_session->number = number;
    }
    return *m_session;
}

std::unique_ptr<Session> StorageThread::makeSession(storage::Project project) {
    auto session = std::make_unique<Session>(std::move(project));
    session->number = ++m_sessions;
    return session;
}

void StorageThread::load(const QString& path, bool goes_on, std::function<storage::Project()> make) {
    post([this, path, goes_on, make = std::move(make)] {
        try {
            auto next = makeSession(make());
            if (goes_on && m_session)
                follow(*next, traceOf(*m_session));
            const ProjectInfo info{.path = path,
                                   .title = QString::fromStdString(next->project.title()),
                                   .read_only = QString::fromStdString(next->project.whyReadOnly()),
                                   .session = next->number,
                                   .went_on = goes_on};
            m_session = std::move(next);
            m_lost_path.clear();
            tellPlace(storage::FilePlace::Ours, {});
            reply([this, info] { Q_EMIT opened(info); });
        } catch (const std::exception& error) {
            const QString message = QString::fromUtf8(error.what());
            reply([this, path, message] { Q_EMIT openFailed(path, message); });
        }
    });
}

void StorageThread::openProject(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    load(absolute, false, [absolute] {
        return storage::Project::open(toPath(absolute), storage::Project::Access::WriteOrRead);
    });
}

void StorageThread::createProject(const QString& path, const QString& title) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    load(absolute, false,
         [absolute, title] { return storage::Project::create(toPath(absolute), title.toStdString()); });
}

void StorageThread::goOnAt(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    load(absolute, true, [this, absolute] {
        const storage::Project& present = session().project;
        if (present.path() == toPath(absolute))
            present.connection().takeLogAway(); // it would be played into the file that stands there now
        auto next = storage::Project::open(toPath(absolute));
        if (next.setting("created_at") != present.setting("created_at"))
            throw Error("\"" + absolute.toStdString() +
                        "\" is another project than the one that was open: save that one to another place first.");
        return next;
    });
}

// --- is it still there? ----------------------------------------------------------------------------------------------

void StorageThread::lookAtFile() {
    if (!m_session && m_lost_path.isEmpty())
        return;
    auto place = m_session ? m_session->project.connection().place() : storage::FilePlace::LogTaken;
    QString why;
    try {
        if (place == storage::FilePlace::LogTaken && reopen())
            place = storage::FilePlace::Ours;
    } catch (const std::exception& error) {
        why = QString::fromUtf8(error.what());
    }
    tellPlace(place, why);
}

/// Another program took itself for the last one, played the log into the file and took it away: what is to be had is in
/// the file. The old connection goes first: within a process SQLite would share its lost memory with the new one.
bool StorageThread::reopen() {
    if (m_session) {
        m_lost_path = QString::fromStdString(m_session->project.path().string());
        m_lost_trace = traceOf(*m_session);
        m_session.reset();
    }
    auto next = makeSession(storage::Project::open(toPath(m_lost_path)));
    follow(*next, m_lost_trace);
    m_session = std::move(next);
    m_lost_path.clear();
    reply([this, number = m_session->number] { Q_EMIT reopened(number); });
    return true;
}

void StorageThread::tellPlace(storage::FilePlace place, const QString& why) {
    if (std::exchange(m_place, place) != place)
        reply([this, place, why] { Q_EMIT placeChanged(place, why); });
}

void StorageThread::closeProject() {
    post([this] {
        m_session.reset();
        m_lost_path.clear();
        tellPlace(storage::FilePlace::Ours, {});
        reply([this] { Q_EMIT closed(); });
    });
}

} // namespace stepmark::desktop
