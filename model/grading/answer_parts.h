// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: an answer as the list of its parts ("1, 2 and 3" has three), each a tree.
// Nothing is shared: any thread.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/work_meter.h"

#include <string_view>
#include <vector>

namespace stepmark::grading {

// Units, what follows an "approximately" sign and blank parts are left away. A part that is no mathematics becomes
// Node::Kind::Words. commaGroups: see tokenize. Throws OutOfWork only.
std::vector<Node> answerParts(std::string_view answer, bool commaGroups, GradingWork& work);

} // namespace stepmark::grading
