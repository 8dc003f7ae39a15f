// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "app/desktop/write.h"

#include <vector>

namespace stepmark::desktop {

/// Carries the writes out in order, each in a transaction of its own, and stops at the first that fails: what came
/// after it has not been tried. Storage thread.
WriteReport writeAll(Session& session, const std::vector<Write>& writes);

} // namespace stepmark::desktop
