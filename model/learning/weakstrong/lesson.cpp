// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/lesson_p.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"

namespace stepmark {

namespace {

void requireTargets(const Task& task, const Lesson& lesson) {
    std::size_t items = 0;
    for (const std::size_t place : lesson.examples) {
        if (place >= task.train.size())
            throw Error("A lesson names example " + std::to_string(place) + " of " + std::to_string(task.train.size()) +
                        ".");
        items += task.train[place].items.size();
    }
    if (items == 0)
        throw Error("There is nothing to learn: the lesson has no example.");
    if (items != lesson.targets.size())
        throw Error("A lesson of " + std::to_string(items) + " items has " + std::to_string(lesson.targets.size()) +
                    " labels.");
    for (const float target : lesson.targets)
        if (!(target >= 0 && target <= 1))
            throw Error("A lesson's label is " + std::to_string(target) + ": it must be in [0, 1].");
}

} // namespace

LessonParts partsOf(const Task& task, const Lesson& lesson, const LearnOptions& options) {
    requireTargets(task, lesson);
    const Draw draw(options.seed, "validation of a lesson");
    LessonParts parts;
    auto target = lesson.targets.begin();
    for (const std::size_t place : lesson.examples) {
        const TaskExample& example = task.train[place];
        const auto end = target + static_cast<std::ptrdiff_t>(example.items.size());
        const bool validates = draw.share(static_cast<std::uint64_t>(example.group)) < options.validation_share;
        (validates ? parts.validation : parts.learn).push_back({place, {target, end}, example.truth});
        target = end;
    }
    if (parts.learn.empty())
        std::swap(parts.learn, parts.validation);
    return parts;
}

} // namespace stepmark
