// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include <QJsonObject>
#include <QString>

namespace stepmark::bench {

struct LabellingOptions {
    qint64 solutions = 100'000;
    qint64 ratings = 400'000; ///< added between two sessions, to see whether saving stays as quick
    int marks = 400;          ///< keys a session
    int pace_ms = 120;
    int starts = 5;
    bool load = false;  ///< both cores busy at the worker's priority meanwhile
    QString with;       ///< a job of stepmarkctl that runs on the project meanwhile; empty: none
    QString project;    ///< kept and used again; empty: made in a temporary folder
    QString candidates; ///< JSON lines to import and export; empty or absent: those figures are null
    QString program;    ///< this one, for the sessions: each is a process of its own
};

/// Measures labelling on a large project; what is printed is said in docs/performance.md. Progress goes to standard
/// error. Error where a session fails.
QJsonObject benchLabelling(const LabellingOptions& options);

} // namespace stepmark::bench
