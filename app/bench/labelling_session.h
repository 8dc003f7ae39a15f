// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include <QApplication>
#include <QEvent>
#include <QJsonObject>
#include <QString>

namespace stepmark::bench {

/// An application that knows when a frame of a window is done: painted and handed to the window system.
class FrameClock : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

    int frames() const { return m_frames; }
    double lastFrame_ms() const { return m_last_ms; } ///< on monotonicNow_ms()'s clock

private:
    int m_frames = 0;
    double m_last_ms = 0;
};

struct SessionOptions {
    QString project;
    int marks = 400;
    int pace_ms = 120;      ///< from one key to the next; faster than anybody reads
    double started_ms = -1; ///< when this process was started, on monotonicNow_ms()'s clock
};

/// Opens the real window on the project and labels by key events of the window system. Returns lists of milliseconds:
/// `key_to_screen`, `key_to_disk`, `next_solution`; and `start_ms`, `memory_mb`, `memory_after_mb`. Error where nothing
/// comes on screen.
QJsonObject runLabellingSession(FrameClock& application, const SessionOptions& options);

} // namespace stepmark::bench
