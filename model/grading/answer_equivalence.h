// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two final answers of GSM8K or MATH problems are the same answer. docs/answer-equivalence.md has the rules and
// how they compare with OpenAI's PRM800K grader (github.com/openai/prm800k, prm800k/grading).
#pragma once

#include <cstddef>
#include <string_view>

namespace stepmark {

// What one grading may cost. Each token, node, comparison and evaluation is charged before it is done, so that no
// string can make grading hang: what would exceed the limit is compared as text only.
struct GradingWork {
    static constexpr std::size_t kLimit = 40000;
    std::size_t used = 0;
};

enum class AnswerMatch {
    // The reference's answer in the reference's form: what OpenAI's PRM800K grader is after, and agrees with on 99 % of
    // its verdicts. An integer must be written out ("8/4" is not "2") and a fraction reduced ("2/4" is not "1/2"); else
    // numbers and expressions go by value ("0.5" is "1/2", "\sqrt{8}" is "2\sqrt{2}"). Units, currency signs, degree
    // and
    // per-cent signs are left away ("10\%" is "10", not "0.1"). Lists are compared in order; case does not count.
    SameForm,
    // The same, but also in another form: "1 \pm 2" as "3, -1", "1 < x < 3" as "(1,3)", an equation rearranged or
    // multiplied, "P(x) = ..." without its name, functions that are not worked out, sets as lists.
    SameMeaning,
};

// Never throws on any bytes (not valid UTF-8, unbalanced, nested, huge: all are only answers that differ). Symmetric.
// Reflexive except for blank strings: no answer is never a right answer. `work`, where given, receives the cost.
// Threads: may be called from any thread at any time; the part that uses GiNaC, which is not thread-safe, runs under
// one mutex inside. Nearly all pairs of a GSM8K run are decided without it.
bool answersEqual(std::string_view given, std::string_view reference, AnswerMatch match = AnswerMatch::SameForm,
                  GradingWork* work = nullptr);

} // namespace stepmark
