// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/head_training_p.h"

#include "model/base/lower_layers.h"
#include "model/domain/coded_error.h"
#include "model/domain/stop.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/clock_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/fingerprint_p.h"
#include "model/learning/head_layers_p.h"
#include "model/learning/hidden_states_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/trained_on_p.h"

#include <unordered_set>

namespace stepmark {

namespace {

constexpr std::int64_t kRatingClasses = 3; ///< classOf() a rating

/// The steps that are trained on: those with a rating that fit the base's context.
std::vector<bool> ratedSteps(const Example& example) {
    std::unordered_set<std::int32_t> tokens;
    for (const Example::Check& check : example.checks)
        tokens.insert(check.token);
    std::vector<bool> steps;
    for (const std::int32_t token : example.tree.read_at)
        steps.push_back(tokens.contains(token));
    return steps;
}

/// `place`: of the layers whose states are there.
HeadData collect(const std::vector<LabelledTree>& trees, const ExampleSet& set, const HiddenStates& states,
                 std::size_t place, double validation_share, const std::stop_token& stop) {
    HeadData data;
    std::vector<float> state(static_cast<std::size_t>(states.width()));
    const auto add = [&](const Example& example, HeadRows& rows) {
        throwIfStopped(stop);
        const LabelledTree& tree = trees[example.place];
        const std::vector<StepKey> keys = stepKeys(tree.problem_text, tree.tree);
        const std::vector<bool> wanted = ratedSteps(example);
        for (std::size_t node = 0; node < keys.size(); ++node) {
            if (!wanted[node] || !states.read(keys[node], state, place))
                continue;
            rows.x.insert(rows.x.end(), state.begin(), state.end());
            rows.y.push_back(classOf(*tree.labels[node]));
            rows.groups.push_back(tree.problem);
        }
    };
    const Parts parts = partsOf(set, validation_share);
    for (const Example* example : parts.train)
        add(*example, data.train);
    for (const Example* example : parts.validation)
        add(*example, data.validation);
    return data;
}

std::vector<WantedSteps> wantedSteps(const std::vector<LabelledTree>& trees, const ExampleSet& set) {
    std::vector<WantedSteps> wanted;
    for (const Example& example : set.examples) {
        const LabelledTree& tree = trees[example.place];
        wanted.push_back({tree.problem_text, &tree.tree, ratedSteps(example)});
    }
    return wanted;
}

HiddenStates statesFor(const std::vector<std::int64_t>& layers, const ModelFolder& base, const Tokenizer& tokenizer,
                       const Layout& layout, const Compute& compute, const std::filesystem::path& cache,
                       std::int64_t max_pack_tokens, const std::stop_token& stop) {
    if (layers.size() == 1)
        return {lowerLayers(base, layers.front()), tokenizer, layout, compute, cache, max_pack_tokens, stop};
    return {base, layers, PlaceNorm::Final, tokenizer, layout, compute, cache, max_pack_tokens, stop};
}

/// Heads on several layers, fitted to the same labels.
class Contest {
public:
    /// `result`: undefined weights where nothing finite came of it.
    void add(std::int64_t layer, HeadResult result) {
        const EpochReport& epoch = result.report.epochs.front();
        m_layers.push_back({layer, epoch.validation_loss, epoch.validation_auc, epoch.validation_auc_within, false});
        if (result.weight.defined() && (!m_best.weight.defined() || isBetter(m_layers.back(), m_layers[m_taken]))) {
            m_taken = m_layers.size() - 1;
            m_best = std::move(result);
        }
    }
    /// The best, with what the others were worth in its report.
    HeadResult take() {
        m_layers[m_taken].taken = true;
        m_best.layer = m_layers[m_taken].layer;
        m_best.report.layers = std::move(m_layers);
        return std::move(m_best);
    }

private:
    /// Within a problem, as that is what a PRM is for; of equals the lower layer, which costs less.
    static bool isBetter(const HeadLayer& one, const HeadLayer& other) {
        if (one.validation_auc_within && other.validation_auc_within)
            return *one.validation_auc_within > *other.validation_auc_within;
        return one.validation_loss && other.validation_loss && *one.validation_loss < *other.validation_loss;
    }

