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

std::vector<std::string> nextNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* next : nextCommands(app))
        names.push_back(next->get_name());
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

/// The words of a subcommand's name have all been typed.
std::string fishSeen(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    const bool in_group = parent && parent->get_parent();
    return (in_group ? fishSeen(*parent) + "; and " : "") + "__fish_seen_subcommand_from " + command.get_name();
}

std::string fishNames(const std::string& condition, const CLI::App& app) {
    std::string lines;
    for (const CLI::App* next : nextCommands(app))
        lines += "complete -c stepmarkctl -n " + inQuotes(condition) + " -f -a " + next->get_name() + " -d " +
                 inQuotes(next->get_description()) + "\n";
    return lines;
}

/// The group's name stands before a subcommand's in zsh's $words: it is taken off, and what it holds is offered.
std::string zshGroup(const CLI::App& group) {
    std::string names;
    for (const CLI::App* command : nextCommands(group))
        names += " " + inQuotes(zshText(command->get_name()) + ":" + command->get_description());
    return "        if [[ $words[1] == " + group.get_name() +
           " ]]; then\n"
           "            commands=(" +
           names +
           ")\n"
           "            if (( CURRENT == 2 )); then\n"
           "                _describe subcommand commands\n"
           "                return\n"
           "            fi\n"
           "            command=\"$words[1] $words[2]\"\n"
           "            shift words\n"
           "            (( CURRENT-- ))\n"
           "        fi\n";
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
            const std::string place = "    '" + nameOf(*command) + " " + option.name + "') ";
            if (!option.words.empty())
                words += place + "words='" + joined(option.words) + "' ;;\n";
            else if (option.is_number)
                words += place + "return ;;\n";
            else if (!option.value.empty())
                words += place + "compopt -o default; return ;;\n";
        }
        options += "    '" + nameOf(*command) + "') words='" + joined(names) + " " + shared + "' ;;\n";
    }
    std::string unfinished = "''"; // names behind which a further word belongs to the name
    for (const CLI::App* group : shownGroups(app)) {
        unfinished += "|" + group->get_name();
        options += "    '" + group->get_name() + "') words='" + joined(nextNames(*group)) + " " + shared + "' ;;\n";
    }
    return std::string(kMadeBy) +
           "_stepmarkctl() {\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" command= words= word\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        [ \"${word:0:1}\" = - ] && continue\n"
           "        command=\"$command${command:+ }$word\"\n"
           "        case \"$command\" in\n"
           "        " +
           unfinished +
           ") ;;\n"
           "        *) break ;;\n"
           "        esac\n"
           "    done\n"
           "    COMPREPLY=()\n"
           "    case \"$command ${COMP_WORDS[COMP_CWORD-1]}\" in\n" +
           words +
           "    esac\n"
           "    if [ -z \"$words\" ]; then\n"
           "        case \"$command\" in\n"
           "        " +
           unfinished +
           ") ;;\n"
           "        *) [ \"${current:0:1}\" = - ] || { compopt -o default; return; } ;;\n"
           "        esac\n"
           "        case \"$command\" in\n" +
           options + "    '') words='" + joined(nextNames(app)) + " " + shared +
           "' ;;\n"
           "        esac\n"
           "    fi\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "}\n"
           "complete -F _stepmarkctl stepmarkctl\n";
}

std::string zshCompletion(const CLI::App& app) {
    std::string names, groups, cases;
    for (const CLI::App* next : nextCommands(app))
        names += "        " + inQuotes(zshText(next->get_name()) + ":" + next->get_description()) + "\n";
    for (const CLI::App* group : shownGroups(app))
        groups += zshGroup(*group);
    for (const CLI::App* command : shownCommands(app))
        cases += "            '" + nameOf(*command) + "') " + zshArguments(app, *command) + " ;;\n";
    std::string result = "#compdef stepmarkctl\n" + std::string(kMadeBy) +
                         "_stepmarkctl() {\n"
                         "    local context state state_descr line command\n"
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
           "        command=$words[1]\n" +
           groups +
           "        case $command in\n" +
           cases +
           "        esac ;;\n"
           "    esac\n"
           "}\n"
           "_stepmarkctl \"$@\"\n";
}

std::string fishCompletion(const CLI::App& app) {
    std::string result = kMadeBy;
    result += fishNames("__fish_use_subcommand", app);
    for (const CLI::App* group : shownGroups(app))
        result += fishNames(fishSeen(*group), *group);
    for (const OptionText& option : namedOptions(app))
        result += fishOption("true", option);
    for (const CLI::App* command : shownCommands(app))
        for (const OptionText& option : namedOptions(*command))
            if (option.name != "--help") // the program's own stands for all
                result += fishOption(fishSeen(*command), option);
    return result;
}

} // namespace stepmark::ctl
