// SPDX-License-Identifier: GPL-3.0-or-later
//
// The headless program: everything Stepmark does, one subcommand a job. Exit codes: 0 done, 1 failed (the message says
// what to do), 2 bad usage. SIGINT and SIGTERM stop cleanly.
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/output.h"
#include "model/domain/error.h"
#include "storage/interchange/json_lines.h"

#include <QCoreApplication>

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <thread>

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

/// libgomp's threads spin while they wait, and it reads its settings when it is loaded, before main. On a machine with
/// anything else to do (a labeler's window) spinning made scoring ten times slower, so the program starts itself again
/// with passive waiting. Only where it computes: loading libtorch twice takes half a second.
void waitPassively(char** argv) {
    if (std::getenv("OMP_WAIT_POLICY") || std::getenv("GOMP_SPINCOUNT"))
        return;
    setenv("OMP_WAIT_POLICY", "passive", 1);
    execv("/proc/self/exe", argv); // returns only where there is no /proc: then it spins
}

std::string commandLine(int argc, char** argv) {
    std::string line;
    for (int i = 1; i < argc; ++i)
        line += (i > 1 ? " " : "") + std::string(argv[i]);
    return line;
}

} // namespace

int main(int argc, char** argv) {
    using namespace stepmark;
    CLI::App app("stepmarkctl: process supervision from the command line", "stepmarkctl");
    bool json = false;
    app.add_flag("--json", json, "One JSON object on standard output, progress as JSON lines on standard error");
    app.set_version_flag("--version", "stepmarkctl " STEPMARK_VERSION);
    app.require_subcommand(1);
    app.fallthrough(); // --json may stand behind the subcommand
    ctl::Registry registry{app};
    ctl::addProjectCommands(registry);
    ctl::addExchangeCommands(registry);
    ctl::addLearningCommands(registry);
    ctl::addLoopCommands(registry);
    ctl::addHistoryCommands(registry);
    ctl::addReviewCommands(registry);
    ctl::addPeopleCommands(registry);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (registry.computes)
        waitPassively(argv);
    ctl::Context context;
    context.command_line = commandLine(argc, argv);
    const SignalWatch watch(context.stop); // before any other thread is made
    const QCoreApplication application(argc, argv);
    context.progress = ctl::progressPrinter(json);
    try {
        ctl::printResult(registry.chosen(context), json);
        return 0;
    } catch (const ctl::UsageError& error) {
        ctl::printError(error.what(), json);
        return 2;
    } catch (const interchange::LineError& error) {
        ctl::printError(error.what(), json, {{"file", error.file()}, {"line", error.line()}, {"text", error.text()}});
        return 1;
    } catch (const std::exception& error) {
        ctl::printError(error.what(), json);
        return 1;
    }
}
