// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the shipped models read: the sample's documents as tokens, and the tokenizer trained on their text.
//
// Thread rule: a source's function is called from one thread at a time.
#pragma once

#include "model/learning/causal_lm.h"
#include "model/sample/sample_documents.h"
#include "model/tokenizer/tokenizer.h"

#include <cstdint>
#include <filesystem>

namespace stepmark::make_base {

struct CorpusOptions {
    std::uint64_t seed = 1;
    SampleStream stream = SampleStream::BaseTraining;
    double marked_share = 0; ///< of the documents: solutions with a wrong step and the teacher's line
    SampleDifficulty difficulty;
    float mark_weight = 1; ///< of the loss where a step ends: does the solution go on, or does the teacher step in?
    float problem_weight = 0.05F; ///< of the loss on the problem's own words, which nobody can foresee
};

/// Document `index` of the corpus, always the same.
SampleDocument corpusDocument(const CorpusOptions& options, std::int64_t index);
/// The same as tokens: problem, blank line, each line and its newline by itself, end of text.
DocumentSource corpusSource(const Tokenizer& tokenizer, const CorpusOptions& options);

/// Trains the tokenizer on the corpus and writes tokenizer.json and tokenizer_config.json into `folder`.
void writeTokenizer(const std::filesystem::path& folder, const CorpusOptions& options, int documents);

} // namespace stepmark::make_base
