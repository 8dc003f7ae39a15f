// SPDX-License-Identifier: GPL-3.0-or-later
//
// A model cut off above one of its layers. Half of the layers often tell as much of a step as all of them, in half of
// the time; what is cut is a model folder like any other, so that a head on any layer is trained, cached, written and
// read as one on the last.
//
// Thread rule: a plain value; the weights are shared with the whole.
#pragma once

#include "model/base/model_folder.h"

#include <cstdint>

namespace stepmark {

/// Another number of them; those that come on top have a window where all others have, and positions.
ModelConfig withLayers(ModelConfig config, std::int64_t layers);

/// The first `layers`; what they leave goes through the final norm. Throws Error where the folder has fewer, or for
/// none.
ModelFolder lowerLayers(ModelFolder folder, std::int64_t layers);

} // namespace stepmark
