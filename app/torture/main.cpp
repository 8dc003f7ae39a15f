// SPDX-License-Identifier: GPL-3.0-or-later
// stepmark_torture [--json]: kills the programs, lets disk and memory fail under them, and looks whether anything that
// was said to be saved is lost. What it does is said in docs/torture.md.
#include "app/torture/labelling_victim.h"
#include "app/torture/plan.h"
#include "app/torture/report.h"
#include "model/domain/error.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <thread>

#include <signal.h>

using namespace stepmark;
using namespace stepmark::torture;

namespace {

struct Options {
    PlanOptions plan;
    int lanes = 2;
    std::optional<std::int64_t> number; ///< only this trial of each kind
    std::string kind;                   ///< only trials whose words hold this: "kill", "write", "memory", "moved", ...
    QString folder;
    bool json = false, list = false;
};

std::vector<std::string> split(const QString& text) {
    std::vector<std::string> names;
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts))
        names.push_back(name.toStdString());
    return names;
}

Options parsed(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Kills the programs, lets the disk and the memory fail under them, and looks whether anything is lost."));
    parser.addHelpOption();
    const auto add = [&](const char* name, const char* text, const char* value = nullptr, const char* standard = "") {
        parser.addOption({QLatin1String(name), QLatin1String(text), value ? QLatin1String(value) : QString(),
                          QLatin1String(standard)});
    };
    add("json", "Print one JSON object.");
    add("list", "Name the victims.");
    add("only", "Only these victims, comma-separated.", "VICTIMS");
    add("skip", "Not these victims.", "VICTIMS");
    add("seed", "Of the moments.", "N", "1");
    add("kills", "Kills at random moments, among all victims.", "N", "1000");
    add("stride", "Every N-th write, sync, rename and allocation on disk fails; 0: none.", "N", "1");
    add("memory-stride", "Every N-th allocation of SQLite's fails; 0: none.", "N", "1");
    add("faults", "Only so many of the calls that fail, drawn by the seed; 0: all.", "N", "0");
    add("lanes", "Trials at once.", "N", "2");
    add("kind",
        "Only trials whose kind holds this word: kill, windows, moved, write, sync, rename, allocate, memory, "
        "ENOSPC, EIO, short, full-disk.",
        "WORD");
    add("number", "Only this trial of each kind: to repeat one.", "N");
    add("folder", "Where to work; otherwise a temporary folder, in memory if there is one.", "DIR");
    parser.process(application);
    const auto number = [&](const char* name) { return parser.value(QLatin1String(name)).toInt(); };
    Options options;
    options.plan = {parser.value(QStringLiteral("seed")).toULongLong(),
                    number("kills"),
                    number("stride"),
                    number("memory-stride"),
                    number("faults"),
                    split(parser.value(QStringLiteral("only"))),
                    split(parser.value(QStringLiteral("skip")))};
    options.lanes = std::max(1, number("lanes"));
    options.kind = parser.value(QStringLiteral("kind")).toStdString();
    if (parser.isSet(QStringLiteral("number")))
        options.number = parser.value(QStringLiteral("number")).toLongLong();
    options.folder = parser.value(QStringLiteral("folder"));
    options.json = parser.isSet(QStringLiteral("json"));
    options.list = parser.isSet(QStringLiteral("list"));
    return options;
}

/// Runs `work(lane, index)` for each index, on all lanes.
void onAllLanes(std::vector<std::unique_ptr<Lane>>& lanes, std::size_t count,
                const std::function<void(Lane&, std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (auto& lane : lanes)
        threads.emplace_back([&, one = lane.get()] {
            for (std::size_t i = next++; i < count; i = next++)
                work(*one, i);
        });
}

std::vector<std::unique_ptr<Lane>> makeLanes(const QString& folder, int count) {
    std::vector<std::unique_ptr<Lane>> lanes(static_cast<std::size_t>(count));
    std::vector<std::exception_ptr> failed(lanes.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        threads.emplace_back([&, i] {
            try {
                lanes[i] =
                    std::make_unique<Lane>(std::filesystem::path(folder.toStdString()) / ("lane-" + std::to_string(i)));
            } catch (...) {
                failed[i] = std::current_exception();
            }
        });
    threads.clear();
    for (const auto& error : failed)
        if (error)
            std::rethrow_exception(error);
    return lanes;
}

bool wanted(const Trial& trial, const Options& options) {
    return (!options.number || trial.number == *options.number) &&
           (options.kind.empty() ||
            toText(trial, {}).find(options.kind, trial.victim->name.size()) != std::string::npos);
}

int run(const Options& options) {
    // In memory where that can be: a kill loses nothing that the system has, and a sync then costs nothing.
    const QString memory = QStringLiteral("/dev/shm");
    QTemporaryDir temporary((QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) +
                            QStringLiteral("/stepmark_torture-XXXXXX"));
    auto lanes = makeLanes(options.folder.isEmpty() ? temporary.path() : options.folder, options.lanes);
    const auto victims = chosenVictims(allVictims(lanes[0]->ratedStep()), options.plan);
    std::vector<Undisturbed> undisturbed(victims.size());
    std::fprintf(stderr, "measuring %zu victims\n", victims.size());
    std::vector<std::string> failed(victims.size());
    onAllLanes(lanes, victims.size(), [&](Lane& lane, std::size_t i) {
        try {
            undisturbed[i] = lane.measure(victims[i]);
        } catch (const std::exception& error) {
            failed[i] = error.what();
        }
    });
    for (const std::string& error : failed)
        if (!error.empty())
            throw Error(error);
    std::vector<Trial> trials = planTrials(victims, undisturbed, options.plan);
    std::erase_if(trials, [&](const Trial& trial) { return !wanted(trial, options); });
    std::fprintf(stderr, "%zu trials\n", trials.size());
    Report report;
    for (std::size_t i = 0; i < victims.size(); ++i)
        report.describe(victims[i], undisturbed[i]);
    onAllLanes(lanes, trials.size(), [&](Lane& lane, std::size_t i) {
        try {
            const auto victim = static_cast<std::size_t>(trials[i].victim - victims.data());
            report.add(trials[i], lane.run(trials[i], undisturbed[victim]));
        } catch (const std::exception& error) {
            report.broken(trials[i], error.what());
        }
    });
    if (options.json)
        std::printf("%s\n", QJsonDocument(report.toJson()).toJson(QJsonDocument::Compact).constData());
    else
        report.print();
    return report.violations() == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    ::signal(SIGPIPE, SIG_IGN);
    const QCoreApplication application(argc, argv);
    if (argc == 5 && std::strcmp(argv[1], "label") == 0)
        return runLabellingVictim(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]), std::atoi(argv[4]));
    try {
        const Options options = parsed(application);
        if (options.list) {
            for (const Victim& victim : allVictims(0))
                std::printf("%s\n", victim.name.c_str());
            return 0;
        }
        return run(options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stepmark_torture: %s\n", error.what());
        return 1;
    }
}
