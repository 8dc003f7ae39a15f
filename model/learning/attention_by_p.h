// SPDX-License-Identifier: GPL-3.0-or-later
//
// A backend's two entries for attention, from its softmax.
//
// Thread rule: as backend_p.h.
#pragma once

#include "model/learning/tree_attention_p.h"

namespace stepmark {

template <const AttentionSoftmax& softmax>
at::Tensor attentionBy(const at::Tensor& qkv, const AttentionShape& shape, const AttentionPlan& plan,
                       AttentionSaved* saved) {
    return treeAttention(qkv, shape, plan, saved, softmax);
}

template <const AttentionSoftmax& softmax>
at::Tensor attentionBackwardBy(const at::Tensor& dy, const at::Tensor& qkv, const AttentionShape& shape,
                               const AttentionPlan& plan, const AttentionSaved& saved) {
    return treeAttentionBackward(dy, qkv, shape, plan, saved, softmax);
}

} // namespace stepmark
