// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/task_reader.h"

#include "model/tasks/examples.h"
#include "model/tasks/task_builder.h"
#include "storage/interchange/json_lines.h"
#include "storage/interchange/processbench.h"
#include "storage/step_store.h"
#include "storage/weakstrong/task_rows.h"

#include <set>

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

/// The solutions of a benchmark, to measure by. Returns the groups of their problems.
std::set<std::int64_t> addSolutions(TaskBuilder& builder, ReadTask& result,
                                    const std::vector<std::filesystem::path>& files) {
    std::set<std::int64_t> groups;
    for (const auto& file : files) {
        std::size_t row = 0;
        for (const auto& solution : interchange::readProcessBench(file)) {
            ++row;
            ++result.rows;
            const auto first_error =
                solution.first_error < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(solution.first_error));
            TaskExample example = solutionExample(solution.problem, solution.steps, first_error);
            groups.insert(example.group);
            builder.add(TaskPart::Test, std::move(example), files::inputName(file) + ", row " + std::to_string(row));
        }
    }
    return groups;
}

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

ReadTask readStepTask(Project& project, const std::string& name, const std::vector<std::filesystem::path>& test) {
    ReadTask result;
    TaskBuilder builder(name, TaskKind::Steps);
    std::int64_t rated = 0;
    const std::set<std::int64_t> benchmark = addSolutions(builder, result, test);
    for (const LabelledTree& tree : StepStore(project).labelledTrees({.rated_only = true})) {
        auto example = stepsExample(tree);
        if (!example)
            continue;
        ++result.rows;
        const bool learnt = tree.split == Split::Train;
        if (!test.empty() && (!learnt || benchmark.contains(example->group))) {
            ++(learnt ? result.in_test : result.not_train);
            continue;
        }
        builder.add(learnt ? TaskPart::Train : TaskPart::Test, std::move(*example),
                    "problem " + std::to_string(tree.problem));
        ++rated;
    }
    if (rated == 0)
        throw Error("The project has no rated steps: label some, or import ratings, before they can be a task.");
    result.task = builder.finish();
    result.repeated = builder.repeated();
    result.drew_test = builder.drewTest();
    return result;
}

} // namespace stepmark::storage
