// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/progress_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepmark {

namespace {

using Json = nlohmann::ordered_json;

std::string_view textAt(const Json& json, const char* key) {
    const auto place = json.find(key);
    return place != json.end() && place->is_string() ? std::string_view(place->get_ref<const std::string&>())
                                                     : std::string_view();
}

/// A count; 0 for what is none.
std::int64_t countAt(const Json& json, const char* key) {
    const auto place = json.find(key);
    if (place == json.end() || !place->is_number_integer())
        return 0;
    if (place->is_number_unsigned() && place->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return 0;
    return std::max<std::int64_t>(0, place->get<std::int64_t>());
}

std::optional<double> numberAt(const Json& json, const char* key) {
    const auto place = json.find(key);
    if (place == json.end() || !place->is_number())
        return std::nullopt;
    const double value = place->get<double>();
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

int smallCountAt(const Json& json, const char* key) {
    return static_cast<int>(std::min<std::int64_t>(countAt(json, key), 1'000'000));
}

} // namespace

Json toJson(const Progress& p) {
    Json json = {{"stage", toText(p.stage)}};
    if (p.subject != Subject::None)
        json["subject"] = toText(p.subject);
    if (p.part != Part::None)
        json["part"] = toText(p.part);
    if (p.nodes > 0) {
        json["node"] = p.node;
        json["nodes"] = p.nodes;
    }
    if (p.epochs > 0) {
        json["epoch"] = p.epoch;
        json["epochs"] = p.epochs;
    }
    json["done"] = p.done;
    json["total"] = p.total > 0 ? Json(p.total) : Json(nullptr);
    if (p.unit != Unit::None)
        json["unit"] = toText(p.unit);
    if (p.units_per_s > 0)
        json["per_s"] = p.units_per_s;
    if (p.loss)
        json["loss"] = *p.loss;
    if (p.skipped > 0)
        json["skipped"] = p.skipped;
    if (!p.note.empty())
        json["note"] = p.note;
    return json;
}

std::optional<Progress> progressFromJson(const Json& json) {
    if (!json.is_object())
        return std::nullopt;
    const auto stage = stageFromText(textAt(json, "stage"));
    if (!stage)
        return std::nullopt;
    Progress progress;
    progress.stage = *stage;
    progress.subject = subjectFromText(textAt(json, "subject")).value_or(Subject::None);
    progress.part = partFromText(textAt(json, "part")).value_or(Part::None);
    progress.node = smallCountAt(json, "node");
    progress.nodes = smallCountAt(json, "nodes");
    progress.epoch = smallCountAt(json, "epoch");
    progress.epochs = smallCountAt(json, "epochs");
    progress.done = countAt(json, "done");
    progress.total = countAt(json, "total");
    progress.unit = unitFromText(textAt(json, "unit")).value_or(Unit::None);
    progress.units_per_s = std::max(0.0, numberAt(json, "per_s").value_or(0));
    progress.loss = numberAt(json, "loss");
    progress.skipped = countAt(json, "skipped");
    progress.note = textAt(json, "note");
    return progress;
}

std::optional<Progress> progressFromText(std::string_view text) {
    return progressFromJson(Json::parse(text, nullptr, false));
}

} // namespace stepmark
