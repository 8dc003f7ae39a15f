// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: whether two parsed answers are the same. Nothing is shared: any thread.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/work_meter.h"

#include <vector>

namespace stepmark::grading {

struct Rules {
    GradingWork& work;
    AnswerMatch match;
    bool anyForm() const { return match == AnswerMatch::SameMeaning; }
};

// In order, except for sets and what \pm stands for. Throws OutOfWork.
bool partsEqual(std::vector<Node> a, std::vector<Node> b, const Rules& rules);

} // namespace stepmark::grading
