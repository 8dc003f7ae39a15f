// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is read off the network at some tokens: classes of steps (PRM), outcomes (ORM), the next token (generator). What
// is learnt there is an objective's business.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/domain/rating.h"
#include "model/learning/objectives/loss_items_p.h"
#include "model/learning/transformer_p.h"

#include <vector>

namespace stepmark {

class TokenHead {
public:
    /// A classifier's `score.weight` [L, H] and `score.bias` [L], float32 throughout, row i for classes[i]. From the
    /// folder, whose rows mean `stored`, where these are the same classes, in whatever order; else zeros (all classes
    /// equally likely at first). One that is trained has a bias where the family's has (classifierHasBias()).
    static TokenHead classifier(Transformer& model, const std::vector<Rating>& classes, const ModelFolder* folder,
                                const std::vector<Rating>& stored, bool trainable);
    /// `lm_head.weight` [V, H], or the embedding where the two are tied.
    static TokenHead languageModel(Transformer& model, const ModelFolder* folder, bool trainable, std::uint64_t seed);

    /// x [n, H] float32 (residual stream) -> logits [n, L] float32.
    at::Tensor logits(const Transformer& model, const at::Tensor& x) const;
    /// The objective's sum over the items; x [T, H] float32. With `dx` ([T, H] float32, added to) the gradients of
    /// scale * loss go there, into the head and into the final norm. In Scope::Rows some rows at a time; in
    /// Scope::Batch these items are taken for the whole batch. Throws Cancelled, with part of the gradients there.
    LossSum loss(Transformer& model, const at::Tensor& x, const LossItems& items, const Objective& objective,
                 double done, double scale, at::Tensor* dx, const std::stop_token& stop = {});
    /// From d_logits [n, L] float32 at the tokens `rows` [n] to dx, the head and the final norm.
    void backward(Transformer& model, const at::Tensor& x, const at::Tensor& rows, const at::Tensor& d_logits,
                  at::Tensor& dx);

    std::int64_t labels() const;
    /// Moves the head at `factor` times the learning rate.
    void setRate(double factor) { m_weight.rate = m_bias.rate = factor; }
    /// The head's own parameters (none where tied).
    std::vector<Parameter*> parameters();

private:
    /// Some tokens of x as the head's product takes them.
    struct Read {
        at::Tensor rows; ///< [n] int64
        at::Tensor y;    ///< [n, H] normed
        NormSaved norm;
    };
    /// Of rows that are normed [n, H] -> [n, L] float32.
    at::Tensor logitsOf(const Transformer& model, const at::Tensor& y) const;
    Read read(const Transformer& model, const at::Tensor& x, const at::Tensor& rows) const;
    void backward(Transformer& model, const Read& read, at::Tensor d_logits, at::Tensor& dx);
    Parameter& weightOf(Transformer& model) { return m_tied ? model.embedding : m_weight; }
    const Parameter& weightOf(const Transformer& model) const { return m_tied ? model.embedding : m_weight; }

    bool m_tied = false;
    at::ScalarType m_type = at::kFloat; ///< of the product
    double m_cap = 0;                   ///< NetworkSpec::logit_cap, of a language model
    std::int64_t m_labels = 0;
    Parameter m_weight, m_bias;
};

} // namespace stepmark
