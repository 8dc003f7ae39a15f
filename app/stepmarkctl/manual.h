// SPDX-License-Identifier: GPL-3.0-or-later
//
// Manual pages in the language of man(7), made of the option table.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace stepmark::ctl {

/// stepmarkctl(1): what all subcommands share, and a list of them. Any thread, as long as nobody changes `app`.
std::string manualOf(const CLI::App& app);

/// "stepmarkctl-NAME", of "w2s tasks" "stepmarkctl-w2s-tasks".
std::string pageName(const CLI::App& app, const CLI::App& command);

/// The page so called, of one subcommand.
std::string manualOf(const CLI::App& app, const CLI::App& command);

} // namespace stepmark::ctl
