// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/formats/outgoing.h"
#include "storage/project.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"

#include <unordered_set>

namespace stepmark::interchange {

/// A problem's solutions on their way out.
struct OutgoingProblem {
    struct Solution {
        formats::Outgoing out;
        std::vector<StepId> steps; ///< of the path
    };
    const Problem* problem = nullptr;
    std::vector<Solution> solutions;
    std::vector<StepId> labelled;      ///< all steps with a label
    std::unordered_set<StepId> paths;  ///< steps of the solutions
    std::int64_t open = 0;             ///< steps with two opinions and no label
    bool onPaths(StepId step) const { return paths.contains(step); }
};

/// Reads them. One thread; gone before its Project is.
class OutgoingSolutions {
public:
    OutgoingSolutions(storage::Project& project, formats::NeutralExport neutral);
    /// With the labels that training goes by. `problem` must live as long as what comes back.
    OutgoingProblem of(const Problem& problem) const;

private:
    storage::SolutionStore m_solutions;
    storage::StepStore m_steps;
    formats::NeutralExport m_neutral;
    std::unordered_set<StepId> m_open;
};

} // namespace stepmark::interchange
