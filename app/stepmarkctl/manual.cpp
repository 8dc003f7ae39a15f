// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/manual.h"

#include "app/stepmarkctl/option_text.h"

#include <algorithm>

namespace stepmark::ctl {

namespace {

/// `text` as roff prints it unchanged: a hyphen stays one that can be copied, a point at the beginning is no request.
std::string roff(const std::string& text) {
    std::string result = text.empty() || (text.front() != '.' && text.front() != '\'') ? "" : "\\&";
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result;
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }

std::string section(const std::string& name) { return ".SH " + name + "\n"; }

std::string head(const std::string& page, const std::string& text) {
    return ".TH \"" + page + "\" 1 \"\" \"Stepmark " STEPMARK_VERSION "\" \"Stepmark\"\n" + section("NAME") + page +
           " \\- " + roff(text) + "\n";
}

std::string entry(const std::string& name, const std::string& text) {
    return ".TP\n" + bold(name) + "\n" + roff(text) + "\n";
}

std::string options(const CLI::App& app) {
    std::string result;
    for (const OptionText& option : optionTexts(app))
        result += entry(option.shown(), option.text);
    return result;
}

std::string codes() {
    std::string result = section("EXIT STATUS");
    for (const ExitCode& one : exitCodes())
        result += entry(std::to_string(one.code), one.text);
    return result;
}

/// The lines of the help's foot that are meant to be typed.
std::string example(const CLI::App& command) {
    const std::string foot = command.get_footer();
    const std::size_t begin = foot.find("\n  "), end = foot.find("\n\n");
    if (begin == std::string::npos || end == std::string::npos || end <= begin)
        return {};
    return section("EXAMPLE") + ".nf\n" + roff(foot.substr(begin + 3, end - begin - 3)) + "\n.fi\n";
}

/// What the help's foot says behind the example.
std::string notes(const CLI::App& command) {
    const std::string foot = command.get_footer();
    const std::size_t end = foot.find("\n\n");
    if (end == std::string::npos || end + 2 >= foot.size())
        return {};
    return section("NOTES") + ".nf\n" + roff(foot.substr(end + 2)) + ".fi\n";
}

std::string synopsis(const CLI::App& app, const CLI::App& command) {
    std::string result = section("SYNOPSIS") + bold(app.get_name() + " " + nameOf(command)) + " [OPTIONS]";
    for (const OptionText& option : optionTexts(command))
        if (option.name.front() != '-')
            result += " " + roff(option.shown());
    return result + "\n";
}

} // namespace

std::string pageName(const CLI::App& app, const CLI::App& command) {
    std::string name = app.get_name() + "-" + nameOf(command);
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

std::string manualOf(const CLI::App& app) {
    std::string page = head(app.get_name(), "process supervision from the command line") + section("SYNOPSIS") +
                       bold(app.get_name()) + " [OPTIONS] SUBCOMMAND ...\n" + section("OPTIONS") + options(app) +
                       section("SUBCOMMANDS") + "Each has a page of its own.\n";
    std::string others;
    for (const CLI::App* command : shownCommands(app)) {
        page += entry(nameOf(*command), command->get_description());
        others += (others.empty() ? "" : ",\n") + bold(pageName(app, *command)) + "(1)";
    }
    return page + codes() + section("SEE ALSO") + others + "\n";
}

std::string manualOf(const CLI::App& app, const CLI::App& command) {
    return head(pageName(app, command), command.get_description()) + synopsis(app, command) +
           section("OPTIONS") + options(command) + section("OPTIONS OF EVERY SUBCOMMAND") + options(app) +
           example(command) + notes(command) + codes() + section("SEE ALSO") + bold(app.get_name()) + "(1)\n";
}

} // namespace stepmark::ctl
