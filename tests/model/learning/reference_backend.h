// SPDX-License-Identifier: GPL-3.0-or-later
// The network's operations as plain loops in double, as one would write them down: what every backend is held against.
// Slow, and for tensors on the CPU only.
#pragma once

#include "model/learning/backend_p.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace stepmark::test {

namespace reference {

/// A matrix (or a row) in double.
struct Matrix {
    std::int64_t rows = 0, columns = 0;
    std::vector<double> values;

    Matrix(std::int64_t r, std::int64_t c)
        : rows(r)
        , columns(c)
        , values(static_cast<std::size_t>(r * c)) {}
    explicit Matrix(const at::Tensor& tensor)
        : Matrix(tensor.dim() == 1 ? 1 : tensor.size(0), tensor.size(-1)) {
        const at::Tensor all = tensor.to(at::kDouble).contiguous();
        std::copy_n(all.data_ptr<double>(), values.size(), values.begin());
    }
    double& at(std::int64_t r, std::int64_t c) { return values[static_cast<std::size_t>(r * columns + c)]; }
    double at(std::int64_t r, std::int64_t c) const { return values[static_cast<std::size_t>(r * columns + c)]; }
    at::Tensor tensor(at::ScalarType type) const {
        return at::tensor(values, at::kDouble).view({rows, columns}).to(type);
    }
};

inline at::Tensor product(const at::Tensor& a, const at::Tensor& b) {
    const Matrix left(a), right(b);
    Matrix result(left.rows, right.columns);
    for (std::int64_t i = 0; i < left.rows; ++i)
        for (std::int64_t j = 0; j < right.columns; ++j)
            for (std::int64_t k = 0; k < left.columns; ++k)
                result.at(i, j) += left.at(i, k) * right.at(k, j);
    return result.tensor(a.scalar_type());
}

inline void addProduct(at::Tensor& sum, const at::Tensor& a, const at::Tensor& b) {
    sum.add_(product(a.to(at::kDouble), b.to(at::kDouble)).to(sum.scalar_type()));
}

inline at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps, at::ScalarType out,
                          at::Tensor& rstd) {
    const Matrix in(x), w(weight);
    Matrix y(in.rows, in.columns), scale(1, in.rows);
    for (std::int64_t r = 0; r < in.rows; ++r) {
        double squares = 0;
        for (std::int64_t c = 0; c < in.columns; ++c)
            squares += in.at(r, c) * in.at(r, c);
        scale.at(0, r) = 1 / std::sqrt(squares / static_cast<double>(in.columns) + eps);
        for (std::int64_t c = 0; c < in.columns; ++c)
            y.at(r, c) = in.at(r, c) * scale.at(0, r) * w.at(0, c);
    }
    rstd = scale.tensor(at::kFloat)[0];
    return y.tensor(out);
}

/// y_c = x_c s w_c with s = (sum x^2 / n + eps)^(-1/2), so ds/dx_c = -s^3 x_c / n.
inline at::Tensor rmsNormBackward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight,
                                  const at::Tensor& rstd, at::Tensor* weight_grad) {
    const Matrix d(dy), in(x), w(weight), scale(rstd);
    Matrix dx(in.rows, in.columns), dw(1, in.columns);
    for (std::int64_t r = 0; r < in.rows; ++r) {
        const double s = scale.at(0, r);
        double ds = 0;
        for (std::int64_t c = 0; c < in.columns; ++c) {
            ds += d.at(r, c) * w.at(0, c) * in.at(r, c);
            dw.at(0, c) += d.at(r, c) * in.at(r, c) * s;
        }
        for (std::int64_t c = 0; c < in.columns; ++c)
            dx.at(r, c) = d.at(r, c) * w.at(0, c) * s - ds * s * s * s * in.at(r, c) / static_cast<double>(in.columns);
    }
    if (weight_grad)
        weight_grad->add_(dw.tensor(at::kFloat)[0]);
    return dx.tensor(at::kFloat);
}

/// The activation and its slope.
inline std::pair<double, double> activated(double g, Activation activation) {
    if (activation == Activation::Silu) {
        const double s = 1 / (1 + std::exp(-g));
        return {g * s, s + g * s * (1 - s)};
    }
    const double c = std::sqrt(2 / std::acos(-1.0)), t = std::tanh(c * (g + 0.044715 * g * g * g));
    return {0.5 * g * (1 + t), 0.5 * (1 + t) + 0.5 * g * (1 - t * t) * c * (1 + 3 * 0.044715 * g * g)};
}

