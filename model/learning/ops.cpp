// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/ops_p.h"

#include "model/learning/kernels.h"
#include "model/learning/products_p.h"

#include <ATen/Parallel.h>

namespace stepmark::ops {

namespace {

using kernels::bf16;

bool onCpu(const at::Tensor& tensor) { return tensor.device().is_cpu(); }
bool isBf16(const at::Tensor& tensor) { return tensor.scalar_type() == at::kBFloat16; }
bf16* bits(const at::Tensor& tensor) { return static_cast<bf16*>(tensor.data_ptr()); }
float* floats(const at::Tensor& tensor) { return static_cast<float*>(tensor.data_ptr()); }

} // namespace

int parts() { return at::get_num_threads(); }

void forRows(std::int64_t rows, const std::function<void(std::int64_t, std::int64_t, int)>& body) {
    const std::int64_t count = parts();
    at::parallel_for(0, count, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t part = first; part < last; ++part) {
            const std::int64_t begin = rows * part / count, end = rows * (part + 1) / count;
            if (begin < end)
                body(begin, end, static_cast<int>(part));
        }
    });
}

at::Tensor linear(const at::Tensor& x, const Parameter& weight, const Parameter* bias) {
    at::Tensor y = products::product(x, weight.compute.t());
    if (bias && bias->defined())
        y.add_(bias->compute);
    return y;
}

void accumulate(at::Tensor& grad, const at::Tensor& value) {
    if (!onCpu(grad) || !isBf16(value) || !value.is_contiguous()) {
        grad.add_(value);
        return;
    }
    const bf16* from = bits(value);
    float* to = floats(grad);
    forRows(grad.numel(), [&](std::int64_t begin, std::int64_t end, int) {
        kernels::table().add_bf16(from + begin, to + begin, end - begin);
    });
}

at::Tensor linearBackward(const at::Tensor& dy, const at::Tensor& x, Parameter& weight, Parameter* bias,
                          bool need_input_grad) {
    if (weight.trained()) {
        if (isBf16(dy))
            accumulate(weight.grad, products::product(dy.t(), x));
        else
            products::addProduct(weight.grad, dy.t(), x);
    }
    if (bias && bias->defined() && bias->trained())
        bias->grad.add_(dy.sum(0, false, at::kFloat));
    return need_input_grad ? products::product(dy, weight.compute) : at::Tensor();
}

at::Tensor rmsNorm(const at::Tensor& x, const Parameter& weight, double eps, at::ScalarType out, at::Tensor& rstd) {
    if (!onCpu(x)) {
        const at::Tensor squares = x.square().mean(1);         // [T]
        rstd = at::rsqrt(squares + eps) + (squares - squares); // as the kernels: NaN where it is too large
        return (x * rstd.unsqueeze(1) * weight.compute).to(out);
    }
    const std::int64_t rows = x.size(0), width = x.size(1);
    at::Tensor y = at::empty({rows, width}, x.options().dtype(out));
    rstd = at::empty({rows}, x.options());
    const float* w = floats(weight.compute);
    const auto small_eps = static_cast<float>(eps);
    forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const float* from = floats(x) + begin * width;
        float* scale = floats(rstd) + begin;
        if (out == at::kBFloat16)
            kernels::table().rms_norm_bf16(from, w, bits(y) + begin * width, scale, end - begin, width, small_eps);
        else
            kernels::table().rms_norm_f32(from, w, floats(y) + begin * width, scale, end - begin, width, small_eps);
    });
    return y;
}

