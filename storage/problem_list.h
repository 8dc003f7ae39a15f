// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "storage/project.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stepmark::storage {

struct ProblemQuery {
    std::optional<Split> split; ///< nullopt: all
    bool found_only = false;    ///< only what the last TextSearch found
    bool descending = false;    ///< by id, the order in which they came
};

/// What a list shows of a problem.
struct ProblemRow {
    ProblemId id = 0;
    std::string text; ///< its first kListedText characters
    std::optional<std::string> answer;
    Split split = Split::Train;
    std::string subject;
    std::int64_t solutions = 0;
    std::int64_t right = 0;
    std::int64_t wrong = 0;
};

/// Lists of problems of any length, piece by piece: as SolutionList. Thread rule: that of its Project.
class ProblemList {
public:
    explicit ProblemList(Project& project);

    struct Slice {
        std::vector<ProblemId> ids;
        std::optional<ProblemId> end; ///< nullopt: there is no more
    };
    Slice slice(const ProblemQuery& query, std::optional<ProblemId> after, int examine) const;
    /// In the order of `ids`; those that do not exist are left out.
    std::vector<ProblemRow> rows(std::span<const ProblemId> ids) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
