// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/options.h"

#include "app/stepmarkctl/limits.h"
#include "model/learning/train.h"

namespace stepmark::ctl {

void addCompute(CLI::App* command, Precision& precision, std::string& device, int& threads) {
    addWord(command, "--precision", precision, "Of the matrix products; auto: bf16 where it is quicker");
    command->add_option("--device", device, "auto: a GPU where there is one")
        ->check(CLI::IsMember(std::vector<std::string>(kDevices.begin(), kDevices.end())))
        ->capture_default_str();
    command->add_option("--threads", threads, "Threads of the processor; 0: one a core")
        ->check(limitsOf<ComputeChoice>("threads"))
        ->capture_default_str();
}

void addCompute(CLI::App* command, ComputeChoice& choice) {
    addCompute(command, choice.precision, choice.device, choice.threads);
}

void addTooLong(CLI::App* command, std::optional<TooLong>& too_long) {
    command
        ->add_option_function<std::string>(
            "--too-long", [&too_long](const std::string& word) { too_long = tooLongFromText(word); },
            "Solutions longer than the model's context: cut (their first steps are read), skip (left out) or fail")
        ->check(CLI::IsMember({"cut", "skip", "fail"}))
        ->default_str("cut, but refused where most would go");
}

void requireChoices(const TrainOptions& options) {
    try {
        requireMeaning(options);
    } catch (const Error& error) {
        throw UsageError(error.what());
    }
}

void addReading(CLI::App* command, ReadingChoice& reading) {
    const auto layout = [&reading](const std::string& word) { reading.layout = layoutFromText(word); };
    command
        ->add_option_function<std::string>("--layout", layout,
                                           "Of a checkpoint without stepmark.json: stepmark (a blank line behind the "
                                           "problem) or trl (beginning-of-text "
                                           "token, nothing behind it)")
        ->check(CLI::IsMember({"stepmark", "trl"}))
        ->default_str("trl for a head of two classes, else stepmark");
    const auto classes = [&reading](const std::string& text) { reading.classes = classesFromText(text); };
    const auto problem = [](const std::string& text) {
        try {
            classesFromText(text);
            return std::string();
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    command
        ->add_option_function<std::string>(
            "--classes", classes,
            "What its head's classes mean where their names do not say it: negative,neutral,positive in their order")
        ->check(CLI::Validator(problem, "WORDS"))
        ->default_str("by their names");
}

namespace {

/// "auto", or numbers with commas between them.
void addLayers(CLI::App* command, std::vector<int>& layers) {
    command
        ->add_option_function<std::vector<std::string>>(
            "--layers",
            [&layers](const std::vector<std::string>& words) {
                layers.clear();
                for (const std::string& word : words)
                    layers.push_back(word == "auto" ? kSomeLayers : std::stoi(word));
            },
            "With --mode head: after which layer of the base a step is read, from 1; of several, or of five (auto), "
            "the one that does best on validation problems")
        ->delimiter(',')
        ->check(CLI::Validator(
            [](const std::string& word) {
                const bool number = !word.empty() && word.size() <= 5 &&
                                    word.find_first_not_of("0123456789") == std::string::npos && std::stoi(word) > 0;
                return number || word == "auto" ? std::string() : "\"" + word + "\" is no layer: 1, 2, ... or auto.";
            },
            "N,..."))
        ->default_str("the last");
}

} // namespace

void addTrainOptions(CLI::App* command, TrainOptions& options) {
    addWord(command, "--mode", options.mode, "head: a frozen base; full: all weights");
    addLayers(command, options.layers);
    command->add_option("--epochs", options.epochs, "Epochs; 0: 2 for a PRM, 1 otherwise")
        ->check(limitsOf<TrainOptions>("epochs"))
        ->capture_default_str();
    command->add_option("--learning-rate", options.learning_rate, "Peak learning rate; 0: by the model's size")
        ->check(limitsOf<TrainOptions>("learning_rate"))
        ->capture_default_str();
    command
        ->add_option(
            "--weight-decay", options.weight_decay,
            "Of AdamW, on matrices: share of a weight taken off at each step, times the learning rate; 0: none")
        ->check(limitsOf<TrainOptions>("weight_decay"))
        ->capture_default_str();
    command
        ->add_option("--batch-tokens", options.batch_tokens,
                     "Tokens an optimizer step, made of whole problems; 0: by the size of the data, 512 to 8192")
        ->check(limitsOf<TrainOptions>("batch_tokens"))
        ->capture_default_str();
    command
        ->add_option("--max-pack-tokens", options.max_pack_tokens,
                     "Tokens of a problem through the network at once; the beginning of a larger one is read again for "
                     "each of its parts; 0: 16384, head: 65536")
        ->check(limitsOf<TrainOptions>("max_pack_tokens"))
        ->capture_default_str();
    addTooLong(command, options.too_long);
    command->add_option("--validation-share", options.validation_share, "Share of the problems, for early stopping")
        ->check(limitsOf<TrainOptions>("validation_share"))
        ->capture_default_str();
    command->add_option("--patience", options.patience, "Epochs without a better validation loss; 0: never stop early")
        ->check(limitsOf<TrainOptions>("patience"))
        ->default_str("1");
    command->add_flag("--after-error", options.after_error,
                      "PRM: train on labels behind a solution's first error, too, where a file has them");
    command->add_flag("--class-weights", options.class_weights, "Weigh classes by inverse frequency");
    addReading(command, options.reading);
    addCompute(command, options.precision, options.device, options.threads);
    command->add_flag("--resume", options.resume, "Go on with a run that was cancelled or killed");
}

} // namespace stepmark::ctl
