// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace stepmark::ui {

/// What the header shows of the open project.
struct ProjectView {
    QString title;
    QString path;
    int round = 0;      ///< 0: none yet
    int queue_done = 0; ///< of the queue, labelled so far
    int queue_total = 0;
    QString labeler;
    bool screening = false; ///< the labeler answers known questions first: the queue is the screening
};

/// Whether the marks are on disk. Always in sight.
struct SavedState {
    int pending = 0;               ///< marks sent to storage and not yet committed
    qint64 saved = 0;              ///< marks committed
    std::optional<qint64> last_ms; ///< key to commit of the last mark
    QString error;                 ///< storage refused: shown with a button to try again
    int refused = 0;               ///< changes refused for good and not seen yet: shown with a button to see them
};

/// The file of the open project was moved, deleted or replaced.
struct LostProject {
    QString text; ///< what happened, and what to do
    bool can_save = true;
    bool can_go_on = false; ///< with the file that stands there now
    bool busy = false;      ///< a way out is being gone
};

} // namespace stepmark::ui
