// SPDX-License-Identifier: GPL-3.0-or-later
// Which answers of a problem are one answer: what a vote counts.
#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// The number of each answer's class, from 0 on in the order in which the classes appear; -1 for a blank answer.
/// Answers of one class are equal to one of them, its leader, as grading has it (AnswerMatch::SameForm).
///
/// Equality does not carry over ("8/4" is another form than "2"; "(1,200)" may be a number or a point), so classes need
/// a rule: the spelling that most answers have leads (of as many the shorter one, then the one first by bytes), each
/// further spelling joins the first leader that it equals. The order of the answers changes nothing but the numbers.
///
/// Spellings of plain numbers are compared by text; the others cost a grading for each leader. One call spends at most
/// `kMostWork` units (GradingWork) on it: where thousands of long formulas all differ, what is left then is compared as
/// text. Any bytes, never fails; throws Cancelled. Thread rule: that of answersEqual.
inline constexpr std::size_t kMostWork = 4'000'000;
std::vector<int> answerClasses(std::span<const std::string> answers, const std::stop_token& stop = {});

} // namespace stepmark
