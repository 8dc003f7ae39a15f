// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/problem.h"
#include "storage/project.h"

#include <optional>
#include <string_view>
#include <vector>

namespace stepmark::storage {

/// Table problem. A problem is known by its text: the same text is the same problem. Thread rule: that of its Project.
class ProblemStore {
public:
    explicit ProblemStore(Project& project);

    struct Added {
        Problem problem;     ///< as stored
        bool is_new = false; ///< false: the text was known; fields that were empty have been filled in, others kept
    };
    Added add(const Problem& problem);

    std::optional<Problem> find(ProblemId id) const;
    std::optional<Problem> findByText(std::string_view text) const;
    /// The first with that key.
    std::optional<Problem> findByKey(std::string_view key) const;
    /// In order of id; of all splits, or of one. limit 0: no limit.
    std::vector<Problem> list(std::optional<Split> split = {}, std::int64_t limit = 0, std::int64_t offset = 0) const;
    /// What it came with is remembered (split_moves.h).
    void setSplit(ProblemId id, Split split);

private:
    Connection& m_connection;
};

/// Fills in what `known` lacks and `given` says: key, answer, reference solution, subject. True if anything changed.
bool fillIn(Problem& known, const Problem& given);

} // namespace stepmark::storage
