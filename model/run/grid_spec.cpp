// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/grid_spec.h"

#include "model/domain/error.h"
#include "model/run/spec_json.h"

#include <algorithm>

namespace stepmark {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRuns = 10'000;

Json parsed(std::string_view text) try { return Json::parse(text); } catch (const Json::exception& error) {
    throw Error(std::string("The grid is no JSON (") + error.what() +
                R"(): it is {"train": {...}, "over": {"seed": [1, 2], ...}}.)");
}

Json objectAt(const Json& json, const char* key) {
    const Json part = json.value(key, Json::object());
    if (!part.is_object())
        throw Error(std::string("In the grid \"") + key + "\" is no object: it is {\"field\": ...}.");
    return part;
}

void requireValues(const std::string& field, const Json& values) {
    if (!values.is_array() || values.empty())
        throw Error("In the grid \"" + field + "\" has no list of values: write [1, 2, ...].");
    for (auto value = values.begin(); value != values.end(); ++value)
        if (std::find(values.begin(), value, *value) != value)
            throw Error("In the grid \"" + field + "\" has the value " + value->dump() + " twice: leave one out.");
}

GridRun runOf(const Json& train, const Json& over) {
    Json whole = train;
    whole.update(over);
    GridRun run{specFromJson<TrainSpec>(whole), over};
    if (run.spec.options.kind != TrainKind::Prm)
        throw Error("A grid compares process reward models: leave \"kind\" out, or write \"prm\".");
    if (!run.spec.options.out.empty())
        throw Error("A grid gives each of its models a folder of its own: leave \"out\" out.");
    return run;
}

} // namespace

GridSpec gridFromText(std::string_view text) {
    const Json json = parsed(text);
    if (!json.is_object())
        throw Error(R"(The grid is no object: it is {"train": {...}, "over": {"seed": [1, 2], ...}}.)");
    for (const auto& [key, value] : json.items())
        if (key != "train" && key != "over")
            throw Error("In the grid \"" + key + "\" is not known: there are \"train\" and \"over\".");
    GridSpec grid{objectAt(json, "train"), objectAt(json, "over"), {}};
    std::vector<Json> combinations{Json::object()};
    for (const auto& [field, values] : grid.over.items()) {
        requireValues(field, values);
        std::vector<Json> more;
        for (const Json& combination : combinations)
            for (const Json& value : values)
                (more.emplace_back(combination))[field] = value;
        if (more.size() > kMostRuns)
            throw Error("The grid has more than " + std::to_string(kMostRuns) + " combinations: take fewer values.");
        combinations = std::move(more);
    }
    for (const Json& combination : combinations)
        grid.runs.push_back(runOf(grid.train, combination));
    return grid;
}

} // namespace stepmark
