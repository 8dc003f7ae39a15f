// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: an object belongs to one thread.
#pragma once

#include "model/tasks/task.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace stepmark {

enum class TaskPart { Train, Test };
std::string_view toText(TaskPart part); ///< "train", "test"

/// What stands in one part of a task.
struct PartCounts {
    std::int64_t examples = 0, groups = 0, items = 0;
    std::int64_t right = 0; ///< items that are true
    std::int64_t surplus =
        0; ///< of classification: by how much one class is larger, which goes when classes are balanced
};
PartCounts countsOf(const std::vector<TaskExample>& examples, TaskKind kind);

/// Puts a task together, and refuses what would spoil its figures: a group or a thing in train and test, the same with
/// two truths, one class only. The same thing twice counts once.
class TaskBuilder {
public:
    TaskBuilder(std::string name, TaskKind kind);

    /// Error, without file and line. `where` the example stands: for messages about a later one ("file", line 3).
    void add(TaskPart part, TaskExample example, const std::string& where);
    /// Where there is no test part, a fifth of the groups is drawn for one. Error where something is missing.
    Task finish();

    std::int64_t repeated() const { return m_repeated; } ///< examples that were there already
    bool drewTest() const { return m_drew_test; }

private:
    struct Seen {
        TaskPart part;
        std::string where;
        std::vector<float> truth; ///< empty: of a group
    };
    void requireOneSide(TaskPart part, const TaskExample& example, const std::string& where);
    void drawTest();

    Task m_task;
    std::unordered_map<std::uint64_t, Seen> m_contents;
    std::unordered_map<std::int64_t, Seen> m_groups;
    std::int64_t m_repeated = 0;
    bool m_drew_test = false;
};

} // namespace stepmark
