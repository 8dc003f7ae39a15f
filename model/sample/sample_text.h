// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sample's texts and how they are read back. The oracle works on texts alone (a project file holds nothing else),
// so what is written here is also parsed here.
//
// Thread rule: pure functions. No text, however odd, does worse than not being understood.
#pragma once

#include "model/sample/sample_problem.h"

#include <optional>
#include <string>
#include <string_view>

namespace stepmark {

/// "Today Tom has 12 apples. ... How many apples does Kim have?"
std::string sampleProblemText(const SampleStructure& structure);
/// "So Anna has 3 more than Tom: 12 + 3 = 15." `person` need not belong to the structure's people (wrong steps are
/// built from altered ones); its name, relation, value and the values of those it refers to are written as they are.
std::string sampleStepText(const SampleStructure& structure, const SamplePerson& person);

/// A step as it was understood.
struct SampleStep {
    enum class Kind {
        Derive, ///< "So Anna has 3 more than Tom: 12 + 3 = 15."
        Recall, ///< "Tom has 12." or "Tom has 12 apples.": says again what the problem says
        Answer  ///< "The answer is 30."
    };
    Kind kind = Kind::Derive;
    SamplePerson person; ///< Derive and Recall: name, relation, amount, first, second as written; value = the result
    int left = 0;        ///< Derive: the equation's operands and its sign (+, -, x, /)
    int right = 0;
    char sign = '+';
};

/// Nothing where the text is no step of the sample's grammar, or names somebody whom the problem does not know.
std::optional<SampleStep> parseSampleStep(const SampleStructure& structure, std::string_view text);

/// Reads a problem's text back into its structure, values and needed people included. Throws Error where the text is
/// not one of the sample's problems.
SampleStructure parseSampleProblem(std::string_view text);

} // namespace stepmark
