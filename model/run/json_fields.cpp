// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/json_fields.h"

#include "model/domain/error.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace stepmark::run {

namespace {

std::string shown(const Json& given) {
    const std::string text = given.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

template <class Number>
std::string between(Limits<Number> limits) {
    std::ostringstream text;
    text << " from " << limits.least << " to " << limits.most;
    return text.str();
}

std::string listed(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

} // namespace

void refuse(const std::string& key, const std::string& takes, const Json& given) {
    throw Error("In the spec \"" + key + "\" is " + takes + ", and cannot be " + shown(given) + ".");
}

bool flagFrom(const Json& given, const std::string& key) {
    if (!given.is_boolean())
        refuse(key, "true or false", given);
    return given.get<bool>();
}

std::string textFrom(const Json& given, const std::string& key) {
    if (!given.is_string() && !given.is_null())
        refuse(key, "a text or null", given);
    return given.is_null() ? std::string() : given.get<std::string>();
}

double numberFrom(const Json& given, const std::string& key, Limits<double> limits) {
    const double value = given.is_number() ? given.get<double>() : std::nan("");
    if (!(value >= limits.least && value <= limits.most))
        refuse(key, "a number" + between(limits), given);
    return value;
}

std::int64_t wholeFrom(const Json& given, const std::string& key, Limits<std::int64_t> limits) {
    const bool too_large = given.is_number_unsigned() &&
                           given.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    const bool whole = given.is_number_integer() && !too_large;
    const std::int64_t value = whole ? given.get<std::int64_t>() : 0;
    if (!whole || value < limits.least || value > limits.most)
        refuse(key, "a whole number" + between(limits), given);
    return value;
}

std::uint64_t seedFrom(const Json& given, const std::string& key) {
    if (!given.is_number_integer() || (!given.is_number_unsigned() && given.get<std::int64_t>() < 0))
        refuse(key, "a whole number from 0 on", given);
    return given.get<std::uint64_t>();
}

std::size_t wordFrom(const Json& given, const std::string& key, const std::vector<std::string_view>& words) {
    const auto place =
        given.is_string() ? std::find(words.begin(), words.end(), given.get_ref<const std::string&>()) : words.end();
    if (place == words.end())
        refuse(key, "one of " + listed(words), given);
    return static_cast<std::size_t>(place - words.begin());
}

JsonReader::JsonReader(const Json& json, std::string place)
    : m_json(json)
    , m_place(std::move(place)) {
    if (json.is_object())
        return;
    if (m_place.empty())
        throw Error("The spec is no JSON object: it is {\"key\": value, ...}.");
    refuse(m_place.substr(0, m_place.size() - 1), "an object", json);
}

const Json* JsonReader::find(const char* key) {
    m_keys.emplace_back(key);
    const auto place = m_json.find(key);
    return place == m_json.end() ? nullptr : &*place;
}

void JsonReader::finish() const {
    for (const auto& [key, value] : m_json.items())
        if (std::find(m_keys.begin(), m_keys.end(), key) == m_keys.end())
            throw Error("In the spec \"" + m_place + key + "\" is unknown: the keys there are " + listed(m_keys) + ".");
}

} // namespace stepmark::run
