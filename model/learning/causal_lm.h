// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training a causal language model on documents, from random weights or from a base: how the shipped base is made.
//
// Thread rule and cancelling: as train.h.
#pragma once

#include "model/base/model_config.h"
#include "model/run/progress.h"
#include "model/learning/train.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// One independent text, or several that begin alike. Several are packed into a sequence; none sees another.
struct Document {
    std::vector<std::int32_t> tokens; ///< [T] ids below the model's vocab_size
    std::vector<float>
        loss_weights; ///< [T] weight of predicting token i from those before it; [0] is ignored. Empty: 1
    /// [T] index of the token before, which stands earlier; -1 for the first. Empty: one text without branches.
    std::vector<std::int32_t> parent;
    /// [T] whether the text has gone wrong up to here: 1 it has, 0 it has not, -1 nobody says. Empty: nobody says.
    std::vector<std::int8_t> wrong;
};

/// Document number `index` (0, 1, 2, ...), always the same for the same index, so that a run can be resumed. Called on
/// the training thread.
using DocumentSource = std::function<Document(std::int64_t index)>;

enum class Optimizer {
    AdamW,
    Muon ///< matrices of the layers: momentum, orthogonalised by Newton-Schulz (Jordan 2024); the rest: AdamW
};

struct CausalLmOptions {
    std::optional<ModelConfig> config;   ///< random weights of this shape; without it `base` is loaded
    std::filesystem::path base;          ///< weights to start from, where `config` is not set
    std::filesystem::path tokenizer;     ///< folder whose tokenizer files are copied into every checkpoint
    std::filesystem::path out;           ///< checkpoint folder, replaced when the run is done
    std::int64_t steps = 1000;           ///< optimizer steps
    std::int64_t batch_tokens = 8192;    ///< tokens an optimizer step, at least (whole documents)
    std::int64_t max_pack_tokens = 4096; ///< tokens through the network at once
    Optimizer optimizer = Optimizer::AdamW;
    double learning_rate = 3e-3;      ///< AdamW's peak
    double muon_learning_rate = 0.02; ///< Muon's peak
    double warmup_share = 0.02;       ///< linear warm-up, share of the steps
    double decay_share = 1.0;         ///< the last share of the steps decays linearly to zero (1: right after warm-up)
    double weight_decay = 0.05;
    double beta1 = 0.9, beta2 = 0.95;
    double clip = 1.0;
    /// Weight of a second loss, beside the next token's, at the tokens with Document::wrong: a linear head, which is
    /// not saved, tells from the hidden state whether the text has gone wrong. It teaches the layers to check what they
    /// read (replaced-token detection, Clark et al. 2020). 0: off.
    double check_weight = 0;
    /// Layers that the network is to have, where `base` has fewer: those on top are new and change nothing at first.
    /// 0: as many as `base` has.
    std::int64_t layers = 0;
    Precision precision = Precision::Auto;
    std::string device = "auto";
    std::uint64_t seed = 0;
    std::string documents; ///< what the documents are, for the record: by it another run is known. Empty: nobody says
    bool resume = false;
    int save_every_s = 120;
    int threads = 0;
    /// Steps after which the weights are also written, as OUT-step-N (a weaker generator, for instance).
    std::vector<std::int64_t> snapshots;
};

struct CausalLmReport {
    std::int64_t steps = 0;
    std::int64_t documents = 0;
    std::int64_t tokens = 0;
    double loss = 0;       ///< mean over the last hundredth of the run, nats a weighted token
    double check_loss = 0; ///< the second loss there, nats a token; 0 where it is off
    double seconds = 0;
    double tokens_per_s = 0;
};

CausalLmReport trainCausalLm(const DocumentSource& source, const CausalLmOptions& options, std::stop_token stop = {},
                             ProgressSink progress = {});

/// What the run reported whose checkpoint lies in options.out; nullopt: nothing does. Throws Error where the checkpoint
/// is of another run, or no run of ours.
std::optional<CausalLmReport> finishedCausalLm(const CausalLmOptions& options);

/// Nats of each of documents [0, count), the sum over its weighted tokens.
std::vector<double> documentLosses(const std::filesystem::path& folder, const DocumentSource& source,
                                   std::int64_t count, std::stop_token stop = {});

/// Mean loss in nats a weighted token of the model in `folder` on documents [0, count).
double evaluateCausalLm(const std::filesystem::path& folder, const DocumentSource& source, std::int64_t count,
                        std::stop_token stop = {});

} // namespace stepmark
