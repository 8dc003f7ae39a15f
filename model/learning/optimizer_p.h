// SPDX-License-Identifier: GPL-3.0-or-later
//
// AdamW (Loshchilov & Hutter 2019) and, for the layers' matrices where asked for, Muon (Jordan et al. 2024); the
// learning rate's schedule; clipping. All in float32.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/backend_p.h"
#include "model/learning/causal_lm.h"
#include "model/learning/parameter_p.h"

#include <cstdint>
#include <vector>

namespace stepmark {

/// Share of the peak rate at `step` (from 0) of `steps`: linear warm-up, constant, linear decay to zero over the last
/// `decay_share`.
double scheduleAt(std::int64_t step, std::int64_t steps, double warmup_share, double decay_share);

struct OptimizerOptions {
    Optimizer kind = Optimizer::AdamW;
    double beta1 = 0.9, beta2 = 0.95, eps = 1e-8;
    double weight_decay = 0;
    double clip = 0; ///< L2 norm of the whole gradient; 0: off
    double muon_momentum = 0.95;
};

/// What a step did.
struct OptimizerStep {
    double norm = 0;        ///< the gradient's, before clipping
    std::string not_finite; ///< the first parameter whose gradient is not; empty: the step was taken
};

class OptimizerState {
public:
    OptimizerState(std::vector<Parameter*> parameters, const OptimizerOptions& options, const Backend& backend);

    /// Moves the masters against their gradients, renews the compute copies, zeroes the gradients. A gradient that is
    /// not finite, or whose norm float32 does not hold, moves nothing: it would be in the moments for ever.
    OptimizerStep step(double learning_rate, double muon_learning_rate = 0);
    void zeroGrad();

    /// What must be saved beside the masters: moments by name. The tensors are the state itself, to write or to fill.
    std::vector<std::pair<std::string, at::Tensor>> tensors() const;
    std::int64_t steps() const { return m_steps; }
    const OptimizerOptions& options() const { return m_options; }
    void setSteps(std::int64_t steps) { m_steps = steps; }
    const std::vector<Parameter*>& parameters() const { return m_parameters; }

private:
    void adamW(std::size_t index, double learning_rate, double grad_scale);
    void muon(std::size_t index, double learning_rate, double grad_scale);

    std::vector<Parameter*> m_parameters;
    OptimizerOptions m_options;
    const Backend& m_backend;
    std::vector<at::Tensor> m_first, m_second; ///< second is undefined where Muon moves
    std::int64_t m_steps = 0;
};

} // namespace stepmark
