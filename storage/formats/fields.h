// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Typed access to the fields of a row. Every function throws Error naming the field where the value is of another type
// than asked for; an absent field and a null are the same. Numbers are numbers however they are written: 1, 1.0 and
// "1". Texts with a NUL character are refused: no format has a use for it and PostgreSQL cannot store it.
namespace stepmark::formats {

/// The value, or nullptr where absent or null.
const nlohmann::json* field(const nlohmann::json& object, const char* name);

std::optional<std::string> maybeText(const nlohmann::json& object, const char* name);
std::string text(const nlohmann::json& object, const char* name); ///< Error where absent
/// Ids and answers are written either way.
std::optional<std::string> textOrNumber(const nlohmann::json& object, const char* name);
std::optional<bool> maybeFlag(const nlohmann::json& object, const char* name); ///< true, false, also 1 and 0
std::optional<std::int64_t> maybeInteger(const nlohmann::json& object, const char* name);
std::optional<std::vector<std::string>> maybeTexts(const nlohmann::json& object, const char* name);
/// The value as a list; Error where it is none.
const nlohmann::json& list(const nlohmann::json& object, const char* name);

/// The whole number that a value is; nullopt where it is none.
std::optional<std::int64_t> wholeNumber(const nlohmann::json& value);
/// The number that a value is; nullopt where it is none.
std::optional<double> maybeNumber(const nlohmann::json& value);

/// Without blanks at either end.
std::string trimmed(std::string_view text);

/// "field \"name\" must be ..., not ..."
[[noreturn]] void wrongType(const std::string& name, const char* expected, const nlohmann::json& found);

} // namespace stepmark::formats
