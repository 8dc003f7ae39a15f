// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string_view>

// JSON as hostile input. Error (without file and line) where a text is no JSON, is not UTF-8, is nested deeper than
// kDeepestJson, holds a NUL byte (behind which the parser would see nothing), names a field of an object twice (one of
// the values would be lost), or has a whole number that does not fit into 64 bits with a sign (it would turn into
// another). Any thread.
namespace stepmark::formats {

inline constexpr int kDeepestJson = 64;

nlohmann::json parseJson(std::string_view text);
/// The same, and an error where it is no object.
nlohmann::json parseObject(std::string_view text);
/// With the fields in the text's order.
nlohmann::ordered_json parseOrderedObject(std::string_view text);

} // namespace stepmark::formats
