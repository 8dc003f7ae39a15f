// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tasks out of nothing but what Stepmark brings along: the sample's word problems, judged by its oracle, and mates in
// one that random play comes by. The same seed gives the same rows on every machine.
//
//   classification  a problem and the first steps of its solution, the last of them right (1) or wrong (0); of each
//                   problem one of either
//   preference      a problem, its solution, and the same with one step that is wrong
//   steps           a problem, its solution, and wrong steps beside the right ones
//   chess           a position in which exactly one move mates
//
// Thread rule: pure functions.
#pragma once

#include "model/run/progress.h"
#include "model/tasks/task.h"

#include <cstdint>
#include <stop_token>
#include <string>

namespace stepmark {

struct SampleTaskOptions {
    std::string name;
    TaskKind kind = TaskKind::Classification;
    int train = 2000, test = 500; ///< examples; of a classification the even number below
    std::uint64_t seed = 0;
};

/// Error where a part is to have fewer than two examples.
Task sampleTask(const SampleTaskOptions& options, const ProgressSink& progress = {}, const std::stop_token& stop = {});

} // namespace stepmark
