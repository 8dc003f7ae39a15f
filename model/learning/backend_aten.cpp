// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/backend_p.h"

#include "model/learning/attention_by_p.h"

#include <cmath>
#include <utility>

namespace stepmark {

namespace aten_backend {
namespace {

at::Tensor product(const at::Tensor& a, const at::Tensor& b) { return at::mm(a, b); }

void addProduct(at::Tensor& sum, const at::Tensor& a, const at::Tensor& b) {
    if (a.scalar_type() == at::kFloat)
        sum.addmm_(a, b);
    else
        sum.add_(at::mm(a, b));
}

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps, at::ScalarType out, at::Tensor& rstd) {
    const at::Tensor squares = x.square().mean(1);         // [T]
    rstd = at::rsqrt(squares + eps) + (squares - squares); // NaN where it is too large
    return (x * rstd.unsqueeze(1) * weight).to(out);
}

at::Tensor rmsNormBackward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd,
                           at::Tensor* weight_grad) {
    const at::Tensor g = dy.to(at::kFloat), scale = rstd.unsqueeze(1); // [T, H], [T, 1]
    const at::Tensor gw = g * weight;
    if (weight_grad)
        weight_grad->add_((g * x * scale).sum(0));
    return gw * scale - x * ((gw * x).mean(1, true) * scale.pow(3));
}

/// A gate is g * sigmoid(z(g)), see kernels_impl.h: z and its slope.
std::pair<at::Tensor, at::Tensor> gateOf(const at::Tensor& g, Activation activation) {
    if (activation == Activation::Silu)
        return {g, at::ones_like(g)};
    constexpr double kScale = 1.5957691216057308; // sqrt(8 / pi)
    const at::Tensor square = g.square();
    return {kScale * g * (1 + 0.044715 * square), kScale * (1 + 0.134145 * square)};
}

at::Tensor gated(const at::Tensor& gate_up, Activation activation) {
    const std::int64_t width = gate_up.size(1) / 2;
    const at::Tensor g = gate_up.narrow(1, 0, width).to(at::kFloat);
    return (g * gateOf(g, activation).first.sigmoid() * gate_up.narrow(1, width, width)).to(gate_up.scalar_type());
}

at::Tensor gatedBackward(const at::Tensor& dy, const at::Tensor& gate_up, Activation activation) {
    const std::int64_t width = gate_up.size(1) / 2;
    const at::Tensor gate = gate_up.narrow(1, 0, width).to(at::kFloat), up = gate_up.narrow(1, width, width);
    const auto [z, slope] = gateOf(gate, activation);
    const at::Tensor sigmoid = z.sigmoid(), g = dy.to(at::kFloat); // [T, I] each
    return at::cat({g * up * sigmoid * (1 + gate * slope * (1 - sigmoid)), g * gate * sigmoid}, 1)
        .to(gate_up.scalar_type());
}

void rope(at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines, std::int64_t heads, std::int64_t head_dim,
          double sign) {
    at::Tensor rotated = x.narrow(1, 0, heads * head_dim).unflatten(1, at::IntArrayRef{heads, 2, head_dim / 2});
    const at::Tensor c = cosines.unsqueeze(1), s = sines.unsqueeze(1) * sign; // [T, 1, D/2]
    const at::Tensor a = rotated.select(2, 0).to(at::kFloat, false, true);
    const at::Tensor b = rotated.select(2, 1).to(at::kFloat, false, true);
    rotated.select(2, 0).copy_(a * c - b * s);
    rotated.select(2, 1).copy_(b * c + a * s);
}

void softmax(at::Tensor& scores, const at::Tensor& mask, double scale) {
    const at::Tensor hidden = mask.logical_not().repeat({scores.size(1) / mask.size(0), 1}).unsqueeze(0);
    scores = at::softmax((scores.to(at::kFloat) * scale).masked_fill_(hidden, -INFINITY), -1).to(scores.scalar_type());
}

void softmaxBackward(const at::Tensor& probabilities, at::Tensor& grad, double scale) {
    grad = probabilities * (grad - (probabilities * grad).sum(-1, true)) * scale;
}

constexpr AttentionSoftmax kSoftmax{softmax, softmaxBackward, false};

double softmaxCrossEntropy(const at::Tensor& logits, const at::Tensor& row, const at::Tensor& target,
                           const at::Tensor& weight, at::Tensor* d_logits) {
    at::Tensor log_p = at::log_softmax(logits, 1);               // [N, C]
    const at::Tensor told = log_p.index({row, target}) * weight; // [items]
    const double loss = -told.sum(at::kDouble).item<double>();
    if (d_logits) {
        const at::Tensor row_weight = at::zeros({logits.size(0)}, logits.options()).index_add_(0, row, weight); // [N]
        *d_logits = log_p.exp_().mul_(row_weight.unsqueeze(1));
        d_logits->index_put_({row, target}, -weight, true);
    }
    return loss;
}

void adamW(at::Tensor& weight, at::Tensor& grad, at::Tensor& first, at::Tensor& second, at::Tensor& copy,
           const AdamW& step) {
    const at::Tensor scaled = grad * step.grad_scale;
    first.lerp_(scaled, 1 - step.beta1);
    second.mul_(step.beta2).addcmul_(scaled, scaled, 1 - step.beta2);
    weight.mul_(1 - step.learning_rate * step.weight_decay)
        .addcdiv_(first, (second / step.bias2).sqrt_().add_(step.eps), -step.learning_rate / step.bias1);
    grad.zero_();
    if (copy.defined())
        copy.copy_(weight);
}

} // namespace
} // namespace aten_backend

const Backend& atenBackend() {
    using namespace aten_backend;
    static const Backend kTable{.name = "ATen",
                                .product = product,
                                .add_product = addProduct,
                                .rms_norm = rmsNorm,
                                .rms_norm_backward = rmsNormBackward,
                                .gated = gated,
                                .gated_backward = gatedBackward,
                                .rope = rope,
                                .attention = attentionBy<kSoftmax>,
                                .attention_backward = attentionBackwardBy<kSoftmax>,
                                .cross_entropy = softmaxCrossEntropy,
                                .adamw = adamW};
    return kTable;
}

const Backend& backendOf(at::Device device) { return device.is_cpu() ? cpuBackend() : atenBackend(); }

} // namespace stepmark
