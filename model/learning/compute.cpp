// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/compute_p.h"

#include "model/domain/error.h"

#include <ATen/Parallel.h>

#include <fstream>
#include <thread>

namespace stepmark {

namespace {

/// oneDNN multiplies bf16 in one instruction with AVX512-BF16 (or AMX); without, it is slower than float32.
bool fastBf16(const at::Device& device) {
    if (device.is_cuda())
        return true;
#if defined(__x86_64__)
    return at::hasMKLDNN() && __builtin_cpu_supports("avx512bf16");
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
    const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    if (const int wanted = threads > 0 ? threads : cores; at::get_num_threads() != wanted)
        at::set_num_threads(wanted);
    Compute compute;
    compute.device = chooseDevice(device);
    const bool bf16 = precision == Precision::BFloat16 || (precision == Precision::Auto && fastBf16(compute.device));
    compute.type = bf16 ? at::kBFloat16 : at::kFloat;
    return compute;
}

std::int64_t availableBytes(const Compute& compute) {
    if (compute.device.is_cuda())
        return 0;
    std::ifstream file("/proc/meminfo");
    std::string word;
    while (file >> word)
        if (std::int64_t kilobytes = 0; word == "MemAvailable:" && file >> kilobytes)
            return kilobytes * 1024;
    return 0;
}

} // namespace stepmark
