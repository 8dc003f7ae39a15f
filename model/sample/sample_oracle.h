// SPDX-License-Identifier: GPL-3.0-or-later
//
// The oracle: judges every step of a solution to one of the sample's problems, as a careful labeler would.
//
//   positive  right and needed for the answer
//   neutral   right, but leads nowhere: about somebody beside the point, a step given before, what the problem says
//   negative  wrong; also what the oracle does not understand, and what uses a number that no step before has worked
//   out
//             (a skipped quantity), the final answer included
//
// A step is judged given its prefix. Wrong steps of the prefix establish nothing: what builds on a wrong number is
// wrong.
//
// Thread rule: an oracle never changes once made; share it freely. Any text is judged, none throws.
#pragma once

#include "model/domain/rating.h"
#include "model/sample/sample_text.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

class SampleOracle {
public:
    /// Reads the problem's text. Throws Error where it is not one of the sample's.
    explicit SampleOracle(std::string_view problem_text);
    explicit SampleOracle(SampleStructure structure);

    /// One rating a step, each given the steps before it.
    std::vector<Rating> judge(std::span<const std::string> steps) const;
    /// The last of `judge(prefix + step)`.
    Rating judgeStep(std::span<const std::string> prefix, std::string_view step) const;

    const SampleStructure& structure() const { return m_structure; }

private:
    /// What right steps have established so far.
    struct Known {
        std::vector<bool> people;
        bool answered = false;
    };
    Known start() const;
    Rating rate(Known& known, std::string_view step) const;
    Rating rateAnswer(Known& known, int value) const;
    Rating rateDerivation(Known& known, const SampleStep& step) const;

    SampleStructure m_structure;
};

} // namespace stepmark
