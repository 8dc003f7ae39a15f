// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: one measure in several units, "5 ft 3 in", "1 hour and 30 minutes".
// Nothing is shared: any thread.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/math_tokens.h"

#include <optional>
#include <vector>

namespace stepmark::grading {

/// Numbers with units of one kind, each unit smaller than the one before, and nothing else: as a Quantity with a
/// Quantity a number. nullopt for all else.
std::optional<Node> compoundMeasure(const std::vector<Token>& tokens);

/// Whether it is one of these.
bool isCompound(const Node& node);

} // namespace stepmark::grading
