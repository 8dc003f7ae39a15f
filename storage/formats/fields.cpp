// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/fields.h"

#include "model/domain/error.h"

#include <charconv>
#include <cmath>

namespace stepmark::formats {

using nlohmann::json;

namespace {

const std::string& checkedText(const json& value, const std::string& name) {
    if (!value.is_string())
        wrongType(name, "a text", value);
    const auto& text = value.get_ref<const std::string&>();
    if (text.find('\0') != std::string::npos)
        throw Error("field \"" + name + "\" holds a NUL character (\\u0000): take it out.");
    return text;
}

} // namespace

void wrongType(const std::string& name, const char* expected, const json& found) {
    std::string shown = found.dump(-1, ' ', false, json::error_handler_t::replace);
    if (shown.size() > 60)
        shown = std::string(found.type_name());
    throw Error("field \"" + name + "\" must be " + expected + ", not " + shown + ".");
}

const json* field(const json& object, const char* name) {
    const auto place = object.find(name);
    return place == object.end() || place->is_null() ? nullptr : &*place;
}

std::optional<std::string> maybeText(const json& object, const char* name) {
    const json* value = field(object, name);
    return value ? std::optional(checkedText(*value, name)) : std::nullopt;
}

std::string text(const json& object, const char* name) {
    auto value = maybeText(object, name);
    if (!value)
        throw Error(std::string("field \"") + name + "\" is missing.");
    return std::move(*value);
}

std::optional<std::string> textOrNumber(const json& object, const char* name) {
    const json* value = field(object, name);
    if (value && value->is_number()) {
        const auto whole = wholeNumber(*value);
        return whole ? std::to_string(*whole) : value->dump();
    }
    return maybeText(object, name);
}

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos
               ? std::string()
               : std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::optional<double> maybeNumber(const json& value) {
    if (value.is_number())
        return value.get<double>();
    if (!value.is_string())
        return std::nullopt;
    const std::string text = trimmed(value.get_ref<const std::string&>());
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> wholeNumber(const json& value) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX)
        return std::nullopt;
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (value.is_string()) { // not by way of a double: it holds 53 bits
        const std::string text = trimmed(value.get_ref<const std::string&>());
        std::int64_t whole = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
        if (error == std::errc() && end == text.data() + text.size())
            return whole;
    }
    constexpr double kExact = 9007199254740992; // 2^53
    const auto number = maybeNumber(value);
    return number && std::trunc(*number) == *number && std::abs(*number) <= kExact
               ? std::optional(static_cast<std::int64_t>(*number))
               : std::nullopt;
}

std::optional<bool> maybeFlag(const json& object, const char* name) {
    const json* value = field(object, name);
    if (!value)
        return std::nullopt;
    if (value->is_boolean())
        return value->get<bool>();
    if (const auto whole = wholeNumber(*value); whole == 0 || whole == 1)
        return whole == 1;
    if (value->is_string()) {
        const std::string word = trimmed(value->get_ref<const std::string&>());
        if (word == "true" || word == "True" || word == "TRUE")
            return true;
        if (word == "false" || word == "False" || word == "FALSE")
            return false;
        if (word.empty())
            return std::nullopt;
    }
    wrongType(name, "true or false", *value);
}

std::optional<std::int64_t> maybeInteger(const json& object, const char* name) {
    const json* value = field(object, name);
    if (!value || (value->is_string() && trimmed(value->get_ref<const std::string&>()).empty()))
        return std::nullopt;
    const auto whole = wholeNumber(*value);
    if (!whole)
        wrongType(name, "a whole number", *value);
    return whole;
}

std::optional<std::vector<std::string>> maybeTexts(const json& object, const char* name) {
    if (!field(object, name))
        return std::nullopt;
    std::vector<std::string> texts;
    for (const json& item : list(object, name))
        texts.push_back(checkedText(item, name + ("[" + std::to_string(texts.size()) + "]")));
    return texts;
}

const json& list(const json& object, const char* name) {
    const json* value = field(object, name);
    if (!value)
        throw Error(std::string("field \"") + name + "\" is missing.");
    if (!value->is_array())
        wrongType(name, "a list", *value);
    return *value;
}

} // namespace stepmark::formats
