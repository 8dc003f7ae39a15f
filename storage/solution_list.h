// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "storage/project.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace stepmark::storage {

enum class SolutionSort { Problem, Score, Answer, Marks, MarkedAt };
enum class AnswerFilter { Any, Right, Wrong, Unknown };
enum class MarkFilter { Any, Marked, Unmarked };

/// Which solutions, and in what order.
struct SolutionQuery {
    std::optional<Split> split; ///< of the problem; nullopt: all
    RoundId round = 0;          ///< queued by it; 0: all
    ProblemId problem = 0;
    AnswerFilter answer = AnswerFilter::Any;
    MarkFilter marks = MarkFilter::Any;
    bool flagged_only = false;
    bool found_only = false;           ///< only what the last TextSearch found
    std::optional<double> least_score; ///< either of them leaves out what has no score
    std::optional<double> most_score;
    std::optional<std::string> source;
    SolutionSort sort = SolutionSort::Problem;
    bool descending = false;
};

/// What a list shows of a solution.
struct SolutionRow {
    SolutionId id = 0;
    ProblemId problem = 0;
    std::string problem_text; ///< its first kListedText characters
    Split split = Split::Train;
    std::optional<std::string> final_answer;
    std::optional<bool> correct;
    std::optional<double> score;
    std::int64_t steps = 0;
    std::int64_t marks = 0; ///< that stand, over all passes
    bool flagged = false;
    std::string source;
    std::string marked_at; ///< ISO 8601, empty where never
};

inline constexpr int kListedText = 240;

/// What there is to filter by.
struct SolutionFacets {
    std::vector<std::string> sources;                     ///< in order, at most kMostSources
    std::vector<std::pair<RoundId, std::int64_t>> rounds; ///< id and number, newest first
    bool has_scores = false;
    static constexpr int kMostSources = 200;
};

/// Lists of solutions of any length, piece by piece, so that no call takes long: a slice examines a bounded number of
/// solutions in order (from where the slice before ended, by key and not by offset) and returns the ids of those that
/// match; rows() then shows any of them. Thread rule: that of its Project.
class SolutionList {
public:
    explicit SolutionList(Project& project);

    /// Where a slice ended.
    struct Place {
        std::variant<std::int64_t, double, std::string> key;
        SolutionId id = 0;
    };
    struct Slice {
        std::vector<SolutionId> ids;
        std::optional<Place> end; ///< nullopt: there is no more
    };
    Slice slice(const SolutionQuery& query, const std::optional<Place>& after, int examine) const;
    /// In the order of `ids`; those that do not exist are left out.
    std::vector<SolutionRow> rows(std::span<const SolutionId> ids) const;
    SolutionFacets facets() const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
