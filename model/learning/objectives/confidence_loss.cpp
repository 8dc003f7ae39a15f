// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/confidence_loss_p.h"

#include "model/domain/error.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace stepmark {

namespace {

/// [N, C]: the items as shares of each row's weight.
at::Tensor dense(const at::Tensor& logits, const Targets& targets) {
    return at::zeros_like(logits).index_put_({targets.row, targets.target}, targets.weight, true);
}

} // namespace

ConfidenceLoss::ConfidenceLoss(double most, double warmup)
    : m_most(most)
    , m_warmup(warmup) {
    if (!(most >= 0 && most <= 1 && warmup >= 0 && warmup <= 1))
        throw Error("The weight of the model's own confidence and the share of the run over which it rises must be in "
                    "[0, 1].");
}

double ConfidenceLoss::alphaAt(double done) const { return done < m_warmup ? m_most * done / m_warmup : m_most; }

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

LossSum ConfidenceLoss::loss(const at::Tensor& logits, const Targets& targets, double done,
                             at::Tensor* d_logits) const {
    const double alpha = alphaAt(done);
    const at::Tensor log_p = at::log_softmax(logits, 1), p = log_p.exp();           // [N, C]
    const at::Tensor told = dense(logits, targets), row_weight = told.sum(1, true); // [N, C], [N, 1]
    const double weight = row_weight.sum(at::kDouble).item<double>();
    if (!at::isfinite(log_p).all().item<bool>()) { // there is no order among them
        if (d_logits)
            *d_logits = log_p * std::numeric_limits<float>::quiet_NaN();
        return {std::numeric_limits<double>::quiet_NaN(), weight};
    }
    const at::Tensor own = at::tensor(hardened(p, told)).to(logits.device()).unsqueeze(1);   // [N, 1]
    const at::Tensor wanted = (told * (1 - alpha)).scatter_add_(1, own, row_weight * alpha); // [N, C]
    if (d_logits)
        *d_logits = p * row_weight - wanted;
    return {-(log_p * wanted).sum(at::kDouble).item<double>(), weight};
}

} // namespace stepmark
