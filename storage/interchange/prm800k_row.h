// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/rating.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::interchange {

/// What the tables say of one pass, for a row of PRM800K's schema (https://github.com/openai/prm800k, section "Data").
struct Prm800kRow {
    struct Offer { ///< a completion at one place
        int place = 0;
        bool human = false;
        bool chosen = false;
        std::optional<bool> flagged;
        std::string text;
        std::optional<Rating> rating; ///< of the step, as it stood at the end of the pass
    };
    struct Step { ///< of the solution
        std::string text;
        std::optional<Rating> rating;
    };

    std::string purpose;
    int phase = 2;
    std::string finish_reason;
    std::int64_t total_ms = 0;
    std::string created_at;
    std::string labeler;
    std::string problem;
    std::optional<std::string> answer;
    std::optional<std::string> reference_solution;
    std::optional<std::string> final_answer;
    std::optional<std::int64_t> round;
    nlohmann::json verifier_score; ///< null: none
    std::vector<Offer> offers;     ///< by place, the human one last; empty: nothing but the solution itself was shown
    std::vector<Step> path;        ///< phase 2 only
};

nlohmann::json toJson(const Prm800kRow& row);

/// The JSON Patch (RFC 6902) that turns toJson(row) into the row that was imported: what the tables cannot say.
/// Operations as they stand in its list, between commas.
struct Prm800kPatch {
    std::string rest;         ///< of what is not in the lists
    std::string lists;        ///< of question.pre_generated_steps and label.steps
    std::string text() const; ///< "[]" where the tables say all
};

/// Takes the lists out of `original`, element by element: a long row is never there twice.
Prm800kPatch patchTo(const Prm800kRow& row, nlohmann::json& original);

/// Prm800kPatch::rest anew, where `row` says something else; `original` as patchTo() has left it.
std::string patchWithoutLists(const Prm800kRow& row, const nlohmann::json& original);

} // namespace stepmark::interchange
