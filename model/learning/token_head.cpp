// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/token_head_p.h"

#include "model/domain/stop.h"
#include "model/learning/ops_p.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace stepmark {

namespace {

/// Logits at once, at most: 64 MB of float32.
constexpr std::int64_t kMaxLogits = std::int64_t{1} << 24;

/// The items by row: the rows that are read, and the items sorted by them.
struct ItemsByRow {
    std::vector<std::int64_t> rows;   ///< [n] tokens that are read, ascending
    std::vector<std::int64_t> row_of; ///< [items] index into rows
    std::vector<std::int64_t> target; ///< [items]
    std::vector<float> weight;        ///< [items]
    std::vector<std::size_t> first;   ///< [n + 1] first item of each row
};

ItemsByRow sortByRow(const LossItems& items) {
    std::vector<std::size_t> order;
    for (std::size_t item = 0; item < items.row.size(); ++item)
        if (items.weight[item] != 0)
            order.push_back(item);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return items.row[a] < items.row[b]; });
    ItemsByRow sorted;
    for (const std::size_t item : order) {
        if (sorted.rows.empty() || sorted.rows.back() != items.row[item]) {
            sorted.rows.push_back(items.row[item]);
            sorted.first.push_back(sorted.row_of.size());
        }
        sorted.row_of.push_back(static_cast<std::int64_t>(sorted.rows.size()) - 1);
        sorted.target.push_back(items.target[item]);
        sorted.weight.push_back(items.weight[item]);
    }
    sorted.first.push_back(sorted.row_of.size());
    return sorted;
}

template <typename T>
at::Tensor slice(const std::vector<T>& values, std::size_t begin, std::size_t end, at::Device device) {
    return at::tensor(at::ArrayRef<T>(values.data() + begin, end - begin)).to(device);
}

} // namespace

double LossItems::totalWeight() const { return std::accumulate(weight.begin(), weight.end(), 0.0); }

TokenHead TokenHead::classifier(Llama& model, const std::vector<Rating>& classes, const ModelFolder* folder,
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
    setParameter(head.m_bias, read("score.bias", {labels}), at::kFloat, trainable);
    if (!continues) // from zero it has farther to go than the tuned layers
        head.m_weight.rate = head.m_bias.rate = 10;
    head.m_weight.name = "score.weight";
    head.m_weight.parts = {{"score.weight", 0, labels}};
    head.m_weight.decay = true;
    head.m_bias.name = "score.bias";
    head.m_bias.parts = {{"score.bias", 0, labels}};
    return head;
}

TokenHead TokenHead::languageModel(Llama& model, const ModelFolder* folder, bool trainable, std::uint64_t seed) {
    TokenHead head;
    const ModelConfig& config = model.config();
    head.m_labels = config.vocab_size;
    head.m_type = model.compute().type;
    head.m_tied = config.tie_word_embeddings;
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

at::Tensor TokenHead::logits(const Llama& model, const at::Tensor& x) const {
    at::Tensor rstd;
    const at::Tensor y = ops::rmsNorm(x, model.final_norm, model.config().rms_norm_eps, m_type, rstd); // [n, H]
    return ops::linear(y, weightOf(model), &m_bias).to(at::kFloat);
}

LossSum TokenHead::loss(Llama& model, const at::Tensor& x, const LossItems& items, double scale, at::Tensor* dx,
                        const std::stop_token& stop) {
    const ItemsByRow sorted = sortByRow(items);
    const at::Device device = x.device();
    const auto total = static_cast<std::int64_t>(sorted.rows.size());
    const std::int64_t chunk = std::max<std::int64_t>(1, kMaxLogits / m_labels);
    LossSum sum;
    for (std::int64_t begin = 0; begin < total; begin += chunk) {
        throwIfStopped(stop);
        const auto from = static_cast<std::size_t>(begin),
                   to = static_cast<std::size_t>(std::min(begin + chunk, total));
        const std::size_t first = sorted.first[from], last = sorted.first[to];
        const at::Tensor rows = slice(sorted.rows, from, to, device);                // [n]
        const at::Tensor row_of = slice(sorted.row_of, first, last, device) - begin; // [items]
        const at::Tensor target = slice(sorted.target, first, last, device);
        const at::Tensor weight = slice(sorted.weight, first, last, device);
        const at::Tensor x_rows = x.index_select(0, rows); // [n, H]
        at::Tensor rstd;
        const at::Tensor y = ops::rmsNorm(x_rows, model.final_norm, model.config().rms_norm_eps, m_type, rstd);
        const at::Tensor log_p = at::log_softmax(ops::linear(y, weightOf(model), &m_bias).to(at::kFloat), 1); // [n, L]
        sum.loss -= (log_p.index({row_of, target}) * weight).sum(at::kDouble).item<double>();
        sum.weight += weight.sum(at::kDouble).item<double>();
        if (!dx)
            continue;
        const at::Tensor row_weight = at::zeros({rows.size(0)}, x.options()).index_add_(0, row_of, weight); // [n]
        at::Tensor d_logits = log_p.exp_().mul_(row_weight.unsqueeze(1));
        d_logits.index_put_({row_of, target}, -weight, true);
        const at::Tensor dy =
            ops::linearBackward(d_logits.mul_(scale).to(m_type), y, weightOf(model), &m_bias); // [n, H]
        dx->index_add_(0, rows, ops::rmsNormBackward(dy, x_rows, model.final_norm, rstd));
    }
    return sum;
}

} // namespace stepmark
