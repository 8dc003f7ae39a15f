// SPDX-License-Identifier: GPL-3.0-or-later
//
// Progress in English, for the terminal and a job's log. The window has words of its own (ui/jobs/worker_text.h).
#pragma once

#include "model/run/progress.h"

#include <string>

namespace stepmark::work {

/// "training PRM, epoch 1 of 2". Any thread.
std::string stageWords(const Progress& progress);

} // namespace stepmark::work
