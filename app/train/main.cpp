// SPDX-License-Identifier: GPL-3.0-or-later
//
// stepmark-train: one training apart from its project, on a machine without a desktop or Qt. Main thread.
#include "app/stepmarkctl/signal_watch.h"
#include "app/work/progress_text.h"
#include "model/domain/error.h"
#include "model/files/write_error.h"
#include "model/learning/training_file.h"
#include "model/run/progress_json.h"
#include "model/run/spec_words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace stepmark;
using Json = nlohmann::ordered_json;

struct Command {
    std::string file, base, out, device, precision;
    int threads = -1;
    bool resume = false, json = false;
};

std::vector<std::string> precisions() {
    std::vector<std::string> words;
    for (const auto& [precision, word] : wordsOf(Precision{}))
        words.emplace_back(word);
    return words;
}

void addOptions(CLI::App& app, Command& command) {
    app.add_option("FILE", command.file, "What stepmarkctl train --examples-to wrote; - for standard input")
        ->required();
    app.add_option("--out", command.out, "Checkpoint folder")->required();
    app.add_option("--base", command.base, "Hugging Face folder, where it is another than in FILE")
        ->default_str("as in FILE");
    app.add_option("--device", command.device, "auto: a GPU where there is one")
        ->check(CLI::IsMember(std::vector<std::string>(kDevices.begin(), kDevices.end())))
        ->default_str("as in FILE");
    app.add_option("--precision", command.precision, "Of the matrix products")
        ->check(CLI::IsMember(precisions()))
        ->default_str("as in FILE");
    app.add_option("--threads", command.threads, "Threads of the processor; 0: one a core")
        ->check(CLI::Range(0, 1024))
        ->default_str("as in FILE");
    app.add_flag("--resume", command.resume, "Go on with the run that was interrupted");
    app.add_flag("--json", command.json,
                 "One JSON object on standard output; progress and errors as JSON lines on standard error");
    app.set_version_flag("--version", "stepmark-train " STEPMARK_VERSION, "Say the version and stop");
}

/// The file's choices with those of this machine.
TrainOptions optionsFor(const Command& command, TrainOptions options) {
    options.out = command.out;
    options.resume = command.resume;
    if (!command.base.empty())
        options.base = command.base;
    if (!command.device.empty())
        options.device = command.device;
    if (!command.precision.empty())
        options.precision = *precisionFromText(command.precision); // one of them, the parser has seen to it
    if (command.threads >= 0)
        options.threads = command.threads;
    return options;
}

void tell(const Progress& progress, bool json) {
    if (json)
        std::fprintf(stderr, "%s\n", toJson(progress).dump().c_str());
    else if (progress.done == progress.total && progress.total > 0)
        std::fprintf(stderr, "%s: %lld %s\n", work::stageWords(progress).c_str(), static_cast<long long>(progress.done),
                     std::string(toText(progress.unit)).c_str());
    if (!json && !progress.note.empty())
        std::fprintf(stderr, "%s\n", progress.note.c_str());
}

Json train(const Command& command, const std::stop_token& stop) {
    TrainingData data = readTrainingFile(command.file, stop);
    data.spec.options = optionsFor(command, data.spec.options);
    ProgressThrottle throttle([&](const Progress& progress) { tell(progress, command.json); });
    const TrainReport report = trainOn(data, stop, [&](const Progress& progress) { throttle.report(progress); });
    const auto orNull = [](double rate) { return rate > 0 ? Json(rate) : Json(nullptr); };
    const bool rated = data.spec.options.kind == TrainKind::Prm;
    return {{"out", report.checkpoint.string()},
            {"kind", toText(data.spec.options.kind)},
            {rated ? "ratings" : "solutions", report.ratings},
            {"tokens", report.tokens},
            {"best_epoch", report.best_epoch > 0 ? Json(report.best_epoch) : Json(nullptr)},
            {"seconds", report.seconds},
            {"tokens_per_s", orNull(report.tokens_per_s)},
            {rated ? "ratings_per_s" : "solutions_per_s", orNull(report.ratings_per_s)},
            {"precision", report.computed.precision},
            {"device", report.computed.device},
            {"threads", report.computed.threads},
            {"processor", report.computed.processor}};
}

bool print(const Json& result, bool json) {
    if (json)
        std::printf("%s\n", result.dump().c_str());
    else
        for (const auto& [key, value] : result.items())
            std::printf("%-16s %s\n", key.c_str(),
                        value.is_string() ? value.get<std::string>().c_str()
                        : value.is_null() ? "-"
                                          : value.dump().c_str());
    return std::fflush(stdout) == 0;
}

int fail(const std::string& message, bool json, int code) {
    if (json)
        std::fprintf(stderr, "%s\n",
                     Json{{"error", message}}.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    else
        std::fprintf(stderr, "stepmark-train: %s\n", message.c_str());
    return code;
}

} // namespace

int main(int argc, char** argv) {
    files::takeWriteSignalsAsErrors();
    Command command;
    CLI::App app(
        "Trains what stepmarkctl train --examples-to wrote, on a machine without the project. The folder that it "
        "leaves is registered in the project by stepmarkctl train --resume --out FOLDER with the same choices.\n"
        "Exit codes: 0 done, 1 failed, 2 bad usage, 130 interrupted (--resume goes on).",
        "stepmark-train");
    addOptions(app, command);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : 2;
    }
    std::stop_source stop;
    ctl::stopOnSignals(stop); // before any other thread is made
    try {
        return print(train(command, stop.get_token()), command.json)
                   ? 0
                   : fail("The result could not be printed, the work is done.", command.json, 1);
    } catch (const Cancelled&) {
        return fail("Interrupted. It goes on with --resume.", command.json, ctl::kInterrupted);
    } catch (const std::exception& error) {
        return fail(error.what(), command.json, 1);
    }
}
