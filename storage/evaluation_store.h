// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/project.h"

#include <string_view>
#include <vector>

namespace stepmark::storage {

struct EvaluationRecord {
    std::int64_t id = 0;
    RoundId round = 0;          ///< 0 for none
    ModelId model = 0;          ///< 0 for none
    std::string kind;           ///< "round", "best-of-n", "steps", "processbench", ...
    std::string metrics = "{}"; ///< JSON
    std::string created_at;     ///< ISO 8601, UTC; set by add() where empty
};

/// Table evaluation. Thread rule: that of its Project.
class EvaluationStore {
public:
    explicit EvaluationStore(Project& project);
    std::int64_t add(const EvaluationRecord& record);
    std::vector<EvaluationRecord> list(std::string_view kind = {}) const; ///< oldest first
    std::vector<EvaluationRecord> ofRound(RoundId round) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
