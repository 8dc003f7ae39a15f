// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: numbers with a unit that counts. Nothing is shared: any thread.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/math_tokens.h"
#include "model/grading/units.h"

#include <optional>
#include <vector>

namespace stepmark::grading {

/// Takes the unit off the tokens of an answer's part: a currency sign anywhere, or a unit at the end. Units as plain
/// words only where the answer has one part. nullptr, and the tokens as they were, where there is none that units.h
/// knows.
const Unit* takeUnit(std::vector<Token>& tokens, bool onlyPart);

/// `value` with its unit, where there is one and the value is a number or an expression.
Node quantity(Node value, const Unit* unit);

/// nullptr for a node that is no Quantity.
const Unit* unitOf(const Node& node);

/// The Quantity's value in the base unit of its kind.
Node inBaseUnit(const Node& quantity);

/// Seconds since midnight of "7 PM", "7:30:00 a.m." and of what can only be meant so, "19:30"; nullopt for all else.
std::optional<int> clockTime(const Node& node);

} // namespace stepmark::grading
