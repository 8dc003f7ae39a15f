// SPDX-License-Identifier: GPL-3.0-or-later
//
// Regular expressions of a tokenizer.json, which are written for Oniguruma (Ruby's dialect, Unicode), run by PCRE2.
//
// Private to stepmark_tokenizer. Thread rule: a compiled pattern is read-only; what matching needs besides is kept by
// thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// The same expression in PCRE2's dialect: sets of characters (\s, \w, \b, [:alpha:], \p{Han}), intervals as Oniguruma
/// has them. What means something else in PCRE2 and cannot be translated (nested classes and && in a class, \h, {n,m}+,
/// (?m), (?i) with characters that equal a sequence without case) throws Error.
std::string translatePattern(std::string_view oniguruma, const std::string& source);

/// A range of bytes of a text.
struct Span {
    std::size_t begin;
    std::size_t end;
};

class Pattern {
public:
    /// Throws Error where the expression is longer than 64 KB, unsupported or faulty. `source` is named.
    Pattern(std::string_view oniguruma, const std::string& source);

    /// All matches from left to right, not overlapping; an empty match directly behind another one is left out. `text`
    /// must be UTF-8. Throws Error where a match takes more than PCRE2's limit of 10 million steps.
    std::vector<Span> findAll(std::string_view text) const;

private:
    std::string m_text;
    std::shared_ptr<const void> m_code; ///< pcre2_code
};

} // namespace stepmark
