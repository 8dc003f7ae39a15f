// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/lower_states_p.h"

#include "model/base/lower_layers.h"
#include "model/learning/context.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace stepmark {

namespace {

at::Tensor computed(const ModelFolder& folder, const Compute& compute, const TaskTexts& texts,
                    const std::stop_token& stop, ProgressThrottle& progress) {
    const at::NoGradGuard no_graph;
    const Transformer network = Transformer::load(folder, compute, false, stop);
    std::vector<TokenizedTree> trees;
    std::vector<std::int64_t> first{0}; // token of each tree
    for (const std::vector<Example>* part : {&texts.train, &texts.test})
        for (const Example& example : *part) {
            trees.push_back(example.tree);
            first.push_back(first.back() + std::ssize(example.tree.tokens));
        }
    const at::Tensor all = at::empty({first.back(), folder.config.hidden_size}, at::device(compute.device));
    Progress report{.stage = Stage::HiddenStates, .total = first.back(), .unit = Unit::Tokens};
    for (const Pack& pack : packTrees(trees, kReadAtOnce, stop)) {
        std::vector<std::int64_t> from, to;
        for (std::size_t token = 0; token < pack.size(); ++token)
            if (const Pack::Origin& origin = pack.origin[token]; origin.owned) {
                from.push_back(static_cast<std::int64_t>(token));
                to.push_back(first[static_cast<std::size_t>(origin.tree)] + origin.source);
            }
        const at::Tensor x = network.forward(network.prepare(pack), nullptr, stop); // [T, H]
        all.index_copy_(0, at::tensor(to).to(compute.device), x.index_select(0, at::tensor(from).to(compute.device)));
        report.done += std::ssize(from);
        progress.report(report);
    }
    return all;
}

} // namespace

at::Tensor LowerStates::of(const ModelFolder& folder, std::int64_t layers, const Compute& compute,
                           const TaskTexts& texts, const std::stop_token& stop, ProgressThrottle& progress) {
    m_tokens = 0;
    const std::string name = folder.path.string() + ":" + std::to_string(layers) + " " + compute.typeName();
    const auto kept = std::ranges::find(m_kept, name, &Kept::first);
    if (kept != m_kept.end()) {
        m_kept.splice(m_kept.begin(), m_kept, kept);
        return kept->second;
    }
    std::int64_t room = m_bytes.value_or(activationBudget(compute) / 2);
    room -= texts.tokens() * folder.config.hidden_size * static_cast<std::int64_t>(sizeof(float));
    if (room < 0)
        return {};
    const auto over = std::ranges::find_if(m_kept, [&](const Kept& one) {
        room -= static_cast<std::int64_t>(one.second.nbytes());
        return room < 0;
    });
    m_kept.erase(over, m_kept.end());
    m_tokens = texts.tokens();
    m_kept.emplace_front(name, computed(lowerLayers(folder, layers), compute, texts, stop, progress));
    return m_kept.front().second;
}

} // namespace stepmark
