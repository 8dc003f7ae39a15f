// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/progress_text.h"

namespace stepmark::work {

namespace {

const char* wordsOf(Subject subject) {
    switch (subject) {
    case Subject::Prm:
        return " PRM";
    case Subject::Orm:
        return " ORM";
    case Subject::Generator:
        return " generator";
    case Subject::Head:
        return " head";
    case Subject::Base:
        return " language model";
    case Subject::None:
        break;
    }
    return "";
}

std::string wordsOf(Stage stage) {
    switch (stage) {
    case Stage::ReadingPool:
        return "reading the pool";
    case Stage::ReviewingRatings:
        return "looking through the ratings";
    case Stage::Fitting:
        return "too long for the model's context";
    case Stage::Products:
        return "products of the network";
    case Stage::HiddenStates:
        return "hidden states of the base";
    case Stage::Choosing:
        return "choosing what to label next";
    case Stage::Intervals:
        return "computing intervals";
    default:
        return std::string(toText(stage));
    }
}

} // namespace

std::string stageWords(const Progress& progress) {
    if (progress.stage == Stage::Starting && progress.part >= Part::States)
        return "study: " + std::string(toText(progress.part)) + " (" + std::to_string(progress.node) + " of " +
               std::to_string(progress.nodes) + ")";
    if (progress.stage == Stage::Starting && progress.part != Part::None)
        return "round: " + std::string(toText(progress.part));
    std::string words = wordsOf(progress.stage) + wordsOf(progress.subject);
    if (progress.epochs > 0)
        words += ", epoch " + std::to_string(progress.epoch) + " of " + std::to_string(progress.epochs);
    return words;
}

} // namespace stepmark::work
