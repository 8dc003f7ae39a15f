// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/going_on.h"

#include <algorithm>
#include <string_view>

namespace stepmark::ctl {

std::string shellQuoted(const std::string& word) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos)
        return word;
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string commandToGoOn(const std::vector<std::string>& arguments, const CLI::App& command) {
    std::string line = "stepmarkctl";
    for (const std::string& argument : arguments)
        line += " " + shellQuoted(argument);
    const CLI::Option* resume = command.get_option_no_throw("--resume");
    return line + (resume && resume->count() == 0 ? " --resume" : "");
}

} // namespace stepmark::ctl
