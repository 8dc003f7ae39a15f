// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the final answer that a solution states. The first of these forms that the text has decides; of one form, the
// last:
//   1. "# Answer", blank line, x          PRM800K
//   2. "#### x" on the last line          GSM8K
//   3. \boxed{x} or \fbox{x}              MATH, with balanced braces
//   4. "A: x", "Answer: x", "Final answer: x", "答案：x", "答：x" at the start of a line
//   5. "the answer is x" (also "is:"), "答案是x", "答案为x", up to the end of the sentence
//   6. **x** with a number, last line     chat models that are asked for no form
// Delimiters round the answer ($...$, \(...\), \[...\], **...**) and a full stop after it are taken off, nothing else:
// the answer is what the solution says, and whether it equals another is grading's business. Pure functions: safe from
// any thread; linear in the text's length.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

// nullopt: the text states no answer in any of the forms.
std::optional<std::string> extractFinalAnswer(std::string_view solution);

// As if the steps were one text, each on lines of its own.
std::optional<std::string> extractFinalAnswer(const std::vector<std::string>& steps);

} // namespace stepmark
