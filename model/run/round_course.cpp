// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/round_course.h"

#include "model/domain/error.h"

namespace stepmark {

std::string toText(const RoundCourse& course) {
    return nlohmann::ordered_json{{"plan", toJson(course.plan)},
                                  {"chooser", course.chooser.string()},
                                  {"out", course.out.string()},
                                  {"saved_at", course.saved_at}}
        .dump();
}

RoundCourse roundCourseFromText(std::string_view text) try {
    const auto json = nlohmann::ordered_json::parse(text);
    RoundCourse course;
    course.plan = planFromJson(json.at("plan"));
    course.chooser = json.at("chooser").get<std::string>();
    course.out = json.at("out").get<std::string>();
    course.saved_at = json.at("saved_at").get<std::string>();
    return course;
} catch (const nlohmann::json::exception& error) {
    throw Error(std::string("This is no record of a round (") + error.what() + ").");
}

} // namespace stepmark
