// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/supervision_p.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/domain/trained_on.h"
#include "model/learning/objectives/next_token_p.h"
#include "model/learning/text_hash_p.h"

#include <algorithm>
#include <array>

namespace stepmark {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void hashTree(TextHash& hash, std::string_view problem_text, Split split, const StepTree& tree) {
    hash.add(problem_text).add(toText(split)).addNumber(static_cast<std::uint64_t>(tree.size()));
    for (const StepTree::Node& node : tree.nodes())
        hash.addNumber(static_cast<std::uint64_t>(node.parent + 1)).add(node.text);
}

/// Weighs classes by inverse frequency, the mean weight staying 1.
void weighClasses(std::vector<Example>& examples) {
    std::array<double, 3> count{};
    double total = 0;
    for (const Example& example : examples)
        for (const Example::Target& target : example.targets) {
            ++count[at(target.target)];
            ++total;
        }
    const auto present = static_cast<double>(std::count_if(count.begin(), count.end(), [](double n) { return n > 0; }));
    for (Example& example : examples)
        for (Example::Target& target : example.targets)
            target.weight = static_cast<float>(total / (present * count[at(target.target)]));
}

/// Right and wrong solutions that go through each node.
struct Passing {
    std::vector<int> right, wrong;
};

Passing passing(const OutcomeTree& tree, AnswerFilter filter) {
    Passing counts{tree.right, tree.wrong};
    const auto size = at(tree.tree.size());
    if (counts.right.size() != size || counts.wrong.size() != size)
        throw Error("An outcome tree must say for each of its " + std::to_string(size) +
                    " steps how many solutions end there.");
    if (filter == AnswerFilter::WrongOnly)
        std::fill(counts.right.begin(), counts.right.end(), 0);
    if (filter == AnswerFilter::RightOnly)
        std::fill(counts.wrong.begin(), counts.wrong.end(), 0);
    for (int node = tree.tree.size() - 1; node >= 0; --node)
        if (const int parent = tree.tree[node].parent; parent >= 0) {
            counts.right[at(parent)] += counts.right[at(node)];
            counts.wrong[at(parent)] += counts.wrong[at(node)];
        }
    return counts;
}

/// Calls use(tree, hash, fit) for every tree that training may see, and hashes it; the example that it makes is kept
/// where it has targets.
template <typename Tree, typename Use>
ExampleSet forTraining(const std::vector<Tree>& trees, const ExampleOptions& options, const std::stop_token& stop,
                       const Use& use) {
    ExampleSet set;
    set.fit.context = options.max_path_tokens;
    TextHash hash;
    for (std::size_t place = 0; place < trees.size(); ++place) {
        throwIfStopped(stop);
        if (trees[place].split == Split::Test) // never seen by training
            continue;
        hashTree(hash, trees[place].problem_text, trees[place].split, trees[place].tree);
        Example example = use(trees[place], hash, set.fit);
        example.place = place;
        if (!example.targets.empty())
            set.examples.push_back(std::move(example));
    }
    set.fingerprint = hash.hex();
    return set;
}

std::int64_t pathTokens(const TokenizedTree& tree, int node) { return tree.position[at(tree.read_at[at(node)])] + 1; }

/// An example without targets yet.
template <typename Tree>
Example begin(const Tree& tree, const Tokenizer& tokenizer, const ExampleOptions& options, TokenizeOptions tokenize,
              const std::stop_token& stop) {
    Example example;
    example.problem = tree.problem;
    example.key = drawKey(tree.problem_text);
    example.validation = isValidation(tree.problem_text, tree.split, options.validation_share, options.seed);
    tokenize.max_path_tokens = options.max_path_tokens;
    tokenize.layout = options.layout;
    tokenize.whole_only = options.whole_only;
    tokenize.stop = stop;
    example.tree = tokenizeTree(tokenizer, tree.problem_text, tree.tree, tokenize);
    return example;
}

} // namespace

bool isValidation(std::string_view problem_text, Split split, double share, std::uint64_t seed) {
    if (split == Split::Validation)
        return true;
    const std::uint64_t draw = TextHash().addNumber(seed).add(problem_text).value()[0];
    return split != Split::Test && static_cast<double>(draw >> 11) * 0x1p-53 < share;
}

