// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lost_project.h"

#include "storage/backup.h"
#include "storage/connection.h"

#include <QFileInfo>

namespace stepmark::desktop {

LostProject::LostProject(StorageThread& storage, WriteQueue& writes, ProjectController& projects,
                         ui::MainWindow& window)
    : m_storage(storage)
    , m_writes(writes)
    , m_projects(projects)
    , m_window(window) {
    connect(&storage, &StorageThread::placeChanged, this, &LostProject::placeChanged);
    connect(&storage, &StorageThread::reopened, &writes, &WriteQueue::goOn);
    connect(&window, &ui::MainWindow::saveElsewhereRequested, this, &LostProject::saveTo);
    connect(&window, &ui::MainWindow::goOnRequested, this, [this] {
        show({}, true);
        m_projects.goOnAt(m_projects.project().path);
    });
    connect(&projects, &ProjectController::goingOnFailed, this, [this](const QString& why) { show(why); });
}

void LostProject::placeChanged(storage::FilePlace place, const QString& why) {
    m_place = place;
    m_why = why;
    m_writes.setLost(place == storage::FilePlace::Ours ? QString() : whatHappened());
    show();
}

QString LostProject::whatHappened() const {
    const QString name = m_projects.project().path;
    switch (m_place) {
    case storage::FilePlace::Ours:
        return {};
    case storage::FilePlace::Gone:
        return tr("%1 was moved or deleted.").arg(name);
    case storage::FilePlace::Replaced:
        return tr("Another file stands at %1 now.").arg(name);
    case storage::FilePlace::LogTaken:
        break;
    }
    return m_why;
}

/// `problem`: why the last way out was none.
void LostProject::show(const QString& problem, bool busy) {
    if (m_place == storage::FilePlace::Ours) {
        m_window.setLost(std::nullopt);
        return;
    }
    ui::LostProject lost;
    lost.busy = busy;
    lost.can_save = m_place != storage::FilePlace::LogTaken; // else there is no connection to save from
    lost.can_go_on = m_place == storage::FilePlace::Replaced;
    QStringList sentences{whatHappened()};
    if (busy)
        sentences.append(tr("Saving it, and opening it again…"));
    else if (!problem.isEmpty())
        sentences.append(problem);
    else if (m_place == storage::FilePlace::Gone)
        sentences.append(tr("Nothing is written any more, but nothing is lost yet: the window still holds it all. Put "
                            "the file back, or save the project to another place."));
    else if (m_place == storage::FilePlace::Replaced)
        sentences.append(tr("Nothing is written any more, but nothing is lost yet: the window still holds it all. Save "
                            "the project to another place; or, where that file is a copy of it, go on with that one: "
                            "what it lacks of your marks since the project was opened is added to it."));
    else
        sentences.append(tr("It is tried again all the time; your marks wait here."));
    lost.text = sentences.join(QLatin1Char(' '));
    m_window.setLost(lost);
}

void LostProject::saveTo(const QString& path) {
    show({}, true);
    m_storage.ask<bool>(
        this,
        [path = std::filesystem::path(path.toStdString())](Session& session) {
            if (path == session.project.path())
                session.project.connection().takeLogAway(); // its own, in the way of a new file
            storage::backup(session.project, path, true);
            return true;
        },
        [this, path](bool) { m_projects.goOnAt(path); }, [this](const QString& message) { show(message); });
}

} // namespace stepmark::desktop
