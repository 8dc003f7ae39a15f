// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/solution.h"
#include "model/domain/split.h"
#include "storage/project.h"

#include <optional>
#include <string_view>
#include <vector>

namespace stepmark::storage {

/// A solution as stored, with what its file said of it.
struct StoredSolution : Solution {
    std::optional<std::int64_t> candidate; ///< number among the samples of its problem, where the file numbers them
    std::string extra = "{}";              ///< JSON object: fields of the file that have no column
};

struct SolutionFilter {
    std::optional<Split> split; ///< of the problem; nullopt: all
    std::optional<ProblemId> problem;
    std::optional<RoundId> round;
    bool with_steps_only = true; ///< leave out solutions without any step (given up at once)
};

/// Table solution. Equal samples are rows of their own: a majority vote counts them. Thread rule: that of its Project.
class SolutionStore {
public:
    explicit SolutionStore(Project& project);
    ~SolutionStore();
    SolutionStore(const SolutionStore&) = delete;
    SolutionStore& operator=(const SolutionStore&) = delete;

    SolutionId add(const StoredSolution& solution);
    std::optional<StoredSolution> find(SolutionId id) const;
    /// In order of problem, then id.
    std::vector<StoredSolution> list(const SolutionFilter& filter = {}) const;
    std::optional<SolutionId> findCandidate(std::string_view problem_key, std::int64_t candidate) const;
    /// Whether there is one at all.
    bool any() const;
    void setCorrect(SolutionId id, std::optional<bool> correct);

private:
    struct Statements;
    Connection& m_connection;
    std::unique_ptr<Statements> m_statements;
};

} // namespace stepmark::storage
