// SPDX-License-Identifier: GPL-3.0-or-later
// What a training would take, from its packs and a short measurement.
#include "model/learning/train.h"

#include "model/learning/head_training_p.h"
#include "model/learning/options_p.h"
#include "model/learning/speed_p.h"
#include "model/learning/train_setup_p.h"
#include "model/learning/trained_on_p.h"
#include "model/learning/trainer/epoch_source_p.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

/// On packs of the real data, with weights that are thrown away.
Speed speedOf(const TrainSetup& setup, const ExampleSet& set, const std::stop_token& stop) {
    std::vector<const Example*> first;
    for (const Example& example : set.examples)
        if (first.size() < 16)
            first.push_back(&example);
    TrainingCore core = makeCore(setup, stop);
    return measuredSpeed(
        core, packExamples(first, setup.options.max_pack_tokens, combinedTokens(setup.options.batch_tokens), stop),
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
std::int64_t peakBytes(const TrainSetup& setup, const Largest& largest) {
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
TrainPlan planFor(const TrainSetup& setup, const ExampleSet& set, const std::optional<std::int64_t>& head_tokens,
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
    plan.seconds =
        secondsOf(setup.options, speed, static_cast<double>(plan.tokens), static_cast<double>(validation_tokens));
    plan.tokens += validation_tokens;
    if (head_tokens) {
        plan.tokens = *head_tokens;
        plan.seconds = speed.forward * static_cast<double>(plan.tokens);
    }
    return plan;
}

} // namespace

TrainPlan planPrm(const std::vector<LabelledTree>& trees, const TrainOptions& options, std::stop_token stop) {
    const TrainSetup setup = setUp(options, TrainKind::Prm);
    const ExampleSet set = prmExamples(trees, setup.tokenizer, setup.examples, stop);
    std::optional<std::int64_t> tokens;
    if (setup.options.mode == TrainMode::Head)
        tokens = headTokens(trees, set, setup.folder, setup.tokenizer, setup.options, setup.reading.layout,
                            setup.compute, stop);
    return planFor(setup, set, tokens, stop);
}

TrainPlan planOrm(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop) {
    const TrainSetup setup = setUp(options, TrainKind::Orm);
    return planFor(setup, ormExamples(trees, setup.tokenizer, setup.examples, stop), {}, stop);
}

TrainPlan planGenerator(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop) {
    const TrainSetup setup = setUp(options, TrainKind::Generator);
    return planFor(setup, generatorExamples(trees, setup.tokenizer, setup.examples, stop), {}, stop);
}

} // namespace stepmark
