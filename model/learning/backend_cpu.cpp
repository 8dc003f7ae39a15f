// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/backend_p.h"

#include "model/learning/attention_by_p.h"
#include "model/learning/kernels.h"
#include "model/learning/ops_p.h"
#include "model/learning/products_p.h"

namespace stepmark {

namespace cpu_backend {
namespace {

using kernels::bf16;

bool isBf16(const at::Tensor& tensor) { return tensor.scalar_type() == at::kBFloat16; }
bf16* bits(const at::Tensor& tensor) { return static_cast<bf16*>(tensor.data_ptr()); }
float* floats(const at::Tensor& tensor) { return static_cast<float*>(tensor.data_ptr()); }

/// sum float32 += value bf16
void addBf16(at::Tensor& sum, const at::Tensor& value) {
    const bf16* from = bits(value);
    float* to = floats(sum);
    ops::forRows(sum.numel(), [&](std::int64_t begin, std::int64_t end, int) {
        kernels::table().add_bf16(from + begin, to + begin, end - begin);
    });
}

void addProduct(at::Tensor& sum, const at::Tensor& a, const at::Tensor& b) {
    if (isBf16(a))
        addBf16(sum, products::product(a, b).contiguous());
    else
        products::addProduct(sum, a, b);
}

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps, at::ScalarType out, at::Tensor& rstd) {
    const std::int64_t rows = x.size(0), width = x.size(1);
    at::Tensor y = at::empty({rows, width}, x.options().dtype(out));
    rstd = at::empty({rows}, x.options());
    const float* w = floats(weight);
    const auto small_eps = static_cast<float>(eps);
    ops::forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const float* from = floats(x) + begin * width;
        float* scale = floats(rstd) + begin;
        if (out == at::kBFloat16)
            kernels::table().rms_norm_bf16(from, w, bits(y) + begin * width, scale, end - begin, width, small_eps);
        else
            kernels::table().rms_norm_f32(from, w, floats(y) + begin * width, scale, end - begin, width, small_eps);
    });
    return y;
}

at::Tensor rmsNormBackward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd,
                           at::Tensor* weight_grad) {
    const std::int64_t rows = x.size(0), width = x.size(1);
    at::Tensor dx = at::empty_like(x);
    at::Tensor partial; // [parts, H]
    if (weight_grad)
        partial = at::zeros({ops::parts(), width}, x.options());
    ops::forRows(rows, [&](std::int64_t begin, std::int64_t end, int part) {
        float* own = weight_grad ? floats(partial) + part * width : nullptr;
        const auto run = [&](auto kernel, auto* gradient) {
            kernel(gradient + begin * width, floats(x) + begin * width, floats(weight), floats(rstd) + begin,
                   floats(dx) + begin * width, own, end - begin, width);
        };
        if (isBf16(dy))
            run(kernels::table().rms_norm_backward_bf16, bits(dy));
        else
            run(kernels::table().rms_norm_backward_f32, floats(dy));
    });
    if (weight_grad)
        weight_grad->add_(partial.sum(0));
    return dx;
}

at::Tensor gated(const at::Tensor& gate_up, Activation activation) {
    const std::int64_t rows = gate_up.size(0), width = gate_up.size(1) / 2;
    at::Tensor y = at::empty({rows, width}, gate_up.options());
    const kernels::Table& table = kernels::table();
    const bool silu = activation == Activation::Silu;
    ops::forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const auto run = [&](auto kernel, auto* from, auto* to) {
            kernel(from + begin * 2 * width, to + begin * width, end - begin, width);
        };
        if (isBf16(y))
            run(silu ? table.silu_bf16 : table.gelu_bf16, bits(gate_up), bits(y));
        else
            run(silu ? table.silu_f32 : table.gelu_f32, floats(gate_up), floats(y));
    });
    return y;
}

