// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/reading_time.h"

#include "model/base/model_folder.h"
#include "model/learning/compute_p.h"

namespace stepmark {

namespace {

/// The whole time by that of the products with weights: attention, norms, and packs smaller than those measured.
constexpr double kBesides = 1.3;

/// Multiplications and additions a token costs in the layers' products.
double flopsOf(const ModelConfig& c) {
    const auto hidden = static_cast<double>(c.hidden_size), inner = static_cast<double>(c.intermediate_size);
    const auto heads = static_cast<double>(c.num_attention_heads * c.head_dim);
    const auto keys = static_cast<double>(c.num_key_value_heads * c.head_dim);
    return 2 * static_cast<double>(c.num_hidden_layers) * hidden * (2 * heads + 2 * keys + 3 * inner);
}

} // namespace

std::optional<double> secondsToRead(const std::filesystem::path& model, std::int64_t tokens, Precision precision,
                                    const std::string& device, int threads) {
    const ModelConfig config = ModelFolder::open(model).config;
    const Compute compute = chooseCompute(precision, device, threads, config);
    if (compute.products.gflops <= 0)
        return std::nullopt;
    return kBesides * static_cast<double>(tokens) * flopsOf(config) / compute.products.gflops / 1e9;
}

} // namespace stepmark
