// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/grid_choice.h"

#include "model/run/spec_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stepmark {

namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(TrainMode mode) { return run::wordOf(wordsOf(mode), mode); }
Json jsonOf(const std::filesystem::path& base) { return base.empty() ? Json(nullptr) : Json(base.string()); }
Json jsonOf(double rate) { return rate; }
Json jsonOf(int epochs) { return epochs; }
Json jsonOf(std::uint64_t seed) { return seed; }

/// What is the same everywhere is said once.
template <class Value>
void put(Json& grid, const char* field, const std::vector<Value>& values) {
    if (values.size() == 1)
        grid["train"][field] = jsonOf(values.front());
    for (std::size_t i = 0; values.size() > 1 && i < values.size(); ++i)
        grid["over"][field].push_back(jsonOf(values[i]));
}

} // namespace

Json toJson(const GridChoice& choice) {
    Json grid = {{"train", Json::object()}, {"over", Json::object()}};
    put(grid, "base", choice.bases);
    put(grid, "mode", choice.modes);
    put(grid, "learning_rate", choice.learning_rates);
    put(grid, "epochs", choice.epochs);
    put(grid, "seed", choice.seeds);
    return grid;
}

std::int64_t combinations(const GridChoice& choice) {
    std::int64_t product = 1;
    for (const std::size_t values : {choice.modes.size(), choice.bases.size(), choice.learning_rates.size(),
                                     choice.epochs.size(), choice.seeds.size()})
        product *= static_cast<std::int64_t>(std::max<std::size_t>(1, values));
    return product;
}

} // namespace stepmark
