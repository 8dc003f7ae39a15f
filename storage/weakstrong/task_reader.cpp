// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/task_reader.h"

#include "model/tasks/examples.h"
#include "model/tasks/task_builder.h"
#include "storage/interchange/json_lines.h"
#include "storage/step_store.h"
#include "storage/weakstrong/task_rows.h"

namespace stepmark::storage {

namespace {

class FilesReader {
public:
    FilesReader(const TaskFiles& files, const ProgressSink& progress, std::stop_token stop)
        : m_kind(files.kind)
        , m_name(files.name.empty() && !files.train.empty() ? nameOfTask(files.train.front()) : files.name)
        , m_throttle(progress ? progress : [](const Progress&) {})
        , m_stop(std::move(stop)) {}

    void read(TaskPart part, const std::vector<std::filesystem::path>& files) {
        for (const auto& file : files) {
            interchange::JsonLines lines(file, m_stop);
            const std::int64_t before = m_result.rows;
            while (const auto row = lines.next()) {
                throwIfStopped(m_stop);
                ++m_result.rows;
                try {
                    add(part, *row, files::inputName(file) + ", line " + std::to_string(lines.line()));
                } catch (const Error& error) {
                    throw lines.errorAt(error.what());
                }
                m_throttle.report({.stage = Stage::Importing,
                                   .done = lines.bytesRead(),
                                   .total = lines.bytesTotal(),
                                   .unit = Unit::Bytes});
            }
            if (m_result.rows == before)
                throw Error(files::inputName(file) + " is empty: there is nothing to read.");
        }
    }

    ReadTask finish() {
        if (!m_builder)
            throw Error("A task needs at least one file of rows to learn from.");
        m_result.task = m_builder->finish();
        m_result.repeated = m_builder->repeated();
        m_result.drew_test = m_builder->drewTest();
        return std::move(m_result);
    }

private:
    void add(TaskPart part, const nlohmann::json& json, const std::string& where) {
        const TaskKind kind = kindOf(json);
        if (!m_kind)
            m_kind = kind;
        if (kind != *m_kind)
            throw Error("the row is of a " + std::string(toText(kind)) + ", the task is of " +
                        std::string(toText(*m_kind)) + ": a task is of one kind.");
        if (!m_builder)
            m_builder.emplace(m_name, kind);
        auto rows = readTaskRow(kind, json);
        m_result.without_group += rows.front().has_group ? 0 : 1;
        for (TaskRow& row : rows)
            if (row.fault == PuzzleFault::None)
                m_builder->add(part, std::move(row.example), where);
            else
                ++(row.fault == PuzzleFault::OneMove ? m_result.one_move : m_result.several_mates);
    }

    std::optional<TaskKind> m_kind;
    std::string m_name;
    ProgressThrottle m_throttle;
    std::stop_token m_stop;
    std::optional<TaskBuilder> m_builder;
    ReadTask m_result;
};

} // namespace

std::string nameOfTask(const std::filesystem::path& file) {
    std::string name = file.filename().string();
    name = name.substr(0, name.find('.', 1));
    const std::string folder = std::filesystem::absolute(file).parent_path().filename().string();
    return name == "train" && !folder.empty() ? folder : name;
}

ReadTask readTask(const TaskFiles& files, const ProgressSink& progress, std::stop_token stop) {
    if (files.kind == TaskKind::Steps)
        throw Error(
            "Step labels are no task file: import it into the project, then add the project's ratings as a task.");
    FilesReader reader(files, progress, std::move(stop));
    reader.read(TaskPart::Train, files.train);
    reader.read(TaskPart::Test, files.test);
    return reader.finish();
}

ReadTask readStepTask(Project& project, const std::string& name) {
    ReadTask result;
    TaskBuilder builder(name, TaskKind::Steps);
    for (const LabelledTree& tree : StepStore(project).labelledTrees({.rated_only = true})) {
        auto example = stepsExample(tree);
        if (!example)
            continue;
        ++result.rows;
        builder.add(tree.split == Split::Train ? TaskPart::Train : TaskPart::Test, std::move(*example),
                    "problem " + std::to_string(tree.problem));
    }
    if (result.rows == 0)
        throw Error("The project has no rated steps: label some, or import ratings, before they can be a task.");
    result.task = builder.finish();
    result.repeated = builder.repeated();
    result.drew_test = builder.drewTest();
    return result;
}

} // namespace stepmark::storage
