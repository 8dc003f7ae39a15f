// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is learnt from logits. An objective is a pure function of logits, targets and the share of the run that is done;
// it keeps nothing from one batch to the next, so that a run which goes on needs nothing of it.
//
// N: rows of logits, C: classes (tokens of a language model, 1 for a score), items: targets, of which a row may have
// several.
//
// Thread rule: pure functions, any thread.
#pragma once

#include <ATen/ATen.h>

namespace stepmark {

struct LossSum {
    double loss = 0;   ///< sum of weight * loss, nats
    double weight = 0; ///< sum of weights

    LossSum& operator+=(const LossSum& other) {
        loss += other.loss;
        weight += other.weight;
        return *this;
    }
    double mean() const { return weight > 0 ? loss / weight : 0; }
};

/// What is to be learnt at the rows of some logits. A soft target is several items at one row, see LossItems.
struct Targets {
    at::Tensor row;    ///< [items] int64, ascending
    at::Tensor target; ///< [items] int64: class, token, or rank (Bradley-Terry)
    at::Tensor weight; ///< [items] float32, not 0
    at::Tensor group;  ///< [items] int64: rows compared with each other; -1: with none. Undefined in Scope::Rows
};

class Objective {
public:
    /// What loss() has to see at once.
    enum class Scope {
        Rows, ///< any of a batch's rows; the weight of its loss is the sum of the items' weights
        Batch ///< all rows of an optimizer's batch: the network runs a second time, unless the batch is one pack
    };
    virtual ~Objective() = default;

    virtual Scope scope() const { return Scope::Rows; }
    /// Sum over the items of logits [N, C] float32, and with `d_logits` the gradient of LossSum::loss, [N, C]. `done`:
    /// share of the run's optimizer steps, [0, 1). Throws Error where logits or targets are not of its kind.
    virtual LossSum loss(const at::Tensor& logits, const Targets& targets, double done, at::Tensor* d_logits) const = 0;
};

} // namespace stepmark