std::vector<bool> withAncestors(const StepTree& tree, std::vector<bool> marked) {
    for (int node = tree.size() - 1; node >= 0; --node)
        if (marked[at(node)] && tree[node].parent >= 0)
            marked[at(tree[node].parent)] = true;
    return marked;
}

ExampleSet prmExamples(const std::vector<LabelledTree>& trees, const Tokenizer& tokenizer,
                       const ExampleOptions& options, const std::stop_token& stop) {
    ExampleSet set = forTraining(trees, options, stop, [&](const LabelledTree& tree, TextHash& hash, Fit& fit) {
        const std::vector<bool> rated = trainedOn(tree.tree, tree.labels, options.after_error);
        for (const auto& label : tree.labels)
            hash.addNumber(label ? static_cast<std::uint64_t>(classOf(*label)) : 9u);
        TokenizeOptions tokenize;
        tokenize.keep = withAncestors(tree.tree, rated); // what hangs below the last rating costs nothing
        Example example = begin(tree, tokenizer, options, tokenize, stop);
        for (int node = 0; node < tree.tree.size(); ++node) {
            const std::int32_t token = example.tree.read_at[at(node)];
            if (!rated[at(node)] || token < 0)
                continue;
            const Rating rating = *tree.labels[at(node)];
            example.targets.push_back({token, false, classOf(rating), 1.0f});
            example.checks.push_back({token, rating != Rating::Negative, rating == Rating::Negative});
        }
        example.units = static_cast<std::int64_t>(example.targets.size());
        example.row_tokens = tokensRowPerRating(example.tree, rated);
        fit.add(tree.tree, example.tree, tokenize.keep, rated);
        return example;
    });
    if (options.class_weights)
        weighClasses(set.examples);
    set.score = [](const at::Tensor& p) { return 1 - p[0].item<double>(); }; // not negative
    return set;
}

ExampleSet ormExamples(const std::vector<OutcomeTree>& trees, const Tokenizer& tokenizer, const ExampleOptions& options,
                       const std::stop_token& stop) {
    ExampleSet set = forTraining(trees, options, stop, [&](const OutcomeTree& tree, TextHash& hash, Fit& fit) {
        const Passing counts = passing(tree, AnswerFilter::All);
        Example example = begin(tree, tokenizer, options, {}, stop);
        for (int node = 0; node < tree.tree.size(); ++node) {
            hash.addNumber(static_cast<std::uint64_t>(tree.right[at(node)]))
                .addNumber(static_cast<std::uint64_t>(tree.wrong[at(node)]));
            if (example.tree.read_at[at(node)] < 0)
                continue;
            const int right = counts.right[at(node)], wrong = counts.wrong[at(node)];
            for (std::int32_t token = example.tree.begin[at(node)]; token <= example.tree.read_at[at(node)]; ++token) {
                if (wrong > 0)
                    example.targets.push_back({token, false, 0, static_cast<float>(wrong)});
                if (right > 0)
                    example.targets.push_back({token, false, 1, static_cast<float>(right)});
            }
            const int ended = tree.right[at(node)] + tree.wrong[at(node)];
            if (ended > 0)
                example.checks.push_back({example.tree.read_at[at(node)], tree.right[at(node)], tree.wrong[at(node)]});
            example.units += ended;
            example.row_tokens += ended * pathTokens(example.tree, node);
        }
        fit.add(tree.tree, example.tree, {}, {});
        return example;
    });
    set.score = [](const at::Tensor& p) { return p[1].item<double>(); }; // right
    return set;
}

