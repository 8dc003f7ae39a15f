// SPDX-License-Identifier: GPL-3.0-or-later
// Gradients that are written by hand against what the loss does: a wrong one would still train, only worse.
#pragma once

#include "model/learning/parameter_p.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace stepmark::test {

struct Differences {
    double step = 3e-3;     ///< length of the way along the gradient, either way
    double relative = 0.02; ///< of the gradient's norm
    double absolute = 2e-2;
};

/// Moves each parameter along its gradient, where the loss changes most: one number tests the whole tensor. The
/// gradients must be there; `loss` may change them. The first parameter whose gradient is zero or not the slope, in
/// words; empty: all are right.
inline std::string wrongGradient(const std::vector<Parameter*>& parameters, const std::function<double()>& loss,
                                 const Differences& allowed = {}) {
    std::vector<at::Tensor> gradients;
    for (const Parameter* parameter : parameters)
        gradients.push_back(parameter->grad.clone());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        Parameter& parameter = *parameters[i];
        const double expected = gradients[i].norm().item<double>();
        const auto lossAfter = [&](double way) {
            parameter.master.add_(gradients[i], way / expected);
            parameter.refresh();
            return loss();
        };
        const double up = lossAfter(allowed.step), down = lossAfter(-2 * allowed.step);
        parameter.master.add_(gradients[i], allowed.step / expected);
        parameter.refresh();
        const double measured = (up - down) / (2 * allowed.step);
        if (!(expected > 0) || !(std::abs(measured - expected) < allowed.relative * expected + allowed.absolute))
            return parameter.name + ": " + std::to_string(measured) + " instead of " + std::to_string(expected);
    }
    return {};
}

} // namespace stepmark::test
