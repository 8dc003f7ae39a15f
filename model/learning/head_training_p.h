// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mode head: a linear classifier on the frozen base's hidden states. The states come from the cache, so that a round
// costs seconds; the classifier is multinomial logistic regression on standardised states, fitted to its optimum, its
// L2 penalty chosen on validation problems. Standardisation is folded into score.weight and score.bias, so that the
// checkpoint is an ordinary token-classification folder.
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/compute_p.h"
#include "model/learning/llama_p.h"
#include "model/learning/supervision_p.h"
#include "model/tokenizer/tokenizer.h"

#include <nlohmann/json.hpp>

namespace stepmark {

struct HeadResult {
    TrainReport report;
    at::Tensor weight;  ///< [3, H] float32
    at::Tensor bias;    ///< [3]
    double penalty = 0; ///< the L2 penalty chosen, on standardised states
};

/// `set`: prmExamples() of the trees.
HeadResult trainHead(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                     const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                     const Compute& compute, const std::stop_token& stop, ProgressSink progress);

/// Tokens that would go through the base: of steps whose states are not in the cache.
std::int64_t headTokens(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                        const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                        const Compute& compute, const std::stop_token& stop);

/// The base's weights as they are, with the head.
void writeHeadCheckpoint(const ModelFolder& base, const TrainOptions& options, const HeadResult& result,
                         nlohmann::json run, const std::stop_token& stop);

/// Fits [3, H], [3] to x [n, H] float32 and classes y [n] int64 with weights w [n]: the minimum of the weighted mean
/// cross entropy plus penalty / 2 |W|^2, by L-BFGS.
std::pair<at::Tensor, at::Tensor> fitLogistic(const at::Tensor& x, const at::Tensor& y, const at::Tensor& w,
                                              double penalty, const std::stop_token& stop);

} // namespace stepmark
