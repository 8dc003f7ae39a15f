// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/held_writes.h"
#include "app/desktop/session.h"
#include "storage/file_guard.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThread>
#include <QTimer>

#include <exception>
#include <functional>
#include <memory>

namespace stepmark::desktop {

struct ProjectInfo {
    QString path; ///< absolute
    QString title;
    QString read_only; ///< why nothing can be written; empty: it can
    int session = 0;      ///< Session::number
    bool went_on = false; ///< the same project as before, at another place or after another file stood there
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
    /// Answered like openProject(), but only a file of the open project's origin is opened (a copy of it, a backup):
    /// its passes go on. For the open project's own path too, where another file stands there now.
    void goOnAt(const QString& path);

    /// Runs `work` on the storage thread; its result comes to `done` on the main thread, the text of what it threw to
    /// `failed`. Neither comes once `receiver` is gone.
    template <class Result>
    void ask(QObject* receiver, std::function<Result(Session&)> work, std::function<void(Result)> done,
             std::function<void(const QString&)> failed);

    /// Returns when all that was asked for has been done. Answers still wait in the main thread's event queue.
    void waitUntilIdle();

    static constexpr int kLook_ms = 500; ///< between looks whether the project still stands at its path

Q_SIGNALS:
    void opened(const stepmark::desktop::ProjectInfo& project);
    void openFailed(const QString& path, const QString& message);
    void closed();
    /// The open project was moved, deleted, replaced, or (Ours) stands at its path again. `why`: in words, where it is
    /// not ours.
    void placeChanged(stepmark::storage::FilePlace place, const QString& why);
    /// Its log had been taken away: it was opened again as it lies there. What was written into the lost log since the
    /// last commit that everybody saw is missing in it.
    void reopened(int session);

private:
    void post(std::function<void()> job);
    void reply(std::function<void()> answer);
    void load(const QString& path, bool goes_on, std::function<storage::Project()> make);
    std::unique_ptr<Session> makeSession(storage::Project project);
    void lookAtFile();
    bool reopen();
    void tellPlace(storage::FilePlace place, const QString& why);
    Session& session(); ///< storage thread, as its file is now; Error where none is open

    QThread m_thread;
    std::unique_ptr<QObject> m_worker; ///< lives on m_thread, receives the requests
    // Touched on m_thread only.
    std::unique_ptr<Session> m_session;
    QTimer* m_watch = nullptr;
    storage::FilePlace m_place = storage::FilePlace::Ours; ///< as last told
    int m_sessions = 0;
    QString m_lost_path; ///< of a session that had to be closed and could not be opened again yet
    Trace m_lost_trace;
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
