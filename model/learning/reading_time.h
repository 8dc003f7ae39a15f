// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/learning/train.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace stepmark {

/// Seconds in which the model of a folder reads so many tokens here, by the measured speed of its products: what a
/// scoring costs. nullopt on a GPU, whose products are not measured. As chooseCompute(): it may measure, for two
/// seconds; throws Error as that does.
std::optional<double> secondsToRead(const std::filesystem::path& model, std::int64_t tokens, Precision precision,
                                    const std::string& device, int threads);

} // namespace stepmark
