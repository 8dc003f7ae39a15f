// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/format.h"

#include "model/domain/error.h"

#include <algorithm>
#include <array>

namespace stepmark::formats {

using nlohmann::json;

namespace {

// A row is tried for them in this order: the plain forms, which take what has a problem, come last.
constexpr std::array kTable{&kPrm800k, &kPrmBench,      &kMrGsm8k, &kMathShepherd, &kOpenR,   &kOpenRlhf,
                            &kRlhflow, &kUltraInteract, &kTrl,     &kActPrm,       &kMath500, &kMath,
                            &kGsm8k,   &kProcessBench,  &kJsonl,   &kCsv};

std::string fieldsOf(const json& row) {
    std::string fields;
    for (const auto& item : row.items()) {
        if (fields.size() > 200)
            break;
        fields += (fields.empty() ? "\"" : ", \"") + item.key().substr(0, 40) + "\"";
    }
    return fields.empty() ? "of an empty object" : fields;
}

std::string titles() {
    std::string text;
    for (const Format* format : kTable)
        text += (text.empty() ? "" : ", ") + std::string(format->title);
    return text;
}

} // namespace

std::span<const Format* const> all() { return kTable; }

const Format* find(std::string_view word) {
    const auto place =
        std::find_if(kTable.begin(), kTable.end(), [&](const Format* format) { return format->word == word; });
    return place == kTable.end() ? nullptr : *place;
}

const Format& detect(const json& row, bool cells) {
    const auto place =
        std::find_if(kTable.begin(), kTable.end(), [&](const Format* format) { return format->fits(row); });
    if (place == kTable.end())
        throw Error("no known format has the fields " + fieldsOf(row) + ": known are " + titles() + ".");
    return cells && *place == &kJsonl ? kCsv : **place;
}

std::string_view toText(LabelsOf who) {
    return who == LabelsOf::People ? "people" : who == LabelsOf::Machine ? "machine" : "unsaid";
}

} // namespace stepmark::formats
