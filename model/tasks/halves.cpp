// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/halves.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace stepmark {

namespace {

using Places = std::vector<std::size_t>;

std::uint64_t groupKey(const TaskExample& example) { return static_cast<std::uint64_t>(example.group); }

/// Of one example among those of its group.
std::uint64_t exampleKey(const TaskExample& example) {
    std::uint64_t key = drawKey(groupKey(example), drawKey(example.prompt));
    for (const StepTree::Node& node : example.tree.nodes())
        key = drawKey(key, drawKey(node.text));
    return key;
}

Places allOf(const std::vector<TaskExample>& examples) {
    Places all(examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// The first groups in drawn order that fit under the cap.
Places capped(const std::vector<TaskExample>& examples, const HalvesOptions& options) {
    if (options.examples <= 0 || static_cast<std::int64_t>(examples.size()) <= options.examples)
        return allOf(examples);
    std::map<std::int64_t, Places> by_group;
    for (std::size_t i = 0; i < examples.size(); ++i)
        by_group[examples[i].group].push_back(i);
    std::vector<std::int64_t> groups;
    for (const auto& [group, members] : by_group)
        groups.push_back(group);
    Draw(options.seed, "task examples").sort(groups, [](std::int64_t group) {
        return static_cast<std::uint64_t>(group);
    });
    Places kept;
    for (const std::int64_t group : groups) {
        const Places& members = by_group[group];
        if (static_cast<std::int64_t>(kept.size() + members.size()) > options.examples)
            break;
        kept.insert(kept.end(), members.begin(), members.end());
    }
    std::sort(kept.begin(), kept.end());
    return kept;
}

/// Leaves out of the larger class what the smaller lacks; returns how many.
std::int64_t balance(const std::vector<TaskExample>& examples, const Draw& draw, Places& places) {
    const auto is_right = [&](std::size_t place) { return examples[place].truth.front() == 1; };
    const auto right = static_cast<std::size_t>(std::count_if(places.begin(), places.end(), is_right));
    const bool more_right = 2 * right > places.size();
    Places larger;
    std::copy_if(places.begin(), places.end(), std::back_inserter(larger),
                 [&](std::size_t place) { return is_right(place) == more_right; });
    const std::size_t smaller = places.size() - larger.size();
    if (smaller == 0)
        return 0; // one class only: requireUsable says so
    draw.sort(larger, [&](std::size_t place) { return exampleKey(examples[place]); });
    larger.resize(smaller);
    std::sort(larger.begin(), larger.end());
    const auto before = static_cast<std::int64_t>(places.size());
    std::erase_if(places, [&](std::size_t place) {
        return is_right(place) == more_right && !std::binary_search(larger.begin(), larger.end(), place);
    });
    return before - static_cast<std::int64_t>(places.size());
}

void requireUsable(const Task& task, const std::vector<TaskExample>& examples, const Places& places, const char* part) {
    const std::string task_named = "The task \"" + task.name + "\"";
    if (places.empty())
        throw Error(task_named + " has too few groups to be divided: " + part +
                    " would be empty. Take a larger task, or raise the number of examples.");
    if (isChoice(task.kind))
        return;
    bool right = false, wrong = false;
    for (const std::size_t place : places)
        for (const float truth : examples[place].truth)
            (truth == 1 ? right : wrong) = true;
    if (!right || !wrong)
        throw Error(task_named + " is too small: " + part +
                    " would be of one class only. Take a larger task, or raise " + "the number of examples.");
}

} // namespace

Halves halvesOf(const Task& task, const HalvesOptions& options) {
    Halves halves;
    const Draw half(options.seed, "task half");
    const Places kept = capped(task.train, options);
    halves.capped = static_cast<std::int64_t>(task.train.size() - kept.size());
    for (const std::size_t place : kept)
        (half.share(groupKey(task.train[place])) < 0.5 ? halves.supervisor : halves.student).push_back(place);
    halves.test = allOf(task.test);
    if (task.kind == TaskKind::Classification) {
        const Draw balanced(options.seed, "task balance");
        halves.cut = balance(task.train, balanced, halves.supervisor) + balance(task.train, balanced, halves.student);
        halves.test_cut = balance(task.test, Draw(0, "task balance"), halves.test);
    }
    requireUsable(task, task.train, halves.supervisor, "the supervisor's half");
    requireUsable(task, task.train, halves.student, "the student's half");
    requireUsable(task, task.test, halves.test, "the test");
    return halves;
}

} // namespace stepmark
