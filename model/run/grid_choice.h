// SPDX-License-Identifier: GPL-3.0-or-later
//
// The grid that a form asks for: of the fields that a TrainSpec has those that are compared most.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/train_options.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace stepmark {

/// A list of values a field; with one value the field does not vary, with none it is as train() decides. No value
/// stands in a list twice.
struct GridChoice {
    std::vector<TrainMode> modes{TrainMode::Head};
    std::vector<std::filesystem::path> bases; ///< Hugging Face folders; an empty one: the shipped base
    std::vector<double> learning_rates;       ///< these and epochs are for full training alone
    std::vector<int> epochs;
    std::vector<std::uint64_t> seeds{0};
    int workers = 0; ///< trainings at a time; 0: one a core

    bool operator==(const GridChoice&) const = default;
};

/// As gridFromText() reads it; without the workers, which are no part of what is compared.
nlohmann::ordered_json toJson(const GridChoice& choice);

/// How many trainings it is.
std::int64_t combinations(const GridChoice& choice);

} // namespace stepmark
