// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a data set is longer than a model's context, and what becomes of it. A text that is too long is never fatal
// and never passed over in silence: it is cut at a step's border or left out as a whole, and counted either way.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/train_options.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

class StepTree;
struct ScoreTree;
struct TokenizedTree;

struct TextCounts {
    std::int64_t problems = 0;
    std::int64_t solutions = 0; ///< different paths from the first step to a last one
    std::int64_t steps = 0;
    std::int64_t ratings = 0;

    bool operator==(const TextCounts&) const = default;
};

struct Fit {
    std::int64_t context = 0; ///< tokens a problem and the steps of a path may have together
    TextCounts too_long;      ///< not read: problems of which nothing is, solutions that are not read to their end
    TextCounts left;          ///< read

    /// Counts a tree. `keep`: steps that were to go in (empty: all); `rated`: those with a rating (empty: none).
    void add(const StepTree& tree, const TokenizedTree& tokens, const std::vector<bool>& keep,
             const std::vector<bool>& rated);
};

/// Whether so much is too long that what is left does not stand for the data set: more than half of the ratings, or of
/// the solutions where nothing is rated.
bool isTooSmallFor(const Fit& fit);
/// "ratings 4,012 of 5,003, solutions 80 of 90, ... are longer than the 512 tokens that NAME reads"; empty where all
/// fits.
std::string tooLongText(const Fit& fit, const std::string& name);
/// What to use instead of a model that is too small.
std::string useInstead();
/// Throws Error where something is too long and `how` is Fail, or most of it and nobody has chosen. `model`: its
/// folder.
void requireFit(const Fit& fit, std::optional<TooLong> how, const std::filesystem::path& model);

/// What of these trees the model of a folder reads.
struct PoolFit {
    Fit fit;
    std::vector<std::vector<bool>> steps; ///< by tree: those that are read
    std::int64_t tokens = 0;              ///< through the network
};
/// `layout`: what the user says that it is in. Throws Error for a folder that is no model, Cancelled.
PoolFit fitOf(const std::filesystem::path& model, std::span<const ScoreTree> trees, TooLong how,
              const std::stop_token& stop = {}, const std::optional<Layout>& layout = {});

} // namespace stepmark
