// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/ballots_p.h"

#include "model/learning/objectives/hardened_p.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr double kNobody = -1e9;   ///< logit where a ballot has no answer
constexpr double kSmallest = 1e-6; ///< told share that a product takes for 0

} // namespace

Ballots::Ballots(bool choice, const std::vector<std::size_t>& sizes)
    : m_choice(choice) {
    std::size_t longest = 1;
    for (const std::size_t size : sizes) {
        longest = std::max(longest, size);
        m_items += static_cast<std::int64_t>(size);
    }
    if (!choice) {
        m_count = m_items;
        return;
    }
    m_count = static_cast<std::int64_t>(sizes.size());
    std::vector<std::int64_t> item(sizes.size() * longest, m_items), place;
    for (std::size_t ballot = 0; ballot < sizes.size(); ++ballot)
        for (std::size_t answer = 0; answer < sizes[ballot]; ++answer) {
            item[ballot * longest + answer] = static_cast<std::int64_t>(place.size());
            place.push_back(static_cast<std::int64_t>(ballot * longest + answer));
        }
    m_item = at::tensor(item).view({m_count, static_cast<std::int64_t>(longest)});
    m_place = at::tensor(place);
}

at::Tensor Ballots::logits(const at::Tensor& items) const {
    if (!m_choice)
        return at::cat({at::zeros_like(items), items}, 1);
    const at::Tensor with_nobody = at::cat({items.view({-1}), at::full({1}, kNobody, items.options())});
    return with_nobody.index_select(0, m_item.view({-1})).view(m_item.sizes());
}

at::Tensor Ballots::shares(const at::Tensor& items) const {
    if (!m_choice)
        return at::stack({1 - items, items}, 1);
    const at::Tensor with_nobody = at::cat({items, at::zeros({1}, items.options())});
    return with_nobody.index_select(0, m_item.view({-1})).view(m_item.sizes());
}

at::Tensor Ballots::toItems(const at::Tensor& d_logits) const {
    return m_choice ? d_logits.reshape({-1}).index_select(0, m_place).unsqueeze(1) : d_logits.narrow(1, 1, 1);
}

at::Tensor Ballots::judgements(const at::Tensor& items) const {
    return m_choice ? toItems(logits(items).softmax(1)).view({-1}) : items.sigmoid().view({-1});
}

double toldLoss(const at::Tensor& logits, const at::Tensor& targets, double, at::Tensor& d_logits) {
    const auto count = static_cast<double>(logits.size(0));
    const at::Tensor log_p = at::log_softmax(logits, 1);
    d_logits = log_p.exp().mul_(targets.sum(1, true)).sub_(targets).div_(count);
    return -(log_p * targets).sum(at::kDouble).item<double>() / count;
}

double softBootstrapLoss(const at::Tensor& logits, const at::Tensor& targets, double alpha, at::Tensor& d_logits) {
    const auto count = static_cast<double>(logits.size(0));
    const at::Tensor log_p = at::log_softmax(logits, 1), p = log_p.exp();
    const at::Tensor told = -(log_p * targets).sum(1, true), entropy = -(log_p * p).sum(1, true); // [B, 1]
    d_logits = ((p * targets.sum(1, true) - targets) * (1 - alpha) - p * (log_p + entropy) * alpha).div_(count);
    return (told * (1 - alpha) + entropy * alpha).sum().item<double>() / count;
}

double productLoss(const at::Tensor& logits, const at::Tensor& targets, double, at::Tensor& d_logits) {
    const auto count = static_cast<double>(logits.size(0));
    const at::Tensor both = logits + targets.clamp_min(kSmallest).log();
    d_logits = (logits.softmax(1) - both.softmax(1)).div_(count);
    return (at::logsumexp(logits, 1) - at::logsumexp(both, 1)).sum().item<double>() / count;
}

at::Tensor hardened(const Ballots& ballots, const at::Tensor& logits, const at::Tensor& targets) {
    if (ballots.isChoice())
        return at::one_hot(logits.argmax(1), logits.size(1)).to(logits.scalar_type());
    return at::one_hot(at::tensor(hardened(logits.softmax(1), targets)), logits.size(1)) * targets.sum(1, true);
}

LogitLoss lossOver(const Ballots& ballots, const at::Tensor& targets, BallotLoss loss, double alpha) {
    return [&ballots, targets, loss, alpha](const at::Tensor& items, at::Tensor& d_items) {
        at::Tensor d_logits;
        const double value = loss(ballots.logits(items), targets, alpha, d_logits);
        d_items = ballots.toItems(d_logits);
        return value;
    };
}

} // namespace stepmark
