// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/review.h"
#include "storage/project.h"

#include <unordered_map>
#include <vector>

namespace stepmark::storage {

/// Table decision: append-only, as ratings are. A decision stands until a later one withdraws it; of several standing
/// ratings of a step the last counts. Thread rule: that of its Project.
class DecisionStore {
public:
    explicit DecisionStore(Project& project);

    /// Appends and returns when it is on disk; created_at is set to now where empty. Error where the step, the
    /// annotation or the reviewer does not exist, step and annotation belong to different problems, or the verdict
    /// lacks what it needs.
    DecisionId add(const Decision& decision);
    /// Takes back the reviewer's last standing decision on that step or pass (both as in the decision), by an event;
    /// nullopt where none stands.
    std::optional<Decision> withdraw(LabelerId reviewer, StepId step, AnnotationId annotation,
                                     const std::string& created_at = {});

    /// There is one by that reviewer, of that verdict and just then (created_at).
    bool holds(const Decision& decision) const;

    /// All that stand, oldest first.
    std::vector<Decision> standing() const;
    /// Everything that was ever decided on the steps from the first to `leaf`, withdrawn or not, oldest first.
    std::vector<Decision> history(StepId leaf) const;

private:
    Connection& m_connection;
};

/// The settled ratings: of all steps, or of one problem's.
std::unordered_map<StepId, Rating> settledRatings(Connection& connection, ProblemId problem = 0);

} // namespace stepmark::storage
