// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/model_config.h"

#include "model/base/atomic_folder.h"
#include "model/base/config_fields.h"
#include "model/base/config_range.h"
#include "model/base/config_rope.h"
#include "model/base/families/family.h"
#include "model/base/folder_member.h"
#include "model/base/json_guard.h"
#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace stepmark {
namespace {

using Json = nlohmann::json;

std::int32_t tokenId(const Json& value, const ConfigFields& fields, const char* key) {
    if (!value.is_number_integer() || value < 0 || value > std::numeric_limits<std::int32_t>::max())
        fields.fail(key, "is not a token id.");
    return value.get<std::int32_t>();
}

void readTokenIds(const ConfigFields& fields, ModelConfig& config) {
    const ConfigDefaults& absent = familyOf(config).absent;
    if (!fields.has("bos_token_id"))
        config.bos_token_id = absent.bos_token_id;
    if (absent.eos_token_id && !fields.has("eos_token_id"))
        config.eos_token_ids = {*absent.eos_token_id};
    if (const Json* bos = fields.find("bos_token_id"))
        config.bos_token_id = tokenId(*bos, fields, "bos_token_id");
    if (!fields.has("pad_token_id"))
        config.pad_token_id = absent.pad_token_id;
    // -1 was an old way to say "none" (the first Llama conversions).
    if (const Json* pad = fields.find("pad_token_id"); pad && *pad != -1)
        config.pad_token_id = tokenId(*pad, fields, "pad_token_id");
    if (const Json* eos = fields.find("eos_token_id")) {
        const Json list = eos->is_array() ? *eos : Json::array({*eos});
        if (list.size() > 64)
            fields.fail("eos_token_id", "lists more than 64 tokens.");
        for (const Json& id : list)
            config.eos_token_ids.push_back(tokenId(id, fields, "eos_token_id"));
    }
}

/// What would change the result without being computed here is refused, not ignored.
void refuseUnsupported(const ConfigFields& fields, const ActivationNames& activation) {
    if (fields.find("quantization_config"))
        fields.fail("quantization_config",
                    "is set: quantized weights cannot be trained. Choose the model in bf16 or float32.");
    const auto& [key, names] = activation;
    const std::string_view usual = names[0];
    if (const std::string act = fields.text(key, std::string(usual)); act != usual && act != names[1])
        fields.fail(key,
                    "is \"" + act + "\"; only \"" + std::string(usual) + "\" is supported. Choose another base model.");
    for (const char* count : {"num_experts", "num_local_experts"}) {
        if (fields.find(count) && fields.integer(count, 0) > 0)
            fields.fail(count, "is set: mixtures of experts are not supported. Choose another base model.");
    }
}

/// transformers writes neither id2label nor num_labels where there are two classes with the names that it gives itself.
void readLabels(const ConfigFields& fields, ModelConfig& config) {
    const Json* labels = fields.find("id2label");
    if (!labels) {
        const std::int64_t count = fields.integer("num_labels", 2);
        if (count < 1 || count > 1000)
            fields.fail("num_labels", "is not a number from 1 to 1000.");
        if (!config.architectures.empty() && config.architectures.front().ends_with("Classification"))
            config.labels = defaultLabels(count);
        return;
    }
    if (!labels->is_object() || labels->empty() || labels->size() > 1000)
        fields.fail("id2label", "is not a table of 1 to 1000 class names.");
    for (std::size_t i = 0; i < labels->size(); ++i) {
        const auto label = labels->find(std::to_string(i));
        if (label == labels->end() || !label->is_string())
            fields.fail("id2label", "has no name for class " + std::to_string(i) + ".");
        config.labels.push_back(label->get<std::string>());
    }
}

void readArchitecture(const ConfigFields& fields, ModelConfig& config) {
    config.model_type = fields.text("model_type", "");
    if (!findFamily(config.model_type))
        fields.fail("model_type", "is \"" + config.model_type + "\"; supported are models of type " + modelTypes() +
                                      ". Choose another base model.");
    if (const Json* names = fields.find("architectures")) {
        if (!names->is_array() || names->size() > 16)
            fields.fail("architectures", "is not a list of names.");
        for (const Json& name : *names) {
            if (!name.is_string())
                fields.fail("architectures", "is not a list of names.");
            config.architectures.push_back(name.get<std::string>());
        }
    }
}

std::int64_t headDim(const ConfigFields& fields, const ModelConfig& config, const ConfigDefaults& absent) {
    if (absent.head_dim)
        return fields.size("head_dim", *absent.head_dim);
    const bool divides = config.num_attention_heads > 0 && config.hidden_size % config.num_attention_heads == 0;
    if (!fields.find("head_dim") && !divides)
        fields.fail("hidden_size", "is no multiple of num_attention_heads, and there is no head_dim.");
    return fields.integer("head_dim", divides ? config.hidden_size / config.num_attention_heads : 0);
}

void readSizes(const ConfigFields& fields, ModelConfig& config) {
    const ConfigDefaults& absent = familyOf(config).absent;
    config.vocab_size = fields.size("vocab_size", absent.vocab_size);
    config.hidden_size = fields.size("hidden_size", absent.hidden_size);
    config.intermediate_size = fields.size("intermediate_size", absent.intermediate_size);
    config.num_hidden_layers = fields.size("num_hidden_layers", absent.num_hidden_layers);
    config.num_attention_heads = fields.size("num_attention_heads", absent.num_attention_heads);
    config.num_key_value_heads = fields.has("num_key_value_heads") // null means as many as heads, to all
                                     ? fields.integer("num_key_value_heads", config.num_attention_heads)
                                     : absent.num_key_value_heads.value_or(config.num_attention_heads);
    config.head_dim = headDim(fields, config, absent);
    config.max_position_embeddings = fields.integer("max_position_embeddings", absent.max_position_embeddings);
    config.rms_norm_eps = fields.number("rms_norm_eps", 1e-6);
    config.initializer_range = fields.number("initializer_range", 0.02);
    config.tie_word_embeddings = fields.boolean("tie_word_embeddings", absent.tie_word_embeddings);
}

} // namespace

