// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/spec_words.h"

namespace stepmark {

namespace {

template <class Value>
using Entry = std::pair<Value, std::string_view>;

constexpr Entry<TrainKind> kKinds[] = {
    {TrainKind::Prm, "prm"}, {TrainKind::Orm, "orm"}, {TrainKind::Generator, "generator"}};
constexpr Entry<TrainMode> kModes[] = {{TrainMode::Head, "head"}, {TrainMode::Full, "full"}};
constexpr Entry<Precision> kPrecisions[] = {
    {Precision::Auto, "auto"}, {Precision::BFloat16, "bf16"}, {Precision::Float32, "float32"}};
constexpr Entry<AnswerFilter> kFilters[] = {
    {AnswerFilter::All, "all"}, {AnswerFilter::WrongOnly, "wrong"}, {AnswerFilter::RightOnly, "right"}};
constexpr Entry<TooLong> kTooLong[] = {{TooLong::Cut, "cut"}, {TooLong::Skip, "skip"}, {TooLong::Fail, "fail"}};
constexpr Entry<NeutralPolicy> kPolicies[] = {{NeutralPolicy::AsPositive, "positive"},
                                              {NeutralPolicy::AsNegative, "negative"}};
constexpr Entry<Rating> kRatings[] = {
    {Rating::Negative, "negative"}, {Rating::Neutral, "neutral"}, {Rating::Positive, "positive"}};

} // namespace

WordList<TrainKind> wordsOf(TrainKind) { return kKinds; }
WordList<TrainMode> wordsOf(TrainMode) { return kModes; }
WordList<Precision> wordsOf(Precision) { return kPrecisions; }
WordList<AnswerFilter> wordsOf(AnswerFilter) { return kFilters; }
WordList<TooLong> wordsOf(TooLong) { return kTooLong; }
WordList<NeutralPolicy> wordsOf(NeutralPolicy) { return kPolicies; }
WordList<Rating> wordsOf(Rating) { return kRatings; }

WordList<SelectionStrategy> wordsOf(SelectionStrategy) {
    using enum SelectionStrategy;
    static const Entry<SelectionStrategy> all[] = {
        {ConvincingWrong, toText(ConvincingWrong)}, {Uniform, toText(Uniform)}, {Uncertainty, toText(Uncertainty)}};
    return all;
}

WordList<ScoreRule> wordsOf(ScoreRule) {
    using enum ScoreRule;
    static const Entry<ScoreRule> all[] = {{Product, toText(Product)},
                                           {Minimum, toText(Minimum)},
                                           {Mean, toText(Mean)},
                                           {Last, toText(Last)},
                                           {Sum, toText(Sum)}};
    return all;
}

WordList<Split> wordsOf(Split) {
    using enum Split;
    static constexpr Entry<Split> all[] = {
        {Train, toText(Train)}, {Validation, toText(Validation)}, {Test, toText(Test)}};
    return all;
}

WordList<Layout> wordsOf(const Layout&) {
    static const Entry<Layout> all[] = {{kStepmarkLayout, toText(kStepmarkLayout)}, {kTrlLayout, toText(kTrlLayout)}};
    return all;
}

} // namespace stepmark
