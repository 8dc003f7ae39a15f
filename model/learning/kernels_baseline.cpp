// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/kernels_impl.h"

namespace stepmark::kernels {

const Table& baselineTable() {
    static constexpr Table kTable = makeTable("baseline");
    return kTable;
}

} // namespace stepmark::kernels
