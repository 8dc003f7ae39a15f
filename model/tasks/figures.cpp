// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/figures.h"

#include "model/domain/error.h"
#include "model/domain/metrics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace stepmark {

namespace {

constexpr float kEven = 0.5F; ///< between class 0 and class 1

void requireOneEach(const std::vector<TaskExample>& examples, std::span<const float> values) {
    if (const std::size_t items = itemCount(examples); values.size() != items)
        throw Error("There are " + std::to_string(values.size()) + " judgements of " + std::to_string(items) +
                    " items: they are of another task.");
    if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
        throw Error("A judgement is not finite: the model that made it is of no use.");
}

/// The items of one example, walked through in order.
class Walk {
public:
    explicit Walk(std::span<const float> values)
        : m_values(values) {}
    std::span<const float> next(const TaskExample& example) {
        const auto part = m_values.subspan(m_at, example.items.size());
        m_at += example.items.size();
        return part;
    }

private:
    std::span<const float> m_values;
    std::size_t m_at = 0;
};

struct Sum {
    double right = 0, of = 0;
};

Sum ofClasses(std::span<const float> labels, std::span<const float> judged) {
    Sum part;
    for (std::size_t i = 0; i < labels.size(); ++i)
        part.right += judged[i] == kEven ? 0.5 : double((judged[i] > kEven) == (labels[i] > kEven));
    part.of = static_cast<double>(labels.size());
    return part;
}

/// Whether judgements of a choice have an answer at all.
bool answers(std::span<const float> judged) { return *std::max_element(judged.begin(), judged.end()) > 0; }

Sum ofChoice(std::span<const float> labels, std::span<const float> judged) {
    if (!answers(judged))
        return {0, 1};
    const float best = *std::max_element(judged.begin(), judged.end());
    double equals = 0, right = 0;
    for (std::size_t i = 0; i < judged.size(); ++i)
        if (judged[i] == best) {
            ++equals;
            right += labels[i] > kEven;
        }
    return {right / equals, 1};
}

Sum ofPairs(std::span<const float> labels, std::span<const float> judged) {
    std::vector<ScoredLabel> steps;
    for (std::size_t i = 0; i < labels.size(); ++i)
        steps.push_back({0, judged[i], labels[i] > kEven});
    const auto pairs = static_cast<double>(withinPairs(steps).pairs);
    return {auc(steps).value_or(0) * pairs, pairs};
}

Sum sumOf(TaskKind kind, std::span<const float> labels, std::span<const float> judged) {
    if (isChoice(kind))
        return ofChoice(labels, judged);
    return kind == TaskKind::Steps ? ofPairs(labels, judged) : ofClasses(labels, judged);
}

/// Whether judgements say one thing.
bool decides(TaskKind kind, std::span<const float> judged) {
    if (!isChoice(kind))
        return judged.front() != kEven;
    return std::count(judged.begin(), judged.end(), *std::max_element(judged.begin(), judged.end())) == 1;
}

bool same(TaskKind kind, std::span<const float> one, std::span<const float> other) {
    if (!isChoice(kind))
        return (one.front() > kEven) == (other.front() > kEven);
    return std::max_element(one.begin(), one.end()) - one.begin() ==
           std::max_element(other.begin(), other.end()) - other.begin();
}

std::optional<double> share(std::int64_t part, std::int64_t of) {
    return of > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(of)) : std::nullopt;
}

} // namespace

GroupSums figureSums(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> labels,
                     std::span<const float> judgements) {
    requireOneEach(examples, labels);
    requireOneEach(examples, judgements);
    std::map<std::int64_t, Sum> groups;
    Walk label(labels), judgement(judgements);
    for (const TaskExample& example : examples) {
        const Sum part = sumOf(kind, label.next(example), judgement.next(example));
        Sum& group = groups[example.group];
        group.right += part.right;
        group.of += part.of;
    }
    GroupSums sums;
    for (const auto& [group, part] : groups)
        sums.push_back({group, part.right, part.of});
    return sums;
}

