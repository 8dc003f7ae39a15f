// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: how a value is written, as far as that counts. Nothing is shared: any thread.
#pragma once

#include "model/grading/expression.h"

#include <optional>
#include <string>

namespace stepmark::grading {

// "-26.00" as "-26": an integer that is written out, also with a degree sign.
std::optional<std::string> writtenInteger(const Node& node, bool negative = false);

// "\frac{-2}{4}" as "-2/4": a fraction of two such integers, the sign above.
std::optional<std::string> writtenFraction(const Node& node, bool negative = false);

// Whether the writer left something to be worked out: a trigonometric function or logarithm of a number, or a
// coefficient whose fraction can be reduced (only beside variables: "\frac{2}{4}" alone is a matter of
// writtenFraction).
bool leavesWork(const Node& node);

} // namespace stepmark::grading