    std::vector<HeadLayer> m_layers;
    std::size_t m_taken = 0;
    HeadResult m_best;
};

std::filesystem::path cacheFolder(const TrainOptions& options) {
    return options.cache_dir.empty() ? options.out.parent_path() / "cache" : options.cache_dir;
}

} // namespace

std::int64_t headTokens(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                        const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                        const Compute& compute, const std::stop_token& stop) {
    const auto cache = cacheFolder(options);
    if (HiddenStates::mayBeKept(base, compute, cache, stop))
        return statesFor(headLayers(options, base), base, tokenizer, layout, compute, cache, options.max_pack_tokens,
                         stop)
            .tokensMissing(wantedSteps(trees, set), stop);
    std::vector<TokenizedTree> all; // nothing is kept yet, and planning makes no folder
    for (const Example& example : set.examples)
        all.push_back(example.tree);
    std::int64_t tokens = 0;
    for (const Pack& pack : packTrees(all, options.max_pack_tokens, stop))
        tokens += std::ssize(pack.tokens);
    return tokens;
}

HeadResult trainHead(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                     const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                     const Compute& compute, const std::stop_token& stop, ProgressSink progress) {
    const auto begin = Clock::now();
    const std::vector<std::int64_t> layers = headLayers(options, base);
    if (layers.size() > 1 && partsOf(set, options.validation_share).validation.empty())
        throw Error("Nothing validates, so that no layer can be chosen: hold problems out (--validation-share), or "
                    "name one layer.");
    HiddenStates states =
        statesFor(layers, base, tokenizer, layout, compute, cacheFolder(options), options.max_pack_tokens, stop);
    ProgressThrottle throttle(std::move(progress));
    states.ensure(wantedSteps(trees, set), stop, throttle);
    Contest contest;
    HeadData data;
    for (std::size_t place = 0; place < layers.size(); ++place) {
        data = collect(trees, set, states, place, options.validation_share, stop);
        if (data.train.y.empty())
            throw Error("There is nothing to train on: no labelled step outside the test split.");
        contest.add(layers[place], fitHead(data,
                                           {.width = states.width(),
                                            .classes = kRatingClasses,
                                            .class_weights = options.class_weights,
                                            .bias = classifierHasBias(base.config)},
                                           stop, throttle));
    }
    HeadResult result = contest.take();
    if (!result.weight.defined() || !at::isfinite(result.bias).all().item<bool>())
        throw CodedError(Fault::HeadNotFinite, {base.path.filename().string()},
                         "No head can be fitted to the hidden states of " + base.path.string() +
                             ": the fits are not finite (NaN or infinite). Use --mode full, or another base.");
    TrainReport& report = result.report;
    report.best_epoch = 1;
    report.ratings = static_cast<std::int64_t>(data.train.y.size());
    report.tokens = states.tokensComputed();
    report.seconds = secondsSince(begin);
    report.epochs.front().seconds = report.seconds;
    report.tokens_per_s = static_cast<double>(report.tokens) / report.seconds;
    report.ratings_per_s = static_cast<double>(report.ratings) / report.seconds;
    report.computed = computedBy(compute);
    report.trained_on = trainedOn(partsOf(set, options.validation_share), TrainKind::Prm);
    report.data_fingerprint = set.fingerprint;
    report.base_fingerprint = modelFingerprint(options.base, stop); // whole, whichever layers are read
    report.fit = set.fit;
    if (data.validation.y.empty())
        report.epochs.front().validation_note = partsOf(set, options.validation_share).note;
    report.cache_note = states.cacheProblem();
    report.checkpoint = options.out;
    return result;
}

void writeHeadCheckpoint(const ModelFolder& base, const TrainOptions& options, const HeadResult& result,
                         const std::vector<std::string>& labels, nlohmann::json run, const std::stop_token& stop) {
    run["penalty"] = result.penalty;
    std::vector<Parameter> kept;
    const auto add = [&](const std::string& name, const at::Tensor& values) {
        Parameter parameter;
        parameter.name = name;
        parameter.parts = {{name, 0, values.size(0)}};
        parameter.master = values;
        kept.push_back(std::move(parameter));
    };
    bool all_bf16 = true;
    for (const TensorSpec& spec : backboneTensorSpecs(base.config)) {
        throwIfStopped(stop);
        all_bf16 = all_bf16 && base.weights.at(spec.name).dtype == DType::BF16;
        add(spec.name, readTensor(base.weights, spec.name, at::kCPU));
    }
    add("score.weight", result.weight);
    if (classifierHasBias(base.config))
        add("score.bias", result.bias);
    std::vector<Parameter*> parameters;
    for (Parameter& parameter : kept)
        parameters.push_back(&parameter);
    writeCheckpoint(options.out,
                    {base.config, std::string(classifierHead(base.config)), labels, parameters,
                     all_bf16 ? at::kBFloat16 : at::kFloat, options.base, std::move(run)},
                    stop);
}

} // namespace stepmark