at::Tensor rmsNormBackward(const at::Tensor& dy, const at::Tensor& x, Parameter& weight, const at::Tensor& rstd) {
    const std::int64_t rows = x.size(0), width = x.size(1);
    if (!onCpu(x)) {
        const at::Tensor g = dy.to(at::kFloat), scale = rstd.unsqueeze(1); // [T, H], [T, 1]
        const at::Tensor gw = g * weight.compute;
        if (weight.trained())
            weight.grad.add_((g * x * scale).sum(0));
        return gw * scale - x * ((gw * x).mean(1, true) * scale.pow(3));
    }
    at::Tensor dx = at::empty_like(x);
    at::Tensor partial; // [parts, H]
    if (weight.trained())
        partial = at::zeros({parts(), width}, x.options());
    forRows(rows, [&](std::int64_t begin, std::int64_t end, int part) {
        float* weight_grad = partial.defined() ? floats(partial) + part * width : nullptr;
        const auto run = [&](auto kernel, auto* gradient) {
            kernel(gradient + begin * width, floats(x) + begin * width, floats(weight.compute), floats(rstd) + begin,
                   floats(dx) + begin * width, weight_grad, end - begin, width);
        };
        if (isBf16(dy))
            run(kernels::table().rms_norm_backward_bf16, bits(dy));
        else
            run(kernels::table().rms_norm_backward_f32, floats(dy));
    });
    if (partial.defined())
        weight.grad.add_(partial.sum(0));
    return dx;
}

namespace {

/// A gate is g * sigmoid(z(g)), see kernels_impl.h: z and its slope.
std::pair<at::Tensor, at::Tensor> gateOf(const at::Tensor& g, Activation activation) {
    if (activation == Activation::Silu)
        return {g, at::ones_like(g)};
    constexpr double kScale = 1.5957691216057308; // sqrt(8 / pi)
    const at::Tensor square = g.square();
    return {kScale * g * (1 + 0.044715 * square), kScale * (1 + 0.134145 * square)};
}

} // namespace

at::Tensor gated(const at::Tensor& gate_up, Activation activation) {
    const std::int64_t rows = gate_up.size(0), width = gate_up.size(1) / 2;
    if (!onCpu(gate_up)) {
        const at::Tensor g = gate_up.narrow(1, 0, width).to(at::kFloat);
        return (g * gateOf(g, activation).first.sigmoid() * gate_up.narrow(1, width, width)).to(gate_up.scalar_type());
    }
    at::Tensor y = at::empty({rows, width}, gate_up.options());
    const kernels::Table& table = kernels::table();
    const bool silu = activation == Activation::Silu;
    forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
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
    if (!onCpu(gate_up)) {
        const at::Tensor gate = gate_up.narrow(1, 0, width).to(at::kFloat), up = gate_up.narrow(1, width, width);
        const auto [z, slope] = gateOf(gate, activation);
        const at::Tensor sigmoid = z.sigmoid(), g = dy.to(at::kFloat); // [T, I] each
        return at::cat({g * up * sigmoid * (1 + gate * slope * (1 - sigmoid)), g * gate * sigmoid}, 1)
            .to(gate_up.scalar_type());
    }
    at::Tensor result = at::empty_like(gate_up);
    const kernels::Table& table = kernels::table();
    const bool silu = activation == Activation::Silu;
    forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
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
    if (!onCpu(x)) {
        at::Tensor rotated = x.narrow(1, 0, heads * head_dim).view({rows, heads, 2, half});
        const at::Tensor c = cosines.unsqueeze(1), s = sines.unsqueeze(1) * sign; // [T, 1, D/2]
        const at::Tensor a = rotated.select(2, 0).to(at::kFloat), b = rotated.select(2, 1).to(at::kFloat);
        rotated.select(2, 0).copy_(a * c - b * s);
        rotated.select(2, 1).copy_(b * c + a * s);
        return;
    }
    forRows(rows, [&](std::int64_t begin, std::int64_t end, int) {
        const float *c = floats(cosines) + begin * half, *s = floats(sines) + begin * half;
        const auto signed_one = static_cast<float>(sign);
        if (isBf16(x))
            kernels::table().rope_bf16(bits(x) + begin * stride, stride, c, s, end - begin, heads, head_dim,
                                       signed_one);
        else
            kernels::table().rope_f32(floats(x) + begin * stride, stride, c, s, end - begin, heads, head_dim,
                                      signed_one);
    });
}

} // namespace stepmark::ops
