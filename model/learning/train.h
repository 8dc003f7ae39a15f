// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training: process reward models, outcome reward models and generators (Lightman et al., sections 2.4 to 2.6
// and appendix E), one trainer for the three kinds.
//
// What a run leaves is a Hugging Face folder that `transformers` loads unchanged (LlamaForTokenClassification,
// Qwen2ForTokenClassification, ...ForCausalLM), with the tokenizer's files and `stepmark.json`: configuration, seed,
// metrics, fingerprints of data and base. It is written to a temporary folder, synced and renamed. Until then the state
// of the run lies in OUT.run beside it; a run that was killed at any moment goes on from there with `resume`, and ends
// as it would have ended.
//
// Thread rule: a training run uses all cores; one at a time in a process. Progress is reported on the calling thread.
// Every function throws Error (what failed, what to do) and Cancelled within about a second of a stop request; the
// run's state is saved then where that is quick, else the one before (save_every_s) stays; OUT is not touched.
//
// Nothing that is not finite is learnt from or written: weights of a base that are NaN or infinite are an Error that
// names file and tensor; a batch whose loss or gradient is not finite is skipped and counted, and ten in a row end the
// run with an Error (the state from before them stays).
#pragma once

#include "model/base/model_config.h"
#include "model/domain/step_tree.h"
#include "model/domain/training_record.h"
#include "model/learning/computed.h"
#include "model/learning/fit.h"
#include "model/learning/reading.h"
#include "model/run/progress.h"
#include "model/run/train_options.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// What a run would cost; nothing is trained.
struct TrainPlan {
    std::int64_t problems = 0;              ///< trees
    std::int64_t ratings = 0; ///< supervised steps (ORM, generator: solutions) of an epoch, as TrainReport
    TrainedOn trained_on;     ///< as TrainReport
    std::int64_t tokens = 0;  ///< an epoch, validation included, through the network; as TrainReport
    std::int64_t tokens_row_per_rating = 0; ///< the same supervision with one row a rating (ORM, generator: a solution)
    Fit fit;                                ///< what exceeds the model's context
    std::string validation_note;            ///< why nothing validates; empty where something does
    double forward_seconds_per_token = 0;   ///< measured on this machine
    std::int64_t peak_bytes = 0;            ///< estimate of the memory in use at worst
    double seconds = 0;                     ///< estimate for the whole run, from a short measurement on this machine
    Layout layout;
    std::vector<Note> notes; ///< as in TrainReport
};

struct EpochReport {
    int epoch = 0;                    ///< from 1
    std::optional<double> train_loss; ///< none where every step of the epoch was skipped
    std::optional<double> validation_loss;
    std::optional<double> validation_auc;        ///< PRM: negative or not; ORM: right or not
    std::optional<double> validation_auc_within; ///< the same, mean over pairs within a problem
    std::string validation_note; ///< why a figure is missing
    double seconds = 0;
};

/// One of the classifiers that mode head fits to the same states.
struct HeadFit {
    double penalty = 0; ///< L2, on standardised states
    std::optional<double> train_loss, validation_loss; ///< none where not finite, or nothing validates
    bool taken = false;
};

/// What a head on one of the base's layers is worth on validation problems.
struct HeadLayer {
    std::int64_t layer = 0; ///< from 1
    std::optional<double> validation_loss, validation_auc, validation_auc_within;
    bool taken = false;
};

struct TrainReport {
    std::vector<EpochReport> epochs;
    int best_epoch = 0; ///< whose weights were kept, from 1
    bool stopped_early = false;
    std::int64_t optimizer_steps = 0; ///< taken
    std::int64_t skipped_steps = 0;   ///< not taken, because loss or gradient was not finite (mode head: fits)
    std::vector<HeadFit> fits; ///< mode head: in the order tried, the one with the least validation loss taken
    std::vector<HeadLayer> layers; ///< mode head: those tried, ascending
    std::string cache_note;   ///< mode head: why hidden states were not kept for the next time; empty: they were
    std::int64_t ratings = 0; ///< supervised steps an epoch (ORM, generator: solutions)
    std::int64_t tokens = 0;  ///< through the network an epoch, validation included (mode head: where not cached)
    double seconds = 0;       ///< training proper, over all sessions of a resumed run
    double tokens_per_s = 0;
    double ratings_per_s = 0;
    Computed computed;            ///< what was used
    TrainedOn trained_on;         ///< problems and ratings, without what was left out
    std::string data_fingerprint; ///< of the labels trained on
    std::string base_fingerprint;
    Fit fit; ///< what exceeded the model's context
    std::filesystem::path checkpoint; ///< = TrainOptions::out
    Layout layout;
    std::vector<Note> notes; ///< on the base and the checkpoint. Codes: those of Reading, new_head, other_tokenizer
};

/// A problem's solutions as a tree, with how many of them end at each step and how they turned out: what an ORM and a
/// generator are trained on. Several samples with the same steps count several times.
struct OutcomeTree {
    ProblemId problem = 0;
    std::string problem_text;
    Split split = Split::Train; ///< of the problem
    StepTree tree;
    std::vector<int> right; ///< [tree.size()] solutions with a right final answer that end at this step
    std::vector<int> wrong; ///< [tree.size()] the same, wrong

    /// Adds one solution.
    void add(std::span<const std::string> steps, bool correct);
};

/// Three-way step classification, read at each step's newline (Lightman et al., 2.4, 2.6). Supervised are the ratings
/// up to and including the first negative of their path, unless TrainOptions::after_error.
TrainReport trainPrm(const std::vector<LabelledTree>& trees, const TrainOptions& options, std::stop_token stop = {},
                     ProgressSink progress = {});
/// Final answer right or wrong, target on every token of a solution, read at the last (Lightman et al., 2.5). A token
/// shared by right and wrong solutions has both targets, weighted by their numbers: the same loss as one row a
/// solution.
TrainReport trainOrm(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop = {},
                     ProgressSink progress = {});
/// Causal loss on the solutions' tokens, prompt excluded, end-of-text included (Lightman et al., 2.3).
TrainReport trainGenerator(const std::vector<OutcomeTree>& trees, const TrainOptions& options,
                           std::stop_token stop = {}, ProgressSink progress = {});

/// Throws Error where a choice means nothing in this mode, before anything is done: a head is fitted to its optimum, so
/// that it has no epochs, no learning rate, no batches and no early stop.
void requireMeaning(const TrainOptions& options);

TrainPlan planPrm(const std::vector<LabelledTree>& trees, const TrainOptions& options, std::stop_token stop = {});
TrainPlan planOrm(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop = {});
TrainPlan planGenerator(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop = {});

} // namespace stepmark
