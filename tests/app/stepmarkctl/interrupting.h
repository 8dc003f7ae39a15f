// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ends stepmarkctl in the middle. Main thread of a test.
#pragma once

#include "tests/app/stepmarkctl/ctl_runner.h"

namespace stepmark::test {

/// The report with which a part of a round begins.
inline QByteArray beginOf(const char* part) { return QByteArray("{\"stage\":\"starting\",\"part\":\"") + part + '"'; }

/// Starts the command and waits until its progress says `mark`; no longer, or a short stage would be over.
inline void startUntil(QProcess& process, const QStringList& arguments, const QByteArray& mark) {
    process.setReadChannel(QProcess::StandardError);
    process.start(ctlProgram(), QStringList(arguments) << "--json");
    QByteArray seen;
    while (!seen.contains(mark)) {
        QVERIFY2(process.waitForReadyRead(240'000), seen.right(500).constData());
        seen += process.readAllStandardError();
    }
}

inline void kill(QProcess& process) {
    process.kill();
    QVERIFY(process.waitForFinished());
}

} // namespace stepmark::test
