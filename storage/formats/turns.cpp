// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/turns.h"

#include "model/domain/error.h"
#include "storage/formats/fields.h"

namespace stepmark::formats {

using nlohmann::json;

std::vector<Turn> turnsOf(const json& row, const char* name) {
    std::vector<Turn> turns;
    for (const json& value : list(row, name)) {
        const std::string where = name + ("[" + std::to_string(turns.size()) + "]");
        if (!value.is_object())
            wrongType(where, "an object", value);
        try {
            const bool by_role = field(value, "role") != nullptr;
            const std::string role = text(value, by_role ? "role" : "from");
            const std::string said = text(value, by_role ? "content" : "value");
            if (role == "system")
                continue;
            const bool user = role == "user" || role == "human";
            if (!user && role != "assistant" && role != "gpt")
                throw Error("\"" + role + "\" is neither user nor assistant.");
            turns.push_back({user, said});
        } catch (const Error& error) {
            throw Error(where + ": " + error.what());
        }
    }
    return turns;
}

} // namespace stepmark::formats