ExampleSet generatorExamples(const std::vector<OutcomeTree>& trees, const Tokenizer& tokenizer,
                             const ExampleOptions& options, const std::stop_token& stop) {
    return forTraining(trees, options, stop, [&](const OutcomeTree& tree, TextHash& hash, Fit& fit) {
        const Passing counts = passing(tree, options.filter);
        const auto size = at(tree.tree.size());
        TokenizeOptions tokenize;
        tokenize.end_token = options.end_token;
        tokenize.keep.assign(size, false);
        tokenize.end_after.assign(size, false);
        std::vector<int> ended(size, 0);
        for (int node = 0; node < tree.tree.size(); ++node) {
            ended[at(node)] = counts.right[at(node)] + counts.wrong[at(node)];
            tokenize.keep[at(node)] = ended[at(node)] > 0;
            hash.addNumber(static_cast<std::uint64_t>(tree.right[at(node)]))
                .addNumber(static_cast<std::uint64_t>(tree.wrong[at(node)]));
        }
        const std::vector<int> through = ended;
        for (int node = 0; node < tree.tree.size(); ++node)
            if (const int parent = tree.tree[node].parent; parent >= 0)
                ended[at(parent)] -= through[at(node)];
        for (std::size_t node = 0; node < size; ++node)
            tokenize.end_after[node] = ended[node] > 0;
        Example example = begin(tree, tokenizer, options, tokenize, stop);
        for (int node = 0; node < tree.tree.size(); ++node) {
            if (example.tree.read_at[at(node)] < 0)
                continue;
            for (std::int32_t token = example.tree.begin[at(node)]; token <= example.tree.read_at[at(node)]; ++token)
                example.targets.push_back(
                    {token, true, example.tree.tokens[at(token)], static_cast<float>(through[at(node)])});
            if (const std::int32_t end = example.tree.ending[at(node)]; end >= 0)
                example.targets.push_back({end, true, options.end_token, static_cast<float>(ended[at(node)])});
            example.units += ended[at(node)];
            example.row_tokens += ended[at(node)] * (pathTokens(example.tree, node) + (options.end_token >= 0));
        }
        fit.add(tree.tree, example.tree, tokenize.keep, {});
        return example;
    });
}

Parts partsOf(const ExampleSet& set, double validation_share) {
    Parts parts;
    for (const Example& example : set.examples)
        (example.validation ? parts.validation : parts.train).push_back(&example);
    const std::string all = std::to_string(set.examples.size()) + (set.examples.size() == 1 ? " problem" : " problems");
    if (parts.train.empty()) {
        std::swap(parts.train, parts.validation);
        parts.note = "all of the " + all + " fell to validation: they are trained on, and nothing validates";
    } else if (parts.validation.empty()) {
        parts.note = validation_share > 0 ? "none of the " + all +
                                                " was drawn for validation: label more of them, or give another "
                                                "--validation-share or --seed"
                                          : "no validation was asked for (--validation-share 0)";
    }
    return parts;
}

std::vector<LossPack> packExamples(const std::vector<const Example*>& examples, std::int64_t max_pack_tokens,
                                   std::int64_t combined_tokens, const std::stop_token& stop) {
    std::vector<TokenizedTree> trees;
    std::vector<std::vector<std::pair<std::int32_t, std::int32_t>>> targets_at; // by tree: (token, target), sorted
    for (const Example* example : examples) {
        throwIfStopped(stop);
        trees.push_back(example->tree);
        auto& sorted = targets_at.emplace_back();
        for (std::size_t index = 0; index < example->targets.size(); ++index)
            sorted.emplace_back(example->targets[index].token, static_cast<std::int32_t>(index));
        std::sort(sorted.begin(), sorted.end());
    }
    std::vector<LossPack> packs;
    for (Pack& pack : packTrees(trees, max_pack_tokens, stop, combined_tokens)) {
        throwIfStopped(stop);
        LossItems items;
        for (std::size_t token = 0; token < pack.size(); ++token) {
            const Pack::Origin& origin = pack.origin[token];
            if (!origin.owned)
                continue;
            const auto& sorted = targets_at[at(origin.tree)];
            for (auto place = std::lower_bound(sorted.begin(), sorted.end(), std::pair{origin.source, 0});
                 place != sorted.end() && place->first == origin.source; ++place) {
                const Example::Target& target = examples[at(origin.tree)]->targets[at(place->second)];
                if (target.next_token)
                    addNextToken(items, pack, token, target.weight);
                else
                    items.add(static_cast<std::int64_t>(token), target.target, target.weight, origin.tree);
            }
        }
        packs.push_back({std::move(pack), std::move(items)});
    }
    return packs;
}

} // namespace stepmark
