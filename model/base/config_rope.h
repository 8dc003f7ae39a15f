// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rotary positions in config.json: `rope_theta` with `rope_scaling` (transformers 4, which 5 reads, too), or
// `rope_parameters` (5). Of the two tables the former counts where it says anything, as in transformers.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/config_fields.h"
#include "model/base/network_spec.h"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace stepmark {

/// What one of the tables says, or an entry of it (`source` of its fields names it). `theta`: where it says none;
/// `original`: Llama 3's original length where it says none. Throws Error for kinds of scaling that are not computed.
RopeSpec ropeOf(const ConfigFields& rope, double theta, std::int64_t original);

/// Positions of a model whose layers have all the same. `theta`: the family's where nothing is said; `context`: what
/// the model was made for. Throws Error as ropeOf().
RopeSpec readRope(const ConfigFields& fields, double theta, std::int64_t context);

/// In transformers 4's names.
void writeRope(const RopeSpec& rope, nlohmann::ordered_json& json);

/// Throws Error where a number is out of bounds.
void validateRope(const RopeSpec& rope);

} // namespace stepmark
