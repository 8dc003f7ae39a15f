// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/kernels_impl.h"

namespace stepmark::kernels {

const Table& avx512Table() {
    static constexpr Table kTable = makeTable("avx512");
    return kTable;
}

} // namespace stepmark::kernels
