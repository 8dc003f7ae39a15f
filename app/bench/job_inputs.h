// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include <QString>
#include <QStringList>

namespace stepmark::bench {

/// The jobs of stepmarkctl that can run beside a labelling session: import, label, generate, train.
const QStringList& knownJobs();

/// Adds to the large project what `job` needs and the project does not have: problems for `generate`, ratings for
/// `train`. Once a project.
void prepareJob(const QString& job, const QString& project);

/// Where a job works.
struct JobPlace {
    QString project;
    QString folder;       ///< for its files
    qint64 solutions = 0; ///< of the large project
};

/// What stepmarkctl is called with in run number `run` (from 0) of `job`; its files are written. Each run has work of
/// its own.
QStringList jobArguments(const QString& job, const JobPlace& place, int run);

} // namespace stepmark::bench
