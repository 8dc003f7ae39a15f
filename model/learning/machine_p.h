// SPDX-License-Identifier: GPL-3.0-or-later
//
// What this machine multiplies with, for the products of one model.
//
// Thread rule: machineFor() as takeWay(): while nobody multiplies, when a job begins.
#pragma once

#include "model/learning/computed.h"

#include <string>

namespace stepmark {

struct ModelConfig;

/// "AMD EPYC 9R14": of the first processor, as the system names it; "unknown" where it does not.
std::string processorKind();

struct Machine {
    ProductsReport report; ///< what is taken in float32
    bool bf16_pays = false;
    double bf16_gflops = 0; ///< 0: not measured
};
/// Measured once for a processor, its libraries, a number of threads and the widths of a model (way_cache.h), and taken:
/// products in float32 go this way from now on. Where that fails, they go on as the libraries were loaded, and the
/// report says so. After at::set_num_threads().
Machine machineFor(const ModelConfig& config);

} // namespace stepmark
