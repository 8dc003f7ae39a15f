// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/score.h"

#include "model/base/finite.h"
#include "model/domain/error.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/context.h"
#include "model/learning/hidden_states_p.h"
#include "model/learning/memory.h"
#include "model/learning/not_finite.h"
#include "model/learning/options_p.h"
#include "model/learning/reading_p.h"
#include "model/learning/token_head_p.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace stepmark {

namespace {

constexpr std::size_t kGroup = 64; ///< trees that go through together, at most: enough to fill packs

/// Letters of a group, at most: little enough to hand out results as one goes, which is a few seconds on two cores. By
/// the network's size and not by the clock, so that a run's figures do not depend on what else the machine does.
std::size_t groupCharacters(const ModelConfig& config) {
    constexpr double kParametersTimesCharacters = 1.1e12;
    const auto parameters = static_cast<double>(std::max<std::int64_t>(1, parameterCount(config)));
    return static_cast<std::size_t>(std::clamp(kParametersTimesCharacters / parameters, 4096.0, 131072.0));
}

/// One behind the last tree of the group that begins with `first`.
std::size_t groupEnd(std::span<const ScoreTree> trees, std::size_t first, std::size_t most_characters) {
    std::size_t end = first, characters = 0;
    while (end < trees.size() && end - first < kGroup && characters < most_characters) {
        const StepTree& tree = *trees[end].tree;
        characters += trees[end++].problem_text.size();
        for (int node = 0; node < tree.size(); ++node)
            characters += tree[node].text.size();
    }
    return end;
}

/// A classifier folder: probabilities of the classes at every step of a tree.
class StepReader {
public:
    StepReader(const std::filesystem::path& checkpoint, const ScoreOptions& options, const std::stop_token& stop)
        : m_folder(ModelFolder::open(checkpoint))
        , m_tokenizer(Tokenizer::load(checkpoint))
        , m_reading(readingOf(m_folder, m_tokenizer, options.reading))
        , m_compute(chooseCompute(options.precision, options.device, options.threads, m_folder.config))
        , m_options(options) {
        if (m_options.max_pack_tokens == 0)
            m_options.max_pack_tokens = kReadAtOnce;
        const nlohmann::json record = readRunRecord(checkpoint);
        if (!options.cache_dir.empty() && record.is_object() && record.value("mode", "") == "head")
            m_states.emplace(m_folder, m_tokenizer, m_reading.layout, m_compute, options.cache_dir,
                             m_options.max_pack_tokens, stop);
        if (m_states)
            loadHead();
        else
            loadModel(stop); // now, so that whoever opens a broken model is told before anything is done with it
    }

    const Reading& reading() const { return m_reading; }
    std::int64_t tokens() const { return m_tokens; }
    Computed computed() const { return computedBy(m_compute); }
    std::string cacheProblem() const { return m_states ? m_states->cacheProblem() : std::string(); }

    using Done = std::function<void(std::size_t tree, const std::vector<std::vector<float>>& probabilities)>;

    /// For each tree [N] rows of [L] probabilities, empty where left out.
    void read(std::span<const ScoreTree> trees, const std::stop_token& stop, ProgressSink sink, const Done& done) {
        const at::NoGradGuard no_graph;
        ProgressThrottle throttle(std::move(sink));
        if (m_options.too_long == TooLong::Fail)
            requireFit(fitOf(m_folder.path, trees, TooLong::Cut, stop, m_reading.layout).fit, TooLong::Fail,
                       m_folder.path);
        m_tokens = 0;
        Progress progress{.stage = Stage::Scoring, .unit = Unit::Steps};
        for (const ScoreTree& tree : trees)
            progress.total += tree.tree->size();
        const auto begin = std::chrono::steady_clock::now();
        for (std::size_t first = 0, end = 0; first < trees.size(); first = end) {
            end = groupEnd(trees, first, groupCharacters(m_folder.config));
            const auto group = trees.subspan(first, end - first);
            Results results;
            try {
                results = m_states ? fromCache(group, stop, throttle, progress)
                                   : throughNetwork(group, stop, throttle, progress);
            } catch (const NotFinite& error) {
                throw error.asTree(first + error.tree());
            }
            for (std::size_t i = 0; i < group.size(); ++i) {
                done(first + i, results[i]);
                progress.done += group[i].tree->size();
            }
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
            progress.units_per_s = static_cast<double>(progress.done) / std::max(1e-9, seconds);
            throttle.report(progress);
        }
    }

private:
    using Results = std::vector<std::vector<std::vector<float>>>; ///< [tree][step][class]
    /// Where a row of logits belongs.
    struct Place {
        std::size_t tree;
        int node;
    };

    /// Of a classifier on cached states: they are all it needs.
    void loadHead() {
        m_weight = readTensor(m_folder.weights, "score.weight", at::kCPU); // [L, H]
        m_bias = m_folder.weights.find("score.bias") ? readTensor(m_folder.weights, "score.bias", at::kCPU)
                                                     : at::zeros({m_weight.size(0)});
    }

