// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/packing.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"

#include <algorithm>
#include <string>

namespace stepmark {

namespace {

/// Writes one tree's tokens, depth first.
class TreeTokenizer {
public:
    TreeTokenizer(const Tokenizer& tokenizer, const StepTree& tree, const TokenizeOptions& options)
        : m_tokenizer(tokenizer)
        , m_tree(tree)
        , m_options(options)
        , m_separator(tokenizer.encode(options.layout.separator))
        , m_steps(static_cast<std::size_t>(tree.size()))
        , m_children(static_cast<std::size_t>(tree.size()))
        , m_in(m_steps.size(), false)
        , m_too_long(m_steps.size(), false) {}

    TokenizedTree run(std::string_view problem_text) {
        const auto count = static_cast<std::size_t>(m_tree.size());
        m_result.begin.assign(count, -1);
        m_result.read_at.assign(count, -1);
        m_result.ending.assign(count, -1);
        const std::vector<std::int32_t> prompt = promptTokens(m_tokenizer, problem_text, m_options.layout);
        m_result.prompt_tokens = static_cast<int>(prompt.size());
        std::int32_t last = -1;
        for (const std::int32_t token : prompt)
            last = append(token, last);
        encodeSteps();
        if (m_options.whole_only)
            dropUnfinished();
        link();
        if (m_roots.empty() && m_result.left_out > 0) { // nobody reads a problem alone, and it may be too long itself
            m_result.tokens.clear();
            m_result.parent.clear();
            m_result.position.clear();
            m_result.prompt_tokens = 0;
            return std::move(m_result);
        }
        write(last);
        return std::move(m_result);
    }

private:
    bool kept(int node) const { return m_options.keep.empty() || m_options.keep[static_cast<std::size_t>(node)]; }

    /// Encodes the steps that go in.
    void encodeSteps() {
        std::vector<std::int64_t> path(m_steps.size(), 0);
        for (int node = 0; node < m_tree.size(); ++node) {
            throwIfStopped(m_options.stop); // one tree may have a hundred thousand steps
            const auto n = static_cast<std::size_t>(node);
            const int parent = m_tree[node].parent;
            const bool parent_in = parent < 0 || m_in[static_cast<std::size_t>(parent)];
            if (!kept(node) || (!parent_in && !m_too_long[static_cast<std::size_t>(parent)]))
                continue;
            if (parent_in)
                m_steps[n] = encodeStep(m_tree[node].text);
            path[n] = (parent < 0 ? m_result.prompt_tokens : path[static_cast<std::size_t>(parent)]) +
                      static_cast<std::int64_t>(m_steps[n].size());
            const std::int64_t room = m_options.max_path_tokens - (m_options.end_token >= 0 ? 1 : 0);
            m_in[n] = parent_in && path[n] <= room;
            m_too_long[n] = !m_in[n];
            m_result.left_out += !m_in[n];
        }
    }

    /// Takes out again what leads to nothing but steps that are too long.
    void dropUnfinished() {
        std::vector<bool> leads_on(m_steps.size(), false), finishes(m_steps.size(), false);
        for (int node = m_tree.size() - 1; node >= 0; --node) {
            const auto n = static_cast<std::size_t>(node);
            if (!m_in[n] && !m_too_long[n])
                continue;
            const bool stays = m_in[n] && (!leads_on[n] || finishes[n]);
            m_result.left_out += m_in[n] && !stays;
            m_in[n] = stays;
            if (const int parent = m_tree[node].parent; parent >= 0) {
                leads_on[static_cast<std::size_t>(parent)] = true;
                finishes[static_cast<std::size_t>(parent)] = finishes[static_cast<std::size_t>(parent)] || stays;
            }
        }
    }

