// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program's own option table in words: the help, the manual pages and the completions of the shells all say what
// stands here, so that an option is declared once.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace stepmark::ctl {

/// What one option is called, takes and means. Plain data: any thread.
struct OptionText {
    std::string name;                     ///< "--mode", or of a positional argument "PROJECT"
    std::string short_name;               ///< "-h"; empty: none
    std::string value;                    ///< what it takes ("N", "X", "TEXT"); empty: nothing, or a positional argument
    std::vector<std::string> words;       ///< the only words allowed; empty: any
    bool is_number = false, several = false;
    std::string text;                     ///< the description with the values allowed and the default

    /// "-h, --help", "--count N", "FILE...".
    std::string shown() const;
};

/// Of an option with several long names the first counts: the others are there for old scripts.
OptionText textOf(const CLI::Option& option);

/// The options of a subcommand (or of the program) in their order, positional arguments first. Reads `app` only: the
/// thread that declared it.
std::vector<OptionText> optionTexts(const CLI::App& app);

/// What may be typed next that people are told of: subcommands and groups, of a group what it holds.
std::vector<const CLI::App*> nextCommands(const CLI::App& app);
/// The subcommands that people are told of, in their order; in place of a group those in it.
std::vector<const CLI::App*> shownCommands(const CLI::App& app);
/// Those that only hold others.
std::vector<const CLI::App*> shownGroups(const CLI::App& app);
/// As it is typed: "import", "w2s tasks".
std::string nameOf(const CLI::App& command);
/// The subcommand that was parsed, or the group where none of it was; nullptr: none.
const CLI::App* parsedCommand(const CLI::App& app);

/// What the program returns, for people.
struct ExitCode {
    int code;
    const char* text;
};
const std::vector<ExitCode>& exitCodes();

} // namespace stepmark::ctl
