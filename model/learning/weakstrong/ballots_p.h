// SPDX-License-Identifier: GPL-3.0-or-later
//
// Judgements as ballots: each is among several answers, whose probabilities sum to 1, so that one loss serves what is
// judged for itself and what competes. An item of its own is a ballot of two answers, wrong with logit 0 and right with
// the item's; the items of a choice are the answers of one.
//
// n: items, B: ballots, K: answers of the longest.
//
// Thread rule: as train.h; a ballot box is a plain value.
#pragma once

#include "model/learning/linear_fit_p.h"

#include <ATen/ATen.h>

#include <vector>

namespace stepmark {

class Ballots {
public:
    /// `sizes`: items of each example, in order.
    Ballots(bool choice, const std::vector<std::size_t>& sizes);

    std::int64_t count() const { return m_count; }         ///< B
    at::Tensor logits(const at::Tensor& items) const;      ///< [n, 1] -> [B, K]; far below 0 where there is none
    at::Tensor shares(const at::Tensor& items) const;      ///< targets or judgements [n] -> [B, K]
    at::Tensor toItems(const at::Tensor& d_logits) const;  ///< gradients [B, K] -> [n, 1]
    at::Tensor judgements(const at::Tensor& logits) const; ///< [n, 1] -> probabilities [n]
    bool isChoice() const { return m_choice; }

private:
    bool m_choice;
    std::int64_t m_count = 0, m_items = 0;
    at::Tensor m_item;  ///< [B, K] int64 of a choice: the item there, n where there is none
    at::Tensor m_place; ///< [n] int64: an item's place in [B * K]
};

/// A loss of [B, K] logits against [B, K] targets, the mean over ballots, with its gradient.
using BallotLoss = double (*)(const at::Tensor& logits, const at::Tensor& targets, double alpha, at::Tensor& d_logits);

/// Cross entropy; alpha is nothing to it.
double toldLoss(const at::Tensor& logits, const at::Tensor& targets, double alpha, at::Tensor& d_logits);
/// Reed et al. 2015, "Training deep neural networks on noisy labels with bootstrapping", soft: cross entropy against (1
/// - alpha) * told + alpha * own answers, whose own entropy is made small with it.
double softBootstrapLoss(const at::Tensor& logits, const at::Tensor& targets, double alpha, at::Tensor& d_logits);
/// Against the normed product of own answers and told, which is taken for given (openai/weak-to-strong, product_loss_fn
/// with both exponents 1). What has that gradient is log sum exp(z) - log sum told * exp(z).
double productLoss(const at::Tensor& logits, const at::Tensor& targets, double alpha, at::Tensor& d_logits);

/// The student's own answers, hardened [B, K]: of a choice the best; else so that the classes keep the shares that the
/// targets give them (Burns et al. 2023, A.4).
at::Tensor hardened(const Ballots& ballots, const at::Tensor& logits, const at::Tensor& targets);

/// A loss of all items' logits [n, 1]. `ballots` outlives it.
LogitLoss lossOver(const Ballots& ballots, const at::Tensor& targets, BallotLoss loss, double alpha = 0);

} // namespace stepmark
