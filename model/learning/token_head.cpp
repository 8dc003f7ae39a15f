// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/token_head_p.h"

#include "model/domain/stop.h"
#include "model/learning/ops_p.h"

#include <algorithm>

namespace stepmark {

namespace {

/// Logits at once, at most: 64 MB of float32.
constexpr std::int64_t kMaxLogits = std::int64_t{1} << 24;

} // namespace

TokenHead TokenHead::classifier(Transformer& model, const std::vector<Rating>& classes, const ModelFolder* folder,
                                const std::vector<Rating>& stored, bool trainable) {
    TokenHead head;
    const auto labels = static_cast<std::int64_t>(classes.size());
    head.m_labels = labels;
    const at::Device device = model.compute().device;
    const bool continues = folder && std::is_permutation(classes.begin(), classes.end(), stored.begin(), stored.end());
    std::vector<std::int64_t> rows; // of the stored head, in our order
    for (const Rating rating : classes)
        rows.push_back(std::find(stored.begin(), stored.end(), rating) - stored.begin());
    const auto read = [&](const char* name, at::IntArrayRef shape) {
        return continues && folder->weights.find(name)
                   ? readTensor(folder->weights, name, device).index_select(0, at::tensor(rows).to(device))
                   : at::zeros(shape, device);
    };
    setParameter(head.m_weight, read("score.weight", {labels, model.config().hidden_size}), at::kFloat, trainable);
    if (!continues) // from zero it has farther to go than the tuned layers
        head.m_weight.rate = head.m_bias.rate = 10;
    head.m_weight.name = "score.weight";
    head.m_weight.parts = {{"score.weight", 0, labels}};
    head.m_weight.decay = true;
    if (!classifierHasBias(model.config()) && trainable)
        return head;
    setParameter(head.m_bias, read("score.bias", {labels}), at::kFloat, trainable);
    head.m_bias.name = "score.bias";
    head.m_bias.parts = {{"score.bias", 0, labels}};
    return head;
}

TokenHead TokenHead::languageModel(Transformer& model, const ModelFolder* folder, bool trainable, std::uint64_t seed) {
    TokenHead head;
    const ModelConfig& config = model.config();
    head.m_labels = config.vocab_size;
    head.m_type = model.compute().type;
    head.m_tied = config.tie_word_embeddings;
    head.m_cap = model.network().logit_cap;
    if (head.m_tied)
        return head;
    at::Generator generator = at::detail::createCPUGenerator(seed ^ 0x9e3779b97f4a7c15u);
    const at::Tensor values = folder ? readTensor(folder->weights, "lm_head.weight", model.compute().device)
                                     : at::empty({config.vocab_size, config.hidden_size}, at::kFloat)
                                           .normal_(0, config.initializer_range, generator)
                                           .to(model.compute().device);
    setParameter(head.m_weight, values, head.m_type, trainable);
    head.m_weight.name = "lm_head.weight";
    head.m_weight.parts = {{"lm_head.weight", 0, config.vocab_size}};
    head.m_weight.decay = true;
    return head;
}

std::int64_t TokenHead::labels() const { return m_labels; }

std::vector<Parameter*> TokenHead::parameters() {
    std::vector<Parameter*> all;
    for (Parameter* parameter : {&m_weight, &m_bias})
        if (parameter->defined())
            all.push_back(parameter);
    return all;
}

at::Tensor TokenHead::logitsOf(const Transformer& model, const at::Tensor& y) const {
    at::Tensor logits = ops::linear(*model.compute().backend, y, weightOf(model), m_bias).to(at::kFloat);
    return m_cap > 0 ? logits.div_(m_cap).tanh_().mul_(m_cap) : logits;
}

at::Tensor TokenHead::logits(const Transformer& model, const at::Tensor& x) const {
    return logitsOf(model, model.normed(model.final_norm, x, m_type, nullptr));
}

TokenHead::Read TokenHead::read(const Transformer& model, const at::Tensor& x, const at::Tensor& rows) const {
    Read read{rows, {}, {}};
    read.y = model.normed(model.final_norm, x.index_select(0, rows), m_type, &read.norm);
    return read;
}

void TokenHead::backward(Transformer& model, const Read& read, at::Tensor d_logits, at::Tensor& dx) {
    if (m_cap > 0) // the slope of cap * tanh(z / cap), by its value
        d_logits = d_logits * (1 - (logitsOf(model, read.y) / m_cap).square());
    const at::Tensor dy =
        ops::linearBackward(*model.compute().backend, d_logits.to(m_type), read.y, weightOf(model), m_bias); // [n, H]
    dx.index_add_(0, read.rows, model.normBackward(model.final_norm, dy, read.norm));
}

void TokenHead::backward(Transformer& model, const at::Tensor& x, const at::Tensor& rows, const at::Tensor& d_logits,
                         at::Tensor& dx) {
    backward(model, read(model, x, rows), d_logits, dx);
}

LossSum TokenHead::loss(Transformer& model, const at::Tensor& x, const LossItems& items, const Objective& objective,
                        double done, double scale, at::Tensor* dx, const std::stop_token& stop) {
    const ItemsByRow sorted = sortByRow(items);
    const bool together = objective.scope() == Objective::Scope::Batch;
    const std::int64_t chunk =
        together ? std::max<std::int64_t>(1, sorted.size()) : std::max<std::int64_t>(1, kMaxLogits / m_labels);
    LossSum sum;
    for (std::int64_t begin = 0; begin < sorted.size(); begin += chunk) {
        throwIfStopped(stop);
        const std::int64_t end = std::min(begin + chunk, sorted.size());
        const Read at_rows = read(model, x, sorted.rowsAt(begin, end, x.device()));
        const at::Tensor logits = logitsOf(model, at_rows.y); // [n, L]
        at::Tensor d_logits;                                  // [n, L]
        sum +=
            objective.loss(logits, sorted.targetsAt(begin, end, x.device(), together), done, dx ? &d_logits : nullptr);
        if (dx)
            backward(model, at_rows, d_logits.mul_(scale), *dx);
    }
    return sum;
}

} // namespace stepmark
