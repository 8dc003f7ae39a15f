// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop.h"
#include "app/desktop/labelling_workshop.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

namespace stepmark::desktop::testing {

/// A rating event as it lies in the file.
struct Event {
    SolutionId solution = 0;
    std::string step;
    std::optional<Rating> rating;
    bool operator==(const Event&) const = default;
};

/// A project file in a temporary folder: `solutions` solutions of three steps, each of a problem of its own, all queued
/// by round 1. Texts: "Step 2 of 5" is the second step of the fifth solution, ids count from 1.
class ProjectFile {
public:
    explicit ProjectFile(int solutions = 4);
    QString path() const { return m_folder.filePath(QStringLiteral("test.stepmark")); }
    QString folder() const { return m_folder.path(); }
    /// A shell script in the folder, to stand for stepmarkctl.
    QString script(const QByteArray& body) const;

    /// Through a connection of its own, as another program would see it. Oldest first.
    std::vector<Event> events() const;
    /// One more problem with two solutions that share their first step, queued by a round of their own, in front of the
    /// others; returns their ids.
    std::vector<SolutionId> addSharing();

private:
    QTemporaryDir m_folder;
};

/// Options for a desktop that leaves the user's settings alone and has no worker.
DesktopOptions options(const ProjectFile& file, const QString& worker = QStringLiteral("/nonexistent/stepmarkctl"));

/// A desktop on the project, its first solution on screen.
std::unique_ptr<Desktop> openDesktop(const ProjectFile& file,
                                     const QString& worker = QStringLiteral("/nonexistent/stepmarkctl"));
/// The same with a project at another path.
std::unique_ptr<Desktop> openDesktop(const QString& path, const DesktopOptions& options);

inline ui::LabellingPages& pages(Desktop& desktop) { return LabellingWorkshop::of(desktop).pages(); }

/// Answers the question who labels, which must be on screen.
void answerSeat(Desktop& desktop, const QString& name);
bool isLabelling(Desktop& desktop);
SolutionId onScreen(Desktop& desktop);
/// Keys to the label page: "3" right, "2" neutral, "1" wrong, "U" undo, "S" skip, "\r" Enter.
void type(Desktop& desktop, const QByteArray& keys);
/// Everything on disk, and the next solutions prepared.
bool settle(Desktop& desktop, int timeout_ms = 10'000);

} // namespace stepmark::desktop::testing
