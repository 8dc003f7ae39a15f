// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/thinking_field.h"

#include <nlohmann/json.hpp>

namespace stepmark::storage {

using nlohmann::json;

std::string thinkingIn(std::string_view extra) {
    const json fields = json::parse(extra, nullptr, false);
    if (!fields.is_object())
        return {};
    const auto field = fields.find(kThinkingField);
    return field != fields.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::string extraWithThinking(const std::string& thinking) {
    return thinking.empty() ? "{}"
                            : json{{kThinkingField, thinking}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace stepmark::storage
