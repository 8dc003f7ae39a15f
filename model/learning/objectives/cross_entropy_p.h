// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cross entropy over the classes of a row: hard targets are one item a row, soft ones several.
//
// Thread rule: as objective_p.h.
#pragma once

#include "model/learning/objectives/objective_p.h"

namespace stepmark {

class CrossEntropy : public Objective {
public:
    LossSum loss(const at::Tensor& logits, const Targets& targets, double done, at::Tensor* d_logits) const override;
};

/// The one there need be.
const CrossEntropy& crossEntropy();

} // namespace stepmark
