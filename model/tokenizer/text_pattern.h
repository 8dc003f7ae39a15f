// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a Split cuts at and a Replace puts something else for: a literal text or an expression.
//
// Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include "model/tokenizer/pattern.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepmark {

class TextPattern {
public:
    /// From the `pattern` of tokenizer.json: {"String": "..."} or {"Regex": "..."}. Throws Error for anything else;
    /// `what` has it ("a Split pre-tokenizer").
    static TextPattern fromJson(const nlohmann::json& owner, const std::string& what, const std::string& source);

    /// From left to right, not overlapping.
    std::vector<Span> findAll(std::string_view text) const;
    /// `text` with `content` for every match.
    std::string replace(std::string_view text, std::string_view content) const;

private:
    explicit TextPattern(std::variant<std::string, Pattern> what)
        : m_what(std::move(what)) {}

    std::variant<std::string, Pattern> m_what;
};

} // namespace stepmark
