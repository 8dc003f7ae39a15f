// SPDX-License-Identifier: GPL-3.0-or-later
//
// Typed values of one JSON object of a stranger's config.json. An absent key means what it means to transformers (5.24
// and 4.57 agree); so does null, but where has() tells them apart. All functions throw Error, naming file and key.
//
// Thread rule: read-only; it refers to the object.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace stepmark {

class ConfigFields {
public:
    ConfigFields(const nlohmann::json& object, std::string source);

    /// Null where the key is absent or null.
    const nlohmann::json* find(const char* key) const;
    bool has(const char* key) const { return m_object.contains(key); }
    [[noreturn]] void fail(const std::string& key, const std::string& why) const;
    std::int64_t integer(const char* key, std::optional<std::int64_t> fallback) const;
    /// A size that may be absent, but is never null.
    std::int64_t size(const char* key, std::int64_t absent) const;
    double number(const char* key, double fallback) const;
    bool boolean(const char* key, bool fallback) const;
    std::string text(const char* key, const std::string& fallback) const;
    const std::string& source() const { return m_source; }

private:
    const nlohmann::json& m_object;
    std::string m_source;
};

} // namespace stepmark
