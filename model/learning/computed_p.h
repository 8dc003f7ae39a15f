// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/learning/compute_p.h"
#include "model/learning/computed.h"

namespace stepmark {

/// After chooseCompute(). Any thread.
Computed computedBy(const Compute& compute);

} // namespace stepmark
