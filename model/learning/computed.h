// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/learning/way.h"

#include <string>
#include <vector>

namespace stepmark {

/// What multiplied the matrices, and what it was chosen by.
struct ProductsReport {
    std::string by;                    ///< "OpenBLAS SkylakeX", "oneDNN bf16", "CUDA"; empty: not known
    double gflops = 0;                 ///< of that; 0: not measured
    std::vector<MeasuredWay> measured; ///< on this machine, for the model's products; empty: on a GPU
    std::string note;                  ///< what did not go as it should; empty: nothing

    bool operator==(const ProductsReport&) const = default;
};

/// What figures were computed with: their last digits depend on it.
struct Computed {
    std::string precision; ///< of the matrix products: "bf16" or "float32"
    std::string device;    ///< "cpu" or "cuda"
    int threads = 0;       ///< of the processor, whatever the device
    std::string processor; ///< its kind, or the GPU's, as the system names it; "unknown" where it does not
    ProductsReport products = {};

    bool operator==(const Computed&) const = default;
};

} // namespace stepmark
