// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/annotation.h"
#include "model/domain/problem.h"
#include "model/domain/step_scores.h"
#include "model/domain/step_tree.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a row of any format says, before it is stored.
namespace stepmark::formats {

struct Completion {
    std::string text;
    std::optional<Rating> rating;
    std::optional<bool> flagged;
};

/// What was offered at one place of a solution. The same text may stand there twice, with two ratings.
struct Place {
    std::vector<Completion> completions;
    std::optional<Completion> human;
    std::optional<std::size_t> chosen; ///< of the completions; nullopt: the human one if there is one, else none
};

/// One pass over the solution.
struct Pass {
    std::string labeler; ///< empty: the user's word, else the file's name
    bool by_machine = false;
    std::string created_at; ///< ISO 8601, UTC; empty: now
    Purpose purpose = Purpose::Label;
    int phase = 2;
    FinishReason finish_reason = FinishReason::Open;
    std::int64_t total_ms = 0;
    std::vector<std::optional<Rating>> labels; ///< of the solution's steps, where there are no alternatives
    std::vector<Place> places;                 ///< else: what was offered
    bool keep_row = false;                     ///< the row itself must come back (PRM800K)
};

/// Labels that came to nothing, and why.
struct Unused {
    std::string_view why;
    std::int64_t labels = 0;
};

struct Record {
    Problem problem;            ///< its split: see below
    std::optional<Split> split; ///< of the problem; nullopt: the row does not say
    bool has_solution = false;
    std::vector<std::string> steps;
    std::optional<std::string> final_answer;
    std::optional<bool> correct;
    bool complete = true; ///< the solution ran to its end, so that one without an answer is wrong
    std::string source;   ///< empty: the user's word, else the file's name
    std::optional<std::int64_t> candidate;
    nlohmann::json extra = nlohmann::json::object(); ///< what else the row holds
    std::optional<Pass> pass;
    std::vector<std::optional<StepProbabilities>> scores; ///< of the steps: soft labels, never ratings; empty: none
    std::vector<Unused> unused;
    bool open_zero = false; ///< see Labels
    bool minus = false;
};

} // namespace stepmark::formats