inline at::Tensor gated(const at::Tensor& gate_up, Activation activation) {
    const Matrix in(gate_up);
    const std::int64_t width = in.columns / 2;
    Matrix y(in.rows, width);
    for (std::int64_t r = 0; r < in.rows; ++r)
        for (std::int64_t c = 0; c < width; ++c)
            y.at(r, c) = activated(in.at(r, c), activation).first * in.at(r, width + c);
    return y.tensor(gate_up.scalar_type());
}

inline at::Tensor gatedBackward(const at::Tensor& dy, const at::Tensor& gate_up, Activation activation) {
    const Matrix in(gate_up), d(dy);
    const std::int64_t width = in.columns / 2;
    Matrix grad(in.rows, in.columns);
    for (std::int64_t r = 0; r < in.rows; ++r)
        for (std::int64_t c = 0; c < width; ++c) {
            const auto [value, slope] = activated(in.at(r, c), activation);
            grad.at(r, c) = d.at(r, c) * in.at(r, width + c) * slope;
            grad.at(r, width + c) = d.at(r, c) * value;
        }
    return grad.tensor(gate_up.scalar_type());
}

inline void rope(at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines, std::int64_t heads,
                 std::int64_t head_dim, double sign) {
    Matrix all(x);
    const Matrix c(cosines), s(sines);
    for (std::int64_t r = 0; r < all.rows; ++r)
        for (std::int64_t head = 0; head < heads; ++head)
            for (std::int64_t i = 0; i < head_dim / 2; ++i) {
                double &a = all.at(r, head * head_dim + i), &b = all.at(r, head * head_dim + head_dim / 2 + i);
                const double cosine = c.at(r, i), sine = sign * s.at(r, i), before = a;
                a = before * cosine - b * sine;
                b = b * cosine + before * sine;
            }
    x.copy_(all.tensor(x.scalar_type()));
}

/// One query of one head: the probabilities of the tokens that it sees, and the slope of the cap at each.
struct Attended {
    std::vector<std::int64_t> tokens;
    std::vector<double> probabilities, slopes;
};

inline Attended attended(const Matrix& qkv, const AttentionShape& shape, const AttentionPlan::Block& block,
                         std::int64_t token, std::int64_t head) {
    const std::int64_t d = shape.head_dim, kv_head = head / (shape.heads / shape.kv_heads);
    const Matrix mask(block.mask), keys(block.keys);
    Attended result;
    double sum = 0;
    for (std::int64_t k = 0; k < keys.columns; ++k) {
        if (mask.at(token - block.begin, k) == 0)
            continue;
        const auto key = static_cast<std::int64_t>(keys.at(0, k));
        double score = 0, slope = 1;
        for (std::int64_t i = 0; i < d; ++i)
            score += qkv.at(token, head * d + i) * qkv.at(key, (shape.heads + kv_head) * d + i);
        score *= shape.scale;
        if (shape.soft_cap > 0) {
            const double t = std::tanh(score / shape.soft_cap);
            score = shape.soft_cap * t;
            slope = 1 - t * t;
        }
        result.tokens.push_back(key);
        result.probabilities.push_back(std::exp(score)); // scores are small here
        result.slopes.push_back(slope);
        sum += result.probabilities.back();
    }
    for (double& p : result.probabilities)
        p /= sum;
    return result;
}

template <typename Each>
void forQueries(const AttentionShape& shape, const AttentionPlan& plan, const Each& each) {
    for (const AttentionPlan::Block& block : plan.blocks)
        for (std::int64_t token = block.begin; token < block.end; ++token)
            for (std::int64_t head = 0; head < shape.heads; ++head)
                each(block, token, head);
}

inline at::Tensor attention(const at::Tensor& qkv, const AttentionShape& shape, const AttentionPlan& plan,
                            AttentionSaved*) {
    const Matrix in(qkv);
    const std::int64_t d = shape.head_dim;
    Matrix y(in.rows, shape.heads * d);
    forQueries(shape, plan, [&](const AttentionPlan::Block& block, std::int64_t token, std::int64_t head) {
        const std::int64_t value = (shape.heads + shape.kv_heads + head / (shape.heads / shape.kv_heads)) * d;
        const Attended one = attended(in, shape, block, token, head);
        for (std::size_t k = 0; k < one.tokens.size(); ++k)
            for (std::int64_t i = 0; i < d; ++i)
                y.at(token, head * d + i) += one.probabilities[k] * in.at(one.tokens[k], value + i);
    });
    return y.tensor(qkv.scalar_type());
}

