// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing what a run made as a Hugging Face folder that `transformers` loads unchanged.
//
// Thread rule: plain functions, one call a folder.
#pragma once

#include "model/base/model_config.h"
#include "model/learning/parameter_p.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

struct CheckpointContent {
    ModelConfig config;                 ///< of the base; architecture, labels and dtype are set from the fields below
    std::string head;                   ///< "ForCausalLM", or classifierHead() of the configuration
    std::vector<std::string> labels;    ///< id2label; empty for a language model
    std::vector<Parameter*> parameters; ///< with masters
    at::ScalarType type = at::kFloat;   ///< of the matrices in the file: bf16 where the products were bf16, so that the
                                        ///< file says exactly what was computed; classifier heads stay float32
    std::filesystem::path tokenizer;    ///< folder whose tokenizer files are copied
    nlohmann::json run;                 ///< stepmark.json
};

/// Makes `out` in one step. What is there is replaced only where the same run left it (one that was killed before it
/// could say so); anything else is left alone: Error. Error also where a weight is not finite as the file would hold
/// it; Cancelled. `out` is then as it was.
void writeCheckpoint(const std::filesystem::path& out, const CheckpointContent& content,
                     const std::stop_token& stop = {});

/// stepmark.json of a checkpoint; null where it has none.
nlohmann::json readRunRecord(const std::filesystem::path& folder);

} // namespace stepmark
