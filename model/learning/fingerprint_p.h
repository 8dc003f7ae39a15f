// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: a pure function of files.
#pragma once

#include "model/base/model_folder.h"

#include <stop_token>
#include <string>

namespace stepmark {

/// modelFingerprint() (hidden_cache.h) of a folder that is open: of the layers that its configuration has.
std::string modelFingerprint(const ModelFolder& folder, const std::stop_token& stop = {});

} // namespace stepmark
