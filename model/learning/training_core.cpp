// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/training_core_p.h"

#include "model/domain/stop.h"

#include <cmath>

namespace stepmark {

namespace {

std::vector<Parameter*> joined(std::vector<Parameter*> first, const std::vector<Parameter*>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

TrainingCore::TrainingCore(Llama model, const std::function<TokenHead(Llama&)>& make_head,
                           const OptimizerOptions& options, const SecondLoss& second)
    : m_keep_bytes(activationBudget(model.compute()))
    , m_model(std::make_unique<Llama>(std::move(model)))
    , m_head(make_head(*m_model))
    , m_second(second.make_head ? std::optional(second.make_head(*m_model)) : std::nullopt)
    , m_second_weight(second.weight)
    , m_optimizer(allParameters(), options) {}

std::vector<Parameter*> TrainingCore::parameters() { return joined(m_model->parameters(), m_head.parameters()); }

std::vector<Parameter*> TrainingCore::allParameters() {
    return m_second ? joined(parameters(), m_second->parameters()) : parameters();
}

LossSum TrainingCore::accumulate(const LossPack& pack, double batch_weight, const std::stop_token& stop,
                                 double second_scale) {
    const at::NoGradGuard no_graph; // gradients are written out, see ops_p.h
    const PackInput input = m_model->prepare(pack.pack);
    std::vector<LayerSaved> saved;
    const Keep keep = m_model->savedBytes(input) > m_keep_bytes ? Keep::Inputs : Keep::All;
    const at::Tensor x = m_model->forward(input, &saved, stop, {}, keep); // [T, H]
    at::Tensor dx = at::zeros_like(x);
    const LossSum sum = m_head.loss(*m_model, x, pack.items, 1.0 / batch_weight, &dx, stop);
    m_second_sum = m_second ? m_second->loss(*m_model, x, pack.second, second_scale, &dx, stop) : LossSum{};
    m_model->backward(input, saved, dx, stop);
    return sum;
}

BatchResult TrainingCore::trainBatch(std::span<const LossPack> batch, double learning_rate, double muon_learning_rate,
                                     const std::stop_token& stop) {
    double weight = 0, second_weight = 0;
    for (const LossPack& pack : batch) {
        weight += pack.items.totalWeight();
        second_weight += pack.second.totalWeight();
    }
    BatchResult result;
    LossSum& sum = result.sum;
    LossSum second;
    if (weight <= 0)
        return result;
    try {
        for (const LossPack& pack : batch) {
            sum += accumulate(pack, weight, stop, second_weight > 0 ? m_second_weight / second_weight : 0);
            second += m_second_sum;
        }
        m_second_sum = second;
    } catch (...) {
        m_optimizer.zeroGrad(); // half a batch must not reach the next one
        throw;
    }
    if (!std::isfinite(sum.loss) || !std::isfinite(second.loss)) {
        m_optimizer.zeroGrad();
        result.not_finite = "the loss";
        return result;
    }
    const OptimizerStep step = m_optimizer.step(learning_rate, muon_learning_rate);
    result.stepped = step.not_finite.empty();
    if (!result.stepped)
        result.not_finite = "the gradient of " + step.not_finite;
    return result;
}

LossSum TrainingCore::evaluate(const LossPack& pack, const std::stop_token& stop) {
    const at::NoGradGuard no_graph;
    const at::Tensor x = m_model->forward(m_model->prepare(pack.pack), nullptr, stop);
    return m_head.loss(*m_model, x, pack.items, 1.0, nullptr, stop);
}

LossSum TrainingCore::evaluate(const LossPack& pack, const std::stop_token& stop, const std::vector<std::int64_t>& rows,
                               at::Tensor& probabilities) {
    const at::NoGradGuard no_graph;
    const at::Tensor x = m_model->forward(m_model->prepare(pack.pack), nullptr, stop);
    if (!rows.empty())
        probabilities = m_head.logits(*m_model, x.index_select(0, at::tensor(rows).to(x.device()))).softmax(1).cpu();
    return m_head.loss(*m_model, x, pack.items, 1.0, nullptr, stop);
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