at::Tensor gatedBackward(const at::Tensor& dy, const at::Tensor& gate_up, Activation activation) {
    const std::int64_t rows = gate_up.size(0), width = gate_up.size(1) / 2;
    at::Tensor result = at::empty_like(gate_up);
    const kernels::Table& table = kernels::table();
    const bool silu = activation == Activation::Silu;
    ops::forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const auto run = [&](auto kernel, auto* gradient, auto* from, auto* to) {
            kernel(gradient + begin * width, from + begin * 2 * width, to + begin * 2 * width, end - begin, width);
        };
        if (isBf16(dy))
            run(silu ? table.silu_backward_bf16 : table.gelu_backward_bf16, bits(dy), bits(gate_up), bits(result));
        else
            run(silu ? table.silu_backward_f32 : table.gelu_backward_f32, floats(dy), floats(gate_up), floats(result));
    });
    return result;
}

void rope(at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines, std::int64_t heads, std::int64_t head_dim,
          double sign) {
    const std::int64_t rows = x.size(0), stride = x.size(1), half = head_dim / 2;
    const auto signed_one = static_cast<float>(sign);
    ops::forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const auto run = [&](auto kernel, auto* values) {
            kernel(values + begin * stride, stride, floats(cosines) + begin * half, floats(sines) + begin * half,
                   end - begin, heads, head_dim, signed_one);
        };
        if (isBf16(x))
            run(kernels::table().rope_bf16, bits(x));
        else
            run(kernels::table().rope_f32, floats(x));
    });
}

void softmax(at::Tensor& scores, const at::Tensor& mask, double scale) {
    const std::int64_t keys = scores.size(2), rows = scores.size(0) * scores.size(1), mask_rows = mask.size(0);
    const auto* seen = static_cast<const std::uint8_t*>(mask.data_ptr());
    ops::forRows(rows / mask_rows, [&](std::int64_t begin, std::int64_t end, int) {
        const std::int64_t first = begin * mask_rows * keys, count = (end - begin) * mask_rows;
        const auto run = [&](auto kernel, auto* values) {
            kernel(values + first, seen, count, mask_rows, keys, static_cast<float>(scale));
        };
        if (isBf16(scores))
            run(kernels::table().softmax_bf16, bits(scores));
        else
            run(kernels::table().softmax_f32, floats(scores));
    });
}

void softmaxBackward(const at::Tensor& probabilities, at::Tensor& grad, double scale) {
    const std::int64_t keys = grad.size(2), rows = grad.size(0) * grad.size(1);
    ops::forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const auto run = [&](auto kernel, auto* from, auto* to) {
            kernel(from + begin * keys, to + begin * keys, end - begin, keys, static_cast<float>(scale));
        };
        if (isBf16(grad))
            run(kernels::table().softmax_backward_bf16, bits(probabilities), bits(grad));
        else
            run(kernels::table().softmax_backward_f32, floats(probabilities), floats(grad));
    });
}

constexpr AttentionSoftmax kSoftmax{softmax, softmaxBackward, true};

void adamW(at::Tensor& weight, at::Tensor& grad, at::Tensor& first, at::Tensor& second, at::Tensor& copy,
           const AdamW& step) {
    const auto small = [](double value) { return static_cast<float>(value); };
    const kernels::AdamW options{small(step.learning_rate), small(step.beta1),        small(step.beta2),
                                 small(step.eps),           small(step.weight_decay), small(step.bias1),
                                 small(step.bias2),         small(step.grad_scale)};
    ops::forRows(weight.numel(), [&](std::int64_t begin, std::int64_t end, int) {
        kernels::table().adamw(floats(weight) + begin, floats(grad) + begin, floats(first) + begin,
                               floats(second) + begin, copy.defined() ? bits(copy) + begin : nullptr, end - begin,
                               options);
    });
}

} // namespace
} // namespace cpu_backend

const Backend& cpuBackend() {
    using namespace cpu_backend;
    static const Backend kTable{.name = "CPU",
                                .product = products::product,
                                .add_product = addProduct,
                                .rms_norm = rmsNorm,
                                .rms_norm_backward = rmsNormBackward,
                                .gated = gated,
                                .gated_backward = gatedBackward,
                                .rope = rope,
                                .attention = attentionBy<kSoftmax>,
                                .attention_backward = attentionBackwardBy<kSoftmax>,
                                .cross_entropy = atenBackend().cross_entropy,
                                .adamw = adamW};
    return kTable;
}

} // namespace stepmark
