// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hidden rows: those of an import that is under way, or was killed, as ranges of ids in the table `hidden`. The views
// problem, step, solution, annotation, rating_event and labeler leave them out; their tables (..._row) hold all.
// The thread of the connection.
#pragma once

#include "storage/connection.h"

#include <cstdint>

namespace stepmark::storage {

/// The tables that have a view without hidden rows.
enum class Kind { Problem, Step, Solution, Annotation, Rating, Labeler };
inline constexpr Kind kKinds[] = {Kind::Problem,    Kind::Step,   Kind::Solution,
                                  Kind::Annotation, Kind::Rating, Kind::Labeler};
const char* viewOf(Kind kind);  ///< "step"
const char* tableOf(Kind kind); ///< "step_row"

bool isHidden(Connection& connection, Kind kind, std::int64_t id);

/// A row that an import has made and somebody else needs now (the same step after the same prefix) becomes theirs: it
/// is seen, and stays if the import is given up. What it refers to must be visible. True if it was hidden. Within a
/// Transaction.
bool unhide(Connection& connection, Kind kind, std::int64_t id);

} // namespace stepmark::storage
