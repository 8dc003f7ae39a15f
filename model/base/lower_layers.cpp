// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/lower_layers.h"

#include "model/domain/error.h"

#include <algorithm>

namespace stepmark {

ModelConfig withLayers(ModelConfig config, std::int64_t layers) {
    config.num_hidden_layers = layers;
    const auto count = static_cast<std::size_t>(layers);
    std::vector<bool>& windowed = config.windowed_layers;
    const auto some = [&](bool kind) { return std::find(windowed.begin(), windowed.end(), kind) != windowed.end(); };
    windowed.resize(windowed.empty() ? 0 : count, !some(false));
    if (!some(true)) {
        windowed.clear();
        config.sliding_window = 0;
    }
    config.unrotated_layers.resize(std::min(config.unrotated_layers.size(), count));
    return config;
}

ModelFolder lowerLayers(ModelFolder folder, std::int64_t layers) {
    if (layers < 1 || layers > folder.config.num_hidden_layers)
        throw Error(folder.path.string() + " has layers 1 to " + std::to_string(folder.config.num_hidden_layers) +
                    "; there is no layer " + std::to_string(layers) + " to read.");
    folder.config = withLayers(folder.config, layers);
    return folder;
}

} // namespace stepmark
