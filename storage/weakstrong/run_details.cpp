// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/run_details.h"

#include "model/tasks/disagreements.h"
#include "model/tasks/figures.h"
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/task_store.h"

namespace stepmark::storage {

namespace {

/// The task that the run has learnt, whatever it is called now.
std::optional<Task> taskOf(Project& project, const StudyRun& run) {
    const TaskStore store(project);
    for (const StoredTask& task : store.list())
        if (task.fingerprint == run.task_fingerprint)
            return studiedTask(store.load(task.name));
    return std::nullopt;
}

} // namespace

std::optional<StudyRunDetails> runDetails(Project& project, std::string_view identity, std::size_t most) {
    const StudyRunStore runs(project);
    const auto run = runs.find(identity);
    if (!run)
        return std::nullopt;
    StudyRunDetails details{*run, courseFromJson(run->course)};
    const auto task = taskOf(project, *run);
    details.has_task = task.has_value();
    if (!task)
        return details;
    const std::vector<float> test = runs.judgements(identity).test;
    details.confusion = confusion(task->kind, task->test, test);
    if (run->teacher.empty())
        return details;
    auto found = disagreements(task->kind, task->test, runs.judgements(run->teacher).test, test, most);
    details.disagreements = found.count;
    details.examples = std::move(found.first);
    return details;
}

} // namespace stepmark::storage
