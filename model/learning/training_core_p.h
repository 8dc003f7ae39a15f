// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one trainer: packs with targets go forward and backward, an optimizer step ends a batch. What the targets mean is
// the business of those who make them (PRM, ORM, generator, causal language model).
//
// Thread rule: as llama_p.h.
#pragma once

#include "model/learning/optimizer_p.h"
#include "model/learning/run_state_p.h"
#include "model/learning/token_head_p.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace stepmark {

/// A pack and what is to be learnt at its tokens.
struct LossPack {
    Pack pack;
    LossItems items;
    LossItems second{}; ///< for the second head, where there is one
};

/// A loss beside the main one, through a head of its own that is thrown away in the end: what it teaches is the network
/// below it.
struct SecondLoss {
    std::function<TokenHead(Llama&)> make_head;
    double weight = 0; ///< of its mean, against the main loss's mean
};

/// What became of a batch.
struct BatchResult {
    LossSum sum;
    bool stepped = false;   ///< the optimizer moved the weights
    std::string not_finite; ///< where it did not because of that: "the loss", "the gradient of PARAMETER"
};

class TrainingCore {
public:
    TrainingCore(Llama model, const std::function<TokenHead(Llama&)>& make_head, const OptimizerOptions& options,
                 const SecondLoss& second = {});

    /// Adds the gradients of sum(weight * loss) / batch_weight, and of the second loss's sum times `second_scale`.
    /// Returns the sums.
    LossSum accumulate(const LossPack& pack, double batch_weight, const std::stop_token& stop, double second_scale = 0);
    /// A whole batch and the optimizer's step. A stop leaves the weights as they were, and so does what is not finite.
    BatchResult trainBatch(std::span<const LossPack> batch, double learning_rate, double muon_learning_rate,
                           const std::stop_token& stop);
    /// The loss without learning.
    LossSum evaluate(const LossPack& pack, const std::stop_token& stop);
    /// The same, with the probabilities at some tokens, [n, L] float32 on the CPU (n = rows).
    LossSum evaluate(const LossPack& pack, const std::stop_token& stop, const std::vector<std::int64_t>& rows,
                     at::Tensor& probabilities);
    /// Logits at some tokens of a pack, [n, L] float32 on the CPU.
    at::Tensor logits(const Pack& pack, const std::vector<std::int64_t>& rows, const std::stop_token& stop);

    /// The second loss of the last batch (or of the last accumulate()).
    const LossSum& secondLoss() const { return m_second_sum; }

    /// What a checkpoint holds: the network's and the head's.
    std::vector<Parameter*> parameters();
    /// Masters and moments: what a run must keep to go on (the second head's too).
    NamedTensors state();
    /// After state() was filled: compute copies and the optimizer's count.
    void restored(std::int64_t optimizer_steps);

    Llama& model() { return *m_model; }
    void setKeepBytes(std::int64_t bytes) { m_keep_bytes = bytes; }
    std::int64_t keepBytes() const { return m_keep_bytes; }
    TokenHead& head() { return m_head; }
    OptimizerState& optimizer() { return m_optimizer; }

private:
    std::vector<Parameter*> allParameters();

    std::int64_t m_keep_bytes;      ///< activations kept at most; beyond, they are computed again
    std::unique_ptr<Llama> m_model; ///< on the heap: the optimizer points at its parameters
    TokenHead m_head;
    std::optional<TokenHead> m_second;
    double m_second_weight;
    LossSum m_second_sum;
    OptimizerState m_optimizer;
};

} // namespace stepmark
