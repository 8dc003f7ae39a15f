// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"

#include "app/work/job_scope.h"
#include "model/domain/error.h"
#include "storage/import_run.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace stepmark::ctl {

namespace {

constexpr std::pair<std::string_view, const char*> kGroups[] = {
    {"w2s", "The weak-to-strong workshop: tasks, and studies of how models learn them from weaker ones"},
    {"reproduce", "The figures of a paper beside ours"}};

/// Found or made.
CLI::App* groupNamed(CLI::App& app, const std::string& name) {
    const auto known = app.get_subcommands([&](const CLI::App* one) { return one->get_name() == name; });
    if (!known.empty())
        return known.front();
    const auto group = std::find_if(std::begin(kGroups), std::end(kGroups),
                                    [&](const auto& one) { return one.first == name; });
    CLI::App* added = app.add_subcommand(name, group == std::end(kGroups) ? "" : group->second);
    added->require_subcommand(1);
    return added;
}

} // namespace

CLI::App* Registry::declare(const Declared& declared) {
    const std::size_t blank = declared.name.find(' ');
    CLI::App* parent = blank == std::string::npos ? &app : groupNamed(app, declared.name.substr(0, blank));
    CLI::App* added = parent->add_subcommand(declared.name.substr(blank + 1), declared.help); // npos + 1 is 0
    added->footer(exampleText(declared.example));
    return added;
}

Json runOn(Context& context, const std::filesystem::path& path, const std::function<Json(Work&)>& job) {
    auto project = storage::Project::open(path);
    Work work{project, context.stop.get_token(), context.progress};
    return job(work);
}

Json readOn(Context& context, const std::filesystem::path& path, const std::function<Json(Work&)>& job) {
    constexpr int kTries = 5;
    for (int i = 0; i < kTries; ++i) {
        auto project = storage::Project::open(path, storage::Project::Access::Read);
        Work work{project, context.stop.get_token(), context.progress};
        try {
            Json result = job(work);
            if (!project.changedWhileRead())
                return result;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error&) {
            if (!project.changedWhileRead())
                throw;
        }
    }
    throw Error("The project \"" + path.string() +
                "\" is being written all the time: run the command again when that is done.");
}

namespace {

/// What is thrown where the job failed with `message` and its row cannot be closed either says both.
void closeRow(work::JobScope& scope, const std::string& message, bool cancelled) {
    try {
        scope.failed(message, cancelled);
    } catch (const Error& error) {
        throw Error(message + " Besides: " + error.what());
    }
}

} // namespace

Json runJob(Context& context, const std::filesystem::path& path, const std::string& kind,
            const std::function<Json(Work&)>& job) {
    auto project = storage::Project::open(path);
    Json arguments = {{"command_line", context.command_line}};
    if (!context.spec.is_null())
        arguments["spec"] = context.spec;
    work::JobScope scope(path, kind, arguments.dump(), context.stop);
    Work work{project, context.stop.get_token(),
              [&](const Progress& progress) {
                  scope.progress(progress);
                  if (context.progress)
                      context.progress(progress);
              },
              scope.id()};
    Json result;
    try {
        storage::sweepImports(project, work.stop);
        result = job(work);
    } catch (const Cancelled& cancelled) {
        closeRow(scope, cancelled.what(), true);
        throw;
    } catch (const std::exception& error) {
        closeRow(scope, error.what(), false);
        throw;
    }
    result["job"] = scope.id();
    try {
        scope.done(result.dump());
    } catch (const Error& error) {
        throw Error(std::string("The work is done and its results are kept, but: ") + error.what());
    }
    return result;
}

} // namespace stepmark::ctl
