// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/spec_option.h"

#include "model/files/input_file.h"

#include <algorithm>
#include <array>

namespace stepmark::ctl {

namespace {

constexpr std::size_t kMostBytes = 1 << 20; ///< a spec has a few thousand
/// What says how a command is run, not what is asked of it.
constexpr std::array<std::string_view, 7> kBeside{"PROJECT", "--spec",        "--resume", "--plan",
                                                  "--aside", "--examples-to", "--help"};

void requireAlone(const SpecOption& option) {
    for (const CLI::Option* other : option.command->get_options())
        if (other->count() > 0 && std::find(kBeside.begin(), kBeside.end(), other->get_name()) == kBeside.end())
            throw UsageError("--spec says all that is chosen: write " + other->get_name() +
                             " into it, or leave --spec out.");
}

} // namespace

void addSpec(CLI::App* command, SpecOption& option) {
    option.command = command;
    command
        ->add_option("--spec", option.file,
                     "Instead of all other choices: a JSON object of them, as --plan prints it; - for standard input")
        ->default_str("none");
}

std::string specText(const SpecOption& option, const std::stop_token& stop) {
    requireAlone(option);
    return textOf(option, stop);
}

std::string textOf(const SpecOption& option, const std::stop_token& stop) {
    files::InputFile file(option.file, stop);
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t size = file.read(part)) {
        text.append(part.data(), size);
        if (text.size() > kMostBytes)
            throw UsageError(files::inputName(option.file) + " is too large for a spec: name the right file.");
    }
    return text;
}

void refuseSpec(const SpecOption& option, const Error& error) {
    throw UsageError(files::inputName(option.file) + ": " + error.what());
}

} // namespace stepmark::ctl
