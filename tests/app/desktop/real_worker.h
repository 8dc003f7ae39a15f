// SPDX-License-Identifier: GPL-3.0-or-later
// The stepmarkctl of this build. Any thread.
#pragma once

#include "app/desktop/worker_process.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QString>

namespace stepmark::desktop::testing {

inline const QString kWorker = QStringLiteral(STEPMARK_BINARY_DIR "/bin/stepmarkctl");

/// What it prints; ends the test where it fails.
inline QByteArray answerOf(const WorkerCall& call) {
    QProcess worker;
    worker.start(kWorker, call.arguments);
    worker.write(call.input);
    worker.closeWriteChannel();
    if (!worker.waitForFinished(60'000) || worker.exitCode() != 0)
        qFatal("%s", worker.readAllStandardError().constData());
    return worker.readAllStandardOutput();
}

/// The long options of a command's help.
inline QSet<QString> optionsOf(const QString& command) {
    QProcess worker;
    worker.start(kWorker, {command, QStringLiteral("--help")});
    worker.waitForFinished(30'000);
    QSet<QString> options;
    static const QRegularExpression option(QStringLiteral("^  (?:-h, )?(--[a-z-]+)"),
                                           QRegularExpression::MultilineOption);
    for (auto found = option.globalMatch(QString::fromUtf8(worker.readAllStandardOutput())); found.hasNext();)
        options.insert(found.next().captured(1));
    return options;
}

} // namespace stepmark::desktop::testing
