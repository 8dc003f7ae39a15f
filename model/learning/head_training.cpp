// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/head_training_p.h"

#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/epoch_trainer_p.h"
#include "model/learning/hidden_states_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/trained_on_p.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace stepmark {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Rated steps as rows.
struct Rows {
    std::vector<float> x;          ///< [n, H]
    std::vector<std::int64_t> y;   ///< classes
    std::vector<ProblemId> groups; ///< problem, for figures within one

    at::Tensor features(std::int64_t width) const {
        return at::tensor(x, at::kFloat).view({static_cast<std::int64_t>(y.size()), width});
    }
    at::Tensor classes() const { return at::tensor(y, at::kLong); }
};

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

struct HeadData {
    Rows train, validation;
};

HeadData collect(const std::vector<LabelledTree>& trees, const ExampleSet& set, const HiddenStates& states,
                 double validation_share, const std::stop_token& stop) {
    HeadData data;
    std::vector<float> state(static_cast<std::size_t>(states.width()));
    const auto add = [&](const Example& example, Rows& rows) {
        throwIfStopped(stop);
        const LabelledTree& tree = trees[example.place];
        const std::vector<StepKey> keys = stepKeys(tree.problem_text, tree.tree);
        const std::vector<bool> wanted = ratedSteps(example);
        for (std::size_t node = 0; node < keys.size(); ++node) {
            if (!wanted[node] || !states.read(keys[node], state))
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

/// Weight of each row: 1, or by inverse frequency of its class.
at::Tensor rowWeights(const at::Tensor& classes, bool balanced) {
    if (!balanced)
        return at::ones({classes.size(0)});
    const at::Tensor counts = at::bincount(classes, {}, 3).to(at::kFloat); // [3]
    const double present = (counts > 0).sum().item<double>();
    const at::Tensor weights = static_cast<double>(classes.size(0)) / (present * counts.clamp_min(1));
    return weights.index_select(0, classes);
}

double crossEntropy(const at::Tensor& logits, const at::Tensor& classes) {
    return at::cross_entropy_loss(logits, classes).item<double>();
}

void setMetrics(EpochReport& report, const Rows& rows, const at::Tensor& logits) {
    if (!at::isfinite(logits).all().item<bool>()) {
        report.validation_note = "not finite (NaN or infinite)";
        return;
    }
    const at::Tensor good = 1 - logits.softmax(1).select(1, 0); // [n]
    std::vector<ScoredLabel> labels;
    for (std::size_t i = 0; i < rows.y.size(); ++i)
        labels.push_back({rows.groups[i], good[static_cast<std::int64_t>(i)].item<double>(), rows.y[i] != 0});
    report.validation_loss = crossEntropy(logits, rows.classes());
    report.validation_auc = auc(labels);
    report.validation_auc_within = aucWithinGroups(labels);
    sayWhyNoAuc(report);
}

} // namespace

std::pair<at::Tensor, at::Tensor> fitLogistic(const at::Tensor& x, const at::Tensor& y, const at::Tensor& w,
                                              double penalty, const std::stop_token& stop) {
    at::Tensor weight = at::zeros({3, x.size(1)}).requires_grad_(true);
    at::Tensor bias = at::zeros({3}).requires_grad_(true);
    const at::Tensor share = w / w.sum(); // [n]
    torch::optim::LBFGS optimizer(
        {weight, bias},
        torch::optim::LBFGSOptions(1.0).max_iter(200).history_size(10).tolerance_grad(1e-5).line_search_fn(
            "strong_wolfe"));
    optimizer.step([&]() {
        throwIfStopped(stop);
        optimizer.zero_grad();
        const at::Tensor log_p = at::log_softmax(at::linear(x, weight, bias), 1); // [n, 3]
        at::Tensor loss =
            -(log_p.gather(1, y.unsqueeze(1)).squeeze(1) * share).sum() + weight.square().sum() * (penalty / 2);
        loss.backward();
        return loss;
    });
    return {weight.detach(), bias.detach()};
}

namespace {

/// Fits with falling penalties until validation gets worse. A fit that is not finite is skipped.
HeadResult chooseHead(const HeadData& data, std::int64_t width, bool class_weights, const std::stop_token& stop,
                      ProgressThrottle& throttle) {
    const at::Tensor raw = data.train.features(width), y = data.train.classes();
    const at::Tensor mean = raw.mean(0), deviation = raw.std(0, false).clamp_min(1e-6); // [H] each
    const at::Tensor x = (raw - mean) / deviation;
    const at::Tensor w = rowWeights(y, class_weights);
    const bool choose = !data.validation.y.empty();
    const at::Tensor check = choose ? (data.validation.features(width) - mean) / deviation : x;
    const at::Tensor check_y = choose ? data.validation.classes() : y;
    HeadResult result;
    double best = std::numeric_limits<double>::infinity();
    const std::vector<double> penalties =
        choose ? std::vector<double>{1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001} : std::vector<double>{0.1};
    std::int64_t tried = 0;
    for (const double penalty : penalties) {
        const auto [weight, bias] = fitLogistic(x, y, w, penalty, stop);
        const at::Tensor logits = at::linear(check, weight, bias), folded = weight / deviation;
        const double loss = crossEntropy(logits, check_y);
        HeadFit& fit = result.report.fits.emplace_back(HeadFit{.penalty = penalty});
        throttle.report({.stage = Stage::Training,
                         .subject = Subject::Head,
                         .done = ++tried,
                         .total = std::ssize(penalties),
                         .unit = Unit::Fits,
                         .loss = loss});
        if (!std::isfinite(loss) || !at::isfinite(folded).all().item<bool>() ||
            !at::isfinite(bias).all().item<bool>()) {
            ++result.report.skipped_steps;
            continue;
        }
        fit.train_loss = crossEntropy(at::linear(x, weight, bias), y);
        if (choose)
            fit.validation_loss = loss;
        if (loss >= best)
            break; // the penalties fall: from here on it only overfits more
        best = loss;
        for (HeadFit& other : result.report.fits)
            other.taken = &other == &fit;
        result.penalty = penalty;
        result.weight = folded;
        result.bias = bias - at::mv(result.weight, mean);
        EpochReport epoch;
        epoch.epoch = 1;
        epoch.train_loss = fit.train_loss;
        if (choose)
            setMetrics(epoch, data.validation, logits);
        result.report.epochs = {epoch};
    }
    return result;
}

std::vector<WantedSteps> wantedSteps(const std::vector<LabelledTree>& trees, const ExampleSet& set) {
    std::vector<WantedSteps> wanted;
    for (const Example& example : set.examples) {
        const LabelledTree& tree = trees[example.place];
        wanted.push_back({tree.problem_text, &tree.tree, ratedSteps(example)});
    }
    return wanted;
}

std::filesystem::path cacheFolder(const TrainOptions& options) {
    return options.cache_dir.empty() ? options.out.parent_path() / "cache" : options.cache_dir;
}

} // namespace

std::int64_t headTokens(const std::vector<LabelledTree>& trees, const ExampleSet& set, const ModelFolder& base,
                        const Tokenizer& tokenizer, const TrainOptions& options, const Layout& layout,
                        const Compute& compute, const std::stop_token& stop) {
    const auto cache = cacheFolder(options);
    if (HiddenStates::mayBeKept(base, compute, cache, stop))
        return HiddenStates(base, tokenizer, layout, compute, cache, options.max_pack_tokens, stop)
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
    HiddenStates states(base, tokenizer, layout, compute, cacheFolder(options), options.max_pack_tokens, stop);
    ProgressThrottle throttle(std::move(progress));
    states.ensure(wantedSteps(trees, set), stop, throttle);
    const HeadData data = collect(trees, set, states, options.validation_share, stop);
    if (data.train.y.empty())
        throw Error("There is nothing to train on: no labelled step outside the test split.");

    HeadResult result = chooseHead(data, states.width(), options.class_weights, stop, throttle);
    if (!result.weight.defined() || !at::isfinite(result.bias).all().item<bool>())
        throw Error("No head can be fitted to the hidden states of " + base.path.string() +
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
    report.base_fingerprint = modelFingerprint(base.path, stop);
    report.fit = set.fit;
    if (data.validation.y.empty())
        report.epochs.front().validation_note = partsOf(set, options.validation_share).note;
    report.cache_note = states.cacheProblem();
    report.checkpoint = options.out;
    return result;
}

void writeHeadCheckpoint(const ModelFolder& base, const TrainOptions& options, const HeadResult& result,
                         nlohmann::json run, const std::stop_token& stop) {
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
    add("score.bias", result.bias);
    std::vector<Parameter*> parameters;
    for (Parameter& parameter : kept)
        parameters.push_back(&parameter);
    writeCheckpoint(options.out,
                    {base.config,
                     "ForTokenClassification",
                     {"negative", "neutral", "positive"},
                     parameters,
                     all_bf16 ? at::kBFloat16 : at::kFloat,
                     options.base,
                     std::move(run)},
                    stop);
}

} // namespace stepmark
