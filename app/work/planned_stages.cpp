// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/planned_stages.h"

namespace stepmark::work {

namespace {

/// Takes the last estimate of that name away.
Json taken(Json& estimates, const std::string& name) {
    for (std::size_t i = estimates.size(); i-- > 0;)
        if (estimates[i]["name"] == name) {
            Json found = estimates[i];
            estimates.erase(i);
            return found;
        }
    return {{"name", name}, {"seconds", nullptr}, {"from", nullptr}};
}

} // namespace

Json arranged(Json estimates, const std::vector<Part>& parts) {
    Json stages = Json::array();
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
        stages.insert(stages.begin(), taken(estimates, std::string(toText(*part))));
    return stages;
}

void addSums(Json& plan) {
    double seconds = 0;
    std::int64_t bytes = 0;
    Json unknown = Json::array();
    for (const Json& stage : plan["stages"]) {
        if (stage["seconds"].is_null())
            unknown.push_back(stage["name"]);
        else
            seconds += stage["seconds"].get<double>();
        bytes += stage.value("bytes", std::int64_t{0});
    }
    plan["seconds"] = unknown.size() < plan["stages"].size() ? Json(seconds) : Json(nullptr);
    plan["unknown"] = unknown;
    plan["bytes"] = bytes;
}

} // namespace stepmark::work
