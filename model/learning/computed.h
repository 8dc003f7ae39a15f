// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace stepmark {

/// What figures were computed with: their last digits depend on it.
struct Computed {
    std::string precision; ///< of the matrix products: "bf16" or "float32"
    std::string device;    ///< "cpu" or "cuda"
    int threads = 0;       ///< of the processor, whatever the device
    std::string processor; ///< its kind, or the GPU's, as the system names it; "unknown" where it does not

    bool operator==(const Computed&) const = default;
};

} // namespace stepmark
