// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include "app/stepmarkctl/command.h"

namespace stepmark::ctl {

/// What stepmarkctl and stepmarkctl-learn have in common: parses the words, runs the chosen subcommand, prints what
/// came of it. Returns the exit code: 0 done, 1 failed (the message says what to do), 2 bad usage, 130 interrupted (the
/// message says how it goes on). `add` declares the subcommands.
int runProgram(int argc, char** argv, void (*add)(Registry&));

} // namespace stepmark::ctl
