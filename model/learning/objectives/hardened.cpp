// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/hardened_p.h"

#include <algorithm>
#include <numeric>

namespace stepmark {

std::vector<std::int64_t> hardened(const at::Tensor& p, const at::Tensor& told) {
    const at::Tensor sure = p.to(at::kCPU, at::kDouble).contiguous(), weights = told.to(at::kCPU, at::kDouble);
    const std::int64_t classes = p.size(1);
    const at::Tensor of_class = weights.sum(0), of_row = weights.sum(1).contiguous(); // [C], [N]
    const double rounding = 1e-6 * of_row.sum().item<double>();                       // of the float32 sums
    std::vector<double> room(of_class.data_ptr<double>(), of_class.data_ptr<double>() + classes);
    std::vector<std::int64_t> cells(static_cast<std::size_t>(p.numel()));
    std::iota(cells.begin(), cells.end(), 0);
    const double* const values = sure.data_ptr<double>();
    std::stable_sort(cells.begin(), cells.end(), [&](auto a, auto b) { return values[a] > values[b]; });
    std::vector<std::int64_t> taken(static_cast<std::size_t>(p.size(0)), -1);
    for (const std::int64_t cell : cells) {
        const auto row = static_cast<std::size_t>(cell / classes);
        const double weight = of_row.data_ptr<double>()[row];
        double& left = room[static_cast<std::size_t>(cell % classes)];
        if (taken[row] < 0 && left - weight / 2 >= -rounding) {
            taken[row] = cell % classes;
            left -= weight;
        }
    }
    for (std::size_t row = 0; row < taken.size(); ++row)
        if (taken[row] < 0) {
            const double* const begin = values + static_cast<std::int64_t>(row) * classes;
            taken[row] = std::max_element(begin, begin + classes) - begin;
        }
    return taken;
}

} // namespace stepmark
