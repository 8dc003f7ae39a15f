// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/cross_entropy_p.h"

#include "model/learning/backend_p.h"

namespace stepmark {

LossSum CrossEntropy::loss(const at::Tensor& logits, const Targets& targets, double, at::Tensor* d_logits) const {
    const Backend& backend = backendOf(logits.device());
    const double loss = backend.cross_entropy(logits, targets.row, targets.target, targets.weight, d_logits);
    return {loss, targets.weight.sum(at::kDouble).item<double>()};
}

const CrossEntropy& crossEntropy() {
    static const CrossEntropy objective;
    return objective;
}

} // namespace stepmark
