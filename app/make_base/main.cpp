// SPDX-License-Identifier: GPL-3.0-or-later
//
// stepmark_make_base: trains the weights of the built-in sample (docs/sample.md). For developers; users get the result
// in resources/base.
#include "app/make_base/measure.h"
#include "app/make_base/tokenizer_folder.h"
#include "model/domain/error.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <stop_token>
#include <string>

namespace {

using namespace stepmark;
using namespace stepmark::make_base;
namespace fs = std::filesystem;

constexpr const char* kUsage =
    "Usage: stepmark_make_base tokenizer OUT [--seed S]\n"
    "       stepmark_make_base base      OUT --tokenizer DIR [--steps N] [--seed S] [--resume] [--from DIR]\n"
    "       stepmark_make_base generator OUT --tokenizer DIR [--steps N] [--seed S] [--resume]\n"
    "       stepmark_make_base measure   DIR [--problems N] [--samples N] [--seed S]\n"
    "       stepmark_make_base check     DIR [--problems N] [--seed S]\n"
    "More for base and generator: --width W --layers L --heads H --intermediate I --batch-tokens B --threads T\n"
    "                             --marked SHARE --muon RATE --rate RATE --decay SHARE --snapshot STEPS\n"
    "                             --distractors SHARE --mark-weight W --check WEIGHT\n"
    "With --from, --layers puts new layers on top of those that are there.\n";

std::stop_source stop_source;
volatile std::sig_atomic_t signalled = 0;

class Arguments {
public:
    Arguments(int argc, char** argv) {
        for (int i = 3; i < argc; ++i) {
            const std::string name = argv[i];
            if (name == "--resume") {
                m_values[name] = "1";
            } else if (name.rfind("--", 0) == 0 && i + 1 < argc) {
                m_values[name] = argv[++i];
            } else {
                throw Error("Unexpected argument " + name + ".\n" + kUsage);
            }
        }
    }
    std::string text(const std::string& name, const std::string& otherwise = {}) const {
        const auto found = m_values.find(name);
        return found == m_values.end() ? otherwise : found->second;
    }
    double number(const std::string& name, double otherwise) const {
        const std::string value = text(name);
        char* end = nullptr;
        const double parsed = value.empty() ? otherwise : std::strtod(value.c_str(), &end);
        if (end && *end != '\0') {
            throw Error(name + " needs a number, not \"" + value + "\".");
        }
        return parsed;
    }
    std::int64_t count(const std::string& name, std::int64_t otherwise) const {
        return static_cast<std::int64_t>(number(name, static_cast<double>(otherwise)));
    }

private:
    std::map<std::string, std::string> m_values;
};

/// The two models' defaults; the sizes that are shipped.
struct Recipe {
    std::int64_t width, layers, heads, intermediate, steps;
    double marked_share;
    double decay_share;
    SampleStream stream;
};

constexpr Recipe kBase = {128, 4, 4, 352, 5000, 0.3, 0.5, SampleStream::BaseTraining};
constexpr Recipe kGenerator = {96, 3, 3, 256, 1500, 0.0, 0.5, SampleStream::GeneratorTraining};

ModelConfig configOf(const Arguments& arguments, const Recipe& recipe, const Tokenizer& tokenizer) {
    return work::sampleModelConfig(arguments.count("--width", recipe.width), arguments.count("--layers", recipe.layers),
                                   arguments.count("--heads", recipe.heads),
                                   arguments.count("--intermediate", recipe.intermediate), tokenizer);
}

int train(const fs::path& out, const Arguments& arguments, const Recipe& recipe) {
    std::signal(SIGINT, [](int) { signalled = 1; }); // the run saves its state and stops
    std::signal(SIGTERM, [](int) { signalled = 1; });
    const fs::path tokenizer_folder = arguments.text("--tokenizer");
    const Tokenizer tokenizer = Tokenizer::load(tokenizer_folder);
    work::CorpusOptions corpus;
    corpus.seed = static_cast<std::uint64_t>(arguments.count("--seed", 1));
    corpus.stream = recipe.stream;
    corpus.marked_share = arguments.number("--marked", recipe.marked_share);
    corpus.mark_weight = static_cast<float>(arguments.number("--mark-weight", 1));
    corpus.difficulty.distractors = arguments.number("--distractors", corpus.difficulty.distractors);

    CausalLmOptions options;
    if (const std::string from = arguments.text("--from"); !from.empty()) {
        options.base = from;
        options.layers = arguments.count("--layers", 0);
    } else {
        options.config = configOf(arguments, recipe, tokenizer);
    }
    options.tokenizer = tokenizer_folder;
    options.out = out;
    options.steps = arguments.count("--steps", recipe.steps);
    options.batch_tokens = arguments.count("--batch-tokens", 3072);
    options.optimizer = Optimizer::Muon;
    options.learning_rate = arguments.number("--rate", 3e-3);
    options.muon_learning_rate = arguments.number("--muon", 0.02);
    options.decay_share = arguments.number("--decay", recipe.decay_share);
    options.weight_decay = 0;
    options.check_weight = arguments.number("--check", 0);
    options.seed = corpus.seed;
    options.resume = !arguments.text("--resume").empty();
    options.threads = static_cast<int>(arguments.count("--threads", 0));
    if (const std::int64_t every = arguments.count("--snapshot", 0); every > 0) {
        for (std::int64_t at = every; at < options.steps; at += every) {
            options.snapshots.push_back(at);
        }
    }
    std::int64_t shown = -1;
    const CausalLmReport report = trainCausalLm(
        work::corpusSource(tokenizer, corpus), options, stop_source.get_token(), [&](const Progress& progress) {
            if (signalled) {
                stop_source.request_stop();
            }
            if (progress.done / 10 != shown) {
                shown = progress.done / 10;
                std::fprintf(stderr, "step %lld of %lld, loss %.4f, %s\n", static_cast<long long>(progress.done),
                             static_cast<long long>(progress.total), progress.loss.value_or(0), progress.note.c_str());
            }
        });
    std::printf("%lld documents, %lld tokens, loss %.4f, %.0f s, %.0f tokens/s\n",
                static_cast<long long>(report.documents), static_cast<long long>(report.tokens), report.loss,
                report.seconds, report.tokens_per_s);
    return 0;
}

int measure(const fs::path& folder, const Arguments& arguments) {
    const SolveRates rates = measureSolving(folder, static_cast<int>(arguments.count("--problems", 200)),
                                            static_cast<int>(arguments.count("--samples", 0)),
                                            static_cast<std::uint64_t>(arguments.count("--seed", 7)));
    std::printf("%d held-out problems: greedy %.3f", rates.problems, rates.greedy);
    if (rates.samples > 0) {
        std::printf("; %d samples at temperature %.1f: right %.3f, every step right %.3f, majority %.3f, any %.3f",
                    rates.samples, rates.temperature, rates.sampled, rates.all_right, rates.majority, rates.any);
    }
    std::printf("\n");
    return 0;
}

int check(const fs::path& folder, const Arguments& arguments) {
    for (const CheckRate& rate : measureChecking(folder, static_cast<int>(arguments.count("--problems", 150)),
                                                 static_cast<std::uint64_t>(arguments.count("--seed", 7)))) {
        std::printf("%-26s %5d steps, AUC %.3f\n", std::string(sampleErrorName(rate.error)).c_str(), rate.steps,
                    rate.auc);
    }
    return 0;
}

int run(int argc, char** argv) {
    if (argc < 3) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const std::string command = argv[1];
    const fs::path folder = argv[2];
    const Arguments arguments(argc, argv);
    if (command == "tokenizer") {
        work::CorpusOptions corpus;
        corpus.seed = static_cast<std::uint64_t>(arguments.count("--seed", 1));
        corpus.marked_share = kBase.marked_share;
        writeTokenizer(folder, corpus, 20'000);
        return 0;
    }
    if (command == "base") {
        return train(folder, arguments, kBase);
    }
    if (command == "generator") {
        return train(folder, arguments, kGenerator);
    }
    if (command == "measure") {
        return measure(folder, arguments);
    }
    if (command == "check") {
        return check(folder, arguments);
    }
    std::fputs(kUsage, stderr);
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
