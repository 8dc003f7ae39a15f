// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a model's weights fit into the memory of this machine, before they are read: a machine that swaps, or a
// process that the system kills, tells nobody why.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/model_config.h"
#include "model/run/train_options.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace stepmark {

/// What is done with the weights. Scoring and generating: Read.
enum class WeightUse { Read, TrainHead, TrainAll };

struct WeightNeed {
    ModelConfig config;
    WeightUse use = WeightUse::Read;
    bool head_would_do = false;     ///< a head on them frozen, instead of training all
    bool language_model = false;    ///< its head is needed, too
    std::int64_t element_bytes = 4; ///< of the products' type: 4 float32, 2 bf16
};

/// Bytes at least: the weights (trained: with float32 masters, gradients and AdamW's two moments), the largest tensor
/// while it is read, and the program. Activations come on top.
std::int64_t bytesOf(const WeightNeed& need);

/// Why they do not fit into `free` bytes, and what would: sentences. Empty where they fit.
std::string whyTooLarge(const WeightNeed& need, std::int64_t free, const std::filesystem::path& model);

/// What the system says is free, less where a control group gives the process less; nothing where nobody says.
std::optional<std::int64_t> freeMemory();

/// Throws Error where the weights do not fit into what is free, if that is known.
void requireMemory(const WeightNeed& need, const std::filesystem::path& model);

} // namespace stepmark
