// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/fit.h"

#include "model/base/model_folder.h"
#include "model/domain/coded_error.h"
#include "model/domain/step_tree.h"
#include "model/domain/stop.h"
#include "model/learning/context.h"
#include "model/learning/packing.h"
#include "model/learning/reading_p.h"
#include "model/learning/score.h"
#include "model/tokenizer/tokenizer.h"

namespace stepmark {

namespace {

/// 12595 -> "12,595"
std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > 0; place -= 3)
        text.insert(static_cast<std::size_t>(place), 1, ',');
    return text;
}

} // namespace

void Fit::add(const StepTree& tree, const TokenizedTree& tokens, const std::vector<bool>& keep,
              const std::vector<bool>& rated) {
    const auto size = static_cast<std::size_t>(tree.size());
    std::vector<bool> inner(size, false);
    bool any = false, any_read = false;
    for (std::size_t node = size; node-- > 0;) {
        if (!keep.empty() && !keep[node])
            continue;
        const bool read = tokens.read_at[node] >= 0;
        TextCounts& counts = read ? left : too_long;
        ++counts.steps;
        counts.ratings += !rated.empty() && rated[node];
        counts.solutions += !inner[node];
        if (const int parent = tree[static_cast<int>(node)].parent; parent >= 0)
            inner[static_cast<std::size_t>(parent)] = true;
        any = true;
        any_read = any_read || read;
    }
    if (any)
        ++(any_read ? left : too_long).problems;
}

bool isTooSmallFor(const Fit& fit) {
    const bool rated = fit.too_long.ratings + fit.left.ratings > 0;
    return rated ? fit.too_long.ratings > fit.left.ratings : fit.too_long.solutions > fit.left.solutions;
}

std::string tooLongText(const Fit& fit, const std::string& name) {
    std::string parts;
    const auto add = [&](std::int64_t out, std::int64_t in, const char* what) {
        if (out > 0)
            parts += (parts.empty() ? "" : ", ") + grouped(out) + " of " + grouped(out + in) + " " + what;
    };
    add(fit.too_long.ratings, fit.left.ratings, "ratings");
    add(fit.too_long.steps, fit.left.steps, "steps");
    add(fit.too_long.solutions, fit.left.solutions, "solutions");
    add(fit.too_long.problems, fit.left.problems, "problems");
    return parts.empty() ? parts
                         : parts + " are beyond the " + grouped(fit.context) + " tokens that " + name + " reads";
}

std::string useInstead() {
    return "Use a base that reads more with --base DIR, such as SmolLM2-135M or Qwen2.5-0.5B (8,192 and 32,768 "
           "tokens)";
}

void requireFit(const Fit& fit, std::optional<TooLong> how, const std::filesystem::path& model) {
    const std::string name = (model.filename().empty() ? model.parent_path() : model).filename().string();
    const std::string text = tooLongText(fit, name);
    if (text.empty() || (how && how != TooLong::Fail) || (!how && !isTooSmallFor(fit)))
        return;
    const bool rated = fit.too_long.ratings + fit.left.ratings > 0;
    const std::int64_t out = rated ? fit.too_long.ratings : fit.too_long.solutions;
    throw CodedError(how ? Fault::TooLong : Fault::BaseTooSmall,
                     {std::to_string(out), std::to_string(out + (rated ? fit.left.ratings : fit.left.solutions)),
                      std::to_string(fit.context), name},
                     text + (how ? ". " : ": the model is too small for this data set. ") + useInstead() +
                         ", or go on with what fits: --too-long cut reads the first steps of a long solution, "
                         "--too-long skip leaves it out.");
}

PoolFit fitOf(const std::filesystem::path& model, std::span<const ScoreTree> trees, TooLong how,
              const std::stop_token& stop, const std::optional<Layout>& layout) {
    const ModelFolder folder = ModelFolder::open(model);
    const Tokenizer tokenizer = Tokenizer::load(model);
    TokenizeOptions options;
    options.max_path_tokens = contextOf(folder.config);
    options.whole_only = how == TooLong::Skip;
    options.layout = baseReadingOf(folder, tokenizer, {layout, {}}).layout;
    options.stop = stop;
    PoolFit pool;
    pool.fit.context = options.max_path_tokens;
    for (const ScoreTree& tree : trees) {
        throwIfStopped(stop);
        const TokenizedTree tokens = tokenizeTree(tokenizer, tree.problem_text, *tree.tree, options);
        pool.fit.add(*tree.tree, tokens, {}, {});
        pool.tokens += static_cast<std::int64_t>(tokens.tokens.size());
        auto& read = pool.steps.emplace_back();
        for (const std::int32_t at : tokens.read_at)
            read.push_back(at >= 0);
    }
    return pool;
}

} // namespace stepmark
