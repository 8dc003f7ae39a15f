// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/head_layers_p.h"

#include "model/base/lower_layers.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace stepmark {

namespace {

constexpr int kTried = 5; ///< where it is left open: at each fifth of the stack

} // namespace

std::vector<std::int64_t> headLayers(const TrainOptions& options, const ModelFolder& base) {
    const std::int64_t all = base.config.num_hidden_layers;
    if (options.layers.empty())
        return {all};
    std::set<std::int64_t> layers(options.layers.begin(), options.layers.end());
    if (layers.erase(kSomeLayers) > 0)
        for (int place = 1; place <= kTried; ++place)
            layers.insert(std::max<std::int64_t>(1, std::lround(static_cast<double>(all * place) / kTried)));
    for (const std::int64_t layer : layers)
        lowerLayers(base, layer); // throws where there is none
    return {layers.begin(), layers.end()};
}

ModelFolder headBase(const TrainOptions& options, const ModelFolder& base) {
    return lowerLayers(base, headLayers(options, base).back());
}

} // namespace stepmark
