// SPDX-License-Identifier: GPL-3.0-or-later
//
// The kernels' text, compiled once for each instruction set by kernels_{baseline,avx2,avx512}.cpp. Everything is in an
// unnamed namespace, and no header with inline functions is used: code built for AVX-512 must not be merged into
// others. Nothing is shared: any thread.
#include "model/learning/kernels.h"

namespace {

using stepmark::kernels::AdamW;
using stepmark::kernels::bf16;

inline float asFloat(std::uint32_t bits) { return __builtin_bit_cast(float, bits); }
inline std::uint32_t asBits(float value) { return __builtin_bit_cast(std::uint32_t, value); }

inline float load(float value) { return value; }
inline float load(bf16 value) { return asFloat(static_cast<std::uint32_t>(value) << 16); }
inline void store(float* to, float value) { *to = value; }
inline void store(bf16* to, float value) { // round to nearest, ties to even
    const std::uint32_t bits = asBits(value);
    *to = static_cast<bf16>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

// exp in about 1 ulp of float32 without a library call, so that the loop vectorises: 2^n * polynomial(r).
inline float fastExp(float x) {
    x = x < -87.0f ? -87.0f : (x > 88.0f ? 88.0f : x);
    const float shifted = x * 1.44269504f + 12582912.0f; // adding 1.5 * 2^23 rounds to an integer
    const float n = shifted - 12582912.0f;
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    return p * asFloat(static_cast<std::uint32_t>(static_cast<std::int32_t>(n) + 127) << 23);
}

template <typename T>
void rmsNorm(const float* x, const float* weight, T* y, float* rstd, std::int64_t rows, std::int64_t width, float eps) {
    for (std::int64_t r = 0; r < rows; ++r, x += width, y += width) {
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t h = 0; h < width; ++h)
            sum += x[h] * x[h];
        // A row too large for float32 would otherwise count as zero: sum - sum makes it NaN, which is seen in the end.
        const float scale = 1.0f / __builtin_sqrtf(sum / static_cast<float>(width) + eps) + (sum - sum);
        rstd[r] = scale;
#pragma omp simd
        for (std::int64_t h = 0; h < width; ++h)
            store(y + h, x[h] * scale * weight[h]);
    }
}

template <typename T>
void rmsNormBackward(const T* dy, const float* x, const float* weight, const float* rstd, float* dx, float* weight_grad,
                     std::int64_t rows, std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r, dy += width, x += width, dx += width) {
        const float scale = rstd[r];
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (std::int64_t h = 0; h < width; ++h)
            dot += load(dy[h]) * weight[h] * x[h];
        dot *= scale * scale * scale / static_cast<float>(width);
#pragma omp simd
        for (std::int64_t h = 0; h < width; ++h)
            dx[h] = load(dy[h]) * weight[h] * scale - x[h] * dot;
        if (weight_grad)
#pragma omp simd
            for (std::int64_t h = 0; h < width; ++h)
                weight_grad[h] += load(dy[h]) * x[h] * scale;
    }
}

// Both gates are g * sigmoid(z(g)): SiLU with z = g, GELU's tanh approximation with z = sqrt(8 / pi) (g + 0.044715
// g^3).
struct Silu {
    static float z(float g) { return g; }
    static float slope(float) { return 1.0f; } // of z
};
struct GeluTanh {
    static float z(float g) { return 1.59576912f * (g + 0.044715f * g * g * g); }
    static float slope(float g) { return 1.59576912f * (1.0f + 0.134145f * g * g); }
};

template <typename Gate, typename T>
void gated(const T* gate_up, T* y, std::int64_t rows, std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r, gate_up += 2 * width, y += width) {
        const T* up = gate_up + width;
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i) {
            const float g = load(gate_up[i]);
            store(y + i, g / (1.0f + fastExp(-Gate::z(g))) * load(up[i]));
        }
    }
}

template <typename Gate, typename T>
void gatedBackward(const T* dy, const T* gate_up, T* d_gate_up, std::int64_t rows, std::int64_t width) {
    for (std::int64_t r = 0; r < rows; ++r, dy += width, gate_up += 2 * width, d_gate_up += 2 * width) {
        const T* up = gate_up + width;
        T* d_up = d_gate_up + width;
#pragma omp simd
        for (std::int64_t i = 0; i < width; ++i) {
            const float g = load(gate_up[i]), d = load(dy[i]);
            const float sigmoid = 1.0f / (1.0f + fastExp(-Gate::z(g)));
            store(d_gate_up + i, d * load(up[i]) * sigmoid * (1.0f + g * Gate::slope(g) * (1.0f - sigmoid)));
            store(d_up + i, d * g * sigmoid);
        }
    }
}

