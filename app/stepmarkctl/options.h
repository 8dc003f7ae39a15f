// SPDX-License-Identifier: GPL-3.0-or-later
//
// Options that several subcommands share, and words turned into values. A word that is not among those offered is bad
// usage.
#pragma once

#include "app/stepmarkctl/command.h"
#include "model/domain/assignment.h"
#include "model/domain/step_scores.h"
#include "model/run/compute_choice.h"
#include "model/run/spec_words.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::ctl {

/// An option whose value is named by one of `words`. `fromText` gives the value of a word; one that it does not know
/// ("auto") leaves the value as it is, and is the default.
template <typename Value, typename FromText>
CLI::Option* addWord(CLI::App* command, const std::string& name, Value& value, FromText fromText,
                     const std::vector<std::string>& words, const std::string& help) {
    const auto set = [&value, fromText](const std::string& word) {
        if (const auto known = fromText(word))
            value = *known;
    };
    const auto is_default = [&value, fromText](const std::string& word) { return fromText(word) == value; };
    const auto shown = std::find_if(words.begin(), words.end(), is_default);
    return command->add_option_function<std::string>(name, set, help)
        ->check(CLI::IsMember(words))
        ->default_str(shown == words.end() ? "" : *shown);
}

/// The same for a value that may be none, which is the default.
template <typename Value>
CLI::Option* addWord(CLI::App* command, const std::string& name, std::optional<Value>& value, const std::string& help) {
    std::vector<std::string> words;
    for (const auto& entry : wordsOf(Value{}))
        words.emplace_back(entry.second);
    const auto set = [&value](const std::string& word) { value = run::valueOf(wordsOf(Value{}), word); };
    return command->add_option_function<std::string>(name, set, help)->check(CLI::IsMember(words));
}

/// The same for a value whose words are in the list of them.
template <typename Value>
CLI::Option* addWord(CLI::App* command, const std::string& name, Value& value, const std::string& help) {
    std::vector<std::string> words;
    for (const auto& entry : wordsOf(value))
        words.emplace_back(entry.second);
    const auto from_text = [](const std::string& word) { return run::valueOf(wordsOf(Value{}), word); };
    return addWord(command, name, value, from_text, words, help);
}

/// --plan, by its older name --preview too: nothing is done, what would be is said.
void addPlan(CLI::App* command, bool& plan, const std::string& help);
/// --overwrite: a file that exists is refused without it, as the window asks first.
void addOverwrite(CLI::App* command, bool& overwrite);
/// Error for a file that is there and may not be replaced, before any work; what can never be replaced is said first.
void requireReplaceable(const std::filesystem::path& out, bool overwrite);
/// --precision, --device, --threads: for whatever runs a network.
void addCompute(CLI::App* command, ComputeChoice& choice);
void addCompute(CLI::App* command, Precision& precision, std::string& device, int& threads);
/// --layout and --classes: how a checkpoint of somebody else's program is read.
void addReading(CLI::App* command, ReadingChoice& reading);
/// --by and --neutral: what makes a solution's score of its steps'.
void addScoring(CLI::App* command, ScoreRule& rule, NeutralPolicy& neutral);
/// --split.
CLI::Option* addSplit(CLI::App* command, Split& split, const std::string& help);
/// The caller says in words (default_str) what none means.
CLI::Option* addSplit(CLI::App* command, std::optional<Split>& split, const std::string& help);
/// --too-long.
void addTooLong(CLI::App* command, std::optional<TooLong>& too_long);
/// A choice that means nothing in the mode that was chosen is bad usage.
void requireChoices(const TrainOptions& options);
/// --mode, --epochs, ...; base, out and seed are the command's own.
void addTrainOptions(CLI::App* command, TrainOptions& options);
void addSelectionOptions(CLI::App* command, SelectionOptions& options, ScoreRule& rule, NeutralPolicy& neutral);
/// --overlap, --overlap-labelers, --gold.
void addControlOptions(CLI::App* command, ControlOptions& options);

} // namespace stepmark::ctl
