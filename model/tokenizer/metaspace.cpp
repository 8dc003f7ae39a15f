// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/metaspace.h"

#include "model/domain/error.h"
#include "model/tokenizer/utf8.h"

#include <nlohmann/json.hpp>

namespace stepmark {

MetaspaceStage readMetaspace(const nlohmann::json& json, const std::string& source) {
    const auto word = [&](const char* key, const char* absent) {
        const auto value = json.find(key);
        return value == json.end() ? absent : value->is_string() ? value->get<std::string>() : std::string();
    };
    const auto flag = [&](const char* key) {
        const auto value = json.find(key);
        if (value != json.end() && !value->is_boolean())
            throw Error(source + ": \"" + key + "\" of Metaspace is neither true nor false.");
        return value == json.end() || value->get<bool>();
    };
    using Prepend = MetaspaceStage::Prepend;
    MetaspaceStage stage{word("replacement", "\u2581"), Prepend::Always, flag("split")};
    std::size_t end = 0;
    if (stage.replacement.empty() || (nextCodePoint(stage.replacement, end), end != stage.replacement.size()))
        throw Error(source + ": the replacement of Metaspace is not one character.");
    const std::string scheme = word("prepend_scheme", "always");
    if (scheme != "always" && scheme != "first" && scheme != "never")
        throw Error(source + ": the prepend_scheme of Metaspace is \"" + scheme + "\", not always, first or never.");
    stage.prepend = scheme == "always" ? Prepend::Always : scheme == "first" ? Prepend::First : Prepend::Never;
    if (!flag("add_prefix_space") && stage.prepend != Prepend::Never)
        throw Error(source + ": add_prefix_space of Metaspace contradicts its prepend_scheme.");
    return stage;
}

} // namespace stepmark
