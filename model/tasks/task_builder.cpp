// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/task_builder.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace stepmark {

namespace {

constexpr double kTestShare = 0.2;

/// Of what is shown and judged; two examples of one content are the same but for their truth.
std::uint64_t contentOf(const TaskExample& example) {
    std::uint64_t key = drawKey(example.prompt);
    for (const StepTree::Node& node : example.tree.nodes())
        key = drawKey(drawKey(key, static_cast<std::uint64_t>(node.parent + 1)), drawKey(node.text));
    return key;
}

const char* named(TaskPart part) { return part == TaskPart::Train ? "training" : "test"; }

void requireBoth(const std::vector<TaskExample>& examples, TaskKind kind, TaskPart part) {
    if (examples.empty())
        throw Error(std::string("The task has no ") + named(part) + " rows: there is nothing to " +
                    (part == TaskPart::Train ? "learn from." : "measure by."));
    const PartCounts counts = countsOf(examples, kind);
    if (!isChoice(kind) && (counts.right == 0 || counts.right == counts.items))
        throw Error("All " + std::to_string(counts.items) + " " + named(part) + " rows are of class " +
                    (counts.right == 0 ? "0" : "1") + ": a task needs both classes in train and in test.");
}

} // namespace

std::string_view toText(TaskPart part) { return part == TaskPart::Train ? "train" : "test"; }

PartCounts countsOf(const std::vector<TaskExample>& examples, TaskKind kind) {
    PartCounts counts;
    std::set<std::int64_t> groups;
    for (const TaskExample& example : examples) {
        groups.insert(example.group);
        counts.items += static_cast<std::int64_t>(example.items.size());
        counts.right += std::count(example.truth.begin(), example.truth.end(), 1.f);
    }
    counts.examples = static_cast<std::int64_t>(examples.size());
    counts.groups = static_cast<std::int64_t>(groups.size());
    if (kind == TaskKind::Classification)
        counts.surplus = std::abs(counts.items - 2 * counts.right);
    return counts;
}

TaskBuilder::TaskBuilder(std::string name, TaskKind kind) {
    m_task.name = std::move(name);
    m_task.kind = kind;
}

void TaskBuilder::requireOneSide(TaskPart part, const TaskExample& example, const std::string& where) {
    const auto [group, is_new] = m_groups.try_emplace(example.group, Seen{part, where, {}});
    if (!is_new && group->second.part != part)
        throw Error("its group stands in train and in test (the other row: " + group->second.where +
                    "): what belongs together must stand in one of them.");
}

void TaskBuilder::add(TaskPart part, TaskExample example, const std::string& where) {
    const auto [seen, is_new] = m_contents.try_emplace(contentOf(example), Seen{part, where, example.truth});
    if (!is_new && seen->second.truth != example.truth)
        throw Error("the same stands at " + seen->second.where + " with another label: one of the two is wrong.");
    if (!is_new && seen->second.part != part)
        throw Error("the same stands in train and in test (the other row: " + seen->second.where +
                    "): what was learnt is no test.");
    requireOneSide(part, example, where);
    if (!is_new) {
        ++m_repeated;
        return;
    }
    (part == TaskPart::Train ? m_task.train : m_task.test).push_back(std::move(example));
}

void TaskBuilder::drawTest() {
    const Draw draw(0, "task test");
    auto& train = m_task.train;
    const auto first = std::stable_partition(train.begin(), train.end(), [&](const TaskExample& example) {
        return draw.share(static_cast<std::uint64_t>(example.group)) >= kTestShare;
    });
    m_task.test.assign(std::make_move_iterator(first), std::make_move_iterator(train.end()));
    train.erase(first, train.end());
    m_drew_test = true;
}

Task TaskBuilder::finish() {
    if (m_task.train.empty() && m_task.test.empty())
        throw Error("The task has no rows: there is nothing to learn from.");
    if (m_task.test.empty())
        drawTest();
    requireBoth(m_task.train, m_task.kind, TaskPart::Train);
    requireBoth(m_task.test, m_task.kind, TaskPart::Test);
    return std::move(m_task);
}

} // namespace stepmark
