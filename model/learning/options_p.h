// SPDX-License-Identifier: GPL-3.0-or-later
//
// TrainOptions with every default decided, and what of them identifies a run.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/model_config.h"
#include "model/learning/train.h"

#include "model/tokenizer/tokenizer.h"

#include <nlohmann/json.hpp>

namespace stepmark {

/// Weights of the network without its head.
std::int64_t parameterCount(const ModelConfig& config);

/// Fills in epochs and learning rate; throws Error for values that make no sense (shares outside [0, 1), ...).
TrainOptions decided(TrainOptions options, const ModelConfig& base);

/// The run's configuration as it is stored with the checkpoint; two runs with the same one, the same data and the same
/// base end the same.
nlohmann::json toJson(const TrainOptions& options);

/// The file by which a checkpoint that we wrote is known: only such a one is replaced by the next.
inline constexpr const char* kRunRecord = "stepmark.json";

/// Throws Error where base or checkpoint folder are missing or the same, or the latter holds something else.
void checkPaths(const TrainOptions& options);

/// The token that ends a text: the tokenizer's, or else the configuration's. Throws Error where neither names one.
std::int32_t endOfText(const ModelConfig& config, const Tokenizer& tokenizer);

} // namespace stepmark
