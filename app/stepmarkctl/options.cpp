// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/options.h"

#include "model/domain/error.h"

namespace stepmark::ctl {

void addTrainOptions(CLI::App* command, TrainWords& words) {
    TrainOptions& options = words.options;
    command->add_option("--mode", words.mode, "head (frozen base) or full")->capture_default_str();
    command->add_option("--epochs", options.epochs, "Epochs; 0: 2 for a PRM, 1 otherwise")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_option("--learning-rate", options.learning_rate, "Peak; 0: by the model's size")
        ->check(CLI::Range(0.0, 10.0))
        ->capture_default_str();
    command
        ->add_option("--batch-tokens", options.batch_tokens,
                     "Tokens an optimizer step; 0: by the size of the data, 512 to 8192")
        ->check(CLI::Range(0, 100'000'000))
        ->capture_default_str();
    command->add_option("--max-pack-tokens", options.max_pack_tokens, "Tokens through the network at once")
        ->check(CLI::Range(16, 1'000'000))
        ->capture_default_str();
    command->add_option("--validation-share", options.validation_share, "Of the problems, for early stopping")
        ->check(CLI::Range(0.0, 0.9))
        ->capture_default_str();
    command->add_option("--patience", options.patience, "Epochs without a better validation loss; 0: never stop early")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_flag("--class-weights", options.class_weights, "Weigh classes by inverse frequency");
    command->add_option("--precision", words.precision, "auto, bf16 or float32")->capture_default_str();
    command->add_option("--device", options.device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--threads", options.threads, "0: all cores")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
    command->add_flag("--resume", options.resume, "Go on with a run that was cancelled or killed");
}

TrainOptions trainOptions(const TrainWords& words) {
    TrainOptions options = words.options;
    const auto mode = trainModeFromText(words.mode);
    const auto precision = precisionFromText(words.precision);
    const auto filter = answerFilterFromText(words.filter);
    if (!mode)
        throw Error("Unknown mode '" + words.mode + "': use head or full.");
    if (!precision)
        throw Error("Unknown precision '" + words.precision + "': use auto, bf16 or float32.");
    if (!filter)
        throw Error("Unknown filter '" + words.filter + "': use all, wrong or right.");
    options.mode = *mode;
    options.precision = *precision;
    options.filter = *filter;
    return options;
}

void addSelectionOptions(CLI::App* command, SelectionWords& words) {
    SelectionOptions& options = words.options;
    command->add_option("--strategy", words.strategy, "convincing-wrong, uniform or uncertainty")
        ->capture_default_str();
    command->add_option("--count", options.count, "Solutions to queue")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command->add_option("--mix", options.wrong_share, "Share of convincing wrong answers")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--per-problem", options.per_problem, "At most so many of a problem; 0: no cap")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command->add_option("--by", words.by, "Solution score: product, min, mean, last, sum")->capture_default_str();
    command->add_option("--neutral", words.neutral, "A neutral step counts as positive or negative")
        ->capture_default_str();
    command->add_option("--seed", options.seed, "Seed")->capture_default_str();
}

SelectionOptions selectionOptions(const SelectionWords& words) {
    SelectionOptions options = words.options;
    const auto strategy = selectionStrategyFromText(words.strategy);
    if (!strategy)
        throw Error("Unknown strategy '" + words.strategy + "': use convincing-wrong, uniform or uncertainty.");
    options.strategy = *strategy;
    return options;
}

ScoreRule scoreRule(const std::string& word) {
    const auto rule = scoreRuleFromText(word);
    if (!rule)
        throw Error("Unknown rule '" + word + "': use product, min, mean, last or sum.");
    return *rule;
}

NeutralPolicy neutralPolicy(const std::string& word) {
    if (word != "positive" && word != "negative")
        throw Error("Unknown policy '" + word + "': use positive or negative.");
    return word == "positive" ? NeutralPolicy::AsPositive : NeutralPolicy::AsNegative;
}

} // namespace stepmark::ctl
