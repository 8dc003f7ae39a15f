// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/part_that_moves_p.h"

#include "model/base/lower_layers.h"
#include "model/domain/error.h"

#include <algorithm>
#include <set>

namespace stepmark {

ModelFolder cutAt(const ModelFolder& whole, int layers) { return layers > 0 ? lowerLayers(whole, layers) : whole; }

std::int64_t frozenLayers(const ModelFolder& folder, int top) {
    const std::int64_t layers = folder.config.num_hidden_layers;
    if (top > layers)
        throw Error("The model has " + std::to_string(layers) + " layers, of which the last " + std::to_string(top) +
                    " were to move.");
    return top == 0 ? 0 : layers - top;
}

Trainable movingAbove(std::int64_t frozen) {
    std::set<std::string> below{"model.embed_tokens.", "states"};
    for (std::int64_t layer = 0; layer < frozen; ++layer)
        below.insert("model.layers." + std::to_string(layer) + ".");
    return [below](const Parameter& parameter) {
        return std::ranges::none_of(below, [&](const std::string& one) { return parameter.name.starts_with(one); });
    };
}

OptimizerOptions taskOptimizer() {
    OptimizerOptions optimizer;
    optimizer.weight_decay = 0.01;
    optimizer.clip = 1;
    return optimizer;
}

Transformer freshNetwork(const ModelFolder& whole, const ModelFolder& folder, const Compute& compute,
                         const std::stop_token& stop) {
    Transformer network = Transformer::load(folder, compute, true, stop);
    if (folder.config.num_hidden_layers < whole.config.num_hidden_layers)
        setParameter(network.final_norm, at::full_like(network.final_norm.master, 1 - network.final_norm.offset),
                     at::kFloat, true);
    return network;
}

} // namespace stepmark
