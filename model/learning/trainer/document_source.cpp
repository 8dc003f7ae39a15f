// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trainer/document_source_p.h"

#include "model/domain/error.h"
#include "model/learning/objectives/next_token_p.h"

namespace stepmark {

namespace {

TokenizedTree asTree(const Document& document, std::int64_t index) {
    const auto fits = [&](const auto& values) { return values.empty() || values.size() == document.tokens.size(); };
    if (document.tokens.empty() || !fits(document.loss_weights) || !fits(document.parent) || !fits(document.wrong))
        throw Error("Document " + std::to_string(index) +
                    " is empty or has not one loss weight, parent and mark a token.");
    TokenizedTree tree;
    tree.tokens = document.tokens;
    tree.prompt_tokens = static_cast<int>(document.tokens.size());
    for (std::int32_t token = 0; token < tree.prompt_tokens; ++token) {
        const std::int32_t parent =
            document.parent.empty() ? token - 1 : document.parent[static_cast<std::size_t>(token)];
        if (parent >= token || parent < -1 || (parent < 0 && token > 0))
            throw Error("Document " + std::to_string(index) + ": a token's parent must stand before it.");
        tree.parent.push_back(parent);
        tree.position.push_back(parent < 0 ? 0 : tree.position[static_cast<std::size_t>(parent)] + 1);
    }
    return tree;
}

/// A pack of documents and what is learnt at its tokens.
LossPack lossPack(Pack pack, const std::vector<Document>& documents) {
    LossItems items, second;
    for (std::size_t token = 0; token < pack.size(); ++token) {
        const Document& document = documents[static_cast<std::size_t>(pack.origin[token].tree)];
        const auto source = static_cast<std::size_t>(pack.origin[token].source);
        const float weight = document.loss_weights.empty() ? 1.0f : document.loss_weights[source];
        addNextToken(items, pack, token, weight);
        if (!document.wrong.empty() && document.wrong[source] >= 0)
            second.add(static_cast<std::int64_t>(token), document.wrong[source], 1);
    }
    return {std::move(pack), std::move(items), std::move(second)};
}

} // namespace

DocumentBatch documentBatch(const DocumentSource& source, std::int64_t first, const DocumentBatchOptions& options) {
    DocumentBatch batch;
    std::vector<Document> documents;
    std::vector<TokenizedTree> trees;
    while (batch.tokens < options.batch_tokens && batch.documents < options.most_documents) {
        documents.push_back(source(first + batch.documents));
        trees.push_back(asTree(documents.back(), first + batch.documents));
        batch.tokens += static_cast<std::int64_t>(documents.back().tokens.size());
        ++batch.documents;
    }
    for (Pack& pack : packTrees(trees, options.max_pack_tokens))
        batch.packs.push_back(lossPack(std::move(pack), documents));
    return batch;
}

const Batch* DocumentBatches::next(const std::stop_token&) {
    if (m_step >= m_steps)
        return nullptr;
    if (!m_batch)
        m_batch = documentBatch(m_source, m_documents, m_options);
    return &*m_batch;
}

void DocumentBatches::advance() {
    ++m_step;
    m_documents += m_batch->documents;
    m_tokens += m_batch->tokens;
    m_batch.reset();
}

RunPlace DocumentBatches::place() const {
    return {.epoch = 0,
            .batch = m_step,
            .batches = m_steps,
            .tokens = m_tokens,
            .epoch_tokens = 0,
            .step = m_step,
            .steps = m_steps};
}

nlohmann::json DocumentBatches::state() const {
    return {{"step", m_step}, {"documents", m_documents}, {"tokens", m_tokens}};
}

void DocumentBatches::restore(const nlohmann::json& state) {
    m_step = state.at("step");
    m_documents = state.at("documents");
    m_tokens = state.at("tokens");
}

} // namespace stepmark
