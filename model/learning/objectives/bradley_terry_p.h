// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of two is better (Bradley & Terry 1952): every pair of a group's rows whose ranks differ tells that the higher
// rank has the higher score, -log sigmoid(better - worse). One score a row; equal ranks tell nothing.
//
// Thread rule: as objective_p.h.
#pragma once

#include "model/learning/objectives/objective_p.h"

namespace stepmark {

class BradleyTerry : public Objective {
public:
    Scope scope() const override { return Scope::Batch; }
    /// logits [N, 1]; an item's target is its row's rank, higher is better. A pair weighs the product of its items'
    /// weights, and LossSum::weight is the sum over the pairs: 0 where there is none. Throws Error for rows without a
    /// group. A group is compared within a batch only: an ExampleSource keeps it together.
    LossSum loss(const at::Tensor& logits, const Targets& targets, double done, at::Tensor* d_logits) const override;
};

} // namespace stepmark
