// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/kernels_features.h"
#include "model/learning/kernels_impl.h"

namespace stepmark::kernels {

#define STEPMARK_ALLOWED(name, macro) {name, STEPMARK_IS_SET(macro)},
constexpr Feature kAvx512Features[kFeatureCount] = {STEPMARK_X86_FEATURES(STEPMARK_ALLOWED)};

const Table& avx512Table() {
    static constexpr Table kTable = makeTable("avx512");
    return kTable;
}

} // namespace stepmark::kernels
