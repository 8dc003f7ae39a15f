// SPDX-License-Identifier: GPL-3.0-or-later
//
// Options that several subcommands share, and words turned into values.
#pragma once

#include "app/stepmarkctl/command.h"
#include "model/domain/selection.h"
#include "model/domain/step_scores.h"
#include "model/learning/train.h"

namespace stepmark::ctl {

/// --mode, --epochs, ... as typed.
struct TrainWords {
    std::string mode = "full", precision = "auto", filter = "all";
    TrainOptions options = {
        .batch_tokens = 0}; ///< 0: by the size of the data; base, out, epochs, learning_rate, ... are bound directly
};
void addTrainOptions(CLI::App* command, TrainWords& words);
/// Throws Error for an unknown word.
TrainOptions trainOptions(const TrainWords& words);

struct SelectionWords {
    std::string strategy = "convincing-wrong", by = "product", neutral = "positive";
    SelectionOptions options;
};
void addSelectionOptions(CLI::App* command, SelectionWords& words);
SelectionOptions selectionOptions(const SelectionWords& words);

ScoreRule scoreRule(const std::string& word);
/// "positive" or "negative": what a neutral step counts as.
NeutralPolicy neutralPolicy(const std::string& word);

} // namespace stepmark::ctl
