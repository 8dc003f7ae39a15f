// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/hidden_states_p.h"

#include "model/base/lower_layers.h"
#include "model/learning/context.h"
#include "model/learning/fingerprint_p.h"
#include "model/learning/not_finite.h"
#include "model/learning/supervision_p.h"
#include "model/learning/text_hash_p.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace stepmark {
namespace {

/// The cache's file is for one base, precision and layout, and one place in it: `where` (empty: its end).
std::string cacheName(const std::string& fingerprint, const Layout& layout, const Compute& compute,
                      const std::string& where = {}) {
    const std::string name = fingerprint + "-" + compute.typeName() + where;
    if (layout == kStepmarkLayout)
        return name;
    TextHash hash;
    hash.addNumber(layout.bos ? 1 : 0).add(layout.after_problem).add(layout.separator);
    return name + "-" + hash.hex();
}

ModelFolder upTo(const ModelFolder& folder, const std::vector<std::int64_t>& layers) {
    for (const std::int64_t one : layers)
        lowerLayers(folder, one); // throws where there is no such layer
    return lowerLayers(folder, *std::max_element(layers.begin(), layers.end()));
}

} // namespace

HiddenStates::HiddenStates(ModelFolder folder, const Tokenizer& tokenizer, const Layout& layout, const Compute& compute,
                           const std::filesystem::path& cache_folder, std::int64_t max_pack_tokens,
                           const std::stop_token& stop)
    : m_folder(std::move(folder))
    , m_tokenizer(tokenizer)
    , m_layout(layout)
    , m_compute(compute)
    , m_max_pack_tokens(max_pack_tokens) {
    const std::string name = cacheName(modelFingerprint(m_folder, stop), layout, compute);
    m_places.push_back(
        {m_folder.config.num_hidden_layers, false, HiddenCache(cache_folder, name, m_folder.config.hidden_size, stop)});
}

HiddenStates::HiddenStates(const ModelFolder& folder, const std::vector<std::int64_t>& layers, PlaceNorm norm,
                           const Tokenizer& tokenizer, const Layout& layout, const Compute& compute,
                           const std::filesystem::path& cache_folder, std::int64_t max_pack_tokens,
                           const std::stop_token& stop)
    : m_folder(upTo(folder, layers))
    , m_tokenizer(tokenizer)
    , m_layout(layout)
    , m_compute(compute)
    , m_max_pack_tokens(max_pack_tokens) {
    const bool fresh = norm == PlaceNorm::Fresh;
    const std::string whole = fresh ? modelFingerprint(folder, stop) : ""; // lower layers are not known by the highest
    for (const std::int64_t one : layers) {
        const std::string name = fresh ? cacheName(whole, layout, compute, "-after" + std::to_string(one))
                                       : cacheName(modelFingerprint(lowerLayers(folder, one), stop), layout, compute);
        m_places.push_back({one, fresh, HiddenCache(cache_folder, name, m_folder.config.hidden_size, stop)});
    }
}

bool HiddenStates::contains(const StepKey& key) const {
    return std::all_of(m_places.begin(), m_places.end(), [&](const Place& one) { return one.cache.contains(key); });
}

bool HiddenStates::mayBeKept(const ModelFolder& folder, const Compute& compute,
                             const std::filesystem::path& cache_folder, const std::stop_token& stop) {
    std::error_code ignored;
    std::filesystem::directory_iterator entries(cache_folder, ignored);
    if (ignored)
        return false;
    const std::string name = modelFingerprint(folder, stop) + "-" + compute.typeName();
    return std::any_of(begin(entries), end(entries),
                       [&](const auto& entry) { return entry.path().filename().string().starts_with(name); });
}

std::optional<HiddenStates::Missing> HiddenStates::missing(const WantedSteps& steps, std::size_t place,
                                                           const std::stop_token& stop) const {
    Missing result{place, &steps, {}, stepKeys(steps.problem_text, *steps.tree), steps.wanted};
    bool any = false;
    for (std::size_t node = 0; node < result.keys.size(); ++node) {
        result.wanted[node] = result.wanted[node] && !contains(result.keys[node]);
        any = any || result.wanted[node];
    }
    if (!any)
        return std::nullopt;
    TokenizeOptions options;
    options.max_path_tokens = contextOf(m_folder.config);
    options.layout = m_layout;
    options.stop = stop;
    options.keep = withAncestors(*steps.tree, result.wanted);
    result.tree = tokenizeTree(m_tokenizer, steps.problem_text, *steps.tree, options);
    return result;
}

std::vector<HiddenStates::Missing> HiddenStates::allMissing(const std::vector<WantedSteps>& trees,
                                                            const std::stop_token& stop) const {
    std::vector<Missing> all;
    for (std::size_t place = 0; place < trees.size(); ++place) {
        throwIfStopped(stop);
        if (auto one = missing(trees[place], place, stop))
            all.push_back(std::move(*one));
    }
    return all;
}

