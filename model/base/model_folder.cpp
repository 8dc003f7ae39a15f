// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/model_folder.h"

#include "model/domain/error.h"

namespace stepmark {
namespace {

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

void requireTensor(const SafetensorsReader& weights, const TensorSpec& spec) {
    const TensorView& tensor = weights.at(spec.name);
    if (tensor.shape != spec.shape)
        throw Error(weights.source().string() + ": tensor \"" + spec.name + "\" has the shape " +
                    shapeText(tensor.shape) + ", config.json asks for " + shapeText(spec.shape) +
                    ". They do not belong together; fetch the folder again.");
    if (tensor.dtype != DType::F32 && tensor.dtype != DType::BF16 && tensor.dtype != DType::F16)
        throw Error(weights.source().string() + ": tensor \"" + spec.name + "\" is stored as " +
                    std::string(dtypeName(tensor.dtype)) + ". Convert the model to F32, BF16 or F16 first.");
}

} // namespace

std::vector<TensorSpec> backboneTensorSpecs(const ModelConfig& c, const NetworkSpec& network) {
    const std::int64_t hidden = c.hidden_size, inner = c.intermediate_size;
    const std::int64_t query = c.num_attention_heads * c.head_dim, key = c.num_key_value_heads * c.head_dim;
    std::vector<TensorSpec> specs{{"model.embed_tokens.weight", {c.vocab_size, hidden}}};
    std::string at;
    const auto norm = [&](const std::string& name, std::int64_t width) {
        if (!name.empty())
            specs.push_back({at + name + ".weight", {width}});
    };
    const auto linear = [&](const std::string& name, std::int64_t out, std::int64_t in, bool bias) {
        specs.push_back({at + name + ".weight", {out, in}});
        if (bias)
            specs.push_back({at + name + ".bias", {out}});
    };
    for (std::size_t index = 0; index < network.layers.size(); ++index) {
        const LayerSpec& layer = network.layers[index];
        at = "model.layers." + std::to_string(index) + ".";
        norm(layer.norms.pre_attention, hidden);
        linear("self_attn.q_proj", query, hidden, layer.qkv_bias);
        linear("self_attn.k_proj", key, hidden, layer.qkv_bias);
        linear("self_attn.v_proj", key, hidden, layer.qkv_bias);
        norm(layer.norms.query, c.head_dim);
        norm(layer.norms.key, c.head_dim);
        linear("self_attn.o_proj", hidden, query, layer.output_bias);
        norm(layer.norms.post_attention, hidden);
        norm(layer.norms.pre_mlp, hidden);
        linear("mlp.gate_proj", inner, hidden, layer.mlp_bias);
        linear("mlp.up_proj", inner, hidden, layer.mlp_bias);
        linear("mlp.down_proj", hidden, inner, layer.mlp_bias);
        norm(layer.norms.post_mlp, hidden);
    }
    specs.push_back({"model.norm.weight", {hidden}});
    return specs;
}

std::vector<TensorSpec> backboneTensorSpecs(const ModelConfig& config) {
    return backboneTensorSpecs(config, networkSpec(config));
}

std::vector<TensorSpec> headTensorSpecs(const ModelConfig& c) {
    const std::string name = c.architectures.empty() ? std::string() : c.architectures.front();
    const auto labels = static_cast<std::int64_t>(c.labels.size());
    if (name.ends_with("ForCausalLM"))
        return c.tie_word_embeddings ? std::vector<TensorSpec>{}
                                     : std::vector<TensorSpec>{{"lm_head.weight", {c.vocab_size, c.hidden_size}}};
    if (name.ends_with("ForTokenClassification"))
        return {{"score.weight", {labels, c.hidden_size}}, {"score.bias", {labels}}};
    if (name.ends_with("ForSequenceClassification"))
        return {{"score.weight", {labels, c.hidden_size}}};
    return {};
}

namespace {

/// What transformers' AutoModel saves has no "model." before its names.
SafetensorsReader withFullNames(const SafetensorsReader& weights) {
    if (weights.find("model.embed_tokens.weight") || !weights.find("embed_tokens.weight"))
        return weights;
    return weights.renamed([](const std::string& name) {
        const bool bare = name.starts_with("embed_tokens.") || name.starts_with("layers.") || name.starts_with("norm.");
        return bare ? "model." + name : name;
    });
}

} // namespace

ModelFolder ModelFolder::open(const std::filesystem::path& folder) {
    ModelFolder result{folder, loadModelConfig(folder), withFullNames(SafetensorsReader::openFolder(folder))};
    // Who wrote no architecture wrote no class names either: whoever asks for a classifier gets two classes.
    if (result.config.architectures.empty() && result.config.labels.empty() && result.weights.find("score.weight"))
        result.config.labels = defaultLabels(2);
    for (const TensorSpec& spec : backboneTensorSpecs(result.config))
        requireTensor(result.weights, spec);
    for (const TensorSpec& spec : headTensorSpecs(result.config))
        requireTensor(result.weights, spec);
    return result;
}

} // namespace stepmark
