// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is read off the network at some tokens, and the loss there: classes of steps (PRM), outcomes (ORM), the next
// token (generator). One cross entropy serves the three kinds; a token may carry several targets with weights.
//
// Thread rule: as llama_p.h.
#pragma once

#include "model/domain/rating.h"
#include "model/learning/llama_p.h"

#include <vector>

namespace stepmark {

/// Targets at tokens of a pack: target `target[i]` with weight `weight[i]` for what is read at token `row[i]`.
struct LossItems {
    std::vector<std::int64_t> row;
    std::vector<std::int64_t> target;
    std::vector<float> weight;

    void add(std::int64_t at, std::int64_t what, float how_much) {
        row.push_back(at);
        target.push_back(what);
        weight.push_back(how_much);
    }
    double totalWeight() const;
};

struct LossSum {
    double loss = 0;   ///< sum of weight * cross entropy, nats
    double weight = 0; ///< sum of weights

    LossSum& operator+=(const LossSum& other) {
        loss += other.loss;
        weight += other.weight;
        return *this;
    }
    double mean() const { return weight > 0 ? loss / weight : 0; }
};

class TokenHead {
public:
    /// A classifier's `score.weight` [L, H] and `score.bias` [L], float32 throughout, row i for classes[i]. From the
    /// folder, whose rows mean `stored`, where these are the same classes, in whatever order; else zeros (all classes
    /// equally likely at first).
    static TokenHead classifier(Llama& model, const std::vector<Rating>& classes, const ModelFolder* folder,
                                const std::vector<Rating>& stored, bool trainable);
    /// `lm_head.weight` [V, H], or the embedding where the two are tied.
    static TokenHead languageModel(Llama& model, const ModelFolder* folder, bool trainable, std::uint64_t seed);

    /// x [n, H] float32 (residual stream) -> logits [n, L] float32.
    at::Tensor logits(const Llama& model, const at::Tensor& x) const;
    /// Sum of the loss over the items; x [T, H] float32. With `dx` ([T, H] float32, added to) the gradients of
    /// scale * loss go there, into the head and into the final norm. Throws Cancelled, with part of them there.
    LossSum loss(Llama& model, const at::Tensor& x, const LossItems& items, double scale, at::Tensor* dx,
                 const std::stop_token& stop = {});

    std::int64_t labels() const;
    /// Moves the head at `factor` times the learning rate.
    void setRate(double factor) { m_weight.rate = m_bias.rate = factor; }
    /// The head's own parameters (none where tied).
    std::vector<Parameter*> parameters();

private:
    Parameter& weightOf(Llama& model) { return m_tied ? model.embedding : m_weight; }
    const Parameter& weightOf(const Llama& model) const { return m_tied ? model.embedding : m_weight; }

    bool m_tied = false;
    at::ScalarType m_type = at::kFloat; ///< of the product
    std::int64_t m_labels = 0;
    Parameter m_weight, m_bias;
};

} // namespace stepmark
