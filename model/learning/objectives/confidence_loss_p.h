// SPDX-License-Identifier: GPL-3.0-or-later
//
// Learning from a weaker supervisor without learning its mistakes (Burns et al. 2023, section 4.3 and appendix A.4):
// the model's own confident answers count beside the supervisor's, cross entropy against (1 - alpha) * supervisor +
// alpha * hardened. The hardened classes keep the shares that the supervisor gives them in the batch, so that the model
// cannot make all one class; for two classes that is the threshold at the batch's quantile.
//
// Thread rule: as objective_p.h.
#pragma once

#include "model/learning/objectives/objective_p.h"

#include <vector>

namespace stepmark {

class ConfidenceLoss : public Objective {
public:
    /// `most`: alpha after the warm-up (0.5; 0.75 where the student is far larger). `warmup`: the share of the run over
    /// which alpha rises linearly from 0.
    explicit ConfidenceLoss(double most = 0.5, double warmup = 0.2);

    Scope scope() const override { return Scope::Batch; }
    double alphaAt(double done) const;
    LossSum loss(const at::Tensor& logits, const Targets& targets, double done, at::Tensor* d_logits) const override;

private:
    double m_most, m_warmup;
};

/// The class of each row of p [N, C] when class c takes rows of about told[:, c].sum() weight in all, the surest first;
/// told [N, C] sums to a row's weight. A row that rounding leaves over takes its most likely class.
std::vector<std::int64_t> hardened(const at::Tensor& p, const at::Tensor& told);

} // namespace stepmark
