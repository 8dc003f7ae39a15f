// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/pupil_p.h"

#include "model/learning/context.h"
#include "model/learning/task_layout.h"
#include "model/learning/weakstrong/part_that_moves_p.h"

#include <algorithm>

namespace stepmark {

namespace {

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
    , folder(cutAt(whole, model.layers))
    , compute(chooseCompute(options.compute.precision, options.compute.device, options.compute.threads, folder.config))
    , frozen(frozenLayers(folder, options.top_layers))
    , texts(textsOf(task, folder, stop))
    , core(
          network(lower, stop, progress), [&](Transformer& made) { return headOf(made, isChoice(task.kind)); },
          objective, taskOptimizer(), {}, options.top_layers > 0 ? movingAbove(frozen) : Trainable{}) {}

Transformer Pupil::network(LowerStates& lower, const std::stop_token& stop, ProgressThrottle& progress) {
    at::Tensor states;
    if (frozen > 0)
        states = lower.of(whole, frozen, compute, texts, stop, progress);
    Transformer network = freshNetwork(whole, folder, compute, stop);
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
