// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mode head: a linear classifier (head_fit_p.h) on the frozen base's hidden states. The states come from the cache, so
// that a round costs seconds; the checkpoint is an ordinary token-classification folder.
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/compute_p.h"
#include "model/learning/head_fit_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/transformer_p.h"
#include "model/tokenizer/tokenizer.h"

#include <nlohmann/json.hpp>

namespace stepmark {

/// `set`: prmExamples() of the trees.
HeadResult trainHead(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                     const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                     const Compute& compute, const std::stop_token& stop, ProgressSink progress);

/// Tokens that would go through the base: of steps whose states are not in the cache.
std::int64_t headTokens(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                        const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                        const Compute& compute, const std::stop_token& stop);

/// The base's weights as they are, with the head; `labels` are its classes.
void writeHeadCheckpoint(const ModelFolder& base, const TrainOptions& options, const HeadResult& result,
                         const std::vector<std::string>& labels, nlohmann::json run, const std::stop_token& stop);

} // namespace stepmark
