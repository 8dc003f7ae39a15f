// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/options.h"

namespace stepmark::ctl {

void addPlan(CLI::App* command, bool& plan, const std::string& help) {
    command->add_flag("--plan,--preview", plan, help);
}

void addScoring(CLI::App* command, ScoreRule& rule, NeutralPolicy& neutral) {
    addWord(command, "--by", rule, scoreRuleFromText, {"product", "min", "mean", "last", "sum"},
            "What makes a solution's score of its steps'");
    const auto policy = [](const std::string& word) {
        return std::optional(word == "positive" ? NeutralPolicy::AsPositive : NeutralPolicy::AsNegative);
    };
    addWord(command, "--neutral", neutral, policy, {"positive", "negative"}, "What a neutral step counts as");
}

CLI::Option* addSplit(CLI::App* command, std::string& split, const std::string& help) {
    return command->add_option("--split", split, help)
        ->check(CLI::IsMember({"train", "validation", "test"}))
        ->capture_default_str();
}

void addSelectionOptions(CLI::App* command, SelectionOptions& options, ScoreRule& rule, NeutralPolicy& neutral) {
    addWord(command, "--strategy", options.strategy, selectionStrategyFromText,
            {"convincing-wrong", "uniform", "uncertainty"}, "What is chosen first");
    command->add_option("--count", options.count, "Solutions to queue")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command->add_option("--mix", options.wrong_share, "Share of convincing wrong answers")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--per-problem", options.per_problem, "At most so many solutions of a problem; 0: no cap")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    addScoring(command, rule, neutral);
    command->add_option("--seed", options.seed, "Seed")->capture_default_str();
}

void addControlOptions(CLI::App* command, ControlOptions& options) {
    command->add_option("--overlap", options.overlap_share, "Share of the queue given to several labelers, blindly")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--overlap-labelers", options.overlap_labelers, "With --overlap: to how many labelers")
        ->check(CLI::Range(2, 100))
        ->capture_default_str();
    command->add_option("--gold", options.gold_items, "Gold items mixed into every labeler's queue (PRM800K: 10 to 20)")
        ->check(CLI::Range(0, 10'000))
        ->capture_default_str();
}

} // namespace stepmark::ctl
