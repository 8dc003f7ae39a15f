// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sets of characters as Oniguruma has them, written as members of a class of PCRE2's (without its brackets). Found by
// asking Oniguruma for every character; tests/golden/make_pattern_golden.py compares.
//
// Private to stepmark_tokenizer. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stepmark {

/// Members of a set and of what is not in it; empty where one class cannot say that.
struct CharacterSet {
    std::string in;
    std::string out;
};

/// \s and \w. (Characters that are newer than the installed PCRE2's Unicode count as neither letters nor numbers.) By
/// itself \w has some of Latin-1, in a class it has not.
const CharacterSet& whiteSpaceSet();
const CharacterSet& wordSet(bool in_class);
/// [:alpha:], [:punct:], ...; nothing for a name that Oniguruma does not know, or whose set PCRE2 cannot say.
std::optional<CharacterSet> bracketSet(std::string_view name);
/// \p{name}: general categories, names of brackets, scripts. PCRE2 has the last word on whether there is such a script.
CharacterSet propertySet(std::string_view name, bool in_class);

} // namespace stepmark
