// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stages of a round's plan: name, seconds (null where nothing tells), from, and what each is of. Plain values: any
// thread.
#pragma once

#include "app/work/work.h"
#include "model/run/part.h"

#include <vector>

namespace stepmark::work {

/// Exactly these parts, in their order, each with its estimate where there is one. Of a part that comes twice (scoring:
/// before the queue by the newest model, after the training by the new one) the later one has the later estimate.
Json arranged(Json estimates, const std::vector<Part>& parts);

/// Adds seconds (of the stages that are known; null: of none), unknown (names of the others) and bytes.
void addSums(Json& plan);

} // namespace stepmark::work
