// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/work/study_report.h"
#include "model/files/output_file.h"
#include "storage/weakstrong/run_details.h"
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"
#include "storage/weakstrong/task_store.h"

namespace stepmark::ctl {

namespace {

struct ShowCommand {
    std::string project, csv, run;
    std::optional<std::int64_t> study;
    bool overwrite = false;
};

Json listed(Work& work) {
    Json studies = Json::array();
    for (const Study& study : storage::StudyStore(work.project).list())
        studies.push_back(work::studyLine(study));
    return {{"studies", studies}};
}

/// Whether the task still holds what it held; null: it is gone.
Json taskChanged(Work& work, const Study& study) {
    const auto task = storage::TaskStore(work.project).find(study.task);
    return task ? Json(task->fingerprint != study.task_fingerprint) : Json(nullptr);
}

constexpr std::size_t kMostDigits = 5; ///< of a number; whatever is longer is the beginning of a name

/// Of the study's runs the one of that number, or whose name begins so.
std::string runNamed(const std::vector<StudyRun>& runs, const std::string& text) {
    const bool is_number = text.size() <= kMostDigits && text.find_first_not_of("0123456789") == std::string::npos;
    std::vector<std::string> found;
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (is_number ? std::to_string(i + 1) == text : runs[i].identity.starts_with(text))
            found.push_back(runs[i].identity);
    if (found.size() != 1)
        throw Error((found.empty() ? "No run of this study is" : "Several runs of this study are") +
                    std::string(" called ") + text + ": without --run they are listed.");
    return found.front();
}

/// Its examples are those of the task that it learnt, and of no other.
Json detailsOf(Work& work, const Study& study, const std::string& identity) {
    const auto details = storage::runDetails(work.project, identity).value();
    if (!details.has_task)
        throw Error("The task \"" + study.task +
                    "\" has changed or is gone since this study: what its runs say cannot be laid beside its examples. "
                    "Bring the task in as it was, or run the study again.");
    return work::studyRunDetails(details);
}

Json shown(Work& work, const ShowCommand& command) {
    const auto study = storage::StudyStore(work.project).find(*command.study);
    if (!study)
        throw Error("There is no study " + std::to_string(*command.study) +
                    ": 'stepmarkctl w2s show PROJECT' lists them.");
    Json result = work::studyReport(*study);
    result["task_changed"] = taskChanged(work, *study);
    const auto runs = storage::StudyRunStore(work.project).ofStudy(study->id);
    if (!command.run.empty())
        result["details"] = detailsOf(work, *study, runNamed(runs, command.run));
    result["runs"] = Json::array();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        Json row = {{"number", i + 1}};
        row.update(work::studyRunRow(runs[i]));
        result["runs"].push_back(std::move(row));
    }
    if (!command.csv.empty()) {
        files::writeFile(command.csv, work::studyCsv(*study), {.replace = command.overwrite, .stop = work.stop});
        result["out"] = command.csv;
    }
    return result;
}

Json runShow(Context& context, const ShowCommand& command) {
    if (!command.study && (!command.csv.empty() || !command.run.empty()))
        throw UsageError("--csv and --run are of one study: name its number behind the project.");
    context.data_on_stdout = !command.csv.empty() && files::isStandardOutput(command.csv);
    if (!command.csv.empty())
        requireReplaceable(command.csv, command.overwrite);
    return readOn(context, command.project,
                  [&](Work& work) { return command.study ? shown(work, command) : listed(work); });
}

struct RemoveCommand {
    std::string project;
    std::int64_t study = 0;
};

Json runRemove(Context& context, const RemoveCommand& command) {
    return runOn(context, command.project, [&](Work& work) {
        const std::int64_t runs = storage::StudyStore(work.project).remove(command.study);
        return Json{{"study", command.study}, {"runs", runs}};
    });
}

} // namespace

void addShowCommands(Registry& registry) {
    const auto show = std::make_shared<ShowCommand>();
    auto* command = registry.add({"w2s show", "The studies of the project, or what came of one of them",
                                  "w2s show algebra.stepmark 1 --csv study.csv"},
                                 show, runShow);
    command->add_option("PROJECT", show->project, "Project file")->required();
    command->add_option("STUDY", show->study, "The study's number")->default_str("none: all are listed");
    command
        ->add_option("--csv", show->csv,
                     "Write the figures to this file as well, one row a figure; - for standard output")
        ->default_str("no file");
    addOverwrite(command, show->overwrite);
    command
        ->add_option("--run", show->run,
                     "Say all of one run, by its number or the beginning of its name: its course, and the test "
                     "examples on which it "
                     "differs from whom it learnt from")
        ->default_str("none");

    const auto remove = std::make_shared<RemoveCommand>();
    command = registry.add({"w2s remove-study", "Take a study out of the project, and the runs that no other study has",
                            "w2s remove-study algebra.stepmark 1"},
                           remove, runRemove);
    command->add_option("PROJECT", remove->project, "Project file")->required();
    command->add_option("STUDY", remove->study, "The study's number")->required();
}

} // namespace stepmark::ctl
