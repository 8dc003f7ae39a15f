// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/compute_p.h"

#include "model/domain/error.h"
#include "model/learning/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <cstdlib>
#include <fstream>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace stepmark {

namespace {

constexpr double kWorthIt = 1.2; ///< far from what was measured either way (0.55 and 2), so that load does not decide

/// Seconds that one product of a small model's shapes takes.
double productSeconds(at::ScalarType type) {
    const at::Tensor x = at::ones({512, 576}, type), w = at::ones({576, 1536}, type);
    const auto begin = std::chrono::steady_clock::now();
    at::mm(x, w);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// By turns, and the best of many: other work on the machine must not decide in which precision figures are computed.
bool bf16IsQuicker() {
    const at::NoGradGuard no_graph;
    double single = std::numeric_limits<double>::max(), half = single;
    for (int pass = 0; pass < 8; ++pass) {
        single = std::min(single, productSeconds(at::kFloat));
        half = std::min(half, productSeconds(at::kBFloat16));
    }
    return single > kWorthIt * half;
}

/// Whether bf16 pays. A processor's flags do not tell: of two with AVX512-BF16 it is twice as quick as float32 on one
/// and half as quick on the other. What it loses is less than the figures' intervals
/// (docs/decisions/0023-precision-and-threads.md).
bool fastBf16(const at::Device& device) {
    if (device.is_cuda())
        return true;
#if defined(__x86_64__)
    if (!at::hasMKLDNN() || !__builtin_cpu_supports("avx512bf16"))
        return false;
    static const bool quicker = bf16IsQuicker();
    return quicker;
#else
    return false;
#endif
}

at::Device chooseDevice(const std::string& device) {
    if (device != "auto" && device != "cpu" && device != "cuda")
        throw Error("Unknown device \"" + device + "\": use auto, cpu or cuda.");
    const bool available = torch::cuda::is_available();
    if (device == "cuda" && !available)
        throw Error("No CUDA device: this build of libtorch or this machine has none. Use --device cpu.");
    return available && device != "cpu" ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU);
}

} // namespace

Compute chooseCompute(Precision precision, const std::string& device, int threads) {
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
    const bool bf16 = precision == Precision::BFloat16 || (precision == Precision::Auto && fastBf16(compute.device));
    compute.type = bf16 ? at::kBFloat16 : at::kFloat;
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
