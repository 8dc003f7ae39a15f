// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/reading_report.h"

#include "model/base/head_classes.h"

namespace stepmark::work {

namespace {

Json wordsOf(const std::vector<Rating>& classes) {
    Json words = Json::array();
    for (const Rating rating : classes)
        words.push_back(toText(rating));
    return words;
}

} // namespace

void addReading(Json& result, const Layout& layout, const std::vector<Note>& notes) {
    const auto word = toText(layout);
    result["layout"] =
        layoutFromText(word)
            ? Json(word)
            : Json{{"bos", layout.bos}, {"after_problem", layout.after_problem}, {"separator", layout.separator}};
    result["notes"] = Json::array();
    for (const Note& note : notes)
        result["notes"].push_back({{"code", note.code}, {"text", note.text}});
}

void addReading(Json& result, const Reading& reading) {
    result["classes"] = wordsOf(reading.classes);
    addReading(result, reading.layout, reading.notes);
}

} // namespace stepmark::work
