// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/config_range.h"

#include "model/domain/error.h"

#include <nlohmann/json.hpp>

namespace stepmark {

void requireRange(const char* key, double value, double low, double high) {
    const auto text = [](double number) { return nlohmann::json(number).dump(); };
    requireConfig(value >= low && value <= high, "\"" + std::string(key) + "\" is " + text(value) +
                                                     ", which is not between " + text(low) + " and " + text(high) +
                                                     ".");
}

void requireConfig(bool fits, const std::string& why) {
    if (!fits)
        throw Error("The model's configuration is refused: " + why);
}

} // namespace stepmark
