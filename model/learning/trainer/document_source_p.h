// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents, numbered without end, in batches of a fixed number of steps: what a causal language model is trained on.
//
// Thread rule: one thread; DocumentSource is called on it.
#pragma once

#include "model/learning/causal_lm.h"
#include "model/learning/trainer/example_source_p.h"

namespace stepmark {

struct DocumentBatchOptions {
    std::int64_t batch_tokens = 8192;    ///< at least, whole documents
    std::int64_t max_pack_tokens = 4096; ///< tokens through the network at once
    std::int64_t most_documents = 8192;
};

struct DocumentBatch : Batch {
    std::int64_t documents = 0;
};
/// Documents from number `first` on. Throws Error for one that is no text.
DocumentBatch documentBatch(const DocumentSource& source, std::int64_t first, const DocumentBatchOptions& options);

class DocumentBatches : public ExampleSource {
public:
    /// `source` outlives it.
    DocumentBatches(const DocumentSource& source, std::int64_t steps, const DocumentBatchOptions& options)
        : m_source(source)
        , m_options(options)
        , m_steps(steps) {}

    const Batch* next(const std::stop_token& stop) override;
    void advance() override;
    RunPlace place() const override;
    std::string name() const override { return "step " + std::to_string(m_step + 1); }
    nlohmann::json state() const override;
    void restore(const nlohmann::json& state) override;

    std::int64_t documents() const { return m_documents; } ///< done
    std::int64_t tokens() const { return m_tokens; }       ///< done

private:
    const DocumentSource& m_source;
    DocumentBatchOptions m_options;
    std::int64_t m_steps;
    std::int64_t m_step = 0, m_documents = 0, m_tokens = 0;
    std::optional<DocumentBatch> m_batch; ///< the one at place()
};

} // namespace stepmark