    void loadModel(const std::stop_token& stop) {
        if (!m_compute.device.is_cuda())
            requireMemory({.config = m_folder.config,
                           .element_bytes = static_cast<std::int64_t>(at::elementSize(m_compute.type))},
                          m_folder.path);
        m_model = Transformer::load(m_folder, m_compute, false, stop);
        m_head = TokenHead::classifier(*m_model, m_reading.classes, &m_folder, m_reading.classes, false);
    }

    Results throughNetwork(std::span<const ScoreTree> trees, const std::stop_token& stop, ProgressThrottle& throttle,
                           Progress progress) {
        Results results;
        std::vector<TokenizedTree> tokenized;
        std::vector<std::vector<std::int32_t>> node_at;
        TokenizeOptions options;
        options.max_path_tokens = m_model->longestPath();
        options.layout = m_reading.layout;
        options.whole_only = m_options.too_long == TooLong::Skip;
        options.stop = stop;
        for (const ScoreTree& tree : trees) {
            results.emplace_back(static_cast<std::size_t>(tree.tree->size()));
            tokenized.push_back(tokenizeTree(m_tokenizer, tree.problem_text, *tree.tree, options));
            auto& nodes = node_at.emplace_back(tokenized.back().tokens.size(), -1);
            for (std::size_t node = 0; node < tokenized.back().read_at.size(); ++node)
                if (tokenized.back().read_at[node] >= 0)
                    nodes[static_cast<std::size_t>(tokenized.back().read_at[node])] = static_cast<std::int32_t>(node);
        }
        for (const Pack& pack : packTrees(tokenized, m_options.max_pack_tokens, stop)) {
            std::vector<std::int64_t> rows;
            std::vector<Place> places;
            for (std::size_t token = 0; token < pack.size(); ++token) {
                const Pack::Origin& origin = pack.origin[token];
                const auto tree = static_cast<std::size_t>(origin.tree);
                const std::int32_t node = origin.owned ? node_at[tree][static_cast<std::size_t>(origin.source)] : -1;
                if (node < 0)
                    continue;
                rows.push_back(static_cast<std::int64_t>(token));
                places.push_back({tree, node});
            }
            if (rows.empty())
                continue;
            const at::Tensor x = m_model->forward(m_model->prepare(pack), nullptr, stop); // [T, H]
            store(m_head->logits(*m_model, x.index_select(0, at::tensor(rows).to(x.device()))), places, trees, results);
            m_tokens += static_cast<std::int64_t>(pack.size());
            progress.done += static_cast<std::int64_t>(rows.size());
            throttle.report(progress);
        }
        return results;
    }

    Results fromCache(std::span<const ScoreTree> trees, const std::stop_token& stop, ProgressThrottle& throttle,
                      Progress progress) {
        Results results;
        std::vector<WantedSteps> wanted;
        std::int64_t all_steps = 0;
        for (const ScoreTree& tree : trees) {
            wanted.push_back({tree.problem_text, tree.tree, stepsToRead(tree, stop)});
            all_steps += tree.tree->size();
        }
        const std::int64_t before = m_states->tokensComputed(), before_steps = progress.done;
        ProgressThrottle in_steps([&](const Progress& tokens) { // whoever waits counts steps, the base tokens
            progress.done = before_steps + all_steps * tokens.done / std::max<std::int64_t>(1, tokens.total);
            throttle.report(progress);
        });
        m_states->ensure(wanted, stop, in_steps);
        m_tokens += m_states->tokensComputed() - before;
        std::vector<Place> places;
        std::vector<float> states, state(static_cast<std::size_t>(m_states->width()));
        for (const ScoreTree& tree : trees) {
            results.emplace_back(static_cast<std::size_t>(tree.tree->size()));
            const std::vector<StepKey> keys = stepKeys(tree.problem_text, *tree.tree);
            for (std::size_t node = 0; node < keys.size(); ++node)
                if (wanted[results.size() - 1].wanted[node] && m_states->read(keys[node], state)) {
                    states.insert(states.end(), state.begin(), state.end());
                    places.push_back({results.size() - 1, static_cast<int>(node)});
                }
        }
        if (!places.empty()) {
            const at::Tensor x = at::tensor(states).view({static_cast<std::int64_t>(places.size()), -1}); // [n, H]
            store(at::linear(x, m_weight, m_bias), places, trees, results);
        }
        return results;
    }

    /// Of a tree that comes from the cache: states may lie there that another choice has asked for.
    std::vector<bool> stepsToRead(const ScoreTree& tree, const std::stop_token& stop) const {
        std::vector<bool> steps(static_cast<std::size_t>(tree.tree->size()), true);
        if (m_options.too_long != TooLong::Skip)
            return steps;
        TokenizeOptions options;
        options.max_path_tokens = contextOf(m_folder.config);
        options.whole_only = true;
        options.layout = m_reading.layout;
        options.stop = stop;
        const TokenizedTree tokens = tokenizeTree(m_tokenizer, tree.problem_text, *tree.tree, options);
        for (std::size_t node = 0; node < steps.size(); ++node)
            steps[node] = tokens.read_at[node] >= 0;
        return steps;
    }

