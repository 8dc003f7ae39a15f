// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/project.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::storage {

/// The words of a search, "a phrase" in quotes being one; at most eight, blanks and case do not count.
std::vector<std::string> searchWords(std::string_view text);

/// Finds text anywhere in problems (with subject, key and reference answer), steps and final answers: all words within
/// one of them. Piece by piece, each over a bounded number of problems; what was found is remembered on this connection
/// until the next search, for SolutionList and ProblemList. See docs/decisions for why there is no index. Thread rule:
/// that of its Project.
class TextSearch {
public:
    explicit TextSearch(Project& project);

    /// Forgets what was found before.
    void begin();
    struct Piece {
        std::optional<ProblemId> end; ///< nullopt: everything has been looked at
        std::int64_t problems = 0;    ///< found in this piece
        std::int64_t solutions = 0;
    };
    /// Looks at the next `problems` problems after `after` (0: from the first). `words`: not empty.
    Piece search(const std::vector<std::string>& words, ProblemId after, int problems);

    /// The last of all problems, to tell how far a search has come; 0 where there is none.
    ProblemId lastProblem() const;

    /// The tables of what was found exist on this connection, if only empty.
    static void prepare(Connection& connection);

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
