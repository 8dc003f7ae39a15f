// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/disagreements.h"

#include "model/tasks/figures.h"
#include "model/tasks/halves.h"

#include <algorithm>
#include <utility>

namespace stepmark {

namespace {

/// The item with what leads to it, a line a step.
std::string textOf(const TaskExample& example, std::size_t item) {
    std::string text;
    for (const int node : example.tree.path(example.items[item]))
        text += (text.empty() ? "" : "\n") + example.tree[node].text;
    return text;
}

std::size_t best(std::span<const float> values) {
    return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

std::string classOf(float label) { return label >= 0.5F ? "1" : "0"; }

StudyDisagreement ofItem(const TaskExample& example, std::size_t item, float supervisor, float student) {
    return {example.prompt,
            textOf(example, item),
            classOf(example.truth[item]),
            classOf(supervisor),
            classOf(student),
            supervisor,
            student};
}

StudyDisagreement ofChoice(const TaskExample& example, std::span<const float> supervisor,
                           std::span<const float> student) {
    const std::size_t weak = best(supervisor), strong = best(student);
    const auto answer = [&](float share, std::size_t item) {
        return share > 0 ? textOf(example, item) : std::string();
    };
    return {example.prompt,
            "",
            textOf(example, best(example.truth)),
            answer(supervisor[weak], weak),
            answer(student[strong], strong),
            supervisor[weak],
            student[strong]};
}

} // namespace

Task studiedTask(Task task) {
    std::vector<TaskExample> test;
    for (const std::size_t place : halvesOf(task, {}).test)
        test.push_back(std::move(task.test[place]));
    task.test = std::move(test);
    return task;
}

Disagreements disagreements(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> supervisor,
                            std::span<const float> student, std::size_t most) {
    const std::vector<float> weak = hardened(kind, examples, supervisor), strong = hardened(kind, examples, student);
    Disagreements found;
    const auto add = [&](auto make) {
        if (found.first.size() < most)
            found.first.push_back(make());
        ++found.count;
    };
    std::size_t at = 0;
    for (const TaskExample& example : examples) {
        const std::size_t items = example.items.size();
        if (!isChoice(kind)) {
            for (std::size_t i = 0; i < items; ++i)
                if (weak[at + i] != strong[at + i])
                    add([&] { return ofItem(example, i, supervisor[at + i], student[at + i]); });
        } else if (!std::equal(weak.begin() + static_cast<std::ptrdiff_t>(at),
                               weak.begin() + static_cast<std::ptrdiff_t>(at + items),
                               strong.begin() + static_cast<std::ptrdiff_t>(at))) {
            add([&] { return ofChoice(example, supervisor.subspan(at, items), student.subspan(at, items)); });
        }
        at += items;
    }
    return found;
}

} // namespace stepmark
