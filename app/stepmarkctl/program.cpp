// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/program.h"

#include "app/stepmarkctl/going_on.h"
#include "app/stepmarkctl/output.h"
#include "app/stepmarkctl/signal_watch.h"
#include "model/domain/coded_error.h"
#include "model/files/write_error.h"
#include "storage/interchange/json_lines.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>

namespace stepmark::ctl {

namespace {

constexpr int kFailed = 1, kBadUsage = 2;

/// A standard descriptor that was closed must not become the next file that is opened, the project say: what is
/// printed would go there. In its place stands what can be neither read nor written.
void keepStandardDescriptors() {
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number)
        if (::fcntl(number, F_GETFD) < 0)
            ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY); // takes the lowest number: this one
}

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words)
        line += (line.empty() ? "" : " ") + word;
    return line;
}

/// What was asked for instead of a subcommand's work: the help, the version.
int printAnswer(const std::string& text) {
    if (printText(text, stdout))
        return 0;
    printError(std::string("Standard output could not be written: ") + std::strerror(errno) + ".", false, stderr);
    return kFailed;
}

/// One run of one subcommand, with all that can come of it.
class Run {
public:
    Run(Registry& registry, std::vector<std::string> arguments, bool json)
        : m_registry(registry)
        , m_arguments(std::move(arguments))
        , m_json(json) {
        m_context.command_line = joined(m_arguments);
        m_context.progress = progressPrinter(json);
    }

    std::stop_source stop() const { return m_context.stop; }

    int run() {
        try {
            const Json result = m_registry.chosen(m_context); // decides what out() is
            if (printResult(result, m_json, out()))
                return 0;
            return fail(std::string("The result could not be printed (") + std::strerror(errno) +
                        "), the work is done.");
        } catch (const Cancelled&) {
            return interrupted();
        } catch (const UsageError& error) {
            return fail(error.what(), Json::object(), kBadUsage);
        } catch (const FindingsError& error) {
            if (!m_json)
                printResult(error.forPeople(), false, out());
            return fail(error.what(), error.forPrograms());
        } catch (const interchange::LineError& error) {
            return fail(error.what(), {{"file", error.file()}, {"line", error.line()}, {"text", error.text()}});
        } catch (const CodedError& error) {
            return fail(error.what(), {{"fault", toText(error.fault())}, {"values", error.values()}});
        } catch (const std::exception& error) {
            return fail(error.what());
        }
    }

private:
    std::FILE* out() const { return m_context.data_on_stdout ? stderr : stdout; }

    int fail(const std::string& message, const Json& details = Json::object(), int code = kFailed) const {
        printError(message, m_json, out(), details);
        return code;
    }

    int interrupted() const {
        const std::string again = commandToGoOn(m_arguments, *m_registry.command);
        const bool goes_on = m_registry.stopped == Stopped::GoesOn;
        return fail((goes_on ? "Interrupted. It goes on with: " : "Interrupted. It is begun again with: ") + again,
                    {{"go_on", again}}, kInterrupted);
    }

    Registry& m_registry;
    std::vector<std::string> m_arguments;
    bool m_json;
    Context m_context;
};

} // namespace

int runProgram(int argc, char** argv, void (*add)(Registry&)) {
    keepStandardDescriptors();
    files::takeWriteSignalsAsErrors();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    CLI::App app("stepmarkctl: process supervision from the command line", "stepmarkctl");
    app.formatter(std::make_shared<HelpFormatter>());
    app.get_help_ptr()->description("Say this and stop");
    bool json = false;
    app.add_flag("--json", json,
                 "One JSON object on standard output; progress and errors as JSON lines on standard error");
    app.set_version_flag("--version", "stepmarkctl " STEPMARK_VERSION, "Say the version and stop");
    app.require_subcommand(1);
    app.fallthrough(); // --json may stand behind the subcommand
    Registry registry{app};
    add(registry);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return printAnswer(app.help());
    } catch (const CLI::CallForVersion& version) {
        return printAnswer(std::string(version.what()) + "\n");
    } catch (const CLI::ParseError& error) {
        json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
        printError(usageMessage(app, error), json, stdout);
        return kBadUsage;
    }
    Run run(registry, arguments, json);
    stopOnSignals(run.stop()); // before any other thread is made
    const QCoreApplication application(argc, argv);
    return run.run();
}

} // namespace stepmark::ctl
