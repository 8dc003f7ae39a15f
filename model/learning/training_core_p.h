// SPDX-License-Identifier: GPL-3.0-or-later
//
// Network, head, objective and optimizer: what takes one step. Packs with targets go forward and backward, an optimizer
// step ends a batch. What the targets mean is the business of those who make them, what is learnt from them the
// objective's.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/objectives/cross_entropy_p.h"
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

/// A cross entropy beside the objective, through a head of its own that is thrown away in the end: what it teaches is
/// the network below it.
struct SecondLoss {
    std::function<TokenHead(Transformer&)> make_head;
    double weight = 0; ///< of its mean, against the objective's mean
};

/// Which parameters move; the others stay as they are. Empty: all do.
using Trainable = std::function<bool(const Parameter&)>;

/// How far the optimizer goes.
struct Rates {
    double learning_rate = 0, muon_learning_rate = 0;
};

/// What became of a batch.
struct BatchResult {
    LossSum sum;
    LossSum second;         ///< of the second loss
    bool stepped = false;   ///< the optimizer moved the weights
    std::string not_finite; ///< where it did not because of that: "the loss", "the gradient of PARAMETER"
};

class TrainingCore {
public:
    /// `objective` must outlive the core.
    TrainingCore(Transformer model, const std::function<TokenHead(Transformer&)>& make_head, const Objective& objective,
                 const OptimizerOptions& options, const SecondLoss& second = {}, const Trainable& trainable = {});

    /// For an objective of Scope::Rows: adds the gradients of sum(weight * loss) / batch_weight, and of the second
    /// loss's sum times `second_scale`. Returns the sums.
    LossSum accumulate(const LossPack& pack, double batch_weight, const std::stop_token& stop, double second_scale = 0,
                       double done = 0);
    /// For any objective: adds the gradients of the batch's mean loss, and of the second loss's mean times its weight.
    /// A loss that is not finite, or of no weight, adds none that counts.
    LossSum accumulateBatch(std::span<const LossPack> batch, double done, const std::stop_token& stop);
    /// A whole batch and the optimizer's step. `done`: share of the run. A stop leaves the weights as they were, and so
    /// does what is not finite.
    BatchResult trainBatch(std::span<const LossPack> batch, const Rates& rates, double done,
                           const std::stop_token& stop);
    /// The loss without learning, as at the end of a run; a pack is a batch.
    LossSum evaluate(const LossPack& pack, const std::stop_token& stop);
    /// The same, with the probabilities at some tokens, [n, L] float32 on the CPU (n = rows).
    LossSum evaluate(const LossPack& pack, const std::stop_token& stop, const std::vector<std::int64_t>& rows,
                     at::Tensor& probabilities);
    /// Logits at some tokens of a pack, [n, L] float32 on the CPU.
    at::Tensor logits(const Pack& pack, const std::vector<std::int64_t>& rows, const std::stop_token& stop);

    /// The second loss of what was accumulated last.
    const LossSum& secondLoss() const { return m_second_sum; }

    /// What a checkpoint holds: the network's and the head's.
    std::vector<Parameter*> parameters();
    /// Masters and moments: what a run must keep to go on (the second head's too).
    NamedTensors state();
    /// After state() was filled: compute copies and the optimizer's count.
    void restored(std::int64_t optimizer_steps);

    Transformer& model() { return *m_model; }
    void setKeepBytes(std::int64_t bytes) { m_keep_bytes = bytes; }
    std::int64_t keepBytes() const { return m_keep_bytes; }
    TokenHead& head() { return m_head; }
    OptimizerState& optimizer() { return m_optimizer; }

private:
    /// A pack that went forward and may go backward.
    struct Passed {
        PackInput input;
        std::vector<LayerSaved> saved;
        at::Tensor x; ///< [T, H] float32
    };
    Passed forward(const Pack& pack, const std::stop_token& stop) const;
    /// dx [T, H] float32: the objective's gradient; the second loss's is added.
    void backward(Passed passed, const LossPack& pack, at::Tensor dx, double second_scale, const std::stop_token& stop);
    /// All rows of a batch at once: their logits, the loss, then each pack again with its gradient.
    LossSum accumulateTogether(std::span<const LossPack> batch, double second_scale, double done,
                               const std::stop_token& stop);
    /// Freezes what does not move.
    std::vector<Parameter*> moving(const Trainable& trainable);
    std::vector<Parameter*> allParameters();

    std::int64_t m_keep_bytes;            ///< activations kept at most; beyond, they are computed again
    std::unique_ptr<Transformer> m_model; ///< on the heap: the optimizer points at its parameters
    TokenHead m_head;
    const Objective& m_objective;
    std::optional<TokenHead> m_second;
    double m_second_weight;
    LossSum m_second_sum;
    OptimizerState m_optimizer;
};

} // namespace stepmark
