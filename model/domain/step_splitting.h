// SPDX-License-Identifier: GPL-3.0-or-later
// Splits the text of a solution into its steps.
//
// Whatever the rule:
//  - a displayed formula or a piece of code that runs over several lines is never cut (text_lines.h);
//  - a heading, and a rule such as "---", stays with what follows it;
//  - the tail that only states the answer ("# Answer", blank line, answer, as in PRM800K; "#### x" and "A: x", as in
//    GSM8K) stays with the last step, as PRM800K has it: a labeler judges the step together with the answer drawn from
//    it;
//  - steps carry no blank at either end, and no step is empty: all that can be seen in the text is in one of its steps.
// What a model thought before its answer is no step: take it out first (thinking.h).
// Pure functions: safe from any thread. No input fails; the time is linear in the text's length.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

enum class StepRule {
    Auto,      // Numbered, BlankLine or Newline, whichever the text shows (see detectStepRule)
    Newline,   // every non-empty line is a step (PRM800K, GSM8K)
    BlankLine, // every paragraph is a step (most chat models)
    Numbered,  // "Step 3: ...", "步骤3：...", or, where there is none, the items of the outermost numbered lists
               // (step_markers.h), wherever they stand: each may hold an error of its own. Paragraphs before, between
              // and behind them are steps too; the last item of a list has no more paragraphs than the longest before
              // it.
};

std::vector<std::string> splitSteps(std::string_view text, StepRule rule = StepRule::Auto);

// Never Auto. Numbered where at least two numbers follow each other from 1 (or 0) on; else BlankLine where the text
// before its answer tail has at least two paragraphs; else Newline. In a text of three paragraphs or more, a list that
// stands inside one, behind words that lead to it, belongs to that paragraph.
StepRule detectStepRule(std::string_view text);

// The words used on the command line and in files: "auto", "newline", "blank-line", "numbered".
std::string_view stepRuleName(StepRule rule);
std::optional<StepRule> stepRuleFromName(std::string_view name);

} // namespace stepmark
