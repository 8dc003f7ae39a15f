// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/model_config.h"

#include "model/base/atomic_folder.h"
#include "model/base/folder_member.h"
#include "model/base/json_guard.h"
#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace stepmark {
namespace {

using Json = nlohmann::json;

/// Reads typed values of one JSON object. An absent key means what it means to transformers (5.24 and 4.57 agree); so
/// does null, but where has() tells them apart.
class Fields {
public:
    Fields(const Json& object, std::string source)
        : m_object(object)
        , m_source(std::move(source)) {
        if (!object.is_object())
            throw Error(m_source + " is not a JSON object.");
    }

    const Json* find(const char* key) const {
        const auto it = m_object.find(key);
        return it == m_object.end() || it->is_null() ? nullptr : &*it;
    }
    bool has(const char* key) const { return m_object.contains(key); }
    [[noreturn]] void fail(const std::string& key, const std::string& why) const {
        throw Error(m_source + ": \"" + key + "\" " + why);
    }
    std::int64_t integer(const char* key, std::optional<std::int64_t> fallback) const {
        const Json* value = find(key);
        if (!value && fallback)
            return *fallback;
        if (!value)
            fail(key, "is missing.");
        if (!value->is_number_integer() ||
            (value->is_number_unsigned() &&
             value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())))
            fail(key, "is not a whole number.");
        return value->get<std::int64_t>();
    }
    /// A size that may be absent, but is never null.
    std::int64_t size(const char* key, std::int64_t absent) const {
        return has(key) ? integer(key, std::nullopt) : absent;
    }
    double number(const char* key, double fallback) const {
        const Json* value = find(key);
        if (value && !value->is_number())
            fail(key, "is not a number.");
        return value ? value->get<double>() : fallback;
    }
    bool boolean(const char* key, bool fallback) const {
        const Json* value = find(key);
        if (value && !value->is_boolean())
            fail(key, "is neither true nor false.");
        return value ? value->get<bool>() : fallback;
    }
    std::string text(const char* key, const std::string& fallback) const {
        const Json* value = find(key);
        if (value && !value->is_string())
            fail(key, "is not a text.");
        return value ? value->get<std::string>() : fallback;
    }
    const std::string& source() const { return m_source; }

private:
    const Json& m_object;
    std::string m_source;
};

std::int32_t tokenId(const Json& value, const Fields& fields, const char* key) {
    if (!value.is_number_integer() || value < 0 || value > std::numeric_limits<std::int32_t>::max())
        fields.fail(key, "is not a token id.");
    return value.get<std::int32_t>();
}

