// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/error.h"

#include <stop_token>

namespace stepmark {

/// Throws Cancelled if a stop was requested. Any thread.
inline void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

} // namespace stepmark
