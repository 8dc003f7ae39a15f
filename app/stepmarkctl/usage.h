// SPDX-License-Identifier: GPL-3.0-or-later
//
// What --help prints, and what is said of words that make no sense. Main thread.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace stepmark::ctl {

/// Each option with its value's range or words and its default, or that it is required, wrapped for a terminal. Of an
/// option with several long names the first is shown: the others are there for old scripts.
class HelpFormatter : public CLI::Formatter {
public:
    std::string make_option(const CLI::Option* option, bool is_positional) const override;
    std::string make_subcommand(const CLI::App* command) const override;
    std::string make_footer(const CLI::App* app) const override;
};

/// "  NAME   text, wrapped as the options are".
std::string helpEntry(const std::string& name, const std::string& text);

/// An example of a subcommand for its help's foot.
std::string exampleText(const std::string& arguments);

/// Names the word that is wrong and the nearest that would be right. `app` has just thrown `error` while parsing.
std::string usageMessage(const CLI::App& app, const CLI::ParseError& error);

} // namespace stepmark::ctl