void readTokenIds(const Fields& fields, ModelConfig& config) {
    const bool llama = config.model_type == "llama";
    if (llama && !fields.has("bos_token_id"))
        config.bos_token_id = 1;
    if (llama && !fields.has("eos_token_id"))
        config.eos_token_ids = {2};
    if (const Json* bos = fields.find("bos_token_id"))
        config.bos_token_id = tokenId(*bos, fields, "bos_token_id");
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

void readRope(const Fields& fields, ModelConfig& config) {
    config.rope_theta = fields.number("rope_theta", 10000.0);
    for (const char* key : {"rope_scaling", "rope_parameters"}) {
        const Json* value = fields.find(key);
        if (!value)
            continue;
        const Fields rope(*value, fields.source() + ": " + key);
        config.rope_theta = rope.number("rope_theta", config.rope_theta);
        const std::string type = rope.text("rope_type", rope.text("type", "default"));
        if (rope.number("partial_rotary_factor", 1.0) != 1.0)
            rope.fail("partial_rotary_factor", "other than 1 is not supported.");
        if (type == "llama3")
            config.rope_scaling = Llama3RopeScaling{
                rope.number("factor", 0), rope.number("low_freq_factor", 0), rope.number("high_freq_factor", 0),
                fields.integer("original_max_position_embeddings", // that of the whole comes first
                               rope.integer("original_max_position_embeddings", config.max_position_embeddings))};
        else if (type != "default")
            rope.fail("rope_type",
                      "is \"" + type + "\"; only \"default\" and \"llama3\" are supported. Choose another base model.");
    }
    if (fields.number("partial_rotary_factor", 1.0) != 1.0)
        fields.fail("partial_rotary_factor", "other than 1 is not supported.");
}

/// What would change the result without being computed here is refused, not ignored.
void refuseUnsupported(const Fields& fields, const ModelConfig& config) {
    if (fields.find("quantization_config"))
        fields.fail("quantization_config",
                    "is set: quantized weights cannot be trained. Choose the model in bf16 or float32.");
    if (const std::string act = fields.text("hidden_act", "silu"); act != "silu" && act != "swish")
        fields.fail("hidden_act", "is \"" + act + "\"; only \"silu\" is supported. Choose another base model.");
    // Qwen2 writes a sliding_window even where none is used; layer_types (transformers 5) is what counts, then the
    // flag.
    const Json* layers = fields.find("layer_types");
    if (layers) {
        for (const Json& type : *layers) {
            if (type != "full_attention")
                fields.fail("layer_types", "has a layer of type " + type.dump() +
                                               "; only full attention is supported. Choose another base model.");
        }
    } else if (fields.boolean("use_sliding_window", false) &&
               fields.integer("max_window_layers", 28) < config.num_hidden_layers) {
        fields.fail("use_sliding_window", "is true: sliding windows are not supported. Choose another base model.");
    }
    for (const char* key : {"num_experts", "num_local_experts"}) {
        if (fields.find(key) && fields.integer(key, 0) > 0)
            fields.fail(key, "is set: mixtures of experts are not supported. Choose another base model.");
    }
}

/// transformers writes neither id2label nor num_labels where there are two classes with the names that it gives itself.
void readLabels(const Fields& fields, ModelConfig& config) {
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

void readArchitecture(const Fields& fields, ModelConfig& config) {
    config.model_type = fields.text("model_type", "");
    if (config.model_type != "llama" && config.model_type != "qwen2")
        fields.fail("model_type",
                    "is \"" + config.model_type +
                        "\"; models of type \"llama\" and \"qwen2\" are supported. Choose another base model.");
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

void readSizes(const Fields& fields, ModelConfig& config) {
    const bool qwen = config.model_type == "qwen2";
    config.vocab_size = fields.size("vocab_size", qwen ? 151936 : 32000);
    config.hidden_size = fields.size("hidden_size", 4096);
    config.intermediate_size = fields.size("intermediate_size", qwen ? 22016 : 11008);
    config.num_hidden_layers = fields.size("num_hidden_layers", 32);
    config.num_attention_heads = fields.size("num_attention_heads", 32);
    const bool absent = !fields.has("num_key_value_heads"); // null means as many as heads, to both
    config.num_key_value_heads =
        fields.integer("num_key_value_heads", qwen && absent ? 32 : config.num_attention_heads);
    const bool divides = config.num_attention_heads > 0 && config.hidden_size % config.num_attention_heads == 0;
    if (!fields.find("head_dim") && !divides)
        fields.fail("hidden_size", "is no multiple of num_attention_heads, and there is no head_dim.");
    config.head_dim = fields.integer("head_dim", divides ? config.hidden_size / config.num_attention_heads : 0);
    config.max_position_embeddings = fields.integer("max_position_embeddings", qwen ? 32768 : 2048);
    config.rms_norm_eps = fields.number("rms_norm_eps", 1e-6);
    config.initializer_range = fields.number("initializer_range", 0.02);
    config.tie_word_embeddings = fields.boolean("tie_word_embeddings", false);
    const bool attention_bias = fields.boolean("attention_bias", false);
    config.qkv_bias = qwen || attention_bias;
    config.output_bias = !qwen && attention_bias;
    config.mlp_bias = !qwen && fields.boolean("mlp_bias", false);
}

void requireRange(const char* key, double value, double low, double high) {
    if (!(value >= low && value <= high))
        throw Error("The model's configuration is refused: \"" + std::string(key) + "\" is " + Json(value).dump() +
                    ", which is not between " + Json(low).dump() + " and " + Json(high).dump() + ".");
}

void require(bool fits, const std::string& why) {
    if (!fits)
        throw Error("The model's configuration is refused: " + why);
}

} // namespace

std::vector<std::string> defaultLabels(std::int64_t count) {
    std::vector<std::string> labels;
    for (std::int64_t i = 0; i < count; ++i)
        labels.push_back("LABEL_" + std::to_string(i));
    return labels;
}

void validateModelConfig(const ModelConfig& c) {
    require(c.model_type == "llama" || c.model_type == "qwen2", "model_type is neither llama nor qwen2.");
    requireRange("vocab_size", static_cast<double>(c.vocab_size), 1, 4'194'304);
    requireRange("hidden_size", static_cast<double>(c.hidden_size), 1, 65'536);
    requireRange("intermediate_size", static_cast<double>(c.intermediate_size), 1, 1'048'576);
    requireRange("num_hidden_layers", static_cast<double>(c.num_hidden_layers), 1, 1024);
    requireRange("num_attention_heads", static_cast<double>(c.num_attention_heads), 1, 1024);
    requireRange("num_key_value_heads", static_cast<double>(c.num_key_value_heads), 1, 1024);
    requireRange("head_dim", static_cast<double>(c.head_dim), 2, 1024);
    requireRange("max_position_embeddings", static_cast<double>(c.max_position_embeddings), 1, 1 << 24);
    requireRange("rms_norm_eps", c.rms_norm_eps, 0, 0.1);
    requireRange("rope_theta", c.rope_theta, 1, 1e12);
    requireRange("initializer_range", c.initializer_range, 0, 10);
    require(c.num_attention_heads % c.num_key_value_heads == 0,
            "num_key_value_heads does not divide num_attention_heads.");
    require(c.head_dim % 2 == 0, "head_dim is odd.");
    if (const auto& rope = c.rope_scaling) {
        requireRange("factor", rope->factor, 1, 1e6);
        requireRange("low_freq_factor", rope->low_freq_factor, 1e-6, 1e6);
        requireRange("high_freq_factor", rope->high_freq_factor, 1e-6, 1e6);
        requireRange("original_max_position_embeddings", static_cast<double>(rope->original_max_position_embeddings), 1,
                     1 << 24);
        require(rope->low_freq_factor < rope->high_freq_factor, "low_freq_factor is not below high_freq_factor.");
    }
    if (c.model_type == "llama")
        require(c.qkv_bias == c.output_bias, "Llama has biases on q, k, v and o, or on none of them.");
    else
        require(c.qkv_bias && !c.output_bias && !c.mlp_bias, "Qwen2 has biases on q, k and v and on nothing else.");
    auto names = c.labels;
    std::sort(names.begin(), names.end());
    require(std::adjacent_find(names.begin(), names.end()) == names.end(), "id2label has the same name twice.");
    const auto fits = [&c](std::int32_t id) { return id >= 0 && id < c.vocab_size; };
    for (const std::int32_t id : c.eos_token_ids)
        require(fits(id), "eos_token_id is not below vocab_size.");
    require(!c.bos_token_id || fits(*c.bos_token_id), "bos_token_id is not below vocab_size.");
}

ModelConfig parseModelConfig(std::string_view json, const std::string& source) {
    const Json object = parseJson(json, source, {.max_depth = 16, .max_values = 100'000});
    const Fields fields(object, source);
    ModelConfig config;
    readArchitecture(fields, config);
    readSizes(fields, config);
    readRope(fields, config);
    readTokenIds(fields, config);
    readLabels(fields, config);
    config.dtype = fields.text("dtype", fields.text("torch_dtype", "float32"));
    refuseUnsupported(fields, config);
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
