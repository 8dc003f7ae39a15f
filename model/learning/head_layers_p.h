// SPDX-License-Identifier: GPL-3.0-or-later
//
// After which layer of a base its steps are read: half of the layers often tell as much as all of them. What is read
// there goes through the base's final norm, so that what is cut off above it is a model like any other.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/model_folder.h"
#include "model/run/train_options.h"

#include <cstdint>
#include <vector>

namespace stepmark {

/// Those that the options ask for, ascending, at least one: the last where they name none, several where they leave it
/// open. Throws Error for a layer that the base has not.
std::vector<std::int64_t> headLayers(const TrainOptions& options, const ModelFolder& base);

/// The base up to the last of them: nothing above is computed.
ModelFolder headBase(const TrainOptions& options, const ModelFolder& base);

} // namespace stepmark
