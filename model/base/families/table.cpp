// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/families/family.h"

#include "model/domain/error.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

std::span<const Family* const> families() {
    static constexpr const Family* kAll[] = {&kLlama, &kQwen2, &kQwen3, &kMistral, &kSmolLm3, &kGemma3};
    return kAll;
}

const Family* findFamily(std::string_view model_type) {
    const auto all = families();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Family* family) { return family->model_type == model_type; });
    return found == all.end() ? nullptr : *found;
}

const Family& familyOf(const ModelConfig& config) {
    if (const Family* family = findFamily(config.model_type))
        return *family;
    throw Error("The model's configuration is refused: its model_type \"" + config.model_type + "\" is none of " +
                modelTypes() + ".");
}

std::string modelTypes() {
    std::string text;
    for (const Family* family : families())
        text += (text.empty() ? "\"" : ", \"") + std::string(family->model_type) + "\"";
    return text;
}

std::string className(const ModelConfig& config, std::string_view head) {
    return std::string(familyOf(config).class_name) + std::string(head);
}

std::string_view classifierHead(const ModelConfig& config) { return familyOf(config).classifier; }

bool classifierHasBias(const ModelConfig& config) { return classifierHead(config) == "ForTokenClassification"; }

NetworkSpec networkSpec(const ModelConfig& config) { return familyOf(config).network(config); }

NetworkSpec plainNetwork(const ModelConfig& config) {
    LayerSpec layer;
    layer.qkv_bias = config.qkv_bias;
    layer.output_bias = config.output_bias;
    layer.mlp_bias = config.mlp_bias;
    layer.attention_scale = 1.0 / std::sqrt(static_cast<double>(config.head_dim));
    layer.rope = config.rope;
    return {.layers = std::vector<LayerSpec>(static_cast<std::size_t>(config.num_hidden_layers), layer)};
}

} // namespace stepmark
