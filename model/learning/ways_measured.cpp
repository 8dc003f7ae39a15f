// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/ways_measured_p.h"

#include "model/base/model_config.h"
#include "model/learning/products_p.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace stepmark {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kRows = 512;    ///< tokens of a pack
constexpr std::int64_t kWidest = 2048; ///< wider ones run at the speed of this
constexpr double kSeconds = 2;
constexpr int kFewest = 3, kMost = 12; ///< passes
constexpr double kWrong = 1e30;        ///< an error that is none of rounding

/// A product with the values to judge it by.
struct Trial {
    at::Tensor x, w; ///< [rows, in], [out, in], as a layer has them
    at::Tensor x16, w16;
    double flops = 0;

    Trial(const ProductShape& shape, std::uint64_t seed) {
        auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
        x = at::rand({shape.rows, shape.in}, generator) - 0.5;
        w = at::rand({shape.out, shape.in}, generator) - 0.5;
        x16 = x.to(at::kBFloat16);
        w16 = w.to(at::kBFloat16);
        flops = 2.0 * static_cast<double>(shape.rows) * static_cast<double>(shape.in) * static_cast<double>(shape.out);
    }
    at::Tensor run(bool bf16) const { return bf16 ? at::mm(x16, w16.t()) : products::product(x, w.t()); }
};

/// Against sums in double: the edges, where kernels have their special cases, and a sample of the rest.
double errorOf(const Trial& trial, bool bf16, const at::Tensor& result) {
    const at::Tensor x = (bf16 ? trial.x16.to(at::kFloat) : trial.x), w = bf16 ? trial.w16.to(at::kFloat) : trial.w;
    const at::Tensor y = result.to(at::kFloat).contiguous();
    const auto values = [](const at::Tensor& matrix) { return static_cast<const float*>(matrix.data_ptr()); };
    const std::int64_t rows = y.size(0), columns = y.size(1), inner = x.size(1);
    double worst = 0;
    const auto look = [&](std::int64_t row, std::int64_t column) {
        const float *left = values(x) + row * inner, *right = values(w) + column * inner;
        double sum = 0, magnitudes = 0;
        for (std::int64_t k = 0; k < inner; ++k) {
            const double term = static_cast<double>(left[k]) * right[k];
            sum += term;
            magnitudes += std::abs(term);
        }
        const double error = std::abs(values(y)[row * columns + column] - sum) / std::max(magnitudes, 1e-30);
        worst = std::isfinite(error) ? std::max(worst, error) : kWrong;
    };
    for (std::int64_t sample = 0; sample < 64; ++sample) {
        look(sample * 389 % rows, sample * 7919 % columns);
        look(rows - 1, sample * 7919 % columns);
        look(sample * 389 % rows, columns - 1);
    }
    return worst;
}

/// The best that was seen of a way, product by product.
struct Best {
    std::vector<double> seconds;
    double error = 0;
};

void pass(const Way& way, const std::vector<Trial>& trials, Best& best) {
    const bool first = best.seconds.empty(), bf16 = way.kind == Way::Kind::Bf16;
    if (!products::takeWay(way)) {
        best.error = kWrong;
        return;
    }
    best.seconds.resize(trials.size(), std::numeric_limits<double>::max());
    for (std::size_t i = 0; i < trials.size(); ++i) {
        const auto begin = Clock::now();
        const at::Tensor result = trials[i].run(bf16);
        best.seconds[i] = std::min(best.seconds[i], std::chrono::duration<double>(Clock::now() - begin).count());
        if (first)
            best.error = std::max(best.error, errorOf(trials[i], bf16, result));
    }
}

} // namespace

std::vector<ProductShape> shapesOf(const ModelConfig& config) {
    const std::int64_t heads = config.num_attention_heads * config.head_dim;
    const std::int64_t keys = config.num_key_value_heads * config.head_dim;
    std::vector<ProductShape> shapes = {{kRows, config.hidden_size, heads + 2 * keys},
                                        {kRows, heads, config.hidden_size},
                                        {kRows, config.hidden_size, 2 * config.intermediate_size},
                                        {kRows, config.intermediate_size, config.hidden_size}};
    for (ProductShape& shape : shapes) {
        shape.in = std::min(shape.in, kWidest);
        shape.out = std::min(shape.out, kWidest);
    }
    return shapes;
}

std::string toText(const std::vector<ProductShape>& shapes) {
    std::string text;
    for (const ProductShape& shape : shapes)
        text += (text.empty() ? "" : " ") + std::to_string(shape.rows) + "x" + std::to_string(shape.in) + "x" +
                std::to_string(shape.out);
    return text;
}

std::vector<MeasuredWay> measured(const std::vector<Way>& ways, const std::vector<ProductShape>& shapes) {
    const at::NoGradGuard no_graph;
    std::vector<Trial> trials;
    double flops = 0;
    for (const ProductShape& shape : shapes) {
        trials.emplace_back(shape, trials.size() + 1);
        flops += trials.back().flops;
    }
    std::vector<Best> best(ways.size());
    const auto begin = Clock::now();
    for (int done = 0; done < kMost; ++done) {
        if (done >= kFewest && std::chrono::duration<double>(Clock::now() - begin).count() > kSeconds)
            break;
        for (std::size_t i = 0; i < ways.size(); ++i)
            pass(ways[i], trials, best[i]);
    }
    std::vector<MeasuredWay> result;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        double seconds = 0;
        for (const double one : best[i].seconds)
            seconds += one;
        result.push_back({ways[i], seconds > 0 ? flops / seconds / 1e9 : 0, best[i].error});
    }
    return result;
}

} // namespace stepmark
