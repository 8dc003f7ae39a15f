// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/train.h"

#include "model/domain/error.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/context.h"
#include "model/learning/epoch_report_json_p.h"
#include "model/learning/finished_run_p.h"
#include "model/learning/head_training_p.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/options_p.h"
#include "model/learning/reading_p.h"
#include "model/learning/speed_p.h"
#include "model/learning/trained_on_p.h"
#include "model/learning/trainer/epoch_run_p.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/tokenizer/transformers_note.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

using nlohmann::json;

namespace {

/// The base, opened, with everything that is decided by it.
struct Setup {
    ModelFolder folder;
    Tokenizer tokenizer;
    TrainOptions options;
    Compute compute;
    ExampleOptions examples;
    Reading reading; ///< of the base; without classes where training does not go on from its head
};

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
Reading readBase(const ModelFolder& folder, const TrainOptions& options) {
    const std::size_t wanted = classesOf(options.kind).rows.size();
    const std::size_t there = folder.weights.find("score.weight") ? folder.config.labels.size() : 0;
    if (options.kind == TrainKind::Generator) {
        if (options.reading.layout || !options.reading.classes.empty())
            throw Error("A generator is trained in Stepmark's own layout and has no classes: leave --layout and "
                        "--classes out.");
        return {};
    }
    if (options.mode == TrainMode::Full && there == wanted)
        return readingOf(folder, options.reading);
    if (!options.reading.classes.empty())
        throw Error("Training does not go on from a head of " + options.base.string() +
                    ", so that its classes do not matter: leave --classes out.");
    Reading reading = baseReadingOf(folder, options.reading);
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

Setup setUp(TrainOptions options, TrainKind kind) {
    options.kind = kind;
    checkPaths(options);
    ModelFolder folder = ModelFolder::open(options.base);
    options = decided(options, folder.config);
    Setup setup{folder,  Tokenizer::load(options.base),
                options, chooseCompute(options.precision, options.device, options.threads, folder.config),
                {},      readBase(folder, options)};
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

TrainingCore makeCore(const Setup& setup, const std::stop_token& stop) {
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

Subject subjectOf(TrainKind kind) {
    return kind == TrainKind::Prm ? Subject::Prm : kind == TrainKind::Orm ? Subject::Orm : Subject::Generator;
}

json fitsJson(const std::vector<HeadFit>& fits) {
    const auto number = [](const std::optional<double>& v) { return v ? json(*v) : json(nullptr); };
    json list = json::array();
    for (const HeadFit& fit : fits)
        list.push_back({{"penalty", fit.penalty},
                        {"train_loss", number(fit.train_loss)},
                        {"validation_loss", number(fit.validation_loss)},
                        {"taken", fit.taken}});
    return list;
}

json runRecord(const Setup& setup, const TrainReport& report) {
    json epochs = json::array();
    for (const EpochReport& epoch : report.epochs)
        epochs.push_back(toJson(epoch));
    json record = toJson(setup.options);
    if (!report.fits.empty())
        record["fits"] = fitsJson(report.fits);
    record["epochs_report"] = epochs;
    record["best_epoch"] = report.best_epoch;
    record["stopped_early"] = report.stopped_early;
    record["optimizer_steps"] = report.optimizer_steps;
    record["skipped_steps"] = report.skipped_steps;
    record["ratings"] = report.ratings;
    record["tokens"] = report.tokens;
    record["seconds"] = report.seconds;
    record["precision"] = report.computed.precision;
    record["device"] = report.computed.device;
    record["threads"] = report.computed.threads;
    record["processor"] = report.computed.processor;
    record["products"] = report.computed.products.by;
    record["base"] = setup.options.base.filename().string();
    record["base_fingerprint"] = report.base_fingerprint;
    record["data_fingerprint"] = report.data_fingerprint;
    record["too_long_steps"] = report.fit.too_long.steps;
    record["too_long_ratings"] = report.fit.too_long.ratings;
    record["layout"] = toJson(setup.reading.layout);
    return record;
}

TrainReport trainOn(const Setup& setup, const ExampleSet& set, const std::stop_token& stop, ProgressSink progress) {
    const std::string base_fingerprint = modelFingerprint(setup.options.base, stop);
    json identity = toJson(setup.options);
    identity["data"] = set.fingerprint;
    identity["base"] = base_fingerprint;
    identity["precision"] = setup.compute.typeName();
    if (setup.reading.layout != kStepmarkLayout)
        identity["layout"] = toJson(setup.reading.layout);
    RunState state(setup.options.out, identity, setup.options.save_every_s);
    const TrainReport known{.computed = computedBy(setup.compute),
                            .data_fingerprint = set.fingerprint,
                            .base_fingerprint = base_fingerprint};
    if (auto before = finishedBefore(setup.options, runRecord(setup, known))) {
        state.remove();
        before->fit = set.fit;
        before->layout = setup.reading.layout;
        before->notes = setup.reading.notes;
        before->trained_on = trainedOn(partsOf(set, setup.options.validation_share), setup.options.kind);
        return std::move(*before);
    }
    TrainingCore core = makeCore(setup, stop);
    TrainReport report =
        runEpochs(set, setup.options, subjectOf(setup.options.kind), core, state, stop, std::move(progress));
    report.computed = computedBy(setup.compute);
    report.trained_on = trainedOn(partsOf(set, setup.options.validation_share), setup.options.kind);
    report.base_fingerprint = base_fingerprint;
    report.checkpoint = setup.options.out;
    report.layout = setup.reading.layout;
    report.notes = setup.reading.notes;
    const bool generator = setup.options.kind == TrainKind::Generator;
    writeCheckpoint(setup.options.out,
                    {setup.folder.config, generator ? "ForCausalLM" : "ForTokenClassification",
                     classesOf(setup.options.kind).names, core.parameters(), setup.compute.type, setup.options.base,
                     runRecord(setup, report)},
                    stop);
    state.remove();
    return report;
}

/// On packs of the real data, with weights that are thrown away.
Speed speedOf(const Setup& setup, const ExampleSet& set, const std::stop_token& stop) {
    std::vector<const Example*> first;
    for (const Example& example : set.examples)
        if (first.size() < 16)
            first.push_back(&example);
    TrainingCore core = makeCore(setup, stop);
    return measuredSpeed(core,
                         packExamples(first, setup.options.max_pack_tokens, combinedTokens(setup.options.batch_tokens), stop),
                         setup.options.mode == TrainMode::Full, stop);
}

/// The largest of some packs, and the keys that its tokens see on average.
struct Largest {
    double tokens = 0, keys = 0;
    void take(const Pack& pack) {
        if (static_cast<double>(pack.size()) <= tokens)
            return;
        tokens = static_cast<double>(pack.size());
        keys = 128; // a block's own, see AttentionPlan
        for (const std::int32_t position : pack.position)
            keys += static_cast<double>(position) / tokens;
    }
};

/// Memory of a run at worst: weights and what is kept of the largest pack, see LayerSaved. What exceeds the budget is
/// computed again: then every layer's input is kept, and all of one layer.
std::int64_t peakBytes(const Setup& setup, const Largest& largest) {
    const ModelConfig& c = setup.folder.config;
    const double element = setup.compute.type == at::kBFloat16 ? 2 : 4;
    const auto h = static_cast<double>(c.hidden_size), layers = static_cast<double>(c.num_hidden_layers);
    double a_token = 0; // a layer's
    for (const LayerSpec& spec : networkSpec(c).layers)
        a_token += static_cast<double>(Transformer::savedBytesAToken(c, spec, setup.compute.type)) / layers;
    const double layer =
        largest.tokens * (a_token + element * static_cast<double>(c.num_attention_heads) * largest.keys);
    const auto weights = static_cast<double>(parameterCount(c));
    constexpr double kProgram = 3e8;
    if (setup.options.mode == TrainMode::Head)
        return static_cast<std::int64_t>(weights * element + largest.tokens * (a_token + largest.keys) + kProgram);
    const bool all = layers * layer <= static_cast<double>(activationBudget(setup.compute));
    const double kept = all ? layers * layer : layers * 4 * h * largest.tokens + layer;
    return static_cast<std::int64_t>(weights * (16 + element) + kept + kProgram); // master, gradient, two moments
}

/// Without an early stop.
double secondsOf(const TrainOptions& options, const Speed& speed, double tokens, double validation_tokens) {
    const double steps = std::ceil(tokens / static_cast<double>(std::max<std::int64_t>(1, options.batch_tokens)));
    return options.epochs * (speed.both * tokens + speed.step * steps + speed.forward * validation_tokens);
}

/// `head_tokens`: through the network in mode head.
TrainPlan planFor(const Setup& setup, const ExampleSet& set, const std::optional<std::int64_t>& head_tokens,
                  const std::stop_token& stop) {
    TrainPlan plan;
    plan.fit = set.fit;
    plan.layout = setup.reading.layout;
    plan.notes = setup.reading.notes;
    const Parts parts = partsOf(set, setup.options.validation_share);
    plan.validation_note = parts.note;
    plan.trained_on = trainedOn(parts, setup.options.kind);
    std::vector<const Example*> all = parts.train;
    all.insert(all.end(), parts.validation.begin(), parts.validation.end());
    if (all.empty())
        return plan;
    std::int64_t validation_tokens = 0;
    Largest largest;
    for (const Example* example : parts.train)
        plan.ratings += example->units; // as the report will count them
    for (const Example* example : all) {
        plan.problems += 1;
        plan.tokens_row_per_rating += example->row_tokens;
    }
    const auto add = [&](const std::vector<const Example*>& examples, std::int64_t& tokens) {
        for (const LossPack& pack :
             packExamples(examples, setup.options.max_pack_tokens, combinedTokens(setup.options.batch_tokens), stop)) {
            tokens += std::ssize(pack.pack.tokens);
            largest.take(pack.pack);
        }
    };
    add(parts.train, plan.tokens);
    for (const Example* example : parts.validation)
        add({example}, validation_tokens);
    plan.peak_bytes = peakBytes(setup, largest);
    const Speed speed = speedOf(setup, set, stop);
    plan.forward_seconds_per_token = speed.forward;
    plan.seconds = secondsOf(setup.options, speed, static_cast<double>(plan.tokens),
                             static_cast<double>(validation_tokens));
    plan.tokens += validation_tokens;
    if (head_tokens) {
        plan.tokens = *head_tokens;
        plan.seconds = speed.forward * static_cast<double>(plan.tokens);
    }
    return plan;
}

/// Too long for the base, more than the user takes: an Error.
ExampleSet fitting(const Setup& setup, ExampleSet set) {
    requireFit(set.fit, setup.options.too_long, setup.options.base);
    return set;
}

} // namespace

std::int32_t endOfText(const ModelConfig& config, const Tokenizer& tokenizer) {
    if (const auto id = tokenizer.eosId())
        return *id;
    if (!config.eos_token_ids.empty())
        return config.eos_token_ids.front();
    throw Error("The base names no end-of-text token: its tokenizer_config.json needs \"eos_token\".");
}

void OutcomeTree::add(std::span<const std::string> steps, bool correct) {
    if (steps.empty())
        return;
    const auto leaf = static_cast<std::size_t>(tree.addPath(steps));
    right.resize(static_cast<std::size_t>(tree.size()), 0);
    wrong.resize(static_cast<std::size_t>(tree.size()), 0);
    ++(correct ? right : wrong)[leaf];
}

TrainReport trainPrm(const std::vector<LabelledTree>& trees, const TrainOptions& options, std::stop_token stop,
                     ProgressSink progress) {
    const Setup setup = setUp(options, TrainKind::Prm);
    const ExampleSet set = fitting(setup, prmExamples(trees, setup.tokenizer, setup.examples, stop));
    if (setup.options.mode == TrainMode::Head) {
        HeadResult result = trainHead(trees, set, setup.folder, setup.tokenizer, setup.options, setup.reading.layout,
                                      setup.compute, stop, std::move(progress));
        result.report.layout = setup.reading.layout;
        result.report.notes = setup.reading.notes;
        writeHeadCheckpoint(setup.folder, setup.options, result, classesOf(TrainKind::Prm).names,
                            runRecord(setup, result.report), stop);
        return result.report;
    }
    return trainOn(setup, set, stop, std::move(progress));
}

TrainReport trainOrm(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop,
                     ProgressSink progress) {
    const Setup setup = setUp(options, TrainKind::Orm);
    return trainOn(setup, fitting(setup, ormExamples(trees, setup.tokenizer, setup.examples, stop)), stop,
                   std::move(progress));
}

TrainReport trainGenerator(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop,
                           ProgressSink progress) {
    const Setup setup = setUp(options, TrainKind::Generator);
    return trainOn(setup, fitting(setup, generatorExamples(trees, setup.tokenizer, setup.examples, stop)), stop,
                   std::move(progress));
}

TrainPlan planPrm(const std::vector<LabelledTree>& trees, const TrainOptions& options, std::stop_token stop) {
    const Setup setup = setUp(options, TrainKind::Prm);
    const ExampleSet set = prmExamples(trees, setup.tokenizer, setup.examples, stop);
    std::optional<std::int64_t> tokens;
    if (setup.options.mode == TrainMode::Head)
        tokens = headTokens(trees, set, setup.folder, setup.tokenizer, setup.options, setup.reading.layout, setup.compute,
                            stop);
    return planFor(setup, set, tokens, stop);
}

TrainPlan planOrm(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop) {
    const Setup setup = setUp(options, TrainKind::Orm);
    return planFor(setup, ormExamples(trees, setup.tokenizer, setup.examples, stop), {}, stop);
}

TrainPlan planGenerator(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop) {
    const Setup setup = setUp(options, TrainKind::Generator);
    return planFor(setup, generatorExamples(trees, setup.tokenizer, setup.examples, stop), {}, stop);
}

} // namespace stepmark