    /// logits [n, L] -> probabilities. The logits are looked at, because softmax makes numbers of some that are
    /// infinite.
    void store(const at::Tensor& logits, const std::vector<Place>& places, std::span<const ScoreTree> trees,
               Results& results) const {
        const at::Tensor raw = logits.cpu().contiguous(), p = raw.softmax(1);
        const auto width = static_cast<std::size_t>(p.size(1));
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto& [tree, node] = places[i];
            if (!allFinite(std::span(raw.data_ptr<float>() + i * width, width)))
                throw NotFinite::ofStep(m_folder.path, m_compute.typeName(), tree, trees[tree].problem_text,
                                        *trees[tree].tree, node);
            const float* row = p.data_ptr<float>() + i * width;
            results[tree][static_cast<std::size_t>(node)].assign(row, row + width);
        }
    }

    ModelFolder m_folder;
    Tokenizer m_tokenizer;
    Reading m_reading;
    Compute m_compute;
    ScoreOptions m_options;
    std::optional<HiddenStates> m_states;
    std::optional<Transformer> m_model;
    std::optional<TokenHead> m_head;
    at::Tensor m_weight, m_bias;
    std::int64_t m_tokens = 0;
};

/// Where there is no neutral class, its probability is 0.
StepProbabilities asStep(const std::vector<float>& p, const std::vector<Rating>& classes) {
    StepProbabilities step;
    for (std::size_t row = 0; row < p.size(); ++row)
        (classes[row] == Rating::Negative  ? step.negative
         : classes[row] == Rating::Neutral ? step.neutral
                                           : step.positive) = p[row];
    return step;
}

} // namespace

struct PrmScorer::State {
    StepReader reader;
};

PrmScorer::PrmScorer(const std::filesystem::path& checkpoint, const ScoreOptions& options, const std::stop_token& stop)
    : m_state(new State{StepReader(checkpoint, options, stop)}) {}
PrmScorer::~PrmScorer() = default;
PrmScorer::PrmScorer(PrmScorer&&) noexcept = default;
PrmScorer& PrmScorer::operator=(PrmScorer&&) noexcept = default;

std::vector<TreeScores> PrmScorer::score(std::span<const ScoreTree> trees, std::stop_token stop, ProgressSink progress,
                                         const TreeDone& done) {
    std::vector<TreeScores> all(trees.size());
    m_state->reader.read(trees, stop, std::move(progress), [&](std::size_t index, const auto& steps) {
        for (const std::vector<float>& p : steps)
            all[index].push_back(p.empty() ? std::nullopt : std::optional(asStep(p, reading().classes)));
        if (done)
            done(index, all[index]);
    });
    return all;
}

std::vector<TreeScores> PrmScorer::score(std::span<const LabelledTree> trees, std::stop_token stop,
                                         ProgressSink progress, const TreeDone& done) {
    std::vector<ScoreTree> views;
    for (const LabelledTree& tree : trees)
        views.push_back({tree.problem_text, &tree.tree});
    return score(std::span<const ScoreTree>(views), stop, std::move(progress), done);
}

std::int64_t PrmScorer::tokensComputed() const { return m_state->reader.tokens(); }
Computed PrmScorer::computed() const { return m_state->reader.computed(); }
std::string PrmScorer::cacheNote() const { return m_state->reader.cacheProblem(); }
const Reading& PrmScorer::reading() const { return m_state->reader.reading(); }

struct OrmScorer::State {
    StepReader reader;
};

OrmScorer::OrmScorer(const std::filesystem::path& checkpoint, const ScoreOptions& options, const std::stop_token& stop)
    : m_state(new State{StepReader(checkpoint, options, stop)}) {
    if (reading().classes.size() != 2) // a step classifier's neutral is no outcome
        throw Error(checkpoint.string() + " is not an outcome model: its head has three classes. Give a checkpoint of "
                                          "the right kind.");
}
OrmScorer::~OrmScorer() = default;
OrmScorer::OrmScorer(OrmScorer&&) noexcept = default;
OrmScorer& OrmScorer::operator=(OrmScorer&&) noexcept = default;

std::vector<std::vector<std::optional<float>>> OrmScorer::score(std::span<const ScoreTree> trees, std::stop_token stop,
                                                                ProgressSink progress) {
    std::vector<std::vector<std::optional<float>>> all(trees.size());
    const auto& classes = reading().classes;
    const auto right =
        static_cast<std::size_t>(std::find(classes.begin(), classes.end(), Rating::Positive) - classes.begin());
    m_state->reader.read(trees, stop, std::move(progress), [&](std::size_t index, const auto& steps) {
        for (const std::vector<float>& p : steps)
            all[index].push_back(p.empty() ? std::nullopt : std::optional(p[right]));
    });
    return all;
}

const Reading& OrmScorer::reading() const { return m_state->reader.reading(); }
Computed OrmScorer::computed() const { return m_state->reader.computed(); }

} // namespace stepmark
