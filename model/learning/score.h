// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scoring with a checkpoint: every step of a tree goes through the network once (ARCHITECTURE.md, "The step tree").
//
// Thread rule: one scorer belongs to one thread at a time; it uses all cores. Progress comes on the calling thread.
#pragma once

#include "model/run/progress.h"
#include "model/domain/step_scores.h"
#include "model/domain/step_tree.h"
#include "model/learning/computed.h"
#include "model/learning/fit.h"
#include "model/learning/reading.h"
#include "model/learning/train.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

struct ScoreOptions {
    Precision precision = Precision::Auto;
    std::string device = "auto";
    std::int64_t max_pack_tokens = 0; ///< a larger tree is cut, and the paths to its parts fed again; 0: kReadAtOnce
    int threads = 0;                  ///< 0: all cores
    TooLong too_long = TooLong::Cut;  ///< Fail: an Error before anything is scored
    /// Where hidden states of a frozen base are kept (mode head): scoring a pool again with a new head then takes
    /// seconds. Empty: not used. Ignored for checkpoints whose layers were trained.
    std::filesystem::path cache_dir;
    ReadingChoice reading; ///< where the checkpoint does not say it itself
};

/// A step tree to be scored.
struct ScoreTree {
    std::string_view problem_text;
    const StepTree* tree = nullptr;
};

/// [tree.size()]; nullopt for a step whose path does not fit the model's context (TooLong::Skip: for what leads only there, too).
using TreeScores = std::vector<std::optional<StepProbabilities>>;
/// Called with the index of each tree as its scores become complete, on the calling thread (for storing as one goes).
using TreeDone = std::function<void(std::size_t index, const TreeScores& scores)>;

/// A process reward model.
class PrmScorer {
public:
    /// Opens a classification folder with the classes negative, neutral and positive, or two of them, in whatever order
    /// and spelling (reading() says how they were read). Throws Error, also for classes that cannot be told and weights
    /// that are not finite; Cancelled.
    explicit PrmScorer(const std::filesystem::path& checkpoint, const ScoreOptions& options = {},
                       const std::stop_token& stop = {});
    ~PrmScorer();
    PrmScorer(PrmScorer&&) noexcept;
    PrmScorer& operator=(PrmScorer&&) noexcept;

    /// Scores of every step of every tree, in order. Stops within a second (throws Cancelled). A step that the model
    /// gives no finite scores for is never passed over: NotFinite (not_finite.h).
    std::vector<TreeScores> score(std::span<const ScoreTree> trees, std::stop_token stop = {},
                                  ProgressSink progress = {}, const TreeDone& done = {});
    std::vector<TreeScores> score(std::span<const LabelledTree> trees, std::stop_token stop = {},
                                  ProgressSink progress = {}, const TreeDone& done = {});
    /// Tokens that went through the network in the last call (0 where all came from the cache).
    std::int64_t tokensComputed() const;
    Computed computed() const;
    /// Why hidden states are not kept for the next time; empty where they are, or none are wanted.
    std::string cacheNote() const;
    const Reading& reading() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// An outcome reward model.
class OrmScorer {
public:
    explicit OrmScorer(const std::filesystem::path& checkpoint, const ScoreOptions& options = {},
                       const std::stop_token& stop = {});
    ~OrmScorer();
    OrmScorer(OrmScorer&&) noexcept;
    OrmScorer& operator=(OrmScorer&&) noexcept;

    /// For every node the probability that a solution which ends there is right (read at its newline token).
    std::vector<std::vector<std::optional<float>>> score(std::span<const ScoreTree> trees, std::stop_token stop = {},
                                                         ProgressSink progress = {});
    const Reading& reading() const;
    Computed computed() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace stepmark
