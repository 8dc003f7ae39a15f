// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/text_pattern.h"

#include "model/domain/error.h"

#include <nlohmann/json.hpp>

namespace stepmark {

TextPattern TextPattern::fromJson(const nlohmann::json& owner, const std::string& what, const std::string& source) {
    const nlohmann::json pattern = owner.value("pattern", nlohmann::json());
    const auto text = [&](const char* key) {
        const bool there = pattern.is_object() && pattern.size() == 1 && pattern.contains(key);
        return there && pattern[key].is_string() ? pattern[key].get<std::string>() : std::string();
    };
    if (const std::string expression = text("Regex"); !expression.empty())
        return TextPattern(Pattern(expression, source));
    if (const std::string literal = text("String"); !literal.empty())
        return TextPattern(literal);
    throw Error(source + ": " + what + " has no pattern of the kind Regex or String.");
}

std::vector<Span> TextPattern::findAll(std::string_view text) const {
    if (const Pattern* expression = std::get_if<Pattern>(&m_what))
        return expression->findAll(text);
    const std::string& literal = std::get<std::string>(m_what);
    std::vector<Span> matches;
    for (std::size_t at = text.find(literal); at != std::string_view::npos;
         at = text.find(literal, at + literal.size()))
        matches.push_back({at, at + literal.size()});
    return matches;
}

std::string TextPattern::replace(std::string_view text, std::string_view content) const {
    std::string result;
    std::size_t done = 0;
    for (const Span& match : findAll(text)) {
        result += text.substr(done, match.begin - done);
        result += content;
        done = match.end;
    }
    result += text.substr(done);
    return result;
}

} // namespace stepmark
