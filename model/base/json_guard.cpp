// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/json_guard.h"

#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <unordered_set>
#include <vector>

namespace stepmark {

nlohmann::json parseJson(std::string_view text, const std::string& source, const JsonLimits& limits) {
    using Event = nlohmann::json::parse_event_t;
    std::size_t values = 0;
    std::vector<std::unordered_set<std::string>> keys; // of the objects now open, by depth
    const auto guard = [&](int depth, Event event, nlohmann::json& parsed) {
        if (event == Event::object_end || event == Event::array_end)
            return true;
        if (++values > limits.max_values)
            throw Error(source + ": more than " + std::to_string(limits.max_values) + " JSON values; refused.");
        if (event == Event::object_start || event == Event::array_start) {
            if (depth >= limits.max_depth)
                throw Error(source + ": JSON nested deeper than " + std::to_string(limits.max_depth) + "; refused.");
            keys.resize(std::max(keys.size(), static_cast<std::size_t>(depth) + 2));
            keys[static_cast<std::size_t>(depth) + 1].clear(); // a key's depth is one more than its object's
        } else if (event == Event::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!keys[static_cast<std::size_t>(depth)].insert(key).second)
                throw Error(source + ": the key \"" + key + "\" occurs twice in one object; refused.");
        }
        return true;
    };
    try {
        return nlohmann::json::parse(text.begin(), text.end(), guard);
    } catch (const nlohmann::json::exception& error) {
        throw Error(source + " is not valid JSON (" + error.what() + "). Fetch or write the file again.");
    }
}

} // namespace stepmark
