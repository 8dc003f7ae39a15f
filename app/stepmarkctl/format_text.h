// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the table of formats only: any thread.
#pragma once

#include <string>

namespace stepmark::ctl {

/// What the rows of each format hold, out of the table that they are read by: for the foot of import's help.
std::string formatsText();

} // namespace stepmark::ctl
