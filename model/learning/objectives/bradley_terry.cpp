// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/bradley_terry_p.h"

#include "model/domain/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace stepmark {

namespace {

struct Ranked {
    std::int64_t row = 0, rank = 0;
    double score = 0, weight = 0;
};

std::map<std::int64_t, std::vector<Ranked>> byGroup(const at::Tensor& logits, const Targets& targets) {
    const at::Tensor scores = logits.to(at::kCPU, at::kDouble).contiguous();
    const at::Tensor row = targets.row.cpu(), rank = targets.target.cpu(), group = targets.group.cpu();
    const at::Tensor weight = targets.weight.to(at::kCPU, at::kDouble);
    std::map<std::int64_t, std::vector<Ranked>> groups;
    for (std::int64_t item = 0; item < row.size(0); ++item) {
        const std::int64_t at = row.data_ptr<std::int64_t>()[item], in = group.data_ptr<std::int64_t>()[item];
        if (in < 0)
            throw Error("Bradley-Terry compares rows of a group, and one of these belongs to none.");
        groups[in].push_back(
            {at, rank.data_ptr<std::int64_t>()[item], scores.data_ptr<double>()[at], weight.data_ptr<double>()[item]});
    }
    return groups;
}

} // namespace

LossSum BradleyTerry::loss(const at::Tensor& logits, const Targets& targets, double, at::Tensor* d_logits) const {
    if (logits.size(1) != 1)
        throw Error("Bradley-Terry takes one score a row, not " + std::to_string(logits.size(1)) + ".");
    LossSum sum;
    std::vector<double> gradient(static_cast<std::size_t>(logits.size(0)), 0.0);
    const auto learn = [&](const Ranked& better, const Ranked& worse) {
        const double weight = better.weight * worse.weight, lead = better.score - worse.score;
        sum.weight += weight;
        sum.loss += weight * (std::max(-lead, 0.0) + std::log1p(std::exp(-std::abs(lead))));
        const double pull = weight / (1 + std::exp(lead));
        gradient[static_cast<std::size_t>(better.row)] -= pull;
        gradient[static_cast<std::size_t>(worse.row)] += pull;
    };
    for (const auto& [group, rows] : byGroup(logits, targets))
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t j = i + 1; j < rows.size(); ++j)
                if (rows[i].rank > rows[j].rank)
                    learn(rows[i], rows[j]);
                else if (rows[i].rank < rows[j].rank)
                    learn(rows[j], rows[i]);
    if (d_logits)
        *d_logits = at::tensor(gradient, at::kDouble).to(logits.options()).unsqueeze(1);
    return sum;
}

} // namespace stepmark
