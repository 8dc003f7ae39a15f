// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a task is divided for a study: the supervisor's half, which it learns with the truth, and the student's, which
// the supervisor labels (Burns et al. 2023, section 3). Drawn by hash of the group, so that what belongs together stays
// together and one more row moves no other.
//
// Thread rule: pure functions.
#pragma once

#include "model/tasks/task.h"

#include <cstdint>
#include <vector>

namespace stepmark {

struct HalvesOptions {
    std::uint64_t seed = 0;
    std::int64_t examples = 0; ///< of train at most so many, whole groups, drawn before they are halved; 0: all
};

/// Places in Task::train and Task::test, ascending. In a classification each of the three has as many examples of one
/// class as of the other: of the larger class some are left out, drawn by hash.
struct Halves {
    std::vector<std::size_t> supervisor, student; ///< A and B: no group is in both
    std::vector<std::size_t> test;                ///< the same for every seed
    std::int64_t capped = 0;                      ///< examples of train left out by the cap
    std::int64_t cut = 0, test_cut = 0;           ///< left out for balance: of both halves, of the test
};

/// Error where a half would be empty or of one class.
Halves halvesOf(const Task& task, const HalvesOptions& options);

} // namespace stepmark
