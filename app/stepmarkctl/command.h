// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a subcommand is declared, and what it runs with. Main thread; `stop` may be asked for by any.
#pragma once

#include "app/stepmarkctl/usage.h"
#include "app/work/work.h"
#include "model/domain/error.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace stepmark::ctl {

using work::Json;
using work::Work;

/// What was typed makes no sense together: exit code 2.
class UsageError : public Error {
public:
    using Error::Error;
};

/// A command that ran to its end and found what is wrong: exit code 1, with all of it printed.
class FindingsError : public Error {
public:
    FindingsError(const std::string& message, Json for_programs, Json for_people)
        : Error(message)
        , m_for_programs(std::move(for_programs))
        , m_for_people(std::move(for_people)) {}
    const Json& forPrograms() const { return m_for_programs; }
    const Json& forPeople() const { return m_for_people; }

private:
    Json m_for_programs, m_for_people;
};

/// What a running subcommand is given.
struct Context {
    std::stop_source stop;
    ProgressSink progress;
    std::string command_line;    ///< for the job's row
    Json spec = nullptr;         ///< likewise: what the command was asked for, where it has a spec
    bool data_on_stdout = false; ///< rows go to standard output: the result must not stand among them
};

/// What the chosen subcommand does; returns the result that is printed.
using Action = std::function<Json(Context&)>;

/// What is there of a subcommand's work once it was interrupted.
enum class Stopped {
    Anew,  ///< nothing: it is begun again
    GoesOn ///< what it had done; the same command (with --resume, where there is that) does the rest
};

/// What a subcommand is called and what its help says besides its options. A name of two words is that of a
/// subcommand in a group: "w2s tasks".
struct Declared {
    std::string name, help;
    std::string example; ///< arguments that could be typed as they are
    Stopped stopped = Stopped::Anew;
};

/// Collects the subcommands; parsing sets `chosen`, which subcommand that is, and what its interruption leaves.
struct Registry {
    explicit Registry(CLI::App& program)
        : app(program) {}

    CLI::App& app;
    Action chosen = {};
    const CLI::App* command = nullptr;
    Stopped stopped = Stopped::Anew;

    /// Adds a subcommand whose options live in `options` for as long as the registry's app does.
    template <typename Options>
    CLI::App* add(const Declared& declared, std::shared_ptr<Options> options, Json (*run)(Context&, const Options&)) {
        CLI::App* added = declare(declared);
        added->callback([this, added, options, run, when_stopped = declared.stopped] {
            chosen = [options, run](Context& context) { return run(context, *options); };
            command = added;
            stopped = when_stopped;
        });
        return added;
    }

private:
    CLI::App* declare(const Declared& declared);
};

/// Opens the project and runs `job` on it, as a row of the job table called `kind`: what takes long and changes the
/// project.
Json runJob(Context& context, const std::filesystem::path& project, const std::string& kind,
            const std::function<Json(Work&)>& job);
/// Opens the project and runs `job` without a row: what is over at once.
Json runOn(Context& context, const std::filesystem::path& project, const std::function<Json(Work&)>& job);
/// The same for a `job` that only reads: other people's projects, those on a medium that is read-only or full. Runs it
/// again where somebody wrote in between.
Json readOn(Context& context, const std::filesystem::path& project, const std::function<Json(Work&)>& job);

void addProjectCommands(Registry& registry);  ///< new, status, check, backup, jobs, cancel
void addPoolCommands(Registry& registry);     ///< sample, split
void addExchangeCommands(Registry& registry); ///< import, export
void addLearningCommands(Registry& registry); ///< generate, train, score, evaluate
void addFileCommands(Registry& registry);     ///< predict, grade
void addLoopCommands(Registry& registry);     ///< queue, label, round
void addGridCommands(Registry& registry);     ///< grid
void addLadderCommands(Registry& registry);   ///< w2s ladder
void addStudyCommands(Registry& registry);    ///< w2s study
void addShowCommands(Registry& registry);     ///< w2s show, w2s remove-study
void addReproduceCommands(Registry& registry); ///< reproduce w2s
void addHistoryCommands(Registry& registry);  ///< rounds
void addReviewCommands(Registry& registry);   ///< agreement, review, settle
void addPeopleCommands(Registry& registry);   ///< gold, labelers
void addTaskCommands(Registry& registry);     ///< w2s add-task, w2s tasks, w2s remove-task
void addPageCommands(Registry& registry);     ///< pages, which the help does not show

} // namespace stepmark::ctl
