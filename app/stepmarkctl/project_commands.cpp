// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "model/domain/error.h"
#include "model/files/target.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/import_run.h"
#include "storage/job_store.h"

namespace stepmark::ctl {

namespace {

struct NewOptions {
    std::string project, title;
};
Json runNew(Context&, const NewOptions& options) {
    const auto project = storage::Project::create(options.project, options.title);
    return {{"project", project.path().string()}, {"title", project.title()}};
}

struct ProjectOnly {
    std::string project;
};
Json runStatus(Context& context, const ProjectOnly& options) {
    return runOn(context, options.project, [](Work& work) {
        const auto counts = storage::counts(work.project);
        return Json{
            {"title", work.project.title()}, {"problems", counts.problems}, {"steps", counts.steps},
            {"solutions", counts.solutions}, {"ratings", counts.ratings},   {"annotations", counts.annotations},
            {"labelers", counts.labelers},   {"rounds", counts.rounds},     {"queued", counts.queued},
            {"jobs", counts.jobs},           {"models", counts.models},     {"schema", work.project.schemaVersion()}};
    });
}

Json runCheck(Context& context, const ProjectOnly& options) {
    return runOn(context, options.project, [](Work& work) {
        const auto findings = storage::check(work.project, work.progress, work.stop);
        Json list = Json::array();
        std::string first;
        for (const auto& finding : findings) {
            list.push_back({{"check", finding.check}, {"message", finding.message}});
            if (first.empty())
                first = finding.check + ": " + finding.message;
        }
        if (!findings.empty())
            throw Error("The project is damaged (" + std::to_string(findings.size()) + " findings). First: " + first +
                        " Go back to a backup, or export what can be read.");
        // Rows that nobody sees: of an import that works on, or of one that died, until the next job sweeps them.
        std::int64_t hidden = 0;
        for (const auto& import : storage::openImports(work.project))
            hidden += import.rows;
        return Json{{"ok", true}, {"findings", list}, {"hidden_rows", hidden}};
    });
}

struct BackupOptions {
    std::string project, target;
    bool overwrite = false;
};
Json runBackup(Context& context, const BackupOptions& options) {
    context.data_on_stdout = files::isStandardOutput(options.target);
    return runOn(context, options.project, [&](Work& work) {
        const auto bytes = storage::backup(work.project, options.target, options.overwrite, work.progress, work.stop);
        return Json{{"backup", options.target}, {"bytes", bytes}};
    });
}

Json toJson(const storage::Job& job) {
    return {{"id", job.id},
            {"kind", job.kind},
            {"state", storage::toText(job.state)},
            {"stage", job.stage},
            {"done", job.done},
            {"total", job.total},
            {"message", job.message},
            {"pid", job.pid},
            {"created_at", job.created_at},
            {"ended_at", job.ended_at}};
}
struct JobsOptions {
    std::string project;
    JobId log = 0;
};
Json runJobs(Context& context, const JobsOptions& options) {
    return runOn(context, options.project, [&](Work& work) {
        storage::JobStore jobs(work.project);
        if (options.log != 0 && !jobs.find(options.log))
            throw Error("There is no job " + std::to_string(options.log) + "; 'stepmarkctl jobs' lists them.");
        if (options.log != 0)
            return Json{{"job", options.log}, {"log", jobs.logLines(options.log)}};
        for (const auto& dead : jobs.findDead())
            jobs.giveUp(dead.id,
                        "The worker died. Run the command again; training goes on from its checkpoint with --resume.");
        Json list = Json::array();
        for (const auto& job : jobs.list())
            list.push_back(toJson(job));
        return Json{{"jobs", list}};
    });
}

struct CancelOptions {
    std::string project;
    JobId job = 0;
};
Json runCancel(Context& context, const CancelOptions& options) {
    return runOn(context, options.project, [&](Work& work) {
        if (!storage::JobStore(work.project).requestCancel(options.job))
            throw Error("Job " + std::to_string(options.job) + " is not running; 'stepmarkctl jobs' lists them.");
        return Json{{"job", options.job}, {"cancel_requested", true}};
    });
}

} // namespace

void addProjectCommands(Registry& registry) {
    const auto fresh = std::make_shared<NewOptions>();
    auto* command = registry.add("new", "Make an empty project", fresh, runNew);
    command->add_option("PROJECT", fresh->project, "File to make, *.stepmark")->required();
    command->add_option("--title", fresh->title, "Title shown in the window");

    const auto projectCommand = [&](const char* name, const char* help, Json (*run)(Context&, const ProjectOnly&)) {
        const auto options = std::make_shared<ProjectOnly>();
        registry.add(name, help, options, run)->add_option("PROJECT", options->project, "Project file")->required();
    };
    projectCommand("status", "Count what the project holds", runStatus);
    projectCommand("check", "Check the file's integrity", runCheck);

    const auto jobs = std::make_shared<JobsOptions>();
    command =
        registry.add("jobs", "List the background jobs; those whose worker died are marked failed", jobs, runJobs);
    command->add_option("PROJECT", jobs->project, "Project file")->required();
    command->add_option("--log", jobs->log, "Instead: the log of this job");

    const auto backup = std::make_shared<BackupOptions>();
    command = registry.add("backup", "Copy the project while it is in use", backup, runBackup);
    command->add_option("PROJECT", backup->project, "Project file")->required();
    command->add_option("FILE", backup->target, "Copy to make; - for standard output")->required();
    command->add_flag("--overwrite", backup->overwrite, "Replace an existing copy");

    const auto cancel = std::make_shared<CancelOptions>();
    command = registry.add("cancel", "Ask a running job to stop", cancel, runCancel);
    command->add_option("PROJECT", cancel->project, "Project file")->required();
    command->add_option("JOB", cancel->job, "Number of the job")->required();
}

} // namespace stepmark::ctl
