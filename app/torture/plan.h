// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "app/torture/trials.h"

#include <string>
#include <vector>

namespace stepmark::torture {

/// Which trials are made.
struct PlanOptions {
    std::uint64_t seed = 1;
    int kills = 1000;              ///< among all victims, two windows and moved files included
    int stride = 1;                ///< of the calls that fail: each, each tenth, ...; 0: none
    int memory_stride = 1;         ///< the same for SQLite's allocations
    int faults = 0;                ///< only so many of the failing calls, drawn by seed; 0: all
    std::vector<std::string> only; ///< victims by name; empty: all
    std::vector<std::string> skip;
};

/// The victims that the options name. Error for a name that is nobody's.
std::vector<Victim> chosenVictims(const std::vector<Victim>& all, const PlanOptions& options);

/// All trials; the same options and measures give the same ones.
std::vector<Trial> planTrials(const std::vector<Victim>& victims, const std::vector<Undisturbed>& undisturbed,
                              const PlanOptions& options);

} // namespace stepmark::torture
