// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/kernels.h"

#ifdef STEPMARK_X86_KERNELS
#include "model/learning/kernels_features.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#endif

namespace stepmark::kernels {

#ifdef STEPMARK_X86_KERNELS

bool processorHas(const char* feature) { // the operating system must save the registers, too: GCC asks for that
#define STEPMARK_ASKED(name, macro)                                                                                    \
    if (std::strcmp(feature, name) == 0)                                                                               \
        return __builtin_cpu_supports(name) != 0;
    STEPMARK_X86_FEATURES(STEPMARK_ASKED)
#undef STEPMARK_ASKED
    return false;
}

const Table& fastest(bool (*has)(const char* feature)) {
    const auto runs = [has](const Feature& feature) { return !feature.allowed || has(feature.name); };
    if (std::all_of(std::begin(kAvx512Features), std::end(kAvx512Features), runs))
        return avx512Table();
    if (std::all_of(std::begin(kAvx2Features), std::end(kAvx2Features), runs))
        return avx2Table();
    return baselineTable();
}

#else

bool processorHas(const char*) { return false; }
const Table& fastest(bool (*)(const char*)) { return baselineTable(); }

#endif

const Table& table() {
    static const Table& chosen = fastest(processorHas);
    return chosen;
}

} // namespace stepmark::kernels
