// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/ops_p.h"

#include <ATen/Parallel.h>

namespace stepmark::ops {

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

at::Tensor linear(const Backend& backend, const at::Tensor& x, const Parameter& weight, const Parameter& bias) {
    at::Tensor y = backend.product(x, weight.compute.t());
    return bias.defined() ? y.add_(bias.compute) : y;
}

at::Tensor linearBackward(const Backend& backend, const at::Tensor& dy, const at::Tensor& x, Parameter& weight,
                          Parameter& bias) {
    if (weight.trained())
        backend.add_product(weight.grad, dy.t(), x);
    if (bias.defined() && bias.trained())
        bias.grad.add_(dy.sum(0, false, at::kFloat));
    return backend.product(dy, weight.compute);
}

} // namespace stepmark::ops
