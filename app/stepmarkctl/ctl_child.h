// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main thread.
#pragma once

#include "app/work/plan_workers.h"

#include <memory>
#include <string>
#include <vector>

namespace stepmark::ctl {

/// `stepmarkctl ARGUMENTS --json`, the program beside this one, with the input on its standard input. It ends when this
/// process does.
std::unique_ptr<work::Child> startCtl(const std::vector<std::string>& arguments, const std::string& input);

} // namespace stepmark::ctl
