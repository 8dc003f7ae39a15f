// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/labelling_bench.h"

#include "app/bench/busy_load.h"
#include "app/bench/figures.h"
#include "app/bench/job_inputs.h"
#include "app/bench/job_load.h"
#include "app/bench/large_project.h"
#include "model/domain/error.h"
#include "storage/interchange/export.h"
#include "storage/interchange/import.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace stepmark::bench {

namespace {

constexpr int kSessionLimit_ms = 600'000;

void say(const char* what) { std::fprintf(stderr, "%s\n", what); }

std::vector<double> numbers(const QJsonObject& session, const char* name) {
    std::vector<double> values;
    for (const QJsonValue& value : session.value(QLatin1String(name)).toArray())
        values.push_back(value.toDouble());
    return values;
}

QJsonObject runSession(const LabellingOptions& options, const QString& project, int marks) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(options.program, {QStringLiteral("session"), project, QStringLiteral("--marks"),
                                    QString::number(marks), QStringLiteral("--pace"), QString::number(options.pace_ms),
                                    QStringLiteral("--started"), QString::number(monotonicNow_ms(), 'f', 3)});
    QEventLoop loop; // runs on: a job beside the session answers by events
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kSessionLimit_ms, &loop, &QEventLoop::quit);
    if (process.state() != QProcess::NotRunning)
        loop.exec();
    if (process.state() != QProcess::NotRunning || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        throw Error("A session of the bench failed: its message stands above.");
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

/// The same while a job runs on the project.
QJsonObject runSession(const LabellingOptions& options, const QString& project, JobLoad& job) {
    job.start();
    QJsonObject session = runSession(options, project, options.marks);
    job.stop();
    return session;
}

/// Import and export as a worker does them, without its start.
void exchange(const LabellingOptions& options, const QString& folder, QJsonObject& result) {
    const char* const names[] = {"import_16000_s", "export_jsonl_16000_s", "export_prm800k_s"};
    for (const char* name : names)
        result[QLatin1String(name)] = QJsonValue();
    if (!QFileInfo::exists(options.candidates))
        return;
    const std::filesystem::path path = (folder + QStringLiteral("/exchange.stepmark")).toStdString();
    auto project = storage::Project::create(path, "Exchange");
    QElapsedTimer timer;
    timer.start();
    const auto imported = interchange::importFile(project, options.candidates.toStdString());
    result[QLatin1String(names[0])] = rounded(static_cast<double>(timer.elapsed()) / 1000);
    result[QStringLiteral("imported_solutions")] = static_cast<qint64>(imported.solutions);
    const auto out = [&](const formats::Format& format, const char* name) {
        interchange::ExportOptions export_options;
        export_options.format = &format;
        timer.restart();
        const auto report =
            interchange::exportFile(project, (folder + QStringLiteral("/out.jsonl")).toStdString(), export_options);
        result[QLatin1String(name)] = rounded(static_cast<double>(timer.elapsed()) / 1000);
        return static_cast<qint64>(report.rows);
    };
    result[QStringLiteral("exported_jsonl_rows")] = out(formats::kJsonl, names[1]);
    addRatings(path, imported.steps); // every solution labelled
    result[QStringLiteral("exported_prm800k_rows")] = out(formats::kPrm800k, names[2]);
}

} // namespace

QJsonObject benchLabelling(const LabellingOptions& options) {
    QTemporaryDir folder;
    if (!folder.isValid())
        throw Error("No temporary folder could be made: check the space on the disk.");
    const QString project =
        options.project.isEmpty() ? folder.filePath(QStringLiteral("large.stepmark")) : options.project;
    QJsonObject result{{QStringLiteral("load"), options.load}, {QStringLiteral("marks"), options.marks}};
    if (!QFileInfo::exists(project)) {
        say("making the project");
        const LargeProject made = makeLargeProject(project.toStdString(), options.solutions);
        result[QStringLiteral("solutions")] = static_cast<qint64>(made.solutions);
        result[QStringLiteral("steps")] = static_cast<qint64>(made.steps);
    }
    result[QStringLiteral("file_mb")] = rounded(static_cast<double>(QFileInfo(project).size()) / (1 << 20));
    const BusyLoad load(options.program, options.load);
    say("starting");
    std::vector<double> starts;
    std::vector<double> memory;
    for (int i = 0; i < options.starts; ++i) {
        const QJsonObject session = runSession(options, project, 0);
        starts.push_back(session.value(u"start_ms").toDouble());
        memory.push_back(session.value(u"memory_mb").toDouble());
    }
    result[QStringLiteral("start_ms_median")] = rounded(median(starts));
    result[QStringLiteral("memory_mb")] = rounded(median(memory));
    if (!options.with.isEmpty())
        prepareJob(options.with, project);
    JobLoad job(options.with, {project, folder.path(), options.solutions});
    say("labelling");
    const QJsonObject before = runSession(options, project, job);
    for (const char* name : {"key_to_screen", "key_to_disk", "next_solution"})
        addFigures(result, QLatin1String(name) + QStringLiteral("_ms"), numbers(before, name));
    result[QStringLiteral("memory_after_marks_mb")] = rounded(before.value(u"memory_after_mb").toDouble());
    result[QStringLiteral("load_average")] = loadAverage();
    say("adding ratings");
    addRatings(project.toStdString(), options.ratings);
    say("labelling again");
    const QJsonObject after = runSession(options, project, job);
    addFigures(result, QStringLiteral("key_to_disk_after_ms"), numbers(after, "key_to_disk"));
    const QJsonObject beside = job.report();
    for (auto value = beside.begin(); value != beside.end(); ++value)
        result[value.key()] = value.value();
    result[QStringLiteral("ratings_added")] = options.ratings;
    const double first = median(numbers(before, "key_to_disk"));
    result[QStringLiteral("key_to_disk_growth")] =
        first > 0 ? QJsonValue(rounded(median(numbers(after, "key_to_disk")) / first)) : QJsonValue();
    say("importing and exporting");
    exchange(options, folder.path(), result);
    return result;
}

} // namespace stepmark::bench
