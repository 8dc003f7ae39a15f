// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/config_fields.h"

#include "model/domain/error.h"

#include <limits>

namespace stepmark {

using Json = nlohmann::json;

ConfigFields::ConfigFields(const Json& object, std::string source)
    : m_object(object)
    , m_source(std::move(source)) {
    if (!object.is_object())
        throw Error(m_source + " is not a JSON object.");
}

const Json* ConfigFields::find(const char* key) const {
    const auto it = m_object.find(key);
    return it == m_object.end() || it->is_null() ? nullptr : &*it;
}

void ConfigFields::fail(const std::string& key, const std::string& why) const {
    throw Error(m_source + ": \"" + key + "\" " + why);
}

std::int64_t ConfigFields::integer(const char* key, std::optional<std::int64_t> fallback) const {
    const Json* value = find(key);
    if (!value && fallback)
        return *fallback;
    if (!value)
        fail(key, "is missing.");
    if (!value->is_number_integer() ||
        (value->is_number_unsigned() &&
         value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())))
        fail(key, "is not a whole number.");
    return value->get<std::int64_t>();
}

std::int64_t ConfigFields::size(const char* key, std::int64_t absent) const {
    return has(key) ? integer(key, std::nullopt) : absent;
}

double ConfigFields::number(const char* key, double fallback) const {
    const Json* value = find(key);
    if (value && !value->is_number())
        fail(key, "is not a number.");
    return value ? value->get<double>() : fallback;
}

bool ConfigFields::boolean(const char* key, bool fallback) const {
    const Json* value = find(key);
    if (value && !value->is_boolean())
        fail(key, "is neither true nor false.");
    return value ? value->get<bool>() : fallback;
}

std::string ConfigFields::text(const char* key, const std::string& fallback) const {
    const Json* value = find(key);
    if (value && !value->is_string())
        fail(key, "is not a text.");
    return value ? value->get<std::string>() : fallback;
}

} // namespace stepmark
