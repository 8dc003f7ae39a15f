// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/tasks.h"

#include "model/files/input_file.h"
#include "model/tasks/sample_tasks.h"
#include "model/tasks/task_builder.h"
#include "storage/weakstrong/task_reader.h"
#include "storage/weakstrong/task_store.h"

namespace stepmark::work {

namespace {

Json texts(const std::vector<std::filesystem::path>& files) {
    Json list = Json::array();
    for (const auto& file : files)
        list.push_back(file.string());
    return list;
}

/// Before anything slow is done for it.
std::string nameFor(const TaskRequest& request) {
    if (!request.name.empty())
        return request.name;
    if (request.example)
        return "sample-" + std::string(toText(*request.example));
    if (request.kind == TaskKind::Steps)
        return "steps";
    if (request.files.empty())
        throw Error("Say of what the task is: files of rows, --kind steps (the project's ratings), or --example.");
    if (files::isReadOnce(request.files.front()))
        throw Error("Rows from " + files::inputName(request.files.front()) +
                    " have no name: give the task one with --name.");
    return storage::nameOfTask(request.files.front());
}

storage::ReadTask read(Work& work, const TaskRequest& request, const std::string& name) {
    if (request.example) {
        storage::ReadTask made;
        made.task = sampleTask({name, *request.example, request.example_train, request.example_test, request.seed},
                               work.progress, work.stop);
        made.rows = static_cast<std::int64_t>(made.task.train.size() + made.task.test.size());
        return made;
    }
    if (request.kind == TaskKind::Steps)
        return storage::readStepTask(work.project, name, request.test);
    return storage::readTask({name, request.kind, request.files, request.test}, work.progress, work.stop);
}

/// Where it comes from: files, the project's ratings, the built-in sample.
Json sourceOf(const TaskRequest& request, const storage::ReadTask& read) {
    Json source = {{"files", request.files.empty() ? Json(nullptr) : texts(request.files)},
                   {"test_files", request.test.empty() ? Json(nullptr) : texts(request.test)},
                   {"sample_seed", request.example ? Json(request.seed) : Json(nullptr)},
                   {"rows", read.rows},
                   {"repeated", read.repeated},
                   {"without_group", read.without_group},
                   {"drew_test", read.drew_test}};
    if (read.task.kind == TaskKind::Chess) {
        source["one_move"] = read.one_move;
        source["several_mates"] = read.several_mates;
    }
    if (read.task.kind == TaskKind::Steps) {
        source["in_test"] = read.in_test;
        source["not_train"] = read.not_train;
    }
    return source;
}

Json partJson(const std::vector<TaskExample>& examples, TaskKind kind) {
    const PartCounts counts = countsOf(examples, kind);
    Json json = {{"examples", counts.examples}, {"groups", counts.groups}};
    if (!isChoice(kind)) {
        json["right"] = counts.right;
        json["wrong"] = counts.items - counts.right;
    }
    if (kind == TaskKind::Classification)
        json["surplus"] = counts.surplus;
    return json;
}

storage::ReadTask taskOf(Work& work, const TaskRequest& request) {
    const std::string name = nameFor(request);
    storage::TaskStore(work.project).requireFree(name);
    return read(work, request, name);
}

Json describe(const TaskRequest& request, const storage::ReadTask& read) {
    const TaskKind kind = read.task.kind;
    Json json = {{"task", read.task.name}, {"kind", toText(kind)}};
    json.update(sourceOf(request, read));
    json["train"] = partJson(read.task.train, kind);
    json["test"] = partJson(read.task.test, kind);
    return json;
}

Json taskJson(const storage::StoredTask& task) {
    Json json = {{"task", task.name},   {"kind", toText(task.kind)},
                 {"train", task.train}, {"train_groups", task.train_groups},
                 {"test", task.test},   {"test_groups", task.test_groups}};
    json.update(Json::parse(task.source));
    json["fingerprint"] = task.fingerprint;
    json["created_at"] = task.created_at;
    return json;
}

} // namespace

Json planTask(Work& work, const TaskRequest& request) { return describe(request, taskOf(work, request)); }

Json addTask(Work& work, const TaskRequest& request) {
    const storage::ReadTask read = taskOf(work, request);
    storage::TaskStore store(work.project);
    const auto stored = store.add(read.task, sourceOf(request, read).dump(), work.stop, work.progress);
    Json json = describe(request, read);
    json["fingerprint"] = stored.fingerprint;
    return json;
}

Json listTasks(Work& work) {
    Json tasks = Json::array();
    for (const auto& task : storage::TaskStore(work.project).list())
        tasks.push_back(taskJson(task));
    return {{"tasks", tasks}};
}

Json removeTask(Work& work, const std::string& name) {
    storage::TaskStore(work.project).remove(name, work.stop);
    return {{"task", name}, {"removed", true}};
}

} // namespace stepmark::work
