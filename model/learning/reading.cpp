// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/reading_p.h"

#include "model/base/head_classes.h"
#include "model/domain/error.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/options_p.h"

namespace stepmark {
namespace {

/// Of a checkpoint that Stepmark wrote: those from before there was a choice have ours.
Layout recordedLayout(const nlohmann::json& record, const std::string& source) {
    const auto place = record.find("layout");
    if (place == record.end())
        return kStepmarkLayout;
    const auto text = [&](const char* key) {
        const auto value = place->find(key);
        return value != place->end() && value->is_string() ? std::optional(value->get<std::string>()) : std::nullopt;
    };
    const auto bos = place->is_object() ? place->find("bos") : place->end();
    if (!place->is_object() || bos == place->end() || !bos->is_boolean() || !text("after_problem") ||
        text("separator").value_or("").empty())
        throw Error(source +
                    ": its \"layout\" is not {\"bos\", \"after_problem\", \"separator\"}. Fetch the folder again.");
    return {bos->get<bool>(), *text("after_problem"), *text("separator")};
}

/// Nothing where the folder has no record.
std::optional<Layout> layoutInRecord(const ModelFolder& folder) {
    const nlohmann::json record = readRunRecord(folder.path);
    const std::string source = (folder.path / kRunRecord).string();
    if (record.is_discarded() || !(record.is_null() || record.is_object()))
        throw Error(source + " is damaged. Fetch the folder again.");
    return record.is_object() ? std::optional(recordedLayout(record, source)) : std::nullopt;
}

/// But for how a text begins.
bool isOurs(Layout layout) {
    layout.bos = kStepmarkLayout.bos;
    return layout == kStepmarkLayout;
}

void readLayout(Reading& reading, const ModelFolder& folder, const Tokenizer& tokenizer, const ReadingChoice& choice) {
    if (const auto recorded = layoutInRecord(folder)) {
        reading.layout = *recorded;
        const bool same = !choice.layout || *choice.layout == reading.layout ||
                          (*choice.layout == kStepmarkLayout && isOurs(reading.layout));
        const std::string source = (folder.path / kRunRecord).string();
        if (!same)
            throw Error(source + " says that this checkpoint is in layout \"" + std::string(toText(reading.layout)) +
                        "\": leave --layout out.");
        return;
    }
    const std::size_t classes = folder.weights.find("score.weight") ? folder.config.labels.size() : 0;
    const std::string begin = folder.path.string() + " does not say where it comes from (it has no " + kRunRecord +
                              "): its head of " + std::to_string(classes) + " classes is read ";
    if (choice.layout) {
        reading.layout = *choice.layout;
    } else if (classes == 2) {
        reading.layout = kTrlLayout;
        reading.notes.push_back({"trl_layout", begin +
                                                   "as TRL's: a beginning-of-text token where the tokenizer has one, "
                                                   "nothing between problem and first step. Trained on a blank line "
                                                   "there: --layout stepmark."});
    } else if (classes > 2) {
        reading.notes.push_back(
            {"stepmark_layout", begin + "as Stepmark's: problem, a blank line, each step and a newline. "
                                        "Trained with TRL: --layout trl."});
    }
    if (isOurs(reading.layout)) // a base knows texts that begin so: Gemma's loss doubles without
        reading.layout.bos = tokenizer.beginsWithBos();
}

} // namespace

Reading baseReadingOf(const ModelFolder& folder, const Tokenizer& tokenizer, const ReadingChoice& choice) {
    Reading reading;
    readLayout(reading, folder, tokenizer, choice);
    return reading;
}

Layout generatorLayout(const ModelFolder& folder, const Tokenizer& tokenizer) {
    Layout layout = kStepmarkLayout;
    const auto recorded = layoutInRecord(folder);
    layout.bos = recorded ? recorded->bos : tokenizer.beginsWithBos();
    return layout;
}

Reading readingOf(const ModelFolder& folder, const Tokenizer& tokenizer, const ReadingChoice& choice) {
    const TensorView* weight = folder.weights.find("score.weight");
    const auto& names = folder.config.labels;
    if (!weight || names.empty())
        throw Error(folder.path.string() +
                    " is not a step classifier: it has no score.weight. Give a checkpoint of the right kind.");
    if (weight->shape != std::vector<std::int64_t>{std::ssize(names), folder.config.hidden_size})
        throw Error(folder.path.string() + ": config.json names " + std::to_string(names.size()) +
                    " classes, score.weight has other rows. They do not belong together; fetch the folder again.");
    Reading reading = baseReadingOf(folder, tokenizer, choice);
    const HeadClasses classes = readHeadClasses(names, choice.classes, folder.path.string());
    reading.classes = classes.rows;
    if (classes.assumed)
        reading.notes.push_back({"classes_assumed", folder.path.string() + " does not name its two classes: \"" +
                                                        names[classes.rowOf(Rating::Negative)] +
                                                        "\" is read as wrong, \"" +
                                                        names[classes.rowOf(Rating::Positive)] +
                                                        "\" as right. Otherwise: --classes positive,negative."});
    return reading;
}

std::vector<Rating> classesFromText(std::string_view text) {
    std::vector<Rating> classes;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const auto rating = ratingFromName(text.substr(begin, end - begin));
        if (!rating)
            throw Error("\"" + std::string(text.substr(begin, end - begin)) +
                        "\" is no class of steps: give negative, neutral and positive in the order of the classes.");
        classes.push_back(*rating);
        begin = end + 1;
    }
    return classes;
}

nlohmann::json toJson(const Layout& layout) {
    return {{"bos", layout.bos}, {"after_problem", layout.after_problem}, {"separator", layout.separator}};
}

} // namespace stepmark
