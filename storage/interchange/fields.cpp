// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/fields.h"

#include "model/domain/error.h"

namespace stepmark::interchange {

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
    if (value && value->is_number())
        return value->dump();
    return maybeText(object, name);
}

std::optional<bool> maybeFlag(const json& object, const char* name) {
    const json* value = field(object, name);
    if (!value)
        return std::nullopt;
    if (value->is_boolean())
        return value->get<bool>();
    if (value->is_number_integer() && (*value == 0 || *value == 1))
        return *value == 1;
    wrongType(name, "true or false", *value);
}

std::optional<std::int64_t> maybeInteger(const json& object, const char* name) {
    const json* value = field(object, name);
    if (!value)
        return std::nullopt;
    if (!value->is_number_integer() || (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX))
        wrongType(name, "a whole number", *value);
    return value->get<std::int64_t>();
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

} // namespace stepmark::interchange