    /// Puts the steps that go in below each other, sorted by the size of what hangs below them.
    void link() {
        std::vector<std::int64_t> below(m_steps.size(), 0);
        for (int node = m_tree.size() - 1; node >= 0; --node) {
            const auto n = static_cast<std::size_t>(node);
            if (!m_in[n])
                continue;
            below[n] += static_cast<std::int64_t>(m_steps[n].size());
            if (m_tree[node].parent >= 0)
                below[static_cast<std::size_t>(m_tree[node].parent)] += below[n];
        }
        for (int node = 0; node < m_tree.size(); ++node)
            if (const int parent = m_tree[node].parent; m_in[static_cast<std::size_t>(node)])
                (parent < 0 ? m_roots : m_children[static_cast<std::size_t>(parent)]).push_back(node);
        const auto smaller = [&](int a, int b) {
            return below[static_cast<std::size_t>(a)] < below[static_cast<std::size_t>(b)];
        };
        std::stable_sort(m_roots.begin(), m_roots.end(), smaller);
        for (std::vector<int>& children : m_children)
            std::stable_sort(children.begin(), children.end(), smaller);
    }

    std::vector<std::int32_t> encodeStep(std::string_view text) const {
        std::vector<std::int32_t> tokens = m_tokenizer.encode(text);
        tokens.insert(tokens.end(), m_separator.begin(), m_separator.end());
        return tokens;
    }

    /// With a stack of its own: a hostile file may nest a hundred thousand steps.
    void write(std::int32_t prompt_end) {
        std::vector<int> stack(m_roots.rbegin(), m_roots.rend());
        while (!stack.empty()) {
            const int node = stack.back();
            const auto n = static_cast<std::size_t>(node);
            stack.pop_back();
            const int parent = m_tree[node].parent;
            std::int32_t last = parent < 0 ? prompt_end : m_result.read_at[static_cast<std::size_t>(parent)];
            m_result.begin[n] = static_cast<std::int32_t>(m_result.tokens.size());
            for (const std::int32_t token : m_steps[n])
                last = append(token, last);
            m_result.read_at[n] = last;
            const bool end = m_options.end_after.empty() ? m_children[n].empty() : m_options.end_after[n];
            if (m_options.end_token >= 0 && end)
                m_result.ending[n] = append(m_options.end_token, last);
            stack.insert(stack.end(), m_children[n].rbegin(), m_children[n].rend());
        }
    }

    std::int32_t append(std::int32_t token, std::int32_t parent) {
        m_result.tokens.push_back(token);
        m_result.parent.push_back(parent);
        m_result.position.push_back(parent < 0 ? 0 : m_result.position[static_cast<std::size_t>(parent)] + 1);
        return static_cast<std::int32_t>(m_result.tokens.size()) - 1;
    }

    const Tokenizer& m_tokenizer;
    const StepTree& m_tree;
    const TokenizeOptions& m_options;
    std::vector<std::int32_t> m_separator;
    std::vector<std::vector<std::int32_t>> m_steps; ///< tokens of each step, separator included
    std::vector<std::vector<int>> m_children;
    std::vector<int> m_roots;
    std::vector<bool> m_in, m_too_long; ///< the latter: left out, or below one
    TokenizedTree m_result;
};

/// Puts tokens into packs; a tree's steps never straddle two.
class Packer {
public:
    Packer(std::int64_t max_tokens, std::int64_t combined_tokens)
        : m_max(static_cast<std::size_t>(max_tokens))
        , m_combine(std::min(m_max, static_cast<std::size_t>(combined_tokens))) {}

    void add(const TokenizedTree& tree, std::int32_t index) {
        if (tree.tokens.empty())
            return; // too long altogether
        m_place.assign(tree.tokens.size(), -1);
        if (m_open.size() + tree.tokens.size() > m_combine)
            close();
        std::vector<std::size_t> starts{0};
        for (const std::int32_t begin : tree.begin)
            if (begin >= 0)
                starts.push_back(static_cast<std::size_t>(begin));
        std::sort(starts.begin(), starts.end());
        starts.push_back(tree.tokens.size());
        for (std::size_t unit = 0; unit + 1 < starts.size(); ++unit)
            addUnit(tree, index, starts[unit], starts[unit + 1]);
    }

