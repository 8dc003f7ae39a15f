// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/reading_report.h"

#include "model/base/head_classes.h"
#include "model/domain/error.h"

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

Json toJson(const ReadingChoice& choice) {
    return {{"layout", choice.layout ? Json(toText(*choice.layout)) : Json(nullptr)},
            {"classes", wordsOf(choice.classes)}};
}

ReadingChoice readingFromJson(const Json& json) {
    ReadingChoice choice;
    if (const auto word = json.find("layout"); word != json.end() && word->is_string())
        choice.layout = layoutFromText(word->get<std::string>());
    if (const auto words = json.find("classes"); words != json.end())
        for (const Json& word : *words) {
            const auto rating = ratingFromName(word.get<std::string>());
            if (!rating)
                throw Error("\"" + word.get<std::string>() + "\" is no class of steps.");
            choice.classes.push_back(*rating);
        }
    return choice;
}

} // namespace stepmark::work
