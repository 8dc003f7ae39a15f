// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the shipped base learns from: clean solutions, and solutions beside which a teacher has put wrong steps. At
// every step of the latter there is a wrong one that might stand in its place, and after that one the line "That is
// wrong." The wrong step itself is never learned (its loss is masked); the line after it is. So at the end of every
// step a base that has read them must know whether the step holds: the ability a process reward model starts from (a
// base can only judge what it can do itself).
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/sample/sample_oracle.h"
#include "model/sample/sample_problem.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// The teacher's line.
inline constexpr const char* kSampleWrongMark = "That is wrong.";

/// How a step goes wrong.
enum class SampleError {
    Skip,     ///< the step after this one: what it builds on was never worked out
    Early,    ///< an answer before the work is done
    Answer,   ///< another number as the answer
    Slip,     ///< the result is wrong
    Operand,  ///< another number to start from, the sum done right
    Relation, ///< another amount, another person to compare with, another kind of relation; the sum done right
    Somebody, ///< the relation that the problem tells of somebody else
    Word      ///< one word or number exchanged
};
inline constexpr int kSampleErrors = 8;
std::string_view sampleErrorName(SampleError error);

struct SampleWrongStep {
    std::string text;
    SampleError error = SampleError::Slip;
};

/// One line of a solution.
struct SampleLine {
    std::string text;
    bool learn = true;                  ///< false: the loss leaves its tokens out
    std::vector<SampleWrongStep> wrong; ///< steps that would be wrong in its place
};

struct SampleDocument {
    SampleStructure structure;
    std::string problem; ///< its text
    std::vector<SampleLine> lines;
};

/// The reference solution.
SampleDocument cleanDocument(const SampleProblem& problem);
/// The reference solution, now and then with a step that is right but beside the point (not learned), and at each of
/// its steps one that is wrong.
SampleDocument markedDocument(const SampleProblem& problem, SampleRandom& random);

/// A wrong variant of what should stand at `place` of the reference solution (the last place is the answer's). The
/// oracle judges it negative. Nothing where this draw gave none.
std::optional<SampleWrongStep> wrongStep(const SampleProblem& problem, std::size_t place, SampleRandom& random);

/// Everything in the style of the reference that the oracle would not call wrong after `before`: each person's step
/// that can be taken, terms in either order, and the answer once it is known.
std::vector<std::string> rightSteps(const SampleStructure& structure, std::span<const std::string> before);

} // namespace stepmark
