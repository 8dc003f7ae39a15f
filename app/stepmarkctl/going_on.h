// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a command that was interrupted is gone on with, as it can be typed into a shell. Nothing is shared: any thread.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace stepmark::ctl {

/// The word as a POSIX shell takes it.
std::string shellQuoted(const std::string& word);

/// `arguments`, the subcommand's first, as one line. What can be resumed is told so.
std::string commandToGoOn(const std::vector<std::string>& arguments, const CLI::App& command);

} // namespace stepmark::ctl
