// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/train_setup_p.h"

#include "model/domain/error.h"
#include "model/learning/context.h"
#include "model/learning/head_layers_p.h"
#include "model/learning/memory.h"
#include "model/learning/options_p.h"
#include "model/tokenizer/transformers_note.h"

namespace stepmark {

namespace {

/// What the classes of a head are called, in the order of its rows.
struct Classes {
    std::vector<Rating> rows;
    std::vector<std::string> names;
};

Classes classesOf(TrainKind kind) {
    if (kind == TrainKind::Prm)
        return {{Rating::Negative, Rating::Neutral, Rating::Positive}, {"negative", "neutral", "positive"}};
    return kind == TrainKind::Orm ? Classes{{Rating::Negative, Rating::Positive}, {"wrong", "right"}} : Classes{};
}

/// Training goes on from a head of as many classes as ours, row by row by what they mean.
Reading readBase(const ModelFolder& folder, const Tokenizer& tokenizer, const TrainOptions& options) {
    const std::size_t wanted = classesOf(options.kind).rows.size();
    const std::size_t there = folder.weights.find("score.weight") ? folder.config.labels.size() : 0;
    if (options.kind == TrainKind::Generator) {
        if (options.reading.layout || !options.reading.classes.empty())
            throw Error("A generator is trained in Stepmark's own layout and has no classes: leave --layout and "
                        "--classes out.");
        return {.layout = generatorLayout(folder, tokenizer), .classes = {}, .notes = {}};
    }
    if (options.mode == TrainMode::Full && there == wanted)
        return readingOf(folder, tokenizer, options.reading);
    if (!options.reading.classes.empty())
        throw Error("Training does not go on from a head of " + options.base.string() +
                    ", so that its classes do not matter: leave --classes out.");
    Reading reading = baseReadingOf(folder, tokenizer, options.reading);
    if (there > 0)
        reading.notes.push_back({"new_head", "The head of " + options.base.string() + " with its " +
                                                 std::to_string(there) + " classes is left out: a new one of " +
                                                 std::to_string(wanted) + " is trained."});
    return reading;
}

/// Behind the embedding only a pad token may lie, which no text of ours holds.
void requireTokens(const Tokenizer& tokenizer, std::int64_t embedded, const std::filesystem::path& base) {
    for (std::int64_t id = embedded; id < tokenizer.vocabSize(); ++id) {
        const auto token = tokenizer.idToToken(static_cast<std::int32_t>(id));
        if (token && tokenizer.padId() != id)
            throw Error("The tokenizer of " + base.string() + " has more tokens than the model, which knows " +
                        std::to_string(embedded) + " and not \"" + *token + "\": they do not belong together.");
    }
}

/// Of a GPU's memory nobody is asked.
void requireFreeMemory(const TrainSetup& setup) {
    if (!setup.compute.device.is_cuda())
        requireMemory({.config = setup.folder.config,
                       .use = setup.options.mode == TrainMode::Full ? WeightUse::TrainAll : WeightUse::TrainHead,
                       .head_would_do = setup.options.kind == TrainKind::Prm,
                       .language_model = setup.options.kind == TrainKind::Generator,
                       .element_bytes = static_cast<std::int64_t>(at::elementSize(setup.compute.type))},
                      setup.options.base);
}

} // namespace

std::vector<std::string> classNames(TrainKind kind) { return classesOf(kind).names; }

TrainSetup setUp(TrainOptions options, TrainKind kind) {
    options.kind = kind;
    checkPaths(options);
    ModelFolder folder = ModelFolder::open(options.base);
    options = decided(options, folder.config);
    const Tokenizer tokenizer = Tokenizer::load(options.base);
    TrainSetup setup{folder,  tokenizer,
                     options, chooseCompute(options.precision, options.device, options.threads, folder.config),
                     {},      readBase(folder, tokenizer, options)};
    if (options.mode == TrainMode::Head)
        setup.folder = headBase(options, folder);
    requireFreeMemory(setup);
    requireTokens(setup.tokenizer, folder.config.vocab_size, options.base);
    setup.examples.max_path_tokens = contextOf(folder.config);
    setup.examples.whole_only = options.too_long == TooLong::Skip;
    setup.examples.validation_share = options.validation_share;
    setup.examples.seed = options.seed;
    setup.examples.class_weights = options.class_weights;
    setup.examples.after_error = options.after_error;
    setup.examples.filter = options.filter;
    if (kind == TrainKind::Generator)
        setup.examples.end_token = endOfText(folder.config, setup.tokenizer);
    setup.examples.layout = setup.reading.layout;
    if (const std::string note = transformersNote(options.base, folder.config.model_type); !note.empty())
        setup.reading.notes.push_back({"other_tokenizer", note}); // its files go into the checkpoint
    return setup;
}

TrainingCore makeCore(const TrainSetup& setup, const std::stop_token& stop) {
    OptimizerOptions optimizer;
    optimizer.beta1 = setup.options.beta1;
    optimizer.beta2 = setup.options.beta2;
    optimizer.weight_decay = setup.options.weight_decay;
    optimizer.clip = setup.options.clip;
    const std::vector<Rating> classes = classesOf(setup.options.kind).rows;
    return {Transformer::load(setup.folder, setup.compute, true, stop),
            [&](Transformer& model) {
                return !classes.empty()
                           ? TokenHead::classifier(model, classes, &setup.folder, setup.reading.classes, true)
                           : TokenHead::languageModel(model, &setup.folder, true, setup.options.seed);
            },
            crossEntropy(), optimizer};
}

std::int32_t endOfText(const ModelConfig& config, const Tokenizer& tokenizer) {
    if (const auto id = tokenizer.eosId())
        return *id;
    if (!config.eos_token_ids.empty())
        return config.eos_token_ids.front();
    throw Error("The base names no end-of-text token: its tokenizer_config.json needs \"eos_token\".");
}

} // namespace stepmark