    std::vector<Pack> finish() {
        close();
        return std::move(m_packs);
    }

private:
    /// Tokens [begin, end), a step or the prompt. In depth-first order its ancestors are in the open pack, unless that
    /// was opened for it: then they are fed again.
    void addUnit(const TokenizedTree& tree, std::int32_t index, std::size_t begin, std::size_t end) {
        if (m_open.size() + (end - begin) > m_max)
            if (!m_open.tokens.empty()) {
                close();
                std::fill(m_place.begin(), m_place.end(), -1);
            }
        std::vector<std::size_t> path;
        for (std::int32_t at = tree.parent[begin]; at >= 0 && m_place[static_cast<std::size_t>(at)] < 0;
             at = tree.parent[static_cast<std::size_t>(at)])
            path.push_back(static_cast<std::size_t>(at));
        for (auto token = path.rbegin(); token != path.rend(); ++token)
            put(tree, index, *token, false);
        for (std::size_t token = begin; token < end; ++token)
            put(tree, index, token, true);
    }

    void put(const TokenizedTree& tree, std::int32_t index, std::size_t token, bool owned) {
        const std::int32_t parent = tree.parent[token];
        m_place[token] = static_cast<std::int32_t>(m_open.size());
        m_open.tokens.push_back(tree.tokens[token]);
        m_open.parent.push_back(parent < 0 ? -1 : m_place[static_cast<std::size_t>(parent)]);
        m_open.position.push_back(tree.position[token]);
        m_open.origin.push_back({index, static_cast<std::int32_t>(token), owned});
    }

    void close() {
        if (!m_open.tokens.empty())
            m_packs.push_back(std::move(m_open));
        m_open = {};
    }

    std::size_t m_max, m_combine;
    Pack m_open;
    std::vector<Pack> m_packs;
    std::vector<std::int32_t> m_place; ///< where the current tree's tokens are in the open pack
};

} // namespace

std::vector<std::int32_t> promptTokens(const Tokenizer& tokenizer, std::string_view problem_text,
                                       const Layout& layout) {
    std::vector<std::int32_t> tokens;
    if (const auto bos = tokenizer.bosId(); bos && layout.bos)
        tokens.push_back(*bos);
    const std::vector<std::int32_t> text = tokenizer.encode(std::string(problem_text) + layout.after_problem);
    tokens.insert(tokens.end(), text.begin(), text.end());
    return tokens;
}

std::vector<std::int32_t> stepTokens(const Tokenizer& tokenizer, std::string_view step_text) {
    std::vector<std::int32_t> tokens = tokenizer.encode(step_text);
    const std::vector<std::int32_t> newline = tokenizer.encode("\n");
    tokens.insert(tokens.end(), newline.begin(), newline.end());
    return tokens;
}

TokenizedTree tokenizeTree(const Tokenizer& tokenizer, std::string_view problem_text, const StepTree& tree,
                           const TokenizeOptions& options) {
    return TreeTokenizer(tokenizer, tree, options).run(problem_text);
}

std::vector<Pack> packTrees(std::span<const TokenizedTree> trees, std::int64_t max_tokens,
                            const std::stop_token& stop, std::int64_t combined_tokens) {
    if (max_tokens < 1 || combined_tokens < 1)
        throw Error("A pack must hold at least one token, not " +
                    std::to_string(std::min(max_tokens, combined_tokens)) + ".");
    Packer packer(max_tokens, combined_tokens);
    for (std::size_t index = 0; index < trees.size(); ++index) {
        throwIfStopped(stop);
        packer.add(trees[index], static_cast<std::int32_t>(index));
    }
    return packer.finish();
}

std::int64_t tokensRowPerRating(const TokenizedTree& tree, const std::vector<bool>& rated) {
    std::int64_t tokens = 0;
    for (std::size_t node = 0; node < rated.size(); ++node)
        if (rated[node] && tree.read_at[node] >= 0)
            tokens += tree.position[static_cast<std::size_t>(tree.read_at[node])] + 1;
    return tokens;
}

} // namespace stepmark
