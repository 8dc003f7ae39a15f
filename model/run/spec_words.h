// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words that stand for the values of a spec: in its JSON, on the command line, in messages.
//
// Thread rule: pure functions.
#pragma once

#include "model/domain/rating.h"
#include "model/domain/selection.h"
#include "model/domain/split.h"
#include "model/domain/step_scores.h"
#include "model/run/train_options.h"
#include "model/run/words.h"

#include <array>
#include <span>

namespace stepmark {

/// All values of a kind with their words, in the order in which they are offered. The argument only says which kind.
template <class Value>
using WordList = std::span<const std::pair<Value, std::string_view>>;

WordList<TrainKind> wordsOf(TrainKind);
WordList<TrainMode> wordsOf(TrainMode);
WordList<Precision> wordsOf(Precision);
WordList<AnswerFilter> wordsOf(AnswerFilter);
WordList<TooLong> wordsOf(TooLong);
WordList<SelectionStrategy> wordsOf(SelectionStrategy);
WordList<ScoreRule> wordsOf(ScoreRule);
WordList<NeutralPolicy> wordsOf(NeutralPolicy);
WordList<Rating> wordsOf(Rating);
WordList<Split> wordsOf(Split);
WordList<Layout> wordsOf(const Layout&);

/// What is a plain text where it is used.
inline constexpr std::array<std::string_view, 3> kDevices{"auto", "cpu", "cuda"};

} // namespace stepmark
