// SPDX-License-Identifier: GPL-3.0-or-later
//
// What models of the built-in sample are made of: its documents as tokens.
//
// Thread rule: a source's function is called from one thread at a time.
#pragma once

#include "model/learning/causal_lm.h"
#include "model/sample/sample_documents.h"
#include "model/tokenizer/tokenizer.h"

#include <cstdint>
#include <vector>

namespace stepmark::work {

struct CorpusOptions {
    std::uint64_t seed = 1;
    SampleStream stream = SampleStream::BaseTraining;
    double marked_share = 0; ///< of the documents: solutions beside which wrong steps stand
    SampleDifficulty difficulty;
    float mark_weight = 1; ///< of the loss where a step ends: does the solution go on, or does the teacher step in?
    float problem_weight = 0.05F; ///< of the loss on the problem's own words, which nobody can foresee
};

/// Document `index` of the corpus, always the same.
SampleDocument corpusDocument(const CorpusOptions& options, std::int64_t index);
/// The same as tokens: problem, blank line, each line and its newline by itself, end of text. A wrong step branches off
/// before the line whose place it takes, the teacher's line after it; each token of a step says whether the step has
/// gone wrong (Document::wrong).
DocumentSource corpusSource(const Tokenizer& tokenizer, const CorpusOptions& options);

/// How many tokens of a wrong step also begin one of the right steps: from there on it has gone wrong.
std::size_t firstWrongToken(const std::vector<std::int32_t>& wrong,
                            const std::vector<std::vector<std::int32_t>>& right);

/// A Llama of that size for the sample's text.
ModelConfig sampleModelConfig(std::int64_t width, std::int64_t layers, std::int64_t heads, std::int64_t intermediate,
                              const Tokenizer& tokenizer);

} // namespace stepmark::work