std::optional<double> figureOf(const GroupSums& sums) {
    Sum all;
    for (const GroupSum& sum : sums) {
        all.right += sum.right;
        all.of += sum.of;
    }
    return all.of > 0 ? std::optional(all.right / all.of) : std::nullopt;
}

std::vector<float> truthOf(const std::vector<TaskExample>& examples) {
    std::vector<float> truth;
    for (const TaskExample& example : examples)
        truth.insert(truth.end(), example.truth.begin(), example.truth.end());
    return truth;
}

std::vector<float> hardened(TaskKind kind, const std::vector<TaskExample>& examples,
                            std::span<const float> judgements) {
    requireOneEach(examples, judgements);
    std::vector<float> labels;
    Walk judgement(judgements);
    for (const TaskExample& example : examples) {
        const auto judged = judgement.next(example);
        if (isChoice(kind)) {
            labels.resize(labels.size() + judged.size(), 0.0F);
            if (answers(judged))
                *(labels.end() - (judged.end() - std::max_element(judged.begin(), judged.end()))) = 1.0F;
        } else {
            std::transform(judged.begin(), judged.end(), std::back_inserter(labels),
                           [](float value) { return value >= kEven ? 1.0F : 0.0F; });
        }
    }
    return labels;
}

std::int64_t unanswered(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> judgements) {
    requireOneEach(examples, judgements);
    Walk judgement(judgements);
    return std::count_if(examples.begin(), examples.end(), [&](const TaskExample& example) {
        return !answers(judgement.next(example)) && isChoice(kind);
    });
}

std::vector<float> untaughtJudgements(const Task& task) {
    float judged = kEven;
    if (task.kind == TaskKind::Classification) {
        const std::vector<float> truth = truthOf(task.train);
        const auto positives = std::count_if(truth.begin(), truth.end(), [](float one) { return one > kEven; });
        const auto negatives = static_cast<std::ptrdiff_t>(truth.size()) - positives;
        judged = positives == negatives ? kEven : positives > negatives ? 1.0F : 0.0F;
    }
    return std::vector<float>(itemCount(task.test), judged);
}

std::optional<double> Agreement::onRight() const { return share(right_same, right); }
std::optional<double> Agreement::onWrong() const { return share(wrong_same, wrong); }
std::optional<double> Agreement::onAll() const { return share(right_same + wrong_same, right + wrong); }

Agreement& Agreement::operator+=(const Agreement& other) {
    right += other.right;
    right_same += other.right_same;
    wrong += other.wrong;
    wrong_same += other.wrong_same;
    undecided += other.undecided;
    return *this;
}

Agreement agreement(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> supervisor,
                    std::span<const float> student) {
    requireOneEach(examples, supervisor);
    requireOneEach(examples, student);
    Agreement sum;
    std::size_t at = 0;
    for (const TaskExample& example : examples) {
        const std::size_t items = example.items.size(), together = isChoice(kind) ? items : 1;
        for (std::size_t i = 0; i < items; i += together) {
            const auto weak = supervisor.subspan(at + i, together), strong = student.subspan(at + i, together);
            const bool is_silent = isChoice(kind) && !answers(strong);
            if (!decides(kind, weak) || (!is_silent && !decides(kind, strong))) {
                ++sum.undecided;
                continue;
            }
            const bool right = same(kind, weak, std::span(example.truth).subspan(i, together));
            ++(right ? sum.right : sum.wrong);
            (right ? sum.right_same : sum.wrong_same) += !is_silent && same(kind, weak, strong);
        }
        at += items;
    }
    return sum;
}

std::optional<Confusion> confusion(TaskKind kind, const std::vector<TaskExample>& examples,
                                   std::span<const float> judgements) {
    if (isChoice(kind))
        return std::nullopt;
    const std::vector<float> truth = truthOf(examples), judged = hardened(kind, examples, judgements);
    Confusion counts;
    for (std::size_t i = 0; i < truth.size(); ++i)
        ++(truth[i] > kEven    ? judged[i] > kEven ? counts.true_positive : counts.false_negative
           : judged[i] > kEven ? counts.false_positive
                               : counts.true_negative);
    return counts;
}

} // namespace stepmark
