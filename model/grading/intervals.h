// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: inequalities of one variable as intervals, and expressions with \pm as two.
// Nothing is shared: any thread.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/work_meter.h"

#include <optional>
#include <string>
#include <vector>

namespace stepmark::grading {

struct NamedInterval {
    std::string variable;
    Node interval; // Node::Kind::Bracket
};

// "1 < x \le 3" as (1,3], "x > 2" as (2,\infty); nullopt for other relations.
std::optional<NamedInterval> asInterval(const Node& relation);

// A chain of > and >= turned round; "=" and "\ne" as they are.
Node ascending(const Node& relation);

bool hasPlusMinus(const Node& node);

// All choices of signs, at most kMaxSigns of them; each \pm chooses for itself.
constexpr std::size_t kMaxSigns = 16;
std::vector<Node> expandPlusMinus(const Node& node, GradingWork& work);

} // namespace stepmark::grading
