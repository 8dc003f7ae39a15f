// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/threads.h"

#include <algorithm>
#include <thread>

namespace stepmark {

int usableThreads(int asked) {
    const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    return asked > 0 ? std::min(asked, cores) : cores;
}

std::string threadsNote(int asked) {
    const int used = usableThreads(asked);
    return asked <= used ? std::string()
                         : std::to_string(asked) + " threads were asked for and " + std::to_string(used) +
                               " are used: there are no more cores";
}

} // namespace stepmark
