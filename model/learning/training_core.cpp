// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/training_core_p.h"

#include "model/domain/stop.h"

#include <ATen/core/grad_mode.h>

#include <cmath>

namespace stepmark {

namespace {

std::vector<Parameter*> joined(std::vector<Parameter*> first, const std::vector<Parameter*>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

TrainingCore::TrainingCore(Transformer model, const std::function<TokenHead(Transformer&)>& make_head,
                           const Objective& objective, const OptimizerOptions& options, const SecondLoss& second,
                           const Trainable& trainable)
    : m_keep_bytes(activationBudget(model.compute()))
    , m_model(std::make_unique<Transformer>(std::move(model)))
    , m_head(make_head(*m_model))
    , m_objective(objective)
    , m_second(second.make_head ? std::optional(second.make_head(*m_model)) : std::nullopt)
    , m_second_weight(second.weight)
    , m_optimizer(moving(trainable), options, *m_model->compute().backend) {}

std::vector<Parameter*> TrainingCore::parameters() { return joined(m_model->parameters(), m_head.parameters()); }

std::vector<Parameter*> TrainingCore::allParameters() {
    return m_second ? joined(parameters(), m_second->parameters()) : parameters();
}

std::vector<Parameter*> TrainingCore::moving(const Trainable& trainable) {
    const std::vector<Parameter*> all = allParameters();
    if (trainable)
        for (Parameter* parameter : all)
            if (!trainable(*parameter))
                parameter->grad = at::Tensor();
    return all;
}

TrainingCore::Passed TrainingCore::forward(const Pack& pack, const std::stop_token& stop) const {
    Passed passed{m_model->prepare(pack), {}, {}};
    const Keep keep = m_model->savedBytes(passed.input) > m_keep_bytes ? Keep::Inputs : Keep::All;
    passed.x = m_model->forward(passed.input, &passed.saved, stop, {}, keep);
    return passed;
}

void TrainingCore::backward(Passed passed, const LossPack& pack, at::Tensor dx, double second_scale,
                            const std::stop_token& stop) {
    m_second_sum = m_second
                       ? m_second->loss(*m_model, passed.x, pack.second, crossEntropy(), 0, second_scale, &dx, stop)
                       : LossSum{};
    m_model->backward(passed.input, passed.saved, std::move(dx), stop);
}

LossSum TrainingCore::accumulate(const LossPack& pack, double batch_weight, const std::stop_token& stop,
                                 double second_scale, double done) {
    const at::NoGradGuard no_graph; // gradients are written out, see backend_p.h
    Passed passed = forward(pack.pack, stop);
    at::Tensor dx = at::zeros_like(passed.x); // [T, H]
    const LossSum sum = m_head.loss(*m_model, passed.x, pack.items, m_objective, done, 1.0 / batch_weight, &dx, stop);
    backward(std::move(passed), pack, std::move(dx), second_scale, stop);
    return sum;
}

LossSum TrainingCore::accumulateTogether(std::span<const LossPack> batch, double second_scale, double done,
                                         const std::stop_token& stop) {
    const at::NoGradGuard no_graph;
    const at::Device device = m_model->compute().device;
    std::optional<Passed> only; // one pack need not go forward twice
    std::vector<at::Tensor> rows, logits;
    LossItems items; // of the whole batch, by row of the logits
    std::int64_t count = 0;
    for (const LossPack& pack : batch) {
        const ItemsByRow sorted = sortByRow(pack.items);
        rows.push_back(sorted.rowsAt(0, sorted.size(), device));
        at::Tensor x = batch.size() == 1 ? only.emplace(forward(pack.pack, stop)).x
                                         : m_model->forward(m_model->prepare(pack.pack), nullptr, stop);
        logits.push_back(m_head.logits(*m_model, x.index_select(0, rows.back())));
        for (std::size_t item = 0; item < sorted.target.size(); ++item)
            items.add(count + sorted.row_of[item], sorted.target[item], sorted.weight[item], sorted.group[item]);
        count += sorted.size();
    }
    at::Tensor d_logits; // [count, L]
    const LossSum sum =
        m_objective.loss(at::cat(logits), sortByRow(items).targetsAt(0, count, device, true), done, &d_logits);
    if (!std::isfinite(sum.loss) || sum.weight <= 0)
        return sum;
    LossSum second;
    std::int64_t begin = 0;
    for (std::size_t index = 0; index < batch.size(); ++index) {
        Passed passed = only ? std::move(*only) : forward(batch[index].pack, stop);
        at::Tensor dx = at::zeros_like(passed.x); // [T, H]
        m_head.backward(*m_model, passed.x, rows[index], d_logits.narrow(0, begin, rows[index].size(0)) / sum.weight,
                        dx);
        begin += rows[index].size(0);
        backward(std::move(passed), batch[index], std::move(dx), second_scale, stop);
        second += m_second_sum;
    }
    m_second_sum = second;
    return sum;
}

LossSum TrainingCore::accumulateBatch(std::span<const LossPack> batch, double done, const std::stop_token& stop) {
    m_second_sum = {};
    double weight = 0, second_weight = 0;
    for (const LossPack& pack : batch) {
        weight += pack.items.totalWeight();
        second_weight += pack.second.totalWeight();
    }
    if (weight <= 0)
        return {};
    const double second_scale = second_weight > 0 ? m_second_weight / second_weight : 0;
    if (m_objective.scope() == Objective::Scope::Batch)
        return accumulateTogether(batch, second_scale, done, stop);
    LossSum sum, second;
    for (const LossPack& pack : batch) {
        sum += accumulate(pack, weight, stop, second_scale, done);
        second += m_second_sum;
    }
    m_second_sum = second;
    return sum;
}

BatchResult TrainingCore::trainBatch(std::span<const LossPack> batch, const Rates& rates, double done,
                                     const std::stop_token& stop) {
    BatchResult result;
    try {
        result.sum = accumulateBatch(batch, done, stop);
    } catch (...) {
        m_optimizer.zeroGrad(); // half a batch must not reach the next one
        throw;
    }
    result.second = m_second_sum;
    if (!std::isfinite(result.sum.loss) || !std::isfinite(result.second.loss)) {
        m_optimizer.zeroGrad();
        result.not_finite = "the loss";
    } else if (result.sum.weight > 0) {
        const OptimizerStep step = m_optimizer.step(rates.learning_rate, rates.muon_learning_rate);
        result.stepped = step.not_finite.empty();
        if (!result.stepped)
            result.not_finite = "the gradient of " + step.not_finite;
    }
    return result;
}

LossSum TrainingCore::evaluate(const LossPack& pack, const std::stop_token& stop) {
    at::Tensor none;
    return evaluate(pack, stop, {}, none);
}

LossSum TrainingCore::evaluate(const LossPack& pack, const std::stop_token& stop, const std::vector<std::int64_t>& rows,
                               at::Tensor& probabilities) {
    const at::NoGradGuard no_graph;
    const at::Tensor x = m_model->forward(m_model->prepare(pack.pack), nullptr, stop);
    if (!rows.empty())
        probabilities = m_head.logits(*m_model, x.index_select(0, at::tensor(rows).to(x.device()))).softmax(1).cpu();
    return m_head.loss(*m_model, x, pack.items, m_objective, 1.0, 1.0, nullptr, stop);
}

at::Tensor TrainingCore::logits(const Pack& pack, const std::vector<std::int64_t>& rows, const std::stop_token& stop) {
    const at::NoGradGuard no_graph;
    const at::Tensor x = m_model->forward(m_model->prepare(pack), nullptr, stop);
    return m_head.logits(*m_model, x.index_select(0, at::tensor(rows).to(x.device()))).cpu();
}

NamedTensors TrainingCore::state() {
    NamedTensors all = masters(allParameters());
    for (auto& moment : m_optimizer.tensors())
        all.push_back(std::move(moment));
    return all;
}

void TrainingCore::restored(std::int64_t optimizer_steps) {
    for (Parameter* parameter : allParameters())
        parameter->refresh();
    m_optimizer.setSteps(optimizer_steps);
    m_optimizer.zeroGrad();
}

} // namespace stepmark
