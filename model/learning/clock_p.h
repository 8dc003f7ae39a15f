// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace stepmark {

using Clock = std::chrono::steady_clock;

/// Any thread.
inline double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

} // namespace stepmark
