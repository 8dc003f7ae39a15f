// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where and in which type the products run.
//
// Thread rule: plain values; setting the number of threads is process-wide.
#pragma once

#include "model/learning/computed.h"
#include "model/learning/train.h"

#include <ATen/ATen.h>

#include <string>

namespace stepmark {

struct Backend;
struct ModelConfig;

const Backend& cpuBackend();

struct Compute {
    at::Device device = at::kCPU;
    at::ScalarType type = at::kFloat;       ///< of matrix products: kFloat or kBFloat16
    ProductsReport products;                ///< what multiplies
    const Backend* backend = &cpuBackend(); ///< the device's operations

    std::string typeName() const { return type == at::kBFloat16 ? "bf16" : "float32"; }
    std::string deviceName() const { return device.is_cuda() ? "cuda" : "cpu"; }
};

/// `device`: "auto", "cpu", "cuda". Sets the number of threads (0: one a core), and by what products of a model of this
/// `config` are multiplied in float32 (machine_p.h); Precision::Auto takes bf16 on a GPU, and where it was measured to
/// pay: what it loses is less than the figures' intervals (docs/decisions/0023-precision-and-threads.md). Throws Error
/// for an unknown device, CUDA where there is none.
Compute chooseCompute(Precision precision, const std::string& device, int threads, const ModelConfig& config);

/// Bytes that activations kept for the backward pass may take: 40 % of the memory that is free now (4 GB where that is
/// unknown). What exceeds it is computed again.
std::int64_t activationBudget(const Compute& compute);

} // namespace stepmark
