// SPDX-License-Identifier: GPL-3.0-or-later
// stepmark_bench labelling [--with JOB] [--json]: how quick the window is on a large project.
#include "app/bench/busy_load.h"
#include "app/bench/job_inputs.h"
#include "app/bench/labelling_bench.h"
#include "app/bench/labelling_session.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <cstdio>
#include <cstring>
#include <exception>

using namespace stepmark::bench;

namespace {

QCommandLineOption option(const char* name, const char* text, const char* value = nullptr,
                          const QString& standard = {}) {
    return {QLatin1String(name), QLatin1String(text), value ? QLatin1String(value) : QString(), standard};
}

void addOptions(QCommandLineParser& parser) {
    const LabellingOptions standard;
    parser.setApplicationDescription(QStringLiteral(
        "labelling: makes a large project, labels in the real window by key events, and prints how long it took."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("labelling"), QStringLiteral("What to measure."));
    parser.addOption(option("json", "Print one JSON object."));
    parser.addOption(option("load", "Keep all cores busy at the worker's priority meanwhile."));
    parser.addOption(option(
        "with", "Run this job of stepmarkctl on the project meanwhile: import, label, generate or train.", "JOB"));
    parser.addOption(option("solutions", "Size of the project.", "N", QString::number(standard.solutions)));
    parser.addOption(option("ratings", "Ratings added between two sessions.", "N", QString::number(standard.ratings)));
    parser.addOption(option("marks", "Keys a session.", "N", QString::number(standard.marks)));
    parser.addOption(option("pace", "Milliseconds from key to key.", "MS", QString::number(standard.pace_ms)));
    parser.addOption(option("starts", "Starts to take the median of.", "N", QString::number(standard.starts)));
    parser.addOption(option("project", "Project to use; made, and kept, where there is none.", "FILE"));
    parser.addOption(option("candidates", "JSON lines to import and export.", "FILE",
                            QStringLiteral("../shared/data/gsm8k-best-of-32/candidates.jsonl")));
    QCommandLineOption started = option("started", "", "MS", QStringLiteral("-1"));
    started.setFlags(QCommandLineOption::HiddenFromHelp); // between the bench and its sessions
    parser.addOption(started);
}

void print(const QJsonObject& result, bool as_json) {
    if (as_json) {
        std::printf("%s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
        return;
    }
    for (auto value = result.begin(); value != result.end(); ++value)
        std::printf("%-28s %s\n", qPrintable(value.key()), qPrintable(value.value().toVariant().toString()));
}

int run(FrameClock& application) {
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    const QStringList words = parser.positionalArguments();
    const QString what = words.value(0);
    if (what == QLatin1String("session") && words.size() == 2) {
        SessionOptions options;
        options.project = words[1];
        options.marks = parser.value(QStringLiteral("marks")).toInt();
        options.pace_ms = parser.value(QStringLiteral("pace")).toInt();
        options.started_ms = parser.value(QStringLiteral("started")).toDouble();
        print(runLabellingSession(application, options), true);
        return 0;
    }
    if (what != QLatin1String("labelling") || words.size() != 1) {
        std::fprintf(stderr, "stepmark_bench: say what to measure: labelling; see --help.\n");
        return 2;
    }
    LabellingOptions options;
    options.solutions = parser.value(QStringLiteral("solutions")).toLongLong();
    options.ratings = parser.value(QStringLiteral("ratings")).toLongLong();
    options.marks = parser.value(QStringLiteral("marks")).toInt();
    options.pace_ms = parser.value(QStringLiteral("pace")).toInt();
    options.starts = parser.value(QStringLiteral("starts")).toInt();
    options.load = parser.isSet(QStringLiteral("load"));
    options.with = parser.value(QStringLiteral("with"));
    options.project = parser.value(QStringLiteral("project"));
    options.candidates = parser.value(QStringLiteral("candidates"));
    options.program = QCoreApplication::applicationFilePath();
    if (options.solutions < 1 || options.marks < 1 || options.ratings < 0 || options.pace_ms < 0) {
        std::fprintf(stderr, "stepmark_bench: sizes are positive numbers; see --help.\n");
        return 2;
    }
    if (!options.with.isEmpty() && !knownJobs().contains(options.with)) {
        std::fprintf(stderr, "stepmark_bench: --with %s: one of %s.\n", qPrintable(options.with),
                     qPrintable(knownJobs().join(QStringLiteral(", "))));
        return 2;
    }
    print(benchLabelling(options), parser.isSet(QStringLiteral("json")));
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "busy") == 0)
        return runBusyLoad();
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    FrameClock application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("stepmark_bench"));
    try {
        return run(application);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stepmark_bench: %s\n", error.what());
        return 1;
    }
}
