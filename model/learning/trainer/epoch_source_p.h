// SPDX-License-Identifier: GPL-3.0-or-later
//
// Epochs over examples: each in an order of its own drawn by seed, in batches of whole packs.
//
// Thread rule: one thread.
#pragma once

#include "model/learning/supervision_p.h"
#include "model/learning/trainer/example_source_p.h"

namespace stepmark {

struct EpochOptions {
    int epochs = 1;
    std::int64_t batch_tokens = 8192;
    std::int64_t max_pack_tokens = 4096;
    std::uint64_t seed = 0;
};

/// A step takes whole packs, so small steps need small packs; a tree stays whole whatever the batch.
std::int64_t combinedTokens(std::int64_t batch_tokens);

class EpochSource : public ExampleSource {
public:
    /// `examples` outlive it.
    EpochSource(const std::vector<const Example*>& examples, const EpochOptions& options)
        : m_examples(examples)
        , m_options(options) {}

    const Batch* next(const std::stop_token& stop) override;
    void advance() override;
    RunPlace place() const override;
    std::string name() const override;
    nlohmann::json state() const override;
    void restore(const nlohmann::json& state) override;

private:
    void pack(const std::stop_token& stop);

    const std::vector<const Example*>& m_examples;
    EpochOptions m_options;
    int m_packed = -1;            ///< the epoch whose batches these are
    std::vector<Batch> m_batches; ///< of it
    RunPlace m_place;             ///< without `step` and `steps`
};

} // namespace stepmark
