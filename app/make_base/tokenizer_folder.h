// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tokenizer that is trained on the sample's text.
//
// Thread rule: any thread.
#pragma once

#include "app/work/sample_corpus.h"

#include <filesystem>

namespace stepmark::make_base {

/// Trains the tokenizer on the corpus and writes tokenizer.json and tokenizer_config.json into `folder`.
void writeTokenizer(const std::filesystem::path& folder, const work::CorpusOptions& options, int documents);

} // namespace stepmark::make_base
