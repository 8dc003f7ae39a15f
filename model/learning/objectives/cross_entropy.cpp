// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/cross_entropy_p.h"

namespace stepmark {

LossSum CrossEntropy::loss(const at::Tensor& logits, const Targets& targets, double, at::Tensor* d_logits) const {
    at::Tensor log_p = at::log_softmax(logits, 1);                                       // [N, C]
    const at::Tensor told = log_p.index({targets.row, targets.target}) * targets.weight; // [items]
    const LossSum sum{-told.sum(at::kDouble).item<double>(), targets.weight.sum(at::kDouble).item<double>()};
    if (d_logits) {
        const at::Tensor row_weight =
            at::zeros({logits.size(0)}, logits.options()).index_add_(0, targets.row, targets.weight); // [N]
        *d_logits = log_p.exp_().mul_(row_weight.unsqueeze(1));
        d_logits->index_put_({targets.row, targets.target}, -targets.weight, true);
    }
    return sum;
}

const CrossEntropy& crossEntropy() {
    static const CrossEntropy objective;
    return objective;
}

} // namespace stepmark
