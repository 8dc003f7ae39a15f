// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/pupil_p.h"

#include "model/base/lower_layers.h"
#include "model/domain/error.h"
#include "model/learning/context.h"
#include "model/learning/task_layout.h"

#include <algorithm>
#include <set>

namespace stepmark {

namespace {

ModelFolder cut(const ModelFolder& whole, int layers) { return layers > 0 ? lowerLayers(whole, layers) : whole; }

/// Layers below the last `top` of them; none where all move.
std::int64_t frozenLayers(const ModelFolder& folder, int top) {
    const std::int64_t layers = folder.config.num_hidden_layers;
    if (top > layers)
        throw Error("The model has " + std::to_string(layers) + " layers, of which the last " + std::to_string(top) +
                    " were to move.");
    return top == 0 ? 0 : layers - top;
}

/// Everything where no number of layers is asked for; else neither what lies below them nor the embedding.
Trainable movingOf(int top, std::int64_t frozen) {
    if (top == 0)
        return {};
    std::set<std::string> below{"model.embed_tokens.", "states"};
    for (std::int64_t layer = 0; layer < frozen; ++layer)
        below.insert("model.layers." + std::to_string(layer) + ".");
    return [below](const Parameter& parameter) {
        return std::ranges::none_of(below, [&](const std::string& one) { return parameter.name.starts_with(one); });
    };
}

OptimizerOptions optimizerOptions() {
    OptimizerOptions optimizer;
    optimizer.weight_decay = 0.01;
    optimizer.clip = 1;
    return optimizer;
}

TokenHead headOf(Transformer& network, bool choice) {
    const std::vector<Rating> classes =
        choice ? std::vector{Rating::Positive} : std::vector{Rating::Negative, Rating::Positive};
    return TokenHead::classifier(network, classes, nullptr, {}, true);
}

TaskTexts textsOf(const Task& task, const ModelFolder& folder, const std::stop_token& stop) {
    const Tokenizer tokenizer = Tokenizer::load(folder.path);
    return {task, tokenizer, layoutFor(task.kind, folder, tokenizer), contextOf(folder.config), stop};
}

} // namespace

Pupil::Pupil(const Task& task, const LadderModel& model, const LearnOptions& options, const Objective& objective,
             LowerStates& lower, const std::stop_token& stop, ProgressThrottle& progress)
    : whole(ModelFolder::open(model.folder))
    , folder(cut(whole, model.layers))
    , compute(chooseCompute(options.compute.precision, options.compute.device, options.compute.threads, folder.config))
    , frozen(frozenLayers(folder, options.top_layers))
    , texts(textsOf(task, folder, stop))
    , core(
          network(lower, stop, progress), [&](Transformer& made) { return headOf(made, isChoice(task.kind)); },
          objective, optimizerOptions(), {}, movingOf(options.top_layers, frozen)) {}

Transformer Pupil::network(LowerStates& lower, const std::stop_token& stop, ProgressThrottle& progress) {
    at::Tensor states;
    if (frozen > 0)
        states = lower.of(whole, frozen, compute, texts, stop, progress);
    Transformer network = Transformer::load(folder, compute, true, stop);
    if (isCut()) // the norm was made for the last layer
        setParameter(network.final_norm, at::full_like(network.final_norm.master, 1 - network.final_norm.offset),
                     at::kFloat, true);
    lower_kept = states.defined();
    if (lower_kept) {
        texts.countThrough();
        network.startFrom(frozen, states);
    } else {
        network.keepTokens(at::tensor(texts.renumber()));
    }
    return network;
}

Judge::Judge(TrainingCore& core, const std::vector<TaskExample>& examples, const std::vector<Example>& texts,
             const std::stop_token& stop)
    : m_core(core) {
    std::vector<TokenizedTree> trees;
    std::vector<std::vector<std::int64_t>> item_at; // by tree and token; -1: none is read there
    for (std::size_t place = 0; place < examples.size(); ++place) {
        trees.push_back(texts[place].tree);
        auto& at = item_at.emplace_back(texts[place].tree.tokens.size(), -1);
        for (const int node : examples[place].items)
            at[static_cast<std::size_t>(texts[place].tree.read_at[static_cast<std::size_t>(node)])] =
                static_cast<std::int64_t>(m_items++);
    }
    for (Pack& pack : packTrees(trees, kReadAtOnce, stop)) {
        Reading& reading = m_readings.emplace_back();
        for (std::size_t token = 0; token < pack.size(); ++token) {
            const Pack::Origin& origin = pack.origin[token];
            const std::int64_t item =
                origin.owned ? item_at[static_cast<std::size_t>(origin.tree)][static_cast<std::size_t>(origin.source)]
                             : -1;
            if (item < 0)
                continue;
            reading.rows.push_back(static_cast<std::int64_t>(token));
            reading.items.push_back(static_cast<std::size_t>(item));
        }
        reading.pack = std::move(pack);
    }
}

at::Tensor Judge::logits(const std::stop_token& stop, ProgressThrottle& progress) const {
    at::Tensor all = at::zeros({static_cast<std::int64_t>(m_items), 1});
    Progress report{.stage = Stage::Scoring, .total = static_cast<std::int64_t>(m_items), .unit = Unit::Rows};
    for (const Reading& reading : m_readings) {
        const at::Tensor logits = m_core.logits(reading.pack, reading.rows, stop).to(at::kFloat); // [n, L]
        for (std::size_t i = 0; i < reading.items.size(); ++i) {
            const at::Tensor row = logits[static_cast<std::int64_t>(i)];
            all[static_cast<std::int64_t>(reading.items[i])] = row.size(0) == 1 ? row[0] : row[1] - row[0];
        }
        report.done += std::ssize(reading.items);
        progress.report(report);
    }
    return all;
}

} // namespace stepmark
