// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/problem.h"
#include "model/domain/rating.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What goes out: a solution with its labels, and what a format cannot hold of it.
namespace stepmark::formats {

/// What a neutral rating becomes where the format knows only right and wrong.
enum class NeutralExport { Positive, Negative, Drop };
std::optional<NeutralExport> neutralExportFromText(std::string_view text); ///< "positive", "negative", "drop"

/// What was left out, or changed, because the format has no place for it.
struct Losses {
    std::int64_t neutral = 0;      ///< neutral labels that were written as right or wrong, or left out
    std::int64_t after_error = 0;  ///< labels behind a first error
    std::int64_t behind_gap = 0;   ///< labels behind a step without one, where every step needs one
    std::int64_t steps = 0;        ///< steps without a label at the end of a solution, likewise
    std::int64_t alternatives = 0; ///< labels of steps that no written solution goes through
    std::int64_t open = 0;         ///< steps with two opinions that nobody has settled
    std::int64_t solutions = 0;    ///< without a label, where a row is its labels
    std::int64_t unwritable = 0;   ///< solutions that would be read as others: their text holds the format's marks

    /// In this order, by the words of `--json`.
    std::vector<std::pair<std::string_view, std::int64_t>> byWord() const {
        return {{"neutral", neutral},           {"after_error", after_error}, {"behind_gap", behind_gap},
                {"steps", steps},               {"alternatives", alternatives}, {"two_opinions", open},
                {"solutions_without_labels", solutions}, {"unwritable_solutions", unwritable}};
    }
};

struct Outgoing {
    const Problem& problem;
    std::vector<std::string> steps;
    std::vector<std::optional<Rating>> labels; ///< one a step
    std::optional<std::string> final_answer;
    std::optional<bool> correct;
    std::optional<std::int64_t> candidate;
    std::string source;
    nlohmann::json extra = nlohmann::json::object();
    NeutralExport neutral = NeutralExport::Positive;
};

/// A row: nullopt where there is none, which is counted. `written`: of how many steps the label went out.
using WriteRow = std::optional<nlohmann::json> (*)(const Outgoing& out, Losses& lost, std::size_t& written);

/// Right or wrong of each step from the first on, up to the first without a label. What does not fit is counted.
std::vector<bool> binaryLabels(const Outgoing& out, Losses& lost);
/// The problem and the first `count` steps in one text, `mark` behind each; nullopt (counted) where it would be read as
/// something else.
std::optional<std::string> markedText(const Outgoing& out, std::size_t count, std::string_view mark, Losses& lost);
/// Sets `name` unless the split is the one that the format's rows have anyway.
void setSplit(nlohmann::json& row, const Outgoing& out, Split usual);

} // namespace stepmark::formats
