// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/usage.h"

#include "app/stepmarkctl/nearest.h"
#include "app/stepmarkctl/option_text.h"

#include <algorithm>
#include <sstream>

namespace stepmark::ctl {

namespace {

constexpr std::size_t kColumn = 28; ///< where descriptions begin
constexpr std::size_t kWidth = 100; ///< of a line

std::vector<std::string> optionNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    return names;
}

std::string meant(const std::string& word) { return word.empty() ? "" : " Do you mean " + word + "?"; }

std::string unknownOption(const CLI::App& app, const CLI::App* command, const std::string& typed) {
    auto names = optionNames(app);
    if (command) {
        const auto own = optionNames(*command);
        names.insert(names.end(), own.begin(), own.end());
    }
    const std::string name = typed.substr(0, typed.find('='));
    return "There is no option " + name + "." + meant(nearest(name, names));
}

std::string unknownCommand(const CLI::App& app, const std::string& typed) {
    std::vector<std::string> names;
    for (const CLI::App* command : shownCommands(app))
        names.push_back(nameOf(*command));
    return "There is no subcommand '" + typed + "'." + meant(nearest(typed, names));
}

std::string sentence(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text.empty() || text.back() == '.' ? text : text + ".";
}

} // namespace

std::string helpEntry(const std::string& name, const std::string& text) {
    std::string line = "  " + name, result;
    if (line.size() + 2 > kColumn) {
        result = line + "\n";
        line.clear();
    }
    line.resize(kColumn, ' ');
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (line.size() + word.size() > kWidth && line.size() > kColumn) {
            result += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
            line.assign(kColumn, ' ');
        }
        line += word + " ";
    }
    return result + line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool) const {
    const OptionText text = textOf(*option);
    return helpEntry(text.shown(), text.text);
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
    const auto held = shownCommands(*command);
    if (held.empty())
        return helpEntry(nameOf(*command), command->get_description());
    std::string entries;
    for (const CLI::App* one : held)
        entries += helpEntry(nameOf(*one), one->get_description());
    return entries;
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
    std::string codes = "Exit codes:\n";
    for (const ExitCode& one : exitCodes()) {
        std::string code = std::to_string(one.code);
        code.resize(5, ' ');
        codes += "  " + code + one.text + "\n";
    }
    return app->get_footer() + codes;
}

std::string exampleText(const std::string& arguments) { return "Example:\n  stepmarkctl " + arguments + "\n\n"; }

std::string usageMessage(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App* command = parsedCommand(app);
    const bool is_group = command && !shownCommands(*command).empty();
    const std::string ask = command ? " 'stepmarkctl " + nameOf(*command) + " --help' lists what there is."
                                    : " 'stepmarkctl --help' lists what there is.";
    const auto rest = app.remaining(true);
    const auto is_option = [](const std::string& word) { return word.size() > 1 && word.front() == '-'; };
    const auto option = std::find_if(rest.begin(), rest.end(), is_option);
    const auto word = std::find_if_not(rest.begin(), rest.end(), is_option);
    if ((!command || is_group) && word != rest.end())
        return unknownCommand(app, is_group ? nameOf(*command) + " " + *word : *word) + ask;
    if (option != rest.end())
        return unknownOption(app, command, *option) + ask;
    if (!command || is_group)
        return "Say what to do: a subcommand is missing." + ask;
    if (word != rest.end())
        return "'" + *word + "' is one word too many." + ask;
    return sentence(error.what()) + ask;
}

} // namespace stepmark::ctl
