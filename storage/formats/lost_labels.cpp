// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/lost_labels.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace stepmark::formats {

using nlohmann::json;

namespace {

bool contains(std::string_view name, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

} // namespace

bool looksLikeStepsOrLabels(std::string_view given, const json& value) {
    if (value.is_null() || (value.is_structured() && value.empty()))
        return false;
    std::string name(given);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    if (contains(name, {"labeler", "labeller", "annotator", "model", "source"}) && !value.is_structured())
        return false; // who did it
    const bool label = contains(name, {"label", "rating", "verdict", "first_error", "error_step", "wrong_step"});
    // A note in words is none, what stands under the very name of a label is one.
    if (label && (!value.is_string() || name == "label" || name == "labels" || name == "rating" || name == "ratings"))
        return true;
    return value.is_structured() && (label || contains(name, {"step", "process", "completion", "reward", "score",
                                                              "judg", "correctness", "conversation", "trajectory"}));
}

} // namespace stepmark::formats
