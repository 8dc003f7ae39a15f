// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hidden states of steps, from the cache where they are there, else through the frozen base (loaded only then). They
// are read where a head on the whole base would read them, or after several of its layers, in one pass.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/compute_p.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/transformer_p.h"
#include "model/run/progress.h"
#include "model/tokenizer/tokenizer.h"

#include <memory>
#include <optional>

namespace stepmark {

/// Steps of one tree whose hidden states are wanted.
struct WantedSteps {
    std::string_view problem_text;
    const StepTree* tree = nullptr;
    std::vector<bool> wanted; ///< [N]
};

/// Through what the states of a place go that is not the end of the stack.
enum class PlaceNorm {
    Fresh, ///< weights of 1: no norm of the folder was made for them
    Final  ///< the folder's final norm, as of a model that ends there (lower_layers.h), with whom they are shared
};

class HiddenStates {
public:
    /// After the last layer and the final norm.
    HiddenStates(ModelFolder folder, const Tokenizer& tokenizer, const Layout& layout, const Compute& compute,
                 const std::filesystem::path& cache_folder, std::int64_t max_pack_tokens, const std::stop_token& stop);
    /// After each of these layers (counted from 1). What lies above the last of them is not computed. Throws Error for
    /// a layer that the folder has not.
    HiddenStates(const ModelFolder& folder, const std::vector<std::int64_t>& layers, PlaceNorm norm,
                 const Tokenizer& tokenizer, const Layout& layout, const Compute& compute,
                 const std::filesystem::path& cache_folder, std::int64_t max_pack_tokens, const std::stop_token& stop);

    /// Whether states of that base lie there; looking leaves nothing.
    static bool mayBeKept(const ModelFolder& folder, const Compute& compute, const std::filesystem::path& cache_folder,
                          const std::stop_token& stop);

    /// Computes what is missing and stores it; what another process has stored meanwhile is taken from there. What was
    /// stored stays when a stop ends it (Cancelled). Throws NotFinite with the index in `trees`.
    void ensure(const std::vector<WantedSteps>& trees, const std::stop_token& stop,
                ProgressThrottle& progress);
    /// Tokens that ensure() would have go through the network.
    std::int64_t tokensMissing(const std::vector<WantedSteps>& trees, const std::stop_token& stop) const;
    /// False for a step beyond the model's context. `layer`: its place in the list.
    bool read(const StepKey& key, std::span<float> out, std::size_t layer = 0) const {
        return m_places[layer].cache.read(key, out);
    }
    std::int64_t tokensComputed() const { return m_tokens; }
    /// Why states are not kept on disk; empty where they are.
    const std::string& cacheProblem() const { return m_places.front().cache.problem(); }
    std::int64_t width() const { return m_folder.config.hidden_size; }

private:
    struct Place {
        std::int64_t layers = 0;
        bool fresh_norm = false;
        HiddenCache cache;
    };
    bool contains(const StepKey& key) const;
    /// The states of some tokens at a place, [n, H] float32 on the CPU.
    at::Tensor statesAt(const Place& place, const at::Tensor& top, const std::vector<LayerSaved>& inputs,
                        const at::Tensor& rows) const;
    struct Missing {
        std::size_t place = 0; ///< among those wanted
        const WantedSteps* steps = nullptr;
        TokenizedTree tree;
        std::vector<StepKey> keys;
        std::vector<bool> wanted;
    };
    std::optional<Missing> missing(const WantedSteps& steps, std::size_t place, const std::stop_token& stop) const;
    std::vector<Missing> allMissing(const std::vector<WantedSteps>& trees, const std::stop_token& stop) const;
    std::vector<Pack> packsOf(const std::vector<Missing>& trees, const std::stop_token& stop) const;
    /// `done` gets the tokens of each pack as it is done.
    void compute(const std::vector<Missing>& trees, const std::vector<Pack>& packs, const std::stop_token& stop,
                 const std::function<void(std::int64_t)>& done);
    void computePack(const Pack& pack, const std::vector<std::int64_t>& rows,
                     const std::vector<std::pair<const Missing*, int>>& steps, const std::stop_token& stop);

    ModelFolder m_folder;
    Tokenizer m_tokenizer;
    Layout m_layout;
    Compute m_compute;
    std::vector<Place> m_places;
    std::int64_t m_max_pack_tokens;
    std::optional<Transformer> m_model;
    std::int64_t m_tokens = 0;
};

} // namespace stepmark
