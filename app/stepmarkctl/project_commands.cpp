// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "model/domain/error.h"
#include "model/files/target.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/import_run.h"
#include "storage/job_store.h"
#include "storage/open_items.h"
#include "storage/score_sources.h"

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
    return readOn(context, options.project, [](Work& work) {
        const auto counts = storage::counts(work.project);
        const auto open = storage::openItems(work.project);
        Json sources = Json::array(), splits = Json::array();
        for (const auto& split : storage::splitCounts(work.project))
            splits.push_back({{"split", toText(split.split)},
                              {"problems", split.problems},
                              {"rated_problems", split.rated_problems},
                              {"solutions", split.solutions},
                              {"ratings", split.ratings}});
        for (const auto& source : storage::scoreSources(work.project))
            sources.push_back({{"name", source.name}, {"model", source.model}, {"steps", source.steps}});
        return Json{{"title", work.project.title()},
                    {"problems", counts.problems},
                    {"steps", counts.steps},
                    {"solutions", counts.solutions},
                    {"ratings", counts.ratings},
                    {"rating_events", counts.rating_events},
                    {"annotations", counts.annotations},
                    {"labelers", counts.labelers},
                    {"rounds", counts.rounds},
                    {"queued", counts.queued},
                    {"jobs", counts.jobs},
                    {"models", counts.models},
                    {"splits", splits},
                    {"score_sources", sources},
                    {"open",
                     {{"flag", open.flags},
                      {"disagreement", open.disagreements},
                      {"two_opinions", open.two_opinions},
                      {"quality-control", open.quality_control}}},
                    {"schema", work.project.schemaVersion()}};
    });
}

Json runCheck(Context& context, const ProjectOnly& options) {
    const auto report = storage::checkFile(options.project, context.progress, context.stop.get_token());
    Json list = Json::array(), lines = Json::array();
    for (const auto& finding : report.findings) {
        list.push_back({{"check", finding.check}, {"message", finding.message}});
        lines.push_back(finding.check + ": " + finding.message);
    }
    const Json result = {{"ok", report.findings.empty()}, {"findings", list}, {"notes", report.notes}};
    if (report.findings.empty())
        return result;
    throw FindingsError("The project is damaged (" + std::to_string(list.size()) +
                            (list.size() == 1 ? " finding" : " findings") +
                            "): go back to a backup, or export what can be read.",
                        result, {{"findings", lines}, {"notes", report.notes}});
}

struct BackupOptions {
    std::string project, target;
    bool overwrite = false;
};
Json runBackup(Context& context, const BackupOptions& options) {
    context.data_on_stdout = files::isStandardOutput(options.target);
    return readOn(context, options.project, [&](Work& work) {
        const auto bytes = storage::backup(work.project, options.target, options.overwrite, work.progress, work.stop);
        return Json{{"out", options.target}, {"bytes", bytes}};
    });
}

Json toJson(const storage::Job& job) {
    return {{"id", job.id},
            {"kind", job.kind},
            {"state", storage::toText(job.state)},
            {"stage", job.stage},
            {"done", job.done},
            {"total", job.total > 0 ? Json(job.total) : Json(nullptr)},
            {"message", job.message},
            {"pid", job.pid > 0 ? Json(job.pid) : Json(nullptr)},
            {"created_at", job.created_at},
            {"ended_at", job.ended_at}};
}
struct JobsOptions {
    std::string project;
    JobId log = 0;
};
/// Where the project may be written, jobs whose worker died are marked so.
void giveUpDead(const std::string& path) {
    auto project = storage::Project::open(path, storage::Project::Access::WriteOrRead);
    if (project.isReadOnly())
        return;
    storage::JobStore(project).giveUpDead();
}

Json runJobs(Context& context, const JobsOptions& options) {
    if (options.log == 0)
        giveUpDead(options.project);
    return readOn(context, options.project, [&](Work& work) {
        storage::JobStore jobs(work.project);
        if (options.log != 0 && !jobs.find(options.log))
            throw Error("There is no job " + std::to_string(options.log) + "; 'stepmarkctl jobs' lists them.");
        if (options.log != 0)
            return Json{{"job", options.log}, {"log", jobs.logLines(options.log)}};
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
    auto* command =
        registry.add({"new", "Make an empty project", "new algebra.stepmark --title Algebra"}, fresh, runNew);
    command->add_option("PROJECT", fresh->project, "File to make, *.stepmark")->required();
    command->add_option("--title", fresh->title, "Title shown in the window")->default_str("none");

    const auto projectCommand = [&](const char* name, const char* help, Json (*run)(Context&, const ProjectOnly&)) {
        const auto options = std::make_shared<ProjectOnly>();
        registry.add({name, help, name + std::string(" algebra.stepmark")}, options, run)
            ->add_option("PROJECT", options->project, "Project file")
            ->required();
    };
    projectCommand("status", "Count what the project holds", runStatus);
    projectCommand("check", "Check the file's integrity", runCheck);

    const auto jobs = std::make_shared<JobsOptions>();
    command = registry.add({"jobs", "List the background jobs; those whose worker died are marked failed",
                            "jobs algebra.stepmark --log 3"},
                           jobs, runJobs);
    command->add_option("PROJECT", jobs->project, "Project file")->required();
    command->add_option("--log", jobs->log, "Instead: the log of the job of this number")->default_str("none");

    const auto backup = std::make_shared<BackupOptions>();
    command =
        registry.add({"backup", "Copy the project while it is in use", "backup algebra.stepmark algebra-copy.stepmark"},
                     backup, runBackup);
    command->add_option("PROJECT", backup->project, "Project file")->required();
    command->add_option("FILE", backup->target, "Copy to make; - for standard output")->required();
    addOverwrite(command, backup->overwrite);

    const auto cancel = std::make_shared<CancelOptions>();
    command = registry.add({"cancel", "Ask a running job to stop", "cancel algebra.stepmark 3"}, cancel, runCancel);
    command->add_option("PROJECT", cancel->project, "Project file")->required();
    command->add_option("JOB", cancel->job, "Number of the job")->required();
}

} // namespace stepmark::ctl
