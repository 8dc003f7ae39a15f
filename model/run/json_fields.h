// SPDX-License-Identifier: GPL-3.0-or-later
//
// One description of a struct's fields, read and written. The description is a function template that calls its visitor
// with each field once:
//
//     template <class Fields> void fields(Fields& f, Point& p) {
//         f("x", p.x, Limits{0, 100});      // a number, from 0 to 100
//         f("label", p.label);              // text, path, flag, a value that has words (wordsOf), an optional, a list
//         f("device", p.device, kDevices);  // a text, one of these
//         f.object("inner", p.inner);       // a struct, or an optional one, with a description of its own
//         f.objects("parts", p.parts);      // a list of such structs
//     }
//
// Thread rule: an object belongs to one thread.
#pragma once

#include "model/run/spec_words.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepmark::run {

using Json = nlohmann::ordered_json;

/// The least and the most that a number may be, both allowed.
template <class Number>
struct Limits {
    Number least, most;
};
template <class Number>
Limits(Number, Number) -> Limits<Number>;

template <class Value>
concept Worded = requires(const Value& value) {
    wordsOf(value);
};
template <class Value>
concept Whole = std::integral<Value> && !std::same_as<Value, bool>;

/// Writes every field. Empty texts, paths and optionals are null.
class JsonWriter {
public:
    template <class Value, class... How>
    void operator()(const char* key, const Value& value, const How&...) {
        m_json[key] = written(value);
    }
    template <class Struct>
    void object(const char* key, Struct& part) {
        m_json[key] = objectOf(part);
    }
    template <class Struct>
    void object(const char* key, std::optional<Struct>& part) {
        m_json[key] = part ? objectOf(*part) : Json(nullptr);
    }
    template <class Struct>
    void objects(const char* key, std::vector<Struct>& parts) {
        m_json[key] = Json::array();
        for (Struct& part : parts)
            m_json[key].push_back(objectOf(part));
    }
    /// By its description.
    template <class Struct>
    static Json objectOf(Struct& part) {
        JsonWriter writer;
        fields(writer, part);
        return std::move(writer.m_json);
    }

private:
    template <class Value>
    static Json written(const Value& value) {
        if constexpr (Worded<Value>)
            return wordOf(wordsOf(value), value);
        else if constexpr (std::same_as<Value, std::string> || std::same_as<Value, std::filesystem::path>)
            return value.empty() ? Json(nullptr) : Json(std::string(value));
        else
            return value;
    }
    template <class Value>
    static Json written(const std::optional<Value>& value) {
        return value ? written(*value) : Json(nullptr);
    }
    template <class Value>
    static Json written(const std::vector<Value>& values) {
        Json list = Json::array();
        for (const Value& value : values)
            list.push_back(written(value));
        return list;
    }

    Json m_json = Json::object();
};

// What a value was given as. Each throws Error that names `key` and what it takes.
[[noreturn]] void refuse(const std::string& key, const std::string& takes, const Json& given);
bool flagFrom(const Json& given, const std::string& key);
std::string textFrom(const Json& given, const std::string& key); ///< empty for null
double numberFrom(const Json& given, const std::string& key, Limits<double> limits);
std::int64_t wholeFrom(const Json& given, const std::string& key, Limits<std::int64_t> limits);
std::uint64_t seedFrom(const Json& given, const std::string& key);
/// The place of the given word in the list.
std::size_t wordFrom(const Json& given, const std::string& key, const std::vector<std::string_view>& words);

/// Reads into a struct by its description: what is missing keeps its value; an unknown key, a wrong type, an unknown
/// word and a number out of its limits are an Error that names the key.
class JsonReader {
public:
    /// `place`: of this object in the whole, such as "train."; for messages.
    JsonReader(const Json& json, std::string place);

    template <class Value, class... How>
    void operator()(const char* key, Value& value, const How&... how) {
        if (const Json* given = find(key))
            read(*given, m_place + key, value, how...);
    }
    template <class Struct>
    void object(const char* key, Struct& part) {
        if (const Json* given = find(key))
            into(*given, m_place + key + '.', part);
    }
    template <class Struct>
    void object(const char* key, std::optional<Struct>& part) {
        const Json* given = find(key);
        if (given && given->is_null())
            part.reset();
        else if (given)
            into(*given, m_place + key + '.', part.emplace());
    }
    template <class Struct>
    void objects(const char* key, std::vector<Struct>& parts) {
        const Json* given = find(key);
        if (!given)
            return;
        if (!given->is_array())
            refuse(m_place + key, "a list of objects", *given);
        parts.clear();
        for (const Json& one : *given)
            into(one, m_place + key + "[].", parts.emplace_back());
    }
    /// By its description; nothing else may be in it.
    template <class Struct>
    static void into(const Json& json, const std::string& place, Struct& part) {
        JsonReader reader(json, place);
        fields(reader, part);
        reader.finish();
    }

private:
    const Json* find(const char* key);
    void finish() const;

    static void read(const Json& given, const std::string& key, bool& value) { value = flagFrom(given, key); }
    static void read(const Json& given, const std::string& key, std::string& value) { value = textFrom(given, key); }
    static void read(const Json& given, const std::string& key, std::filesystem::path& value) {
        value = textFrom(given, key);
    }
    static void read(const Json& given, const std::string& key, std::uint64_t& value) { value = seedFrom(given, key); }
    static void read(const Json& given, const std::string& key, std::string& value,
                     std::span<const std::string_view> words) {
        value = words[wordFrom(given, key, {words.begin(), words.end()})];
    }
    static void read(const Json& given, const std::string& key, double& value, Limits<double> limits) {
        value = numberFrom(given, key, limits);
    }
    template <Whole Value, class Limit>
    static void read(const Json& given, const std::string& key, Value& value, Limits<Limit> limits) {
        value = static_cast<Value>(wholeFrom(given, key, {limits.least, limits.most}));
    }
    template <Worded Value>
    static void read(const Json& given, const std::string& key, Value& value) {
        const auto all = wordsOf(value);
        std::vector<std::string_view> words;
        for (const auto& [one, word] : all)
            words.push_back(word);
        value = all[wordFrom(given, key, words)].first;
    }
    template <class Value, class... How>
    static void read(const Json& given, const std::string& key, std::optional<Value>& value, const How&... how) {
        value.reset();
        if (!given.is_null())
            read(given, key, value.emplace(), how...);
    }
    template <class Value, class... How>
    static void read(const Json& given, const std::string& key, std::vector<Value>& values, const How&... how) {
        if (!given.is_array())
            refuse(key, "a list", given);
        values.clear();
        for (const Json& one : given) {
            Value value{};
            read(one, key + "[]", value, how...);
            values.push_back(std::move(value));
        }
    }

    const Json& m_json;
    std::string m_place;
    std::vector<std::string_view> m_keys; ///< that the description has named
};

} // namespace stepmark::run
