// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/linear_fit_p.h"

#include "model/domain/stop.h"

#include <ATen/core/grad_mode.h>
#include <torch/optim/lbfgs.h>

namespace stepmark {

namespace {

constexpr double kCurvature = 0.25; ///< of a cross entropy along a logit, at most

} // namespace

LogitLoss crossEntropyTo(const at::Tensor& targets) {
    return [targets, shares = targets.sum(1, true)](const at::Tensor& logits, at::Tensor& d_logits) {
        const at::Tensor log_p = at::log_softmax(logits, 1);
        d_logits = log_p.exp().mul_(shares).sub_(targets);
        return -(log_p * targets).sum().item<double>();
    };
}

bool LinearHead::isFinite() const {
    return at::isfinite(weight).all().item<bool>() && at::isfinite(bias).all().item<bool>();
}

LinearFit::LinearFit(const at::Tensor& rows, const at::Tensor& shares, const Options& options)
    : m_options(options)
    , m_mean(options.centred ? rows.mean(0) : at::zeros({rows.size(1)}))
    , m_deviation((rows - m_mean).square().mean(0).sqrt().clamp_min(1e-6)) {
    const at::NoGradGuard no_graph;
    const at::Tensor x = (rows - m_mean).div_(m_deviation);                            // [n, H]
    const at::Tensor moments = at::mm(x.t(), x * shares.unsqueeze(1)).to(at::kDouble); // [H, H]
    const auto [spread, axes] = at::linalg_eigh(moments);
    m_spread = spread.clamp_min(0).to(at::kFloat);
    m_axes = axes.to(at::kFloat);
    m_rows = at::mm(x, m_axes);
    restart();
}

void LinearFit::restart() {
    m_weight = at::zeros({m_options.outputs, m_rows.size(1)});
    m_bias = at::zeros({m_options.outputs});
}

at::Tensor LinearFit::logits() const { return at::addmm(m_bias, m_rows, m_weight.t()); }

at::Tensor LinearFit::scales(double penalty) const { return (m_spread * kCurvature + penalty).rsqrt(); }

LinearHead LinearFit::head() const {
    LinearHead head;
    head.weight = at::mm(m_weight, m_axes.t()) / m_deviation;
    head.bias = m_bias - at::mv(head.weight, m_mean);
    return head;
}

LinearHead LinearFit::fit(const LogitLoss& loss, double penalty, const std::stop_token& stop) {
    const at::Tensor scales = this->scales(penalty); // [H]
    at::Tensor u = (m_weight / scales).contiguous().requires_grad_(true);
    at::Tensor bias = m_bias.clone().requires_grad_(true);
    torch::optim::LBFGS optimizer(
        {u, bias}, torch::optim::LBFGSOptions(1.0).max_iter(200).history_size(10).tolerance_grad(1e-5).line_search_fn(
                       "strong_wolfe"));
    optimizer.step([&]() {
        throwIfStopped(stop);
        const at::NoGradGuard no_graph;
        const at::Tensor weight = u * scales; // [C, H]
        at::Tensor d_logits;
        const double value = loss(at::addmm(bias, m_rows, weight.t()), d_logits);
        u.mutable_grad() = (at::mm(d_logits.t(), m_rows) + weight * penalty) * scales;
        bias.mutable_grad() = m_options.bias ? d_logits.sum(0) : at::zeros_like(bias);
        return at::scalar_tensor(value + weight.square().sum().item<double>() * (penalty / 2), at::kFloat);
    });
    const at::NoGradGuard no_graph;
    m_weight = u.detach() * scales;
    m_bias = bias.detach();
    return head();
}

} // namespace stepmark
