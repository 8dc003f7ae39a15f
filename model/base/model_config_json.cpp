// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/config_rope.h"
#include "model/base/families/family.h"
#include "model/base/model_config.h"
#include "model/domain/error.h"

#include <nlohmann/json.hpp>

namespace stepmark {

std::string modelConfigToJson(const ModelConfig& config) {
    validateModelConfig(config);
    const Family& family = familyOf(config);
    nlohmann::ordered_json json;
    json["architectures"] = config.architectures;
    json["model_type"] = config.model_type;
    json["vocab_size"] = config.vocab_size;
    json["hidden_size"] = config.hidden_size;
    json["intermediate_size"] = config.intermediate_size;
    json["num_hidden_layers"] = config.num_hidden_layers;
    json["num_attention_heads"] = config.num_attention_heads;
    json["num_key_value_heads"] = config.num_key_value_heads;
    json["head_dim"] = config.head_dim;
    json[family.activation.key] = family.activation.names[0];
    json["max_position_embeddings"] = config.max_position_embeddings;
    json["rms_norm_eps"] = config.rms_norm_eps;
    json["initializer_range"] = config.initializer_range;
    json["tie_word_embeddings"] = config.tie_word_embeddings;
    writeRope(config.rope, json);
    family.write(config, json);
    json["torch_dtype"] = config.dtype;
    if (config.bos_token_id)
        json["bos_token_id"] = *config.bos_token_id;
    else if (family.absent.bos_token_id)
        json["bos_token_id"] = nullptr;
    if (family.absent.eos_token_id && config.eos_token_ids.empty())
        json["eos_token_id"] = nullptr;
    if (config.eos_token_ids.size() == 1)
        json["eos_token_id"] = config.eos_token_ids.front();
    else if (!config.eos_token_ids.empty())
        json["eos_token_id"] = config.eos_token_ids;
    if (config.pad_token_id)
        json["pad_token_id"] = *config.pad_token_id;
    else if (family.absent.pad_token_id)
        json["pad_token_id"] = nullptr;
    for (std::size_t i = 0; i < config.labels.size(); ++i) {
        json["id2label"][std::to_string(i)] = config.labels[i];
        json["label2id"][config.labels[i]] = i;
    }
    try {
        return json.dump(2) + "\n";
    } catch (const nlohmann::json::exception&) {
        throw Error("The model's configuration cannot be written: a name in it is not UTF-8.");
    }
}

} // namespace stepmark
