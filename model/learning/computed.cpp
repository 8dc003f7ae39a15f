// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/computed_p.h"

#include "model/learning/machine_p.h"

#include <ATen/Parallel.h>

namespace stepmark {

Computed computedBy(const Compute& compute) {
    return {compute.typeName(), compute.deviceName(), at::get_num_threads(),
            compute.device.is_cuda() ? "CUDA device on " + processorKind() : processorKind(), compute.products};
}

} // namespace stepmark
