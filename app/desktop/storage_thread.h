// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThread>

#include <exception>
#include <functional>
#include <memory>

namespace stepmark::desktop {

struct ProjectInfo {
    QString path; ///< absolute
    QString title;
};

/// The one thread on which all SQL of the desktop runs, in the order asked for. Used from the main thread; nothing here
/// waits for the disk except waitUntilIdle() and the destructor.
class StorageThread : public QObject {
    Q_OBJECT
public:
    explicit StorageThread(QObject* parent = nullptr);
    ~StorageThread() override; ///< finishes what was asked for, closes the project

    /// Answered by opened() or openFailed(); a project that was open before stays so if this one cannot be opened.
    void openProject(const QString& path);
    void createProject(const QString& path, const QString& title);
    void closeProject();

    /// Runs `work` on the storage thread; its result comes to `done` on the main thread, the text of what it threw to
    /// `failed`. Neither comes once `receiver` is gone.
    template <class Result>
    void ask(QObject* receiver, std::function<Result(Session&)> work, std::function<void(Result)> done,
             std::function<void(const QString&)> failed);

    /// Returns when all that was asked for has been done. Answers still wait in the main thread's event queue.
    void waitUntilIdle();

Q_SIGNALS:
    void opened(const stepmark::desktop::ProjectInfo& project);
    void openFailed(const QString& path, const QString& message);
    void closed();

private:
    void post(std::function<void()> job);
    void reply(std::function<void()> answer);
    void load(const QString& path, std::function<storage::Project()> make);
    Session& session(); ///< storage thread; Error where none is open

    QThread m_thread;
    std::unique_ptr<QObject> m_worker;  ///< lives on m_thread, receives the requests
    std::unique_ptr<Session> m_session; ///< touched on m_thread only
};

template <class Result>
void StorageThread::ask(QObject* receiver, std::function<Result(Session&)> work, std::function<void(Result)> done,
                        std::function<void(const QString&)> failed) {
    QPointer<QObject> alive(receiver);
    post([this, alive, work = std::move(work), done = std::move(done), failed = std::move(failed)] {
        try {
            auto result = std::make_shared<Result>(work(session()));
            reply([alive, done, result] {
                if (alive && done)
                    done(std::move(*result));
            });
        } catch (const std::exception& error) {
            const QString message = QString::fromUtf8(error.what());
            reply([alive, failed, message] {
                if (alive && failed)
                    failed(message);
            });
        }
    });
}

} // namespace stepmark::desktop
