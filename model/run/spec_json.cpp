// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/spec_json.h"

#include "model/domain/error.h"
#include "model/run/spec_fields.h"

#include <set>

namespace stepmark {

namespace {

using run::Json;

/// Of two values for one key the reader would take one in silence.
Json parsed(std::string_view text) {
    std::vector<std::set<std::string>> open;
    const auto once = [&](int, Json::parse_event_t event, Json& at) {
        if (event == Json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            open.pop_back();
        else if (event == Json::parse_event_t::key && !open.back().insert(at.get<std::string>()).second)
            throw Error("In the spec \"" + at.get<std::string>() + "\" stands twice: leave one of them out.");
        return true;
    };
    try {
        return Json::parse(text, once);
    } catch (const Json::exception& error) {
        throw Error(std::string("The spec is no JSON (") + error.what() + "): it is {\"key\": value, ...}.");
    }
}

/// A description takes what can be read into as well: it is given a copy.
template <class Spec>
Json written(Spec spec) {
    return run::JsonWriter::objectOf(spec);
}

} // namespace

template <class Spec>
Spec specFromJson(const Json& json) {
    Spec spec;
    run::JsonReader::into(json, "", spec);
    return spec;
}

template <class Spec>
Spec specFromText(std::string_view text) {
    return specFromJson<Spec>(parsed(text));
}

Json toJson(const RoundSpec& spec) { return written(spec); }
Json toJson(const TrainSpec& spec) { return written(spec); }
Json toJson(const EvaluateSpec& spec) { return written(spec); }
Json toJson(const StudySpec& spec) { return written(spec); }
Json toJson(const LadderModel& model) { return written(model); }
Json toJson(const ReadingChoice& choice) { return written(choice); }

template RoundSpec specFromJson<RoundSpec>(const Json&);
template TrainSpec specFromJson<TrainSpec>(const Json&);
template EvaluateSpec specFromJson<EvaluateSpec>(const Json&);
template StudySpec specFromJson<StudySpec>(const Json&);
template LadderModel specFromJson<LadderModel>(const Json&);
template ReadingChoice specFromJson<ReadingChoice>(const Json&);
template RoundSpec specFromText<RoundSpec>(std::string_view);
template TrainSpec specFromText<TrainSpec>(std::string_view);
template EvaluateSpec specFromText<EvaluateSpec>(std::string_view);
template StudySpec specFromText<StudySpec>(std::string_view);

} // namespace stepmark
