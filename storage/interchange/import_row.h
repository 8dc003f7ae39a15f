// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "model/domain/problem.h"
#include "model/domain/step_tree.h"
#include "storage/annotation_store.h"
#include "storage/interchange/import.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

// What a row of any format says, before it is stored. One parser a format; each throws Error naming the field, without
// file and line.
namespace stepmark::interchange {

struct Completion {
    std::string text;
    std::optional<Rating> rating;
    std::optional<bool> flagged;
};

/// What was offered at one place of a solution.
struct Place {
    std::vector<Completion> completions;
    std::optional<Completion> human;
    std::optional<std::size_t> chosen; ///< of the completions; nullopt: the human one if there is one, else none
};

struct ImportAnnotation {
    std::string labeler;    ///< empty: ImportOptions::labeler
    std::string created_at; ///< ISO 8601, UTC; empty: now
    Purpose purpose = Purpose::Label;
    int phase = 2;
    FinishReason finish_reason = FinishReason::Open;
    std::int64_t total_ms = 0;
    std::vector<std::optional<Rating>> labels; ///< of the solution's steps, where there are no alternatives
    std::vector<Place> places;                 ///< else: what was offered
    bool keep_row = false;                     ///< the row itself must come back (PRM800K)
};

struct ImportRow {
    Problem problem;
    bool has_solution = false;
    std::vector<std::string> steps;
    std::optional<std::string> final_answer;
    std::optional<bool> correct;
    bool complete = true; ///< the solution ran to its end, so that one without an answer is wrong
    std::string source;   ///< empty: ImportOptions::source
    std::optional<std::int64_t> candidate;
    nlohmann::json extra = nlohmann::json::object();
    std::optional<ImportAnnotation> annotation;
};

/// By the parser of that format.
ImportRow parseRow(Format format, const nlohmann::json& row, const ImportOptions& options);
ImportRow parseJsonl(const nlohmann::json& row, const ImportOptions& options);
ImportRow parsePrm800k(const nlohmann::json& row);
ImportRow parseGsm8k(const nlohmann::json& row);
ImportRow parseProcessBench(const nlohmann::json& row);
ImportRow parseTrl(const nlohmann::json& row);

/// The rating that a number (-1, 0, 1) or a boolean (wrong, right) says; null: none.
std::optional<Rating> ratingOf(const nlohmann::json& value, const std::string& name);
/// FoundError if any is negative, else Solution.
FinishReason finishReasonOf(const std::vector<std::optional<Rating>>& labels);

} // namespace stepmark::interchange
