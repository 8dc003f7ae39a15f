// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/progress.h"
#include "model/tasks/task.h"
#include "storage/project.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark::storage {

struct StoredTask {
    std::int64_t id = 0;
    std::string name;
    TaskKind kind = TaskKind::Classification;
    std::string source;               ///< JSON: where it comes from, and what was counted on the way
    std::string fingerprint;          ///< SHA-256 of its rows: what a study's nodes stand on
    std::int64_t train = 0, test = 0; ///< examples
    std::int64_t train_groups = 0, test_groups = 0;
    std::string created_at; ///< ISO 8601, UTC
};

/// Tables task and task_row. Rows are written and taken away in small transactions and hidden meanwhile; what a killed
/// process left of a task is swept by the next add() or remove(). Thread rule: that of its Project.
class TaskStore {
public:
    explicit TaskStore(Project& project);

    /// All of it or nothing. Error where there is one of that name.
    StoredTask add(const Task& task, const std::string& source, std::stop_token stop = {}, ProgressSink progress = {});
    std::vector<StoredTask> list() const; ///< by name
    std::optional<StoredTask> find(std::string_view name) const;
    /// Error where there is none of that name; its text lists those that there are.
    Task load(std::string_view name, std::stop_token stop = {}) const;
    /// Likewise. What has begun is finished by the next one, if it is stopped.
    void remove(std::string_view name, std::stop_token stop = {});
    /// Error where there is one of that name: before its rows are made.
    void requireFree(std::string_view name) const;

private:
    StoredTask require(std::string_view name) const;
    std::int64_t begin(const Task& task, const std::string& source);
    void beat(std::int64_t id);
    void takeAway(std::int64_t id, std::stop_token stop);
    void sweep(std::stop_token stop);

    Project& m_project;
    Connection& m_connection;
};

} // namespace stepmark::storage
