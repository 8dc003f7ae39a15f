// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

namespace stepmark::bench {

/// Stands for a training run: a process of this program that multiplies matrices on every core, at the worker's
/// priority, as long as this object lives. Main thread.
class BusyLoad {
public:
    BusyLoad(const QString& program, bool wanted);
    ~BusyLoad();

private:
    QProcess m_process;
};

/// What that process does until its standard input ends. Returns its exit code.
int runBusyLoad();

} // namespace stepmark::bench
