// SPDX-License-Identifier: GPL-3.0-or-later
//
// A spec out of a file or standard input. Main thread.
#pragma once

#include "app/stepmarkctl/command.h"
#include "model/run/spec_json.h"

#include <string>

namespace stepmark::ctl {

/// --spec FILE: all choices of a command at once, as a program has them.
struct SpecOption {
    std::string file;                  ///< "-": standard input; empty: not given
    const CLI::App* command = nullptr; ///< to tell what else was given
};

void addSpec(CLI::App* command, SpecOption& option);

/// The text that was given with --spec. UsageError where a choice stands beside it.
std::string specText(const SpecOption& option, const std::stop_token& stop);
/// The same where others may stand beside it.
std::string textOf(const SpecOption& option, const std::stop_token& stop);
/// `error` with the name of what was read, as bad usage.
[[noreturn]] void refuseSpec(const SpecOption& option, const Error& error);

/// What was chosen: the spec of --spec, or where that was not given what the other options say.
template <class Spec>
Spec chosenSpec(const SpecOption& option, const Spec& by_options, const std::stop_token& stop) {
    if (option.file.empty())
        return by_options;
    const std::string text = specText(option, stop);
    try {
        return specFromText<Spec>(text);
    } catch (const Error& error) {
        refuseSpec(option, error);
    }
}

} // namespace stepmark::ctl
