// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/optimizer_p.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

/// The nearest matrix with orthonormal rows or columns, roughly: five steps of a quintic Newton-Schulz iteration.
at::Tensor orthogonalised(const at::Tensor& matrix) {
    const bool tall = matrix.size(0) > matrix.size(1);
    at::Tensor x = tall ? matrix.t() : matrix; // [n, m], n <= m
    x = x / (x.norm() + 1e-7);
    for (int i = 0; i < 5; ++i) {
        const at::Tensor a = at::mm(x, x.t()); // [n, n]
        x = 3.4445 * x + at::mm(at::addmm(a, a, a, -4.7750, 2.0315), x);
    }
    return tall ? x.t() : x;
}

} // namespace

double scheduleAt(std::int64_t step, std::int64_t steps, double warmup_share, double decay_share) {
    const double total = static_cast<double>(std::max<std::int64_t>(1, steps));
    const double warmup = std::max(1.0, std::floor(total * warmup_share));
    const double done = static_cast<double>(step);
    const double rise = std::min(1.0, (done + 1) / warmup);
    const double decay = std::max(1.0, std::min(total * decay_share, total - std::min(warmup, total - 1)));
    return std::min(rise, std::clamp((total - done) / decay, 0.0, 1.0));
}

OptimizerState::OptimizerState(std::vector<Parameter*> parameters, const OptimizerOptions& options,
                               const Backend& backend)
    : m_options(options)
    , m_backend(backend) {
    for (Parameter* parameter : parameters) {
        if (!parameter->trained())
            continue;
        const bool moved_by_muon = options.kind == Optimizer::Muon && parameter->hidden_matrix;
        m_parameters.push_back(parameter);
        m_first.push_back(at::zeros_like(parameter->master));
        m_second.push_back(moved_by_muon ? at::Tensor() : at::zeros_like(parameter->master));
    }
}

void OptimizerState::zeroGrad() {
    for (Parameter* parameter : m_parameters)
        parameter->grad.zero_();
}

std::vector<std::pair<std::string, at::Tensor>> OptimizerState::tensors() const {
    std::vector<std::pair<std::string, at::Tensor>> all;
    for (std::size_t index = 0; index < m_parameters.size(); ++index) {
        all.emplace_back("first." + m_parameters[index]->name, m_first[index]);
        if (m_second[index].defined())
            all.emplace_back("second." + m_parameters[index]->name, m_second[index]);
    }
    return all;
}

OptimizerStep OptimizerState::step(double learning_rate, double muon_learning_rate) {
    double squares = 0;
    for (const Parameter* parameter : m_parameters) {
        const double norm = parameter->grad.norm().item<double>();
        if (!std::isfinite(norm)) {
            zeroGrad();
            return {norm, parameter->name};
        }
        squares += norm * norm;
    }
    const double norm = std::sqrt(squares);
    const double grad_scale = m_options.clip > 0 && norm > m_options.clip ? m_options.clip / norm : 1.0;
    ++m_steps;
    for (std::size_t index = 0; index < m_parameters.size(); ++index) {
        if (m_second[index].defined())
            adamW(index, learning_rate, grad_scale);
        else
            muon(index, muon_learning_rate, grad_scale);
    }
    return {norm, {}};
}

void OptimizerState::adamW(std::size_t index, double learning_rate, double grad_scale) {
    Parameter& parameter = *m_parameters[index];
    at::Tensor &first = m_first[index], &second = m_second[index];
    const double bias1 = 1 - std::pow(m_options.beta1, m_steps), bias2 = 1 - std::pow(m_options.beta2, m_steps);
    const double decay = parameter.decay ? m_options.weight_decay : 0;
    learning_rate *= parameter.rate;
    at::Tensor copy = parameter.hasPlainCopy() ? parameter.compute : at::Tensor();
    m_backend.adamw(parameter.master, parameter.grad, first, second, copy,
                    {learning_rate, m_options.beta1, m_options.beta2, m_options.eps, decay, bias1, bias2, grad_scale});
    if (!copy.defined())
        parameter.refresh();
}

void OptimizerState::muon(std::size_t index, double learning_rate, double grad_scale) {
    Parameter& parameter = *m_parameters[index];
    const double momentum = m_options.muon_momentum;
    const at::Tensor grad = parameter.grad * grad_scale;
    m_first[index].lerp_(grad, 1 - momentum);
    const at::Tensor update = at::lerp(grad, m_first[index], momentum); // Nesterov
    parameter.master.mul_(1 - learning_rate * m_options.weight_decay);
    for (const Parameter::Part& part : parameter.parts) { // joined matrices move each by itself
        const at::Tensor direction = orthogonalised(update.narrow(0, part.begin, part.rows));
        const double shape = static_cast<double>(direction.size(0)) / static_cast<double>(direction.size(1));
        parameter.master.narrow(0, part.begin, part.rows)
            .add_(direction, -learning_rate * std::sqrt(std::max(1.0, shape)));
    }
    parameter.grad.zero_();
    parameter.refresh();
}

} // namespace stepmark
