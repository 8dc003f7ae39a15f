// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs stepmarkctl and reads what it printed. Main thread of a test.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <functional>

namespace stepmark::test {

struct CtlResult {
    int code = -1;
    nlohmann::json json; ///< standard output, where it is one JSON object
    QString out, err;
};

inline QString ctlProgram() { return QStringLiteral(STEPMARK_BINARY_DIR "/bin/stepmarkctl"); }

using Prepare = std::function<void(QProcess&)>;

/// Runs `stepmarkctl ARGUMENTS` to its end; `prepare` may change the process before it starts.
inline CtlResult run(const QStringList& arguments, const Prepare& prepare = {}, const QByteArray& input = {}) {
    QProcess process;
    if (prepare)
        prepare(process);
    process.start(ctlProgram(), arguments);
    process.write(input);
    process.closeWriteChannel();
    CtlResult result;
    if (!process.waitForFinished(600'000))
        process.kill();
    result.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    result.json = nlohmann::json::parse(result.out.toStdString(), nullptr, false);
    return result;
}

/// The same with --json.
inline CtlResult ctl(QStringList arguments, const Prepare& prepare = {}, const QByteArray& input = {}) {
    return run(arguments << QStringLiteral("--json"), prepare, input);
}

/// The subcommands that the help names, as they are typed: "import", "w2s tasks".
inline QStringList subcommandNames() {
    static const QRegularExpression name("^  ([a-z0-9-]+(?: [a-z0-9-]+)?)(?:  |$)", QRegularExpression::MultilineOption);
    static const QString help = run({"--help"}).out.section("Subcommands:\n", 1).section("\n\n", 0, 0);
    QStringList names;
    for (auto match = name.globalMatch(help); match.hasNext();)
        names << match.next().captured(1);
    return names;
}

/// A folder for one test, with a project in it.
struct Workplace {
    QTemporaryDir folder;
    QString project() const { return folder.filePath(QStringLiteral("p.stepmark")); }
    QString file(const QString& name, const QByteArray& content = {}) const {
        const QString path = folder.filePath(name);
        if (!content.isNull()) {
            QFile out(path);
            if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
                qFatal("cannot write %s", qPrintable(path));
        }
        return path;
    }
};

} // namespace stepmark::test
