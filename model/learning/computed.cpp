// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/computed_p.h"

#include <ATen/Parallel.h>

#include <fstream>

namespace stepmark {

namespace {

/// "model name : AMD EPYC 9R14" of the first processor; Arm's kernels name none.
std::string processorKind() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line))
        if (line.starts_with("model name"))
            if (const auto colon = line.find(':'); colon != std::string::npos && colon + 2 < line.size())
                return line.substr(colon + 2);
    return "unknown";
}

} // namespace

Computed computedBy(const Compute& compute) {
    return {compute.typeName(), compute.deviceName(), at::get_num_threads(),
            compute.device.is_cuda() ? "CUDA device on " + processorKind() : processorKind()};
}

} // namespace stepmark
