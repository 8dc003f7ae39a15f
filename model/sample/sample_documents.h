// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the shipped base learns from: clean solutions, and solutions that a teacher has marked. A marked one runs right
// up to some step, then comes a wrong step, and then the line "That is wrong." The wrong step itself is never learned
// (its loss is masked); the line after it is. So at the end of every step a base that has read them must know whether
// the step holds: the ability a process reward model starts from (a base can only judge what it can do itself).
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/sample/sample_problem.h"

#include <optional>
#include <string>
#include <vector>

namespace stepmark {

/// The teacher's line.
inline constexpr const char* kSampleWrongMark = "That is wrong.";

/// One line of a solution; without `learn` the loss leaves its tokens out.
struct SampleLine {
    std::string text;
    bool learn = true;
};

struct SampleDocument {
    std::string problem;
    std::vector<SampleLine> lines;
};

/// The reference solution.
SampleDocument cleanDocument(const SampleProblem& problem);
/// A marked solution: right steps, now and then one that is right but beside the point (not learned either), a wrong
/// step, the teacher's line.
SampleDocument markedDocument(const SampleProblem& problem, SampleRandom& random);

/// A wrong variant of what should stand at `place` of the reference solution (the last place is the answer's): a slip
/// in the result, another one's number, another relation, a skipped quantity, a word or number exchanged. The oracle
/// judges it negative. Nothing where this draw gave none.
std::optional<std::string> wrongStep(const SampleProblem& problem, std::size_t place, SampleRandom& random);

} // namespace stepmark
