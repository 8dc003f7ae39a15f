// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/project_controller.h"
#include "app/desktop/write_queue.h"

#include <QObject>

namespace stepmark::desktop {

/// The open project was moved, deleted or replaced by another program: says so, and leads out of it. Everything is
/// still to be had through the open connection. Main thread only.
class LostProject : public QObject {
    Q_OBJECT
public:
    LostProject(StorageThread& storage, WriteQueue& writes, ProjectController& projects, ui::MainWindow& window);

private:
    void placeChanged(storage::FilePlace place, const QString& why);
    void saveTo(const QString& path);
    void show(const QString& problem = {}, bool busy = false);
    QString whatHappened() const;

    StorageThread& m_storage;
    WriteQueue& m_writes;
    ProjectController& m_projects;
    ui::MainWindow& m_window;
    storage::FilePlace m_place = storage::FilePlace::Ours;
    QString m_why;
};

} // namespace stepmark::desktop
