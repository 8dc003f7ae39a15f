// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/ballot_objective_p.h"

#include "model/domain/error.h"

#include <limits>

namespace stepmark {

namespace {

/// How many rows each group has; rows of a group stand together.
std::vector<std::size_t> sizesOf(std::int64_t rows, const Targets& targets) {
    const at::Tensor row = targets.row.cpu(), group = targets.group.cpu();
    std::vector<std::size_t> sizes;
    std::int64_t last = -1, last_row = -1;
    for (std::int64_t item = 0; item < row.size(0); ++item) {
        const std::int64_t in = group.data_ptr<std::int64_t>()[item], at = row.data_ptr<std::int64_t>()[item];
        if (in < 0)
            throw Error("Rows of a choice compete in a group, and one of these belongs to none.");
        if (at == last_row)
            continue;
        if (at != last_row + 1)
            throw Error("A row of a choice is told nothing.");
        if (sizes.empty() || in != last)
            sizes.push_back(0);
        ++sizes.back();
        last = in;
        last_row = at;
    }
    if (last_row + 1 != rows)
        throw Error("A row of a choice is told nothing.");
    return sizes;
}

} // namespace

BallotObjective::BallotObjective(bool choice, BallotLoss of_ballots, double alpha, double warmup, bool own)
    : m_choice(choice)
    , m_loss(of_ballots)
    , m_alpha(alpha)
    , m_warmup(warmup)
    , m_own(own) {
    if (!(alpha >= 0 && alpha <= 1 && warmup >= 0 && warmup <= 1))
        throw Error("The weight of the model's own confidence and the share of the run over which it rises must be in "
                    "[0, 1].");
}

LossSum BallotObjective::loss(const at::Tensor& logits, const Targets& targets, double done,
                              at::Tensor* d_logits) const {
    const std::int64_t rows = logits.size(0);
    const at::Tensor told = at::zeros({rows, m_choice ? 2 : logits.size(1)}, logits.options())
                                .index_put_({targets.row, targets.target}, targets.weight, true); // [N, 2], [N, C]
    const Ballots ballots(m_choice, m_choice ? sizesOf(rows, targets)
                                             : std::vector<std::size_t>(static_cast<std::size_t>(rows), 1));
    const at::Tensor z = (m_choice ? ballots.logits(logits.cpu()) : logits.cpu()).contiguous(); // [B, K]
    at::Tensor wanted = m_choice ? ballots.shares(told.select(1, 1).cpu()) : told.cpu();        // [B, K]
    const auto count = static_cast<double>(ballots.count());
    if (!at::isfinite(z).all().item<bool>())
        return {std::numeric_limits<double>::quiet_NaN(), count};
    const double alpha = alphaAt(done);
    if (m_own)
        wanted = wanted * (1 - alpha) + hardened(ballots, z, wanted) * alpha;
    at::Tensor d;
    const double mean = m_loss(z, wanted, alpha, d);
    if (d_logits)
        *d_logits = ((m_choice ? ballots.toItems(d) : d) * count).to(logits.options());
    return {mean * count, count};
}

} // namespace stepmark
