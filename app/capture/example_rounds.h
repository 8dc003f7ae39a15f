// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "ui/rounds/round_view.h"

#include <cstddef>
#include <string>

namespace stepmark::capture {

inline constexpr std::size_t kExampleRounds = 3;

/// What round `number` (from 0) of the example project is worth, as an evaluation of kind "round" has it: figures of a
/// model that learns, made up from formulas. The last round has not been evaluated yet.
std::string exampleMetrics(std::size_t number);

/// An estimate that does not depend on the machine, for pictures.
ui::RoundEstimate exampleEstimate();

} // namespace stepmark::capture
