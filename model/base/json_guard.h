// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON from strangers: parsed with limits on depth and size and with duplicate keys refused (two readers of a file with
// a duplicate key may see two different files).
//
// Private to the libraries under model/. Thread rule: pure functions.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace stepmark {

struct JsonLimits {
    int max_depth = 32;                 ///< nested objects and arrays
    std::size_t max_values = 5'000'000; ///< values and keys in all
};

/// Parses UTF-8 JSON. `source` is the file's name in errors. Throws Error: not JSON, too deep, too large, a duplicate
/// key.
nlohmann::json parseJson(std::string_view text, const std::string& source, const JsonLimits& limits = {});

} // namespace stepmark
