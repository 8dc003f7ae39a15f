// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/study_results.h"

#include "model/domain/error.h"
#include "model/run/words.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace stepmark {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<StudyRole, std::string_view> kRoles[] = {
    {StudyRole::Supervisor, "supervisor"}, {StudyRole::Ceiling, "ceiling"}, {StudyRole::Student, "student"}};
constexpr std::pair<NoPgr, std::string_view> kReasons[] = {{NoPgr::NoGap, "no_gap"},
                                                           {NoPgr::CeilingBelow, "supervisor_above_ceiling"}};
constexpr std::pair<StudyState, std::string_view> kStates[] = {{StudyState::Begun, "begun"},
                                                               {StudyState::Done, "done"}};

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

std::optional<double> numberOf(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

} // namespace

std::string_view toText(StudyRole role) { return run::wordOf(kRoles, role); }
std::optional<StudyRole> studyRoleFromText(std::string_view text) { return run::valueOf(kRoles, text); }
std::string_view toText(NoPgr why) { return run::wordOf(kReasons, why); }
std::optional<NoPgr> noPgrFromText(std::string_view text) { return run::valueOf(kReasons, text); }
std::string_view toText(StudyState state) { return run::wordOf(kStates, state); }

std::string courseToJson(const std::vector<CoursePoint>& course) {
    Json list = Json::array();
    for (const CoursePoint& point : course)
        list.push_back({{"done", point.done},
                        {"validation_loss", orNull(point.validation_loss)},
                        {"test_truth", orNull(point.test_truth)},
                        {"test_supervisor", orNull(point.test_supervisor)},
                        {"taken", point.taken}});
    return list.dump();
}

std::vector<CoursePoint> courseFromJson(std::string_view text) {
    std::vector<CoursePoint> course;
    try {
        for (const Json& point : Json::parse(text))
            course.push_back({point.at("done").get<double>(), numberOf(point.at("validation_loss")),
                              numberOf(point.at("test_truth")), numberOf(point.at("test_supervisor")),
                              point.at("taken").get<bool>()});
    } catch (const Json::exception& error) {
        throw Error(std::string("The course of a run cannot be read (") + error.what() + ").");
    }
    return course;
}

} // namespace stepmark
