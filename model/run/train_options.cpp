// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/train_options.h"

#include "model/run/spec_words.h"

namespace stepmark {

namespace {

template <class Enum>
std::string_view wordOf(Enum value) {
    return run::wordOf(wordsOf(value), value);
}

template <class Enum>
std::optional<Enum> valueOf(std::string_view text) {
    return run::valueOf(wordsOf(Enum{}), text);
}

} // namespace

std::string_view toText(TrainKind kind) { return wordOf(kind); }
std::string_view toText(TrainMode mode) { return wordOf(mode); }
std::string_view toText(Precision precision) { return wordOf(precision); }
std::string_view toText(AnswerFilter filter) { return wordOf(filter); }
std::string_view toText(TooLong how) { return wordOf(how); }
std::optional<TrainKind> trainKindFromText(std::string_view text) { return valueOf<TrainKind>(text); }
std::optional<TrainMode> trainModeFromText(std::string_view text) { return valueOf<TrainMode>(text); }
std::optional<Precision> precisionFromText(std::string_view text) { return valueOf<Precision>(text); }
std::optional<AnswerFilter> answerFilterFromText(std::string_view text) { return valueOf<AnswerFilter>(text); }
std::optional<TooLong> tooLongFromText(std::string_view text) { return valueOf<TooLong>(text); }

} // namespace stepmark
