// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/completion.h"

#include "app/stepmarkctl/option_text.h"

namespace stepmark::ctl {

namespace {

constexpr const char* kMadeBy = "# SPDX-License-Identifier: GPL-3.0-or-later\n"
                                "# Made by stepmarkctl from its own options.\n";

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words)
        line += (line.empty() ? "" : " ") + word;
    return line;
}

std::vector<std::string> commandNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : shownCommands(app))
        names.push_back(command->get_name());
    return names;
}

std::vector<OptionText> namedOptions(const CLI::App& app) {
    auto options = optionTexts(app);
    std::erase_if(options, [](const OptionText& one) { return one.name.front() != '-'; });
    return options;
}

std::vector<std::string> optionNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const OptionText& option : namedOptions(app))
        names.push_back(option.name);
    return names;
}

/// In single quotes, for bash, zsh and fish alike: a quote leaves them, stands behind a backslash, goes back in.
std::string inQuotes(const std::string& text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

/// Behind `name` of zsh's _arguments: brackets and colons mean something there.
std::string zshText(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

/// One option for _arguments: '--mode[text]:TEXT:(full head)'.
std::string zshOption(const OptionText& option) {
    std::string spec = (option.several ? "*" : "") + option.name + "[" + zshText(option.text) + "]";
    if (!option.value.empty())
        spec += ":" + option.value + ":" +
                (!option.words.empty() ? "(" + joined(option.words) + ")" : option.is_number ? " " : "_files");
    return inQuotes(spec);
}

std::string zshArguments(const CLI::App& app, const CLI::App& command) {
    std::string result = "_arguments";
    for (const CLI::App* one : {&command, &app})
        for (const OptionText& option : namedOptions(*one))
            if (one == &command || option.name != "--help") // each subcommand has its own
                result += " \\\n                " + zshOption(option);
    return result + " \\\n                '*:file:_files'";
}

std::string fishOption(const std::string& condition, const OptionText& option) {
    std::string line = "complete -c stepmarkctl -n " + inQuotes(condition) + " -l " + option.name.substr(2);
    if (!option.words.empty())
        line += " -x -a " + inQuotes(joined(option.words));
    else if (!option.value.empty())
        line += option.is_number ? " -x" : " -r";
    return line + " -d " + inQuotes(option.text) + "\n";
}

} // namespace

std::string bashCompletion(const CLI::App& app) {
    const std::string shared = joined(optionNames(app));
    std::string words, options;
    for (const CLI::App* command : shownCommands(app)) {
        std::vector<std::string> names;
        for (const OptionText& option : namedOptions(*command)) {
            names.push_back(option.name);
            const std::string place = "    '" + command->get_name() + " " + option.name + "') ";
            if (!option.words.empty())
                words += place + "words='" + joined(option.words) + "' ;;\n";
            else if (option.is_number)
                words += place + "return ;;\n";
            else if (!option.value.empty())
                words += place + "compopt -o default; return ;;\n";
        }
        options += "    " + command->get_name() + ") words='" + joined(names) + " " + shared + "' ;;\n";
    }
    return std::string(kMadeBy) +
           "_stepmarkctl() {\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" command= words= word\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        [ \"${word:0:1}\" = - ] || { command=\"$word\"; break; }\n"
           "    done\n"
           "    COMPREPLY=()\n"
           "    case \"$command ${COMP_WORDS[COMP_CWORD-1]}\" in\n" +
           words +
           "    esac\n"
           "    if [ -z \"$words\" ]; then\n"
           "        if [ -n \"$command\" ] && [ \"${current:0:1}\" != - ]; then\n"
           "            compopt -o default\n"
           "            return\n"
           "        fi\n"
           "        case \"$command\" in\n" +
           options + "    '') words='" + joined(commandNames(app)) + " " + shared +
           "' ;;\n"
           "        esac\n"
           "    fi\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "}\n"
           "complete -F _stepmarkctl stepmarkctl\n";
}

std::string zshCompletion(const CLI::App& app) {
    std::string names, cases;
    for (const CLI::App* command : shownCommands(app)) {
        names += "        " + inQuotes(zshText(command->get_name()) + ":" + command->get_description()) + "\n";
        cases += "            " + command->get_name() + ") " + zshArguments(app, *command) + " ;;\n";
    }
    std::string result = "#compdef stepmarkctl\n" + std::string(kMadeBy) +
                         "_stepmarkctl() {\n"
                         "    local context state state_descr line\n"
                         "    local -a commands\n"
                         "    typeset -A opt_args\n"
                         "    commands=(\n" +
                         names + "    )\n    _arguments -C";
    for (const OptionText& option : namedOptions(app))
        result += " \\\n        " + zshOption(option);
    return result +
           " \\\n        '1:subcommand:->command' '*::argument:->rest'\n"
           "    case $state in\n"
           "    command) _describe subcommand commands ;;\n"
           "    rest)\n"
           "        case $words[1] in\n" +
           cases +
           "        esac ;;\n"
           "    esac\n"
           "}\n"
           "_stepmarkctl \"$@\"\n";
}

std::string fishCompletion(const CLI::App& app) {
    std::string result = kMadeBy;
    const std::string none = "__fish_use_subcommand";
    for (const CLI::App* command : shownCommands(app))
        result += "complete -c stepmarkctl -n " + inQuotes(none) + " -f -a " + command->get_name() + " -d " +
                  inQuotes(command->get_description()) + "\n";
    for (const OptionText& option : namedOptions(app))
        result += fishOption("true", option);
    for (const CLI::App* command : shownCommands(app))
        for (const OptionText& option : namedOptions(*command))
            if (option.name != "--help") // the program's own stands for all
                result += fishOption("__fish_seen_subcommand_from " + command->get_name(), option);
    return result;
}

} // namespace stepmark::ctl
