// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/program.h"

#include "app/stepmarkctl/output.h"
#include "model/domain/error.h"
#include "model/files/write_error.h"
#include "storage/interchange/json_lines.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace stepmark::ctl {

namespace {

/// Turns the first SIGINT or SIGTERM into a stop request. The signals are blocked in every thread and waited for in
/// one, because request_stop() must not be called from a signal handler; a second signal ends the process at once.
class SignalWatch {
public:
    explicit SignalWatch(std::stop_source stop) {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        std::thread([signals, stop]() mutable {
            int signal = 0;
            if (sigwait(&signals, &signal) == 0)
                stop.request_stop();
            if (sigwait(&signals, &signal) == 0)
                std::_Exit(1);
        }).detach();
    }
};

std::string commandLine(int argc, char** argv) {
    std::string line;
    for (int i = 1; i < argc; ++i)
        line += (i > 1 ? " " : "") + std::string(argv[i]);
    return line;
}

} // namespace

int runProgram(int argc, char** argv, void (*add)(Registry&)) {
    CLI::App app("stepmarkctl: process supervision from the command line", "stepmarkctl");
    bool json = false;
    app.add_flag("--json", json, "One JSON object on standard output, progress as JSON lines on standard error");
    app.set_version_flag("--version", "stepmarkctl " STEPMARK_VERSION);
    app.require_subcommand(1);
    app.fallthrough(); // --json may stand behind the subcommand
    Registry registry{app, {}};
    add(registry);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    files::takeWriteSignalsAsErrors();
    Context context;
    context.command_line = commandLine(argc, argv);
    const SignalWatch watch(context.stop); // before any other thread is made
    const QCoreApplication application(argc, argv);
    context.progress = progressPrinter(json);
    const auto out = [&context] { return context.data_on_stdout ? stderr : stdout; };
    try {
        const work::Json result = registry.chosen(context); // decides what `out` is
        if (printResult(result, json, out()))
            return 0;
        std::fprintf(stderr, "stepmarkctl: The result could not be printed (%s), the work is done.\n",
                     std::strerror(errno));
        return 1;
    } catch (const UsageError& error) {
        printError(error.what(), json, out());
        return 2;
    } catch (const FindingsError& error) {
        if (!json)
            printResult(error.forPeople(), false, out());
        printError(error.what(), json, out(), error.forPrograms());
        return 1;
    } catch (const interchange::LineError& error) {
        printError(error.what(), json, out(),
                   {{"file", error.file()}, {"line", error.line()}, {"text", error.text()}});
        return 1;
    } catch (const std::exception& error) {
        printError(error.what(), json, out());
        return 1;
    }
}

} // namespace stepmark::ctl