inline at::Tensor attentionBackward(const at::Tensor& dy, const at::Tensor& qkv, const AttentionShape& shape,
                                    const AttentionPlan& plan, const AttentionSaved&) {
    const Matrix in(qkv), out(dy);
    const std::int64_t d = shape.head_dim;
    Matrix grad(in.rows, in.columns);
    forQueries(shape, plan, [&](const AttentionPlan::Block& block, std::int64_t token, std::int64_t head) {
        const std::int64_t kv_head = head / (shape.heads / shape.kv_heads);
        const std::int64_t query = head * d, key = (shape.heads + kv_head) * d, value = key + shape.kv_heads * d;
        const Attended one = attended(in, shape, block, token, head);
        std::vector<double> dp(one.tokens.size());
        double mean = 0;
        for (std::size_t k = 0; k < one.tokens.size(); ++k) {
            for (std::int64_t i = 0; i < d; ++i) {
                dp[k] += out.at(token, query + i) * in.at(one.tokens[k], value + i);
                grad.at(one.tokens[k], value + i) += one.probabilities[k] * out.at(token, query + i);
            }
            mean += one.probabilities[k] * dp[k];
        }
        for (std::size_t k = 0; k < one.tokens.size(); ++k) {
            const double ds = one.probabilities[k] * (dp[k] - mean) * one.slopes[k] * shape.scale;
            for (std::int64_t i = 0; i < d; ++i) {
                grad.at(token, query + i) += ds * in.at(one.tokens[k], key + i);
                grad.at(one.tokens[k], key + i) += ds * in.at(token, query + i);
            }
        }
    });
    return grad.tensor(qkv.scalar_type());
}

inline double crossEntropy(const at::Tensor& logits, const at::Tensor& row, const at::Tensor& target,
                           const at::Tensor& weight, at::Tensor* d_logits) {
    const Matrix z(logits), rows(row), targets(target), weights(weight);
    Matrix grad(z.rows, z.columns);
    double loss = 0;
    for (std::int64_t item = 0; item < rows.columns; ++item) {
        const auto r = static_cast<std::int64_t>(rows.at(0, item));
        const auto wanted = static_cast<std::int64_t>(targets.at(0, item));
        double sum = 0;
        for (std::int64_t c = 0; c < z.columns; ++c)
            sum += std::exp(z.at(r, c));
        loss += weights.at(0, item) * (std::log(sum) - z.at(r, wanted));
        for (std::int64_t c = 0; c < z.columns; ++c)
            grad.at(r, c) += weights.at(0, item) * (std::exp(z.at(r, c)) / sum - (c == wanted ? 1 : 0));
    }
    if (d_logits)
        *d_logits = grad.tensor(at::kFloat);
    return loss;
}

inline void adamW(at::Tensor& weight, at::Tensor& grad, at::Tensor& first, at::Tensor& second, at::Tensor& copy,
                  const AdamW& step) {
    Matrix w(weight), m(first), v(second);
    const Matrix g(grad);
    for (std::size_t i = 0; i < w.values.size(); ++i) {
        const double d = g.values[i] * step.grad_scale;
        m.values[i] = step.beta1 * m.values[i] + (1 - step.beta1) * d;
        v.values[i] = step.beta2 * v.values[i] + (1 - step.beta2) * d * d;
        w.values[i] -= step.learning_rate * step.weight_decay * w.values[i];
        w.values[i] -=
            step.learning_rate * (m.values[i] / step.bias1) / (std::sqrt(v.values[i] / step.bias2) + step.eps);
    }
    weight.copy_(w.tensor(at::kFloat));
    first.copy_(m.tensor(at::kFloat));
    second.copy_(v.tensor(at::kFloat));
    grad.zero_();
    if (copy.defined())
        copy.copy_(weight);
}

} // namespace reference

inline const Backend& referenceBackend() {
    static const Backend kTable{.name = "reference",
                                .product = reference::product,
                                .add_product = reference::addProduct,
                                .rms_norm = reference::rmsNorm,
                                .rms_norm_backward = reference::rmsNormBackward,
                                .gated = reference::gated,
                                .gated_backward = reference::gatedBackward,
                                .rope = reference::rope,
                                .attention = reference::attention,
                                .attention_backward = reference::attentionBackward,
                                .cross_entropy = reference::crossEntropy,
                                .adamw = reference::adamW};
    return kTable;
}

} // namespace stepmark::test
