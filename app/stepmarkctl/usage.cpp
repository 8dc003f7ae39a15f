// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/usage.h"

#include "app/stepmarkctl/nearest.h"

#include <algorithm>
#include <sstream>

namespace stepmark::ctl {

namespace {

constexpr std::size_t kColumn = 28; ///< where descriptions begin
constexpr std::size_t kWidth = 100; ///< of a line

constexpr const char* kExitCodes = "Exit codes:\n"
                                   "  0    done\n"
                                   "  1    failed; the message says what to do\n"
                                   "  2    bad usage\n"
                                   "  130  interrupted; the message says how it goes on\n";

/// "  NAME   text, wrapped".
std::string entry(const std::string& name, const std::string& text) {
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

/// CLI11's words for a type ("INT", "TEXT:{a,b}", "FLOAT:FLOAT in [0 - 1]"): of what kind a value is, and which are
/// allowed.
struct ValueType {
    std::string kind, allowed;

    explicit ValueType(const std::string& text) {
        const std::size_t colon = text.find(':');
        kind = text.substr(0, colon);
        if (kind == "INT" || kind == "UINT")
            kind = "N";
        else if (kind == "FLOAT")
            kind = "X";
        if (colon == std::string::npos)
            return;
        const std::string rest = text.substr(colon + 1);
        if (const std::size_t range = rest.find(" in ["); range != std::string::npos) {
            allowed = rest.substr(range + 5, rest.size() - range - 6);
            if (const std::size_t to = allowed.find(" - "); to != std::string::npos)
                allowed.replace(to, 3, " to ");
        } else if (rest.size() > 2 && rest.front() == '{') {
            for (const char c : rest.substr(1, rest.size() - 2))
                allowed += c == ',' ? std::string(", ") : std::string(1, c);
        }
    }
};

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
    for (const CLI::App* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    return "There is no subcommand '" + typed + "'." + meant(nearest(typed, names));
}

std::string sentence(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text.empty() || text.back() == '.' ? text : text + ".";
}

} // namespace

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
    std::string name = is_positional ? option->get_name(true, false) : "--" + option->get_lnames().front();
    if (!is_positional && !option->get_snames().empty())
        name = "-" + option->get_snames().front() + ", " + name;
    std::string text = option->get_description();
    if (option->get_type_size() != 0) { // takes a value
        const ValueType type(option->get_type_name());
        const bool several = option->get_expected_max() >= CLI::detail::expected_max_vector_size;
        name += (is_positional ? "" : " " + type.kind) + (several ? "..." : "");
        std::string more = type.allowed;
        const std::string otherwise = option->get_required()              ? "required"
                                      : option->get_default_str().empty() ? ""
                                                                          : "default: " + option->get_default_str();
        more += (more.empty() || otherwise.empty() ? "" : "; ") + otherwise;
        text += more.empty() ? "" : " (" + more + ")";
    }
    return entry(name, text);
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
    return entry(command->get_name(), command->get_description());
}

std::string HelpFormatter::make_footer(const CLI::App* app) const { return app->get_footer() + kExitCodes; }

std::string exampleText(const std::string& arguments) { return "Example:\n  stepmarkctl " + arguments + "\n\n"; }

std::string usageMessage(const CLI::App& app, const CLI::ParseError& error) {
    const auto commands = app.get_subcommands();
    const CLI::App* command = commands.empty() ? nullptr : commands.front();
    const std::string ask = command ? " 'stepmarkctl " + command->get_name() + " --help' lists what there is."
                                    : " 'stepmarkctl --help' lists what there is.";
    const auto rest = app.remaining(true);
    const auto is_option = [](const std::string& word) { return word.size() > 1 && word.front() == '-'; };
    const auto option = std::find_if(rest.begin(), rest.end(), is_option);
    const auto word = std::find_if_not(rest.begin(), rest.end(), is_option);
    if (!command && word != rest.end())
        return unknownCommand(app, *word) + ask;
    if (option != rest.end())
        return unknownOption(app, command, *option) + ask;
    if (!command)
        return "Say what to do: a subcommand is missing." + ask;
    if (word != rest.end())
        return "'" + *word + "' is one word too many." + ask;
    return sentence(error.what()) + ask;
}

} // namespace stepmark::ctl
