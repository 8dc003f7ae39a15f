// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/compute_p.h"

#include "model/domain/error.h"
#include "model/learning/backend_p.h"
#include "model/learning/machine_p.h"
#include "model/learning/threads.h"

#include <ATen/Parallel.h>

#include <fstream>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace stepmark {

namespace {

at::Device chooseDevice(const std::string& device) {
    if (device != "auto" && device != "cpu" && device != "cuda")
        throw Error("Unknown device \"" + device + "\": use auto, cpu or cuda.");
    const bool available = at::globalContext().hasCUDA();
    if (device == "cuda" && !available)
        throw Error("No CUDA device: this build of libtorch or this machine has none. Use --device cpu.");
    return available && device != "cpu" ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU);
}

} // namespace

Compute chooseCompute(Precision precision, const std::string& device, int threads, const ModelConfig& config) {
#ifdef __GLIBC__
    // Activations come and go by the hundred megabytes. glibc gives such memory back to the system and fetches it again
    // page by page: 7 % of a training run's time. So: no trimming, and no mappings of their own for large blocks.
    static const bool keep_memory = ::mallopt(M_MMAP_MAX, 0) && ::mallopt(M_TRIM_THRESHOLD, -1);
    static_cast<void>(keep_memory);
#endif
    if (const int wanted = usableThreads(threads); at::get_num_threads() != wanted)
        at::set_num_threads(wanted);
    Compute compute;
    compute.device = chooseDevice(device);
    compute.backend = &backendOf(compute.device);
    if (compute.device.is_cuda()) {
        compute.type = precision == Precision::Float32 ? at::kFloat : at::kBFloat16;
        compute.products.by = "CUDA";
        return compute;
    }
    const Machine machine = machineFor(config);
    compute.products = machine.report;
    if (precision == Precision::BFloat16 || (precision == Precision::Auto && machine.bf16_pays)) {
        compute.type = at::kBFloat16;
        compute.products.by = nameOf({.kind = Way::Kind::Bf16});
        compute.products.gflops = machine.bf16_gflops;
    }
    return compute;
}

std::int64_t activationBudget(const Compute& compute) {
    constexpr std::int64_t kUnknown = std::int64_t{4} << 30;
    if (compute.device.is_cuda())
        return kUnknown;
    std::ifstream file("/proc/meminfo");
    std::string word;
    while (file >> word)
        if (std::int64_t kilobytes = 0; word == "MemAvailable:" && file >> kilobytes)
            return kilobytes * 1024 / 5 * 2;
    return kUnknown;
}

} // namespace stepmark
