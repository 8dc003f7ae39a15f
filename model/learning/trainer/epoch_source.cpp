// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trainer/epoch_source_p.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"

#include <algorithm>

namespace stepmark {

std::int64_t combinedTokens(std::int64_t batch_tokens) { return std::min(kCombinedTokens, batch_tokens); }

void EpochSource::pack(const std::stop_token& stop) {
    std::vector<const Example*> order = m_examples;
    Draw(m_options.seed, "order of an epoch")
        .of(static_cast<std::uint64_t>(m_place.epoch))
        .sort(order, [](auto* example) { return example->key; });
    m_batches.clear();
    m_place.epoch_tokens = 0;
    std::int64_t tokens = m_options.batch_tokens; // so that the first pack opens a batch
    for (LossPack& pack :
         packExamples(order, m_options.max_pack_tokens, combinedTokens(m_options.batch_tokens), stop)) {
        const auto size = static_cast<std::int64_t>(pack.pack.size());
        if (tokens + size / 2 > m_options.batch_tokens) {
            m_batches.emplace_back();
            tokens = 0;
        }
        tokens += size;
        m_place.epoch_tokens += size;
        m_batches.back().tokens += size;
        m_batches.back().packs.push_back(std::move(pack));
    }
    m_place.batches = std::ssize(m_batches);
    if (m_place.batch < 0 || m_place.batch > m_place.batches)
        throw Error("The state of the run does not fit its data: start again without resuming.");
    m_packed = m_place.epoch;
}

const Batch* EpochSource::next(const std::stop_token& stop) {
    if (m_place.epochDone()) {
        if (m_place.epoch + 1 >= m_options.epochs)
            return nullptr;
        m_place = {.epoch = m_place.epoch + 1};
    }
    if (m_packed != m_place.epoch)
        pack(stop);
    return m_place.epochDone() || m_batches.empty() ? nullptr : &m_batches[static_cast<std::size_t>(m_place.batch)];
}

void EpochSource::advance() { m_place.tokens += m_batches[static_cast<std::size_t>(m_place.batch++)].tokens; }

RunPlace EpochSource::place() const {
    RunPlace place = m_place;
    place.step = place.epoch * place.batches + place.batch;
    place.steps = m_options.epochs * place.batches;
    return place;
}

std::string EpochSource::name() const {
    return "batch " + std::to_string(m_place.batch + 1) + " of " + std::to_string(m_place.batches) + " of epoch " +
           std::to_string(m_place.epoch + 1);
}

nlohmann::json EpochSource::state() const {
    return {{"epoch", m_place.epoch},
            {"batch", m_place.batch},
            {"batches", m_place.batches},
            {"tokens", m_place.tokens},
            {"epoch_tokens", m_place.epoch_tokens}};
}

void EpochSource::restore(const nlohmann::json& state) {
    m_place = {.epoch = state.at("epoch"),
               .batch = state.at("batch"),
               .batches = state.at("batches"),
               .tokens = state.at("tokens"),
               .epoch_tokens = state.at("epoch_tokens")};
}

} // namespace stepmark
