// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/task_states_p.h"

#include "model/base/lower_layers.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/clock_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/context.h"
#include "model/learning/hidden_states_p.h"
#include "model/learning/options_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/task_layout.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <limits>

namespace stepmark {

namespace {

constexpr std::int64_t kMeasuredTokens = 1024;  ///< enough to tell the speed
constexpr double kSecondsAnItemAndWidth = 8e-8; ///< of a probe, all its fits: measured on two cores of 2023

std::vector<WantedSteps> wantedItems(const std::vector<TaskExample>& examples) {
    std::vector<WantedSteps> wanted;
    for (const TaskExample& example : examples) {
        std::vector<bool> items(static_cast<std::size_t>(example.tree.size()), false);
        for (const int node : example.items)
            items[static_cast<std::size_t>(node)] = true;
        wanted.push_back({example.prompt, &example.tree, std::move(items)});
    }
    return wanted;
}

/// Both parts of the task.
std::vector<WantedSteps> wantedItems(const Task& task) {
    std::vector<WantedSteps> wanted = wantedItems(task.train);
    const std::vector<WantedSteps> test = wantedItems(task.test);
    wanted.insert(wanted.end(), test.begin(), test.end());
    return wanted;
}

std::vector<std::int64_t> layersOf(const ModelFolder& folder, const std::vector<int>& layers) {
    std::vector<std::int64_t> all;
    for (const int one : layers)
        all.push_back(one == 0 ? folder.config.num_hidden_layers : one);
    return all;
}

Compute computeOf(const LearnOptions& options, const ModelFolder& folder) {
    return chooseCompute(options.compute.precision, options.compute.device, options.compute.threads, folder.config);
}

TokenizedTree tokensOf(const WantedSteps& steps, const Tokenizer& tokenizer, const Layout& layout,
                       const ModelFolder& folder, const std::stop_token& stop) {
    TokenizeOptions tokenize;
    tokenize.max_path_tokens = contextOf(folder.config);
    tokenize.layout = layout;
    tokenize.keep = withAncestors(*steps.tree, steps.wanted);
    tokenize.stop = stop;
    return tokenizeTree(tokenizer, steps.problem_text, *steps.tree, tokenize);
}

/// Of a forward pass over the first examples, the better of two: the first warms up.
double secondsAToken(const Task& task, const ModelFolder& folder, const Tokenizer& tokenizer, const Compute& compute,
                     const std::stop_token& stop) {
    const at::NoGradGuard no_graph;
    std::vector<TokenizedTree> first;
    std::int64_t tokens = 0;
    for (const WantedSteps& one : wantedItems(task)) {
        if (tokens >= kMeasuredTokens)
            break;
        first.push_back(tokensOf(one, tokenizer, layoutFor(task.kind, folder, tokenizer), folder, stop));
        tokens += std::ssize(first.back().tokens);
    }
    const Pack pack = packTrees(first, kReadAtOnce, stop).front();
    const Transformer network = Transformer::load(folder, compute, false, stop);
    double best = std::numeric_limits<double>::infinity();
    for (int pass = 0; pass < 2; ++pass) {
        const auto begin = Clock::now();
        network.forward(network.prepare(pack), nullptr, stop);
        best = std::min(best, secondsSince(begin));
    }
    return best / static_cast<double>(pack.size());
}

at::Tensor collect(const std::vector<TaskExample>& examples, const HiddenStates& states, std::size_t layer,
                   const std::filesystem::path& folder, const std::stop_token& stop) {
    const auto items = static_cast<std::int64_t>(itemCount(examples));
    const at::Tensor all = at::empty({items, states.width()}, at::kBFloat16);
    std::vector<float> state(static_cast<std::size_t>(states.width()));
    std::int64_t row = 0;
    for (const TaskExample& example : examples) {
        throwIfStopped(stop);
        const std::vector<StepKey> keys = stepKeys(example.prompt, example.tree);
        for (const int node : example.items) {
            if (!states.read(keys[static_cast<std::size_t>(node)], state, layer))
                throw Error("\"" + example.prompt.substr(0, 60) + example.tree[node].text.substr(0, 60) +
                            "...\" is longer than " + folder.string() + " reads: leave it out of the task.");
            all[row++].copy_(at::from_blob(state.data(), {states.width()}, at::kFloat));
        }
    }
    return all;
}

} // namespace

std::int64_t TaskStates::ensure(const std::filesystem::path& path, const std::vector<int>& layers,
                                const LearnOptions& options, const std::stop_token& stop, ProgressSink progress) {
    std::vector<int> missing;
    for (const int one : layers)
        if (!m_states.contains({path.string(), one}))
            missing.push_back(one);
    if (missing.empty())
        return 0;
    const ModelFolder folder = ModelFolder::open(path);
    const Compute compute = computeOf(options, folder);
    m_computed = computedBy(compute);
    const Tokenizer tokenizer = Tokenizer::load(path);
    HiddenStates states(folder, layersOf(folder, missing), PlaceNorm::Fresh, tokenizer,
                        layoutFor(m_task.kind, folder, tokenizer), compute, options.cache_dir, kReadAtOnce, stop);
    ProgressThrottle throttle(std::move(progress));
    states.ensure(wantedItems(m_task), stop, throttle);
    for (std::size_t layer = 0; layer < missing.size(); ++layer)
        m_states[{path.string(), missing[layer]}] = {collect(m_task.train, states, layer, path, stop),
                                                     collect(m_task.test, states, layer, path, stop)};
    return states.tokensComputed();
}

LearnCost TaskStates::cost(const std::filesystem::path& path, const std::vector<int>& layers, std::int64_t lessons,
                           const LearnOptions& options, const std::stop_token& stop) const {
    const ModelFolder whole = ModelFolder::open(path);
    const std::vector<std::int64_t> places = layersOf(whole, layers);
    std::int64_t highest = 1;
    for (const std::int64_t one : places)
        highest = std::max(highest, lowerLayers(whole, one).config.num_hidden_layers); // throws where there is none
    const ModelFolder folder = lowerLayers(whole, highest);
    const Compute compute = computeOf(options, folder);
    const Tokenizer tokenizer = Tokenizer::load(path);
    const Layout layout = layoutFor(m_task.kind, folder, tokenizer);
    LearnCost cost;
    if (HiddenStates::mayBeKept(whole, compute, options.cache_dir, stop)) {
        cost.tokens = HiddenStates(whole, places, PlaceNorm::Fresh, tokenizer, layout, compute, options.cache_dir,
                                   kReadAtOnce, stop)
                          .tokensMissing(wantedItems(m_task), stop);
    } else { // nothing is kept yet, and planning makes no folder
        for (const WantedSteps& one : wantedItems(m_task))
            cost.tokens += std::ssize(tokensOf(one, tokenizer, layout, folder, stop).tokens);
    }
    const auto items = static_cast<double>(itemCount(m_task.train) + itemCount(m_task.test));
    const auto width = static_cast<double>(folder.config.hidden_size);
    if (cost.tokens > 0)
        cost.seconds = secondsAToken(m_task, folder, tokenizer, compute, stop) * static_cast<double>(cost.tokens);
    cost.seconds += kSecondsAnItemAndWidth * items * width * static_cast<double>(lessons * std::ssize(layers));
    cost.peak_bytes = static_cast<std::int64_t>(4.0 * static_cast<double>(parameterCount(folder.config)) +
                                                items * width * (2.0 * static_cast<double>(layers.size()) + 12) + 3e8);
    return cost;
}

const ItemStates& TaskStates::at(const LadderModel& model) const {
    return m_states.at({model.folder.string(), model.layers});
}

} // namespace stepmark
