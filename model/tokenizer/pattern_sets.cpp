// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/pattern_sets.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace stepmark {
namespace {

CharacterSet property(const std::string& name) { return {R"(\p{)" + name + "}", R"(\P{)" + name + "}"}; }

/// As both dialects compare names: without case, blanks, "_" and "-".
std::string normalized(std::string_view name) {
    std::string text;
    for (const char c : name)
        if (c != ' ' && c != '_' && c != '-')
            text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// With what Unicode has called so since the version of common PCRE2s.
const std::string alphabetic =
    R"(\p{Alphabetic}\x{363}-\x{36f}\x{c04}\x{f82}\x{f83}\x{1dd3}-\x{1de6}\x{11080}\x{11081})";
const std::string word_characters = R"(\p{L}\p{M}\p{Nl}\p{Nd}\p{Pc}\x{24b6}-\x{24e9}\x{1f130}-\x{1f149})"
                                    R"(\x{1f150}-\x{1f169}\x{1f170}-\x{1f189})";

const std::map<std::string, CharacterSet, std::less<>>& bracketSets() {
    static const std::map<std::string, CharacterSet, std::less<>> sets{
        {"alpha", {alphabetic, {}}},
        {"digit", property("Nd")},
        {"alnum", {alphabetic + R"(\p{Nd})", {}}},
        {"upper", property("Uppercase")},
        {"lower", {R"(\p{Lowercase}\x{10fc}\x{a7f2}-\x{a7f4}\x{ab69})", {}}},
        {"space", whiteSpaceSet()},
        {"blank", {R"(\t\p{Zs})", {}}},
        {"cntrl", property("Cc")},
        {"punct", {R"(\p{P}\p{S})", {}}}, // but \p{Punct} is \p{P}
        {"xdigit", {"0-9a-fA-F", {}}},
        {"word", wordSet(true)},
    };
    return sets;
}

constexpr std::array<std::string_view, 38> categories{
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe",
    "Pi", "Pf", "Po", "S",  "Sm", "Sc", "Sk", "So", "Z",  "Zs", "Zl", "Zp", "C",  "Cc", "Cf", "Cn", "Co", "Cs", "Any"};

} // namespace

const CharacterSet& whiteSpaceSet() { // PCRE2's own \s has U+180E besides
    static const CharacterSet set{
        R"(\t-\r\x{85}\p{Z})",
        R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{84}\x{86}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027})"
        R"(\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{10ffff})"};
    return set;
}

const CharacterSet& wordSet(bool in_class) { // PCRE2's own has neither marks nor connectors nor circled letters
    static const CharacterSet alone{word_characters + R"(\x{b2}\x{b3}\x{b9}\x{bc}-\x{be})", {}};
    static const CharacterSet within{word_characters, {}};
    return in_class ? within : alone;
}

std::optional<CharacterSet> bracketSet(std::string_view name) {
    const auto known = bracketSets().find(name);
    return known == bracketSets().end() ? std::nullopt : std::optional(known->second);
}

CharacterSet propertySet(std::string_view name, bool in_class) {
    const std::string wanted = normalized(name);
    if (wanted == "word")
        return wordSet(in_class);
    for (const std::string_view category : categories)
        if (normalized(category) == wanted)
            return property(std::string(category));
    if (wanted == "punct" || wanted == "punctuation")
        return property("P");
    for (const auto& [longer, name_of_it] :
         {std::pair("alphabetic", "alpha"), {"uppercase", "upper"}, {"lowercase", "lower"}})
        if (wanted == longer)
            return bracketSets().find(std::string_view(name_of_it))->second;
    if (const auto bracket = bracketSet(wanted))
        return *bracket;
    return property("sc:" + wanted); // PCRE2's own \p{Han} is the script's extensions: punctuation, too
}

} // namespace stepmark
