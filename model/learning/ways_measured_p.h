// SPDX-License-Identifier: GPL-3.0-or-later
//
// How quick each way of multiplying is on this machine, and whether it is right.
//
// Thread rule: while nobody multiplies; takes one way after the other and leaves the last one taken.
#pragma once

#include "model/learning/way.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stepmark {

struct ModelConfig;

/// [rows, in] times [in, out].
struct ProductShape {
    std::int64_t rows = 0, in = 0, out = 0;
    bool operator==(const ProductShape&) const = default;
};

/// Those of one layer with a pack of usual size: q k v, out, gate and up, down. What is wider than a measurement needs
/// is cut. (The heads of reward models have a few columns; that of a generator is one product among hundreds.)
std::vector<ProductShape> shapesOf(const ModelConfig& config);
/// "512x576x960 ...": part of the key.
std::string toText(const std::vector<ProductShape>& shapes);

/// By turns, and the best of several each, for about two seconds in all: other work on the machine must not decide.
std::vector<MeasuredWay> measured(const std::vector<Way>& ways, const std::vector<ProductShape>& shapes);

} // namespace stepmark
