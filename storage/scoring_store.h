// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "storage/project.h"

#include <optional>
#include <string>
#include <vector>

namespace stepmark::storage {

/// A run that scored steps or solutions.
struct Scoring {
    std::optional<Split> split; ///< of the problems; nullopt: of all
    std::int64_t steps = 0;
    std::string computed = "{}"; ///< JSON: what it was computed with
};

/// Table scoring: how a model's scores came about. Thread rule: that of its Project.
class ScoringStore {
public:
    explicit ScoringStore(Project& project);
    std::int64_t add(ModelId model, const Scoring& scoring);
    /// Those before `since` of that split (nullopt: of all) count no more: everything was scored anew.
    void forgetOlder(ModelId model, std::optional<Split> split, std::int64_t since);
    /// Oldest first; nothing for scores from a file, or from before this was kept.
    std::vector<Scoring> list(ModelId model) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
