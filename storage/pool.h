// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/step_paths.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepmark::storage {

/// All step trees of a project, read once and kept for whoever asks for them again: a round does so at every part. Each
/// answer is as the project is then; steps are read again only where problems or steps have come or gone, and what
/// changes all the time (labels, splits) is asked for. Thread rule: that of its Project.
class Pool {
public:
    explicit Pool(Project& project);

    /// As StepStore::labelledTrees() without a filter. Valid until the next call.
    const std::vector<LabelledTree>& trees();
    const StepPaths& paths();

    /// How often the steps have been read so far.
    std::int64_t reads() const { return m_reads; }

private:
    /// What tells whether the trees are still those of the project. Steps are never changed, and what is seen once is
    /// never deleted.
    struct Contents {
        std::int64_t last_step = 0;
        std::vector<std::int64_t> hidden;                        ///< ranges of imports under way
        std::vector<std::pair<ProblemId, Split>> problems;       ///< with their splits

        bool hasSameRows(const Contents& other) const;
    };
    Contents contents() const;
    void refresh();

    Project& m_project;
    Contents m_contents;
    std::optional<std::vector<LabelledTree>> m_trees;
    std::optional<StepPaths> m_paths; ///< of these
    std::int64_t m_reads = 0;
};

} // namespace stepmark::storage
