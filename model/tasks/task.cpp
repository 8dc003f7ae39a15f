// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/task.h"

#include "model/run/words.h"

namespace stepmark {

namespace {

constexpr std::pair<TaskKind, std::string_view> kKinds[] = {{TaskKind::Classification, "classification"},
                                                            {TaskKind::Chess, "chess"},
                                                            {TaskKind::Preference, "preference"},
                                                            {TaskKind::Steps, "steps"}};

} // namespace

std::string_view toText(TaskKind kind) { return run::wordOf(kKinds, kind); }
std::optional<TaskKind> taskKindFromText(std::string_view text) { return run::valueOf(kKinds, text); }

bool isChoice(TaskKind kind) { return kind == TaskKind::Chess || kind == TaskKind::Preference; }

const Layout& layoutOf(TaskKind kind) {
    static const Layout alone{false, "", "\n"}, answered{false, " ", "\n"}, below{false, "\n", "\n"};
    switch (kind) {
    case TaskKind::Classification:
        return alone;
    case TaskKind::Preference:
        return answered;
    case TaskKind::Chess:
        return below;
    case TaskKind::Steps:
        break;
    }
    return kStepmarkLayout;
}

std::size_t itemCount(const std::vector<TaskExample>& examples) { return firstItems(examples).back(); }

std::vector<std::size_t> itemCounts(const std::vector<TaskExample>& examples) {
    std::vector<std::size_t> counts;
    for (const TaskExample& example : examples)
        counts.push_back(example.items.size());
    return counts;
}

std::vector<std::size_t> firstItems(const std::vector<TaskExample>& examples) {
    std::vector<std::size_t> first{0};
    for (const TaskExample& example : examples)
        first.push_back(first.back() + example.items.size());
    return first;
}

} // namespace stepmark
