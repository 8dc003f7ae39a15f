// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/lower_layers.h"

#include "model/domain/error.h"

#include <algorithm>

namespace stepmark {

ModelFolder lowerLayers(ModelFolder folder, std::int64_t layers) {
    ModelConfig& config = folder.config;
    if (layers < 1 || layers > config.num_hidden_layers)
        throw Error(folder.path.string() + " has layers 1 to " + std::to_string(config.num_hidden_layers) +
                    "; there is no layer " + std::to_string(layers) + " to read.");
    config.num_hidden_layers = layers;
    std::vector<bool>& windowed = config.windowed_layers;
    windowed.resize(std::min(windowed.size(), static_cast<std::size_t>(layers)));
    if (std::find(windowed.begin(), windowed.end(), true) == windowed.end()) {
        windowed.clear();
        config.sliding_window = 0;
    }
    return folder;
}

} // namespace stepmark
