// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/kernels.h"

namespace stepmark::kernels {

const Table& table() {
    static const Table& chosen = []() -> const Table& {
#ifdef STEPMARK_X86_KERNELS
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512vl"))
            return avx512Table();
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            return avx2Table();
#endif
        return baselineTable();
    }();
    return chosen;
}

} // namespace stepmark::kernels
