// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace stepmark {

/// Where a share lies by what was seen; both ends in [0, 1].
struct ShareInterval {
    double low = 0;
    double high = 1;
};

/// Exact two-sided interval of a binomial share (Clopper and Pearson 1934): never too narrow, however few the trials.
/// nullopt for no trials, for more successes than trials and for a confidence outside (0, 1).
std::optional<ShareInterval> exactInterval(std::int64_t successes, std::int64_t trials, double confidence = 0.95);

} // namespace stepmark
