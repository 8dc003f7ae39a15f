// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/step_tree.h"
#include "storage/project.h"

#include <vector>

namespace stepmark::storage {

/// Which trees to load, and whose ratings count.
struct TreeFilter {
    std::optional<Split> split;      ///< nullopt: all
    bool rated_only = false;         ///< only problems with at least one current rating
    std::vector<LabelerId> labelers; ///< whose ratings make the labels; empty: everybody's
    bool settled = true;             ///< what a reviewer decided goes before what labelers say
};

/// Table step: the step trees. Thread rule: that of its Project.
class StepStore {
public:
    explicit StepStore(Project& project);
    ~StepStore();
    StepStore(const StepStore&) = delete;
    StepStore& operator=(const StepStore&) = delete;

    /// Writes the nodes that have no id yet and sets their ids; returns how many. One transaction. A step that is
    /// there already (somebody else stored it, or an import under way) is taken for what it is.
    std::int64_t save(ProblemId problem, StepTree& tree);

    /// Everything stored of a problem's tree.
    StepTree tree(ProblemId problem) const;

    /// Of one step; "" where there is none.
    std::string text(StepId step) const;

    struct PathStep {
        StepId id = 0;
        std::string text;
    };
    /// From the first step to `leaf`, both included; empty for leaf 0.
    std::vector<PathStep> path(StepId leaf) const;

    /// What the solution that ends at `leaf` is to draws (model/domain/draw.h): from the texts of its problem and its
    /// steps. 0 for leaf 0.
    std::uint64_t drawKey(StepId leaf) const;

    /// A step that stands beside one of a path: same parent, another text.
    struct Alternative {
        int place = 0; ///< depth, 0-based
        StepId id = 0;
        std::string text;
        int of = 0; ///< how many there are at that place
    };
    /// Beside the steps from the first to `leaf`; by place, then id, at most `most` a place.
    std::vector<Alternative> beside(StepId leaf, int most) const;

    /// The tree with its labels: of each labeler the last event on a step counts, of who says two things of it (Opinion)
    /// none; of several labelers the majority, ties to the more negative rating. Answers to quality control and screening are no labels; a reviewer's settled
    /// rating goes before the labelers'.
    LabelledTree labelledTree(ProblemId problem) const;
    /// In order of problem id.
    std::vector<LabelledTree> labelledTrees(const TreeFilter& filter = {}) const;

private:
    struct Statements;
    Connection& m_connection;
    std::unique_ptr<Statements> m_statements;
};

/// The label of a step from its labelers' ratings: majority, ties to the more negative; nullopt for none.
std::optional<Rating> consensus(std::span<const Rating> ratings);

} // namespace stepmark::storage
