// SPDX-License-Identifier: GPL-3.0-or-later
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

/// What a JSON Patch (RFC 6902) must contain so that toJson(row) becomes `original`: what the tables cannot say. "[]"
/// where they say all.
std::string patchTo(const Prm800kRow& row, const nlohmann::json& original);

} // namespace stepmark::interchange
