// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace stepmark {

/// A path in the step tree, from the first step to a leaf. Two samples with the same steps are two solutions of one leaf:
/// a majority vote counts both.
struct Solution {
    SolutionId id = 0;
    ProblemId problem = 0;
    StepId leaf = 0;                          ///< last step; the others are its ancestors
    std::optional<std::string> final_answer;  ///< as extracted from the text, or as given
    std::optional<bool> correct;              ///< final answer equals the reference; unknown where there is none
    std::string source;                       ///< generator, file or person it came from
    RoundId round = 0;                        ///< round that generated it, 0 for an import
};

} // namespace stepmark
