// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the shells complete after `stepmarkctl`, made of the option table: subcommands, their options, and the words
// that an option allows; file names everywhere else, but after an option that takes a number.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace stepmark::ctl {

/// A script to be sourced by bash (4.4 or newer; needs nothing of the package bash-completion). These three on any
/// thread, as long as nobody changes `app`.
std::string bashCompletion(const CLI::App& app);

/// A function for zsh's $fpath, to be saved as _stepmarkctl.
std::string zshCompletion(const CLI::App& app);

/// A script for fish's completions.
std::string fishCompletion(const CLI::App& app);

} // namespace stepmark::ctl