std::vector<Pack> HiddenStates::packsOf(const std::vector<Missing>& trees, const std::stop_token& stop) const {
    std::vector<TokenizedTree> tokenized;
    for (const Missing& one : trees)
        tokenized.push_back(one.tree);
    return packTrees(tokenized, m_max_pack_tokens, stop);
}

std::int64_t HiddenStates::tokensMissing(const std::vector<WantedSteps>& trees, const std::stop_token& stop) const {
    std::int64_t tokens = 0;
    for (const Pack& pack : packsOf(allMissing(trees, stop), stop))
        tokens += std::ssize(pack.tokens);
    return tokens;
}

void HiddenStates::ensure(const std::vector<WantedSteps>& trees, const std::stop_token& stop,
                          ProgressThrottle& progress) {
    const at::NoGradGuard no_graph;
    for (Place& one : m_places)
        one.cache.refresh(stop);
    const std::vector<Missing> all = allMissing(trees, stop);
    const std::vector<Pack> packs = packsOf(all, stop);
    if (packs.empty())
        return;
    Progress report{.stage = Stage::HiddenStates, .unit = Unit::Tokens};
    for (const Pack& pack : packs)
        report.total += std::ssize(pack.tokens);
    if (!m_model)
        m_model = Transformer::load(m_folder, m_compute, false, stop);
    const auto begin = std::chrono::steady_clock::now();
    compute(all, packs, stop, [&](std::int64_t tokens) {
        report.done += tokens;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        report.units_per_s = static_cast<double>(report.done) / std::max(1e-9, seconds);
        progress.report(report);
    });
    for (Place& one : m_places)
        one.cache.flush();
}

void HiddenStates::compute(const std::vector<Missing>& trees, const std::vector<Pack>& packs,
                           const std::stop_token& stop, const std::function<void(std::int64_t)>& done) {
    std::vector<std::vector<std::int32_t>> node_at; // by tree and token: the step read there, -1 for none
    for (const Missing& one : trees) {
        auto& nodes = node_at.emplace_back(one.tree.tokens.size(), -1);
        for (std::size_t node = 0; node < one.wanted.size(); ++node)
            if (one.wanted[node] && one.tree.read_at[node] >= 0)
                nodes[static_cast<std::size_t>(one.tree.read_at[node])] = static_cast<std::int32_t>(node);
    }
    for (const Pack& pack : packs) {
        std::vector<std::int64_t> rows;
        std::vector<std::pair<const Missing*, int>> steps;
        for (std::size_t token = 0; token < pack.size(); ++token) {
            const Pack::Origin& origin = pack.origin[token];
            const auto tree = static_cast<std::size_t>(origin.tree);
            const std::int32_t node = origin.owned ? node_at[tree][static_cast<std::size_t>(origin.source)] : -1;
            if (node < 0 || contains(trees[tree].keys[static_cast<std::size_t>(node)]))
                continue; // another process may have been quicker
            rows.push_back(static_cast<std::int64_t>(token));
            steps.emplace_back(&trees[tree], node);
        }
        if (!rows.empty())
            computePack(pack, rows, steps, stop);
        done(std::ssize(pack.tokens));
    }
}

at::Tensor HiddenStates::statesAt(const Place& place, const at::Tensor& top, const std::vector<LayerSaved>& inputs,
                                  const at::Tensor& rows) const {
    const auto layers = static_cast<std::size_t>(place.layers);
    const at::Tensor x = (layers < inputs.size() ? inputs[layers].x : top).index_select(0, rows); // [n, H]
    if (!place.fresh_norm)
        return m_model->normed(m_model->final_norm, x, at::kFloat, nullptr).cpu();
    return (x * (x.square().mean(1, true) + m_folder.config.rms_norm_eps).rsqrt()).cpu();
}

void HiddenStates::computePack(const Pack& pack, const std::vector<std::int64_t>& rows,
                               const std::vector<std::pair<const Missing*, int>>& steps, const std::stop_token& stop) {
    std::vector<LayerSaved> inputs;
    const bool below = m_places.size() > 1;
    const at::Tensor top = m_model->forward(m_model->prepare(pack), below ? &inputs : nullptr, stop, {}, Keep::Inputs);
    const at::Tensor at = at::tensor(rows).to(top.device());
    for (Place& place : m_places) {
        const at::Tensor y = statesAt(place, top, inputs, at); // [n, H]
        const auto width = static_cast<std::size_t>(y.size(1));
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto& [tree, node] = steps[i];
            if (!place.cache.append(tree->keys[static_cast<std::size_t>(node)],
                                    {y.data_ptr<float>() + i * width, width}))
                throw NotFinite::ofStep(m_folder.path, m_compute.typeName(), tree->place, tree->steps->problem_text,
                                        *tree->steps->tree, node);
        }
    }
    m_tokens += static_cast<std::int64_t>(pack.size());
}

} // namespace stepmark
