// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/storage_thread.h"

#include "model/domain/error.h"

#include <QFileInfo>

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
}

StorageThread::~StorageThread() {
    post([this] { m_session.reset(); }); // the connection must go where it was made
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
    return *m_session;
}

void StorageThread::load(const QString& path, std::function<storage::Project()> make) {
    post([this, path, make = std::move(make)] {
        try {
            auto next = std::make_unique<Session>(make());
            const ProjectInfo info{path, QString::fromStdString(next->project.title())};
            m_session = std::move(next);
            reply([this, info] { Q_EMIT opened(info); });
        } catch (const std::exception& error) {
            const QString message = QString::fromUtf8(error.what());
            reply([this, path, message] { Q_EMIT openFailed(path, message); });
        }
    });
}

void StorageThread::openProject(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    load(absolute, [absolute] { return storage::Project::open(toPath(absolute)); });
}

void StorageThread::createProject(const QString& path, const QString& title) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    load(absolute, [absolute, title] { return storage::Project::create(toPath(absolute), title.toStdString()); });
}

void StorageThread::closeProject() {
    post([this] {
        m_session.reset();
        reply([this] { Q_EMIT closed(); });
    });
}

} // namespace stepmark::desktop
