// SPDX-License-Identifier: GPL-3.0-or-later
//
// What frozen lower layers make of a task's texts, token by token: who trains the layers above them needs it in every
// epoch, and of every lesson, and it is always the same.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/transformer_p.h"
#include "model/learning/weakstrong/task_texts_p.h"
#include "model/run/progress.h"

#include <list>
#include <optional>
#include <string>

namespace stepmark {

class LowerStates {
public:
    /// Bytes at most; none: as many as activations may take (compute_p.h). One object is for one task.
    explicit LowerStates(std::optional<std::int64_t> bytes = {})
        : m_bytes(bytes) {}

    /// The residual stream after the first `layers` of the folder, [tokens, H] float32, in the order of
    /// TaskTexts::countThrough(). Computed once, then kept as long as the bytes allow. Undefined where they do not hold
    /// it: then it has to be computed wherever it is needed.
    at::Tensor of(const ModelFolder& folder, std::int64_t layers, const Compute& compute, const TaskTexts& texts,
                  const std::stop_token& stop, ProgressThrottle& progress);
    /// Tokens that went through lower layers in the last of(): 0 where they were there.
    std::int64_t tokensComputed() const { return m_tokens; }

private:
    using Kept = std::pair<std::string, at::Tensor>; ///< by folder, layers and type
    std::optional<std::int64_t> m_bytes;
    std::list<Kept> m_kept; ///< the newest first
    std::int64_t m_tokens = 0;
};

} // namespace stepmark
