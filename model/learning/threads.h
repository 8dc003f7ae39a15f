// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace stepmark {

/// Threads that a network is run with when `asked` are asked for: one a core for 0, and at most that. More of them than
/// cores wait for each other at every product, and a run does not end.
int usableThreads(int asked);
/// "1024 threads were asked for and 2 are used: ..."; empty where as many as were asked for are.
std::string threadsNote(int asked);

} // namespace stepmark
