// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/option_text.h"

#include <algorithm>
#include <sstream>

namespace stepmark::ctl {

namespace {

/// CLI11's words for a type ("INT", "TEXT:{a,b}", "FLOAT:FLOAT in [0 - 1]"): of what kind a value is, and which are
/// allowed.
struct ValueType {
    std::string kind, range;
    std::vector<std::string> words;

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
        if (const std::size_t in = rest.find(" in ["); in != std::string::npos) {
            range = rest.substr(in + 5, rest.size() - in - 6);
            if (const std::size_t to = range.find(" - "); to != std::string::npos)
                range.replace(to, 3, " to ");
        } else if (rest.size() > 2 && rest.front() == '{') {
            std::istringstream list(rest.substr(1, rest.size() - 2));
            for (std::string word; std::getline(list, word, ',');)
                words.push_back(word);
        }
    }

    std::string allowed() const {
        std::string all = range;
        for (const std::string& word : words)
            all += (all.empty() ? "" : ", ") + word;
        return all;
    }
};

} // namespace

std::string OptionText::shown() const {
    return (short_name.empty() ? "" : short_name + ", ") + name + (value.empty() ? "" : " " + value) +
           (several ? "..." : "");
}

OptionText textOf(const CLI::Option& option) {
    OptionText result;
    result.name = option.get_positional() ? option.get_name(true, false) : "--" + option.get_lnames().front();
    if (!option.get_snames().empty())
        result.short_name = "-" + option.get_snames().front();
    result.text = option.get_description();
    if (option.get_type_size() == 0) // takes no value
        return result;
    const ValueType type(option.get_type_name());
    result.value = option.get_positional() ? "" : type.kind;
    result.words = type.words;
    result.is_number = type.kind == "N" || type.kind == "X";
    result.several = option.get_expected_max() >= CLI::detail::expected_max_vector_size;
    const std::string otherwise = option.get_required()              ? "required"
                                  : option.get_default_str().empty() ? ""
                                                                     : "default: " + option.get_default_str();
    std::string more = type.allowed();
    more += (more.empty() || otherwise.empty() ? "" : "; ") + otherwise;
    result.text += more.empty() ? "" : " (" + more + ")";
    return result;
}

std::vector<OptionText> optionTexts(const CLI::App& app) {
    std::vector<OptionText> all;
    for (const bool positional : {true, false})
        for (const CLI::Option* option : app.get_options())
            if (option->get_positional() == positional && !option->get_group().empty())
                all.push_back(textOf(*option));
    return all;
}

std::vector<const CLI::App*> nextCommands(const CLI::App& app) {
    const auto found = app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); });
    return {found.begin(), found.end()};
}

std::vector<const CLI::App*> shownCommands(const CLI::App& app) {
    std::vector<const CLI::App*> shown;
    for (const CLI::App* one : nextCommands(app))
        if (const auto held = shownCommands(*one); !held.empty())
            shown.insert(shown.end(), held.begin(), held.end());
        else
            shown.push_back(one);
    return shown;
}

std::vector<const CLI::App*> shownGroups(const CLI::App& app) {
    auto groups = nextCommands(app);
    std::erase_if(groups, [](const CLI::App* one) { return nextCommands(*one).empty(); });
    return groups;
}

std::string nameOf(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    const bool in_group = parent && parent->get_parent();
    return (in_group ? nameOf(*parent) + " " : "") + command.get_name();
}

const CLI::App* parsedCommand(const CLI::App& app) {
    const auto parsed = app.get_subcommands();
    if (parsed.empty())
        return nullptr;
    const CLI::App* deeper = parsedCommand(*parsed.front());
    return deeper ? deeper : parsed.front();
}

const std::vector<ExitCode>& exitCodes() {
    static const std::vector<ExitCode> codes = {{0, "done"},
                                                {1, "failed; the message says what to do"},
                                                {2, "bad usage"},
                                                {130, "interrupted; the message says how it goes on"}};
    return codes;
}

} // namespace stepmark::ctl