template <typename T>
void rope(T* row, std::int64_t stride, const float* cosines, const float* sines, std::int64_t rows, std::int64_t heads,
          std::int64_t head_dim, float sign) {
    const std::int64_t half = head_dim / 2;
    for (std::int64_t r = 0; r < rows; ++r, row += stride, cosines += half, sines += half)
        for (std::int64_t head = 0; head < heads; ++head) {
            T* first = row + head * head_dim;
            T* second = first + half;
#pragma omp simd
            for (std::int64_t i = 0; i < half; ++i) {
                const float a = load(first[i]), b = load(second[i]), c = cosines[i], s = sign * sines[i];
                store(first + i, a * c - b * s);
                store(second + i, b * c + a * s);
            }
        }
}

template <typename T>
void maskedSoftmax(T* scores, const std::uint8_t* mask, std::int64_t rows, std::int64_t mask_rows, std::int64_t keys,
                   float scale) {
    for (std::int64_t r = 0; r < rows; ++r, scores += keys) {
        const std::uint8_t* seen = mask + (r % mask_rows) * keys;
        float highest = -__builtin_inff(); // where all scores are so low, the row becomes NaN, which is seen in the end
#pragma omp simd reduction(max : highest)
        for (std::int64_t k = 0; k < keys; ++k) {
            const float value = seen[k] ? load(scores[k]) : -__builtin_inff();
            highest = value > highest ? value : highest;
        }
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t k = 0; k < keys; ++k)
            sum += seen[k] ? fastExp((load(scores[k]) - highest) * scale) : 0.0f;
        const float inverse = 1.0f / sum;
#pragma omp simd
        for (std::int64_t k = 0; k < keys; ++k)
            store(scores + k, seen[k] ? fastExp((load(scores[k]) - highest) * scale) * inverse : 0.0f);
    }
}

template <typename T>
void maskedSoftmaxBackward(const T* probabilities, T* grad, std::int64_t rows, std::int64_t keys, float scale) {
    for (std::int64_t r = 0; r < rows; ++r, probabilities += keys, grad += keys) {
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (std::int64_t k = 0; k < keys; ++k)
            dot += load(probabilities[k]) * load(grad[k]);
#pragma omp simd
        for (std::int64_t k = 0; k < keys; ++k)
            store(grad + k, load(probabilities[k]) * (load(grad[k]) - dot) * scale);
    }
}

template <bool kCopies>
void adamWStep(float* weight, float* grad, float* m, float* v, bf16* copy, std::int64_t count, const AdamW& o) {
    const float keep = 1.0f - o.learning_rate * o.weight_decay;
    const float rate = o.learning_rate / o.bias1, inverse_bias2 = 1.0f / o.bias2;
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float g = grad[i] * o.grad_scale;
        m[i] = o.beta1 * m[i] + (1.0f - o.beta1) * g;
        v[i] = o.beta2 * v[i] + (1.0f - o.beta2) * g * g;
        weight[i] = weight[i] * keep - rate * m[i] / (__builtin_sqrtf(v[i] * inverse_bias2) + o.eps);
        grad[i] = 0;
        if constexpr (kCopies)
            store(copy + i, weight[i]);
    }
}

void adamW(float* weight, float* grad, float* m, float* v, bf16* copy, std::int64_t count, const AdamW& o) {
    (copy ? adamWStep<true> : adamWStep<false>)(weight, grad, m, v, copy, count, o);
}

void addBf16(const bf16* from, float* to, std::int64_t count) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        to[i] += load(from[i]);
}

constexpr stepmark::kernels::Table makeTable(const char* name) {
    return {name,
            rmsNorm<float>,
            rmsNorm<bf16>,
            rmsNormBackward<float>,
            rmsNormBackward<bf16>,
            gated<Silu, float>,
            gated<GeluTanh, float>,
            gated<Silu, bf16>,
            gated<GeluTanh, bf16>,
            gatedBackward<Silu, float>,
            gatedBackward<GeluTanh, float>,
            gatedBackward<Silu, bf16>,
            gatedBackward<GeluTanh, bf16>,
            rope<float>,
            rope<bf16>,
            maskedSoftmax<float>,
            maskedSoftmax<bf16>,
            maskedSoftmaxBackward<float>,
            maskedSoftmaxBackward<bf16>,
            adamW,
            addBf16};
}

} // namespace