std::vector<std::string> defaultLabels(std::int64_t count) {
    std::vector<std::string> labels;
    for (std::int64_t i = 0; i < count; ++i)
        labels.push_back("LABEL_" + std::to_string(i));
    return labels;
}

void validateModelConfig(const ModelConfig& c) {
    const Family& family = familyOf(c);
    requireRange("vocab_size", static_cast<double>(c.vocab_size), 1, 4'194'304);
    requireRange("hidden_size", static_cast<double>(c.hidden_size), 1, 65'536);
    requireRange("intermediate_size", static_cast<double>(c.intermediate_size), 1, 1'048'576);
    requireRange("num_hidden_layers", static_cast<double>(c.num_hidden_layers), 1, 1024);
    requireRange("num_attention_heads", static_cast<double>(c.num_attention_heads), 1, 1024);
    requireRange("num_key_value_heads", static_cast<double>(c.num_key_value_heads), 1, 1024);
    requireRange("head_dim", static_cast<double>(c.head_dim), 2, 1024);
    requireRange("max_position_embeddings", static_cast<double>(c.max_position_embeddings), 1, 1 << 24);
    requireRange("rms_norm_eps", c.rms_norm_eps, 0, 0.1);
    validateRope(c.rope);
    if (c.window_rope_theta)
        requireRange("rope_local_base_freq", *c.window_rope_theta, 1, 1e12);
    requireRange("initializer_range", c.initializer_range, 0, 10);
    requireConfig(c.num_attention_heads % c.num_key_value_heads == 0,
                  "num_key_value_heads does not divide num_attention_heads.");
    requireConfig(c.head_dim % 2 == 0, "head_dim is odd.");
    const std::string_view contradiction = family.contradiction(c);
    requireConfig(contradiction.empty(), std::string(contradiction));
    if (!c.windowed_layers.empty())
        requireRange("sliding_window", static_cast<double>(c.sliding_window), 1, 1 << 24);
    auto names = c.labels;
    std::sort(names.begin(), names.end());
    requireConfig(std::adjacent_find(names.begin(), names.end()) == names.end(), "id2label has the same name twice.");
    const auto fits = [&c](std::int32_t id) { return id >= 0 && id < c.vocab_size; };
    for (const std::int32_t id : c.eos_token_ids)
        requireConfig(fits(id), "eos_token_id is not below vocab_size.");
    requireConfig(!c.bos_token_id || fits(*c.bos_token_id), "bos_token_id is not below vocab_size.");
}

ModelConfig parseModelConfig(std::string_view json, const std::string& source) {
    const Json object = parseJson(json, source, {.max_depth = 16, .max_values = 100'000});
    const ConfigFields fields(object, source);
    ModelConfig config;
    readArchitecture(fields, config);
    readSizes(fields, config);
    const Family& family = familyOf(config);
    if (!family.rope_by_layer_type)
        config.rope = readRope(fields, family.absent.rope_theta, config.max_position_embeddings);
    family.read(fields, config);
    readTokenIds(fields, config);
    readLabels(fields, config);
    config.dtype = fields.text("dtype", fields.text("torch_dtype", "float32"));
    refuseUnsupported(fields, family.activation);
    // Added behind the embedding: no text of ours holds it, and who pads reads one of its own.
    if (config.pad_token_id && *config.pad_token_id >= config.vocab_size)
        config.pad_token_id.reset();
    try {
        validateModelConfig(config);
    } catch (const Error& error) {
        throw Error(source + ": " + error.what());
    }
    return config;
}

ModelConfig loadModelConfig(const std::filesystem::path& folder) {
    const auto file = checkedMember(folder, "config.json");
    return parseModelConfig(readFile(file, 16'000'000), file.string());
}

} // namespace stepmark
