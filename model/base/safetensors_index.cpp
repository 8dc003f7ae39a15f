// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/json_guard.h"
#include "model/base/safetensors_header.h"
#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stepmark {

std::map<std::string, std::vector<std::string>> parseShardIndex(std::string_view json, const std::string& source) {
    const nlohmann::json index = parseJson(json, source, {.max_depth = 8});
    if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object() ||
        index["weight_map"].empty())
        throw Error(source + " has no weight_map that names a shard for each tensor. Fetch the folder again.");
    std::map<std::string, std::vector<std::string>> shards;
    for (const auto& [tensor, shard] : index["weight_map"].items()) {
        if (!shard.is_string())
            throw Error(source + ": the shard of \"" + tensor + "\" is not a file name.");
        const auto& name = shard.get_ref<const std::string&>();
        const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
                   c == '.';
        });
        // Nothing that could lead out of the folder: no slash, no "..", no hidden file.
        if (!plain || name.size() > 255 || name.starts_with('.') || !name.ends_with(".safetensors"))
            throw Error(source + ": the shard of \"" + tensor + "\" is called " + shard.dump() +
                        ", which is not a plain name ending in .safetensors; refused.");
        shards[name].push_back(tensor);
    }
    return shards;
}

} // namespace stepmark
