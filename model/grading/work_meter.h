// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: the budget of one grading, and the ways out of it. Neither exception leaves answersEqual.
// An object belongs to one thread.
#pragma once

#include "model/grading/answer_equivalence.h"

namespace stepmark::grading {

struct OutOfWork {};       // the budget is spent
struct NotAnExpression {}; // these tokens are no mathematics that the parser knows

inline void charge(GradingWork& work, std::size_t units) {
    work.used += units;
    if (work.used > GradingWork::kLimit)
        throw OutOfWork{};
}

} // namespace stepmark::grading
