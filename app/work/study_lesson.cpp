// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_lesson.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/tasks/figures.h"
#include "model/tasks/halves.h"

#include <algorithm>

namespace stepmark::work {

namespace {

/// Of all items those of these examples.
std::vector<float> valuesOf(const Task& task, const std::vector<std::size_t>& examples, std::span<const float> all) {
    const std::vector<std::size_t> first = firstItems(task.train);
    std::vector<float> values;
    for (const std::size_t place : examples)
        values.insert(values.end(), all.begin() + static_cast<std::ptrdiff_t>(first[place]),
                      all.begin() + static_cast<std::ptrdiff_t>(first[place + 1]));
    return values;
}

/// Something that is right or wrong as a whole: an item, or of a choice an example.
struct Judged {
    std::size_t first, items;
};

std::vector<Judged> judgedOf(const Task& task, const std::vector<std::size_t>& examples) {
    std::vector<Judged> all;
    std::size_t at = 0;
    for (const std::size_t place : examples) {
        const std::size_t items = task.train[place].items.size(), together = isChoice(task.kind) ? items : 1;
        for (std::size_t i = 0; i < items; i += together)
            all.push_back({at + i, together});
        at += items;
    }
    return all;
}

/// Another label than the right one: of a choice any other item.
void turnAbout(std::vector<float>& labels, const Judged& at, DrawStream stream) {
    const auto begin = labels.begin() + static_cast<std::ptrdiff_t>(at.first);
    if (at.items == 1) {
        *begin = 1 - *begin;
        return;
    }
    const auto right =
        static_cast<std::size_t>(std::max_element(begin, begin + static_cast<std::ptrdiff_t>(at.items)) - begin);
    const std::size_t wrong = (right + 1 + stream.below(at.items - 1)) % at.items;
    labels[at.first + right] = 0;
    labels[at.first + wrong] = 1;
}

/// The truth with as many labels turned about as the teacher has wrong, drawn without regard to which.
std::vector<float> noisyTruth(const Task& task, const std::vector<std::size_t>& examples, std::vector<float> truth,
                              std::span<const float> teacher, std::uint64_t seed) {
    auto judged = judgedOf(task, examples);
    const auto is_wrong = [&](const Judged& one) {
        return !std::equal(truth.begin() + static_cast<std::ptrdiff_t>(one.first),
                           truth.begin() + static_cast<std::ptrdiff_t>(one.first + one.items),
                           teacher.begin() + static_cast<std::ptrdiff_t>(one.first));
    };
    const auto wrong = std::count_if(judged.begin(), judged.end(), is_wrong);
    const Draw draw(seed, "noise in a study");
    draw.sort(judged, [](const Judged& one) { return static_cast<std::uint64_t>(one.first); });
    for (std::ptrdiff_t i = 0; i < wrong; ++i)
        if (const Judged& one = judged[static_cast<std::size_t>(i)]; isChoice(task.kind) ? one.items > 1 : true)
            turnAbout(truth, one, draw.stream(one.first));
    return truth;
}

/// Leaves out what the teacher has no answer for.
void keepAnswered(const Task& task, Lesson& lesson) {
    Lesson kept;
    auto target = lesson.targets.begin();
    for (const std::size_t place : lesson.examples) {
        const auto end = target + std::ssize(task.train[place].items);
        if (std::any_of(target, end, [](float one) { return one > 0; })) {
            kept.examples.push_back(place);
            kept.targets.insert(kept.targets.end(), target, end);
        }
        target = end;
    }
    lesson.examples = std::move(kept.examples);
    lesson.targets = std::move(kept.targets);
}

} // namespace

Lesson lessonOf(const Task& task, const StudySpec& spec, const StudyNode& node, const Judgements* teacher) {
    if (teacher && teacher->train.size() != itemCount(task.train))
        throw Error("What a supervisor of this study says of the training examples is damaged: remove the studies that "
                    "have it ('stepmarkctl w2s remove-study'), and run this one again.");
    const Halves halves = halvesOf(task, {.seed = node.seed, .examples = spec.examples});
    Lesson lesson;
    lesson.examples = node.role == StudyRole::Supervisor ? halves.supervisor : halves.student;
    lesson.targets = valuesOf(task, lesson.examples, teacher ? teacher->train : truthOf(task.train));
    lesson.judge_train = node.judges;
    if (!teacher)
        return lesson;
    lesson.supervisor_test = teacher->test;
    if (spec.reading == TaskReading::Generated) // what is no move is none to be learnt
        keepAnswered(task, lesson);
    if (node.method == StudyMethod::Noise)
        lesson.targets =
            noisyTruth(task, lesson.examples, valuesOf(task, lesson.examples, truthOf(task.train)),
                       valuesOf(task, lesson.examples, hardened(task.kind, task.train, teacher->train)), node.seed);
    return lesson;
}

} // namespace stepmark::work
