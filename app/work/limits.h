// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why something of the paper does not come out here: three suspicions, each put to a test. Pure functions: any thread.
#pragma once

#include "app/work/claims.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stepmark::work {

/// A suspicion and what was found.
struct Limit {
    std::string code;            ///< for programs: "size", "noise", "data"
    TaskKind kind = {};          ///< of the studies that it was tested on
    std::string what;            ///< how it was tested
    std::string found;           ///< in words, with its numbers
    std::optional<double> value; ///< a difference of figures, positive where the suspicion is right; none: cannot tell
};

/// Of each kind that was studied:
///   size   do ceilings rise with the model's size? If they hardly do, there is no gap to be recovered
///   noise  do students learn more from the truth with as many labels turned about at random? If so, it is not how many
///          errors a supervisor makes, but that they can be learnt
///   data   do ceilings rise from half of the rows to all of them? If so, more rows would help
/// What was not tried is left out.
std::vector<Limit> limitsOf(std::span<const ReproducedStudy> studies);

} // namespace stepmark::work
