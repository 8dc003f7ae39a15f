// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/generate.h"

#include "model/domain/error.h"
#include "model/learning/computed_p.h"
#include "model/learning/continuation_p.h"
#include "model/learning/memory.h"
#include "model/learning/options_p.h"
#include "model/learning/reading_p.h"
#include "model/learning/sampling_p.h"
#include "model/learning/written_text.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

std::string_view withoutNewlines(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.remove_suffix(1);
    return text;
}

} // namespace

struct Generator::State {
    ModelFolder folder;
    Tokenizer tokenizer;
    GenerateOptions options;
    Compute compute;
    Transformer model;
    TokenHead head;
    Layout layout;
    bool blanks_in_front = false;
    std::vector<std::int32_t> examples; ///< the few-shot examples' tokens

    State(const std::filesystem::path& base, const GenerateOptions& wanted, const std::stop_token& stop)
        : folder(ModelFolder::open(base))
        , tokenizer(Tokenizer::load(base))
        , options(wanted)
        , compute(checkedCompute(folder, wanted))
        , model(Transformer::load(folder, compute, false, stop))
        , head(TokenHead::languageModel(model, checkedHead(), false, 0)) {
        if (options.samples < 1 || options.max_tokens < 1 || options.batch < 1)
            throw Error("Samples, tokens and batch of a generation must be positive.");
        if (!(options.temperature >= 0 && std::isfinite(options.temperature)) ||
            !(options.top_p > 0 && options.top_p <= 1)) // so that NaN is refused, too
            throw Error("The temperature must be a number of 0 or more, and top-p must be in (0, 1].");
        layout = generatorLayout(folder, tokenizer);
        blanks_in_front = putsBlanksInFront(tokenizer);
        for (const FewShotExample& example : options.few_shot)
            addExample(example);
    }

    /// A text begins once, with its first example.
    std::vector<std::int32_t> promptAfter(const std::vector<std::int32_t>& before, const std::string& problem) const {
        Layout next = layout;
        next.bos = layout.bos && before.empty();
        return promptTokens(tokenizer, problem, next);
    }

    static Compute checkedCompute(const ModelFolder& folder, const GenerateOptions& wanted) {
        Compute compute = chooseCompute(wanted.precision, wanted.device, wanted.threads, folder.config);
        if (!compute.device.is_cuda())
            requireMemory({.config = folder.config,
                           .language_model = true,
                           .element_bytes = static_cast<std::int64_t>(at::elementSize(compute.type))},
                          folder.path);
        return compute;
    }

    /// A classifier has no next-token head to generate with.
    const ModelFolder* checkedHead() const {
        if (!folder.config.tie_word_embeddings && !folder.weights.find("lm_head.weight"))
            throw Error(folder.path.string() + " is not a causal language model: it cannot generate.");
        if (!folder.config.architectures.empty() && !folder.config.architectures.front().ends_with("ForCausalLM"))
            throw Error(folder.path.string() + " is a " + folder.config.architectures.front() +
                        ", not a causal language model: it cannot generate.");
        return &folder;
    }

    void addExample(const FewShotExample& example) {
        const auto append = [&](const std::vector<std::int32_t>& tokens) {
            examples.insert(examples.end(), tokens.begin(), tokens.end());
        };
        append(promptAfter(examples, example.problem));
        std::string_view rest = withoutNewlines(example.solution);
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            append(stepTokens(tokenizer, rest.substr(0, end)));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        append(tokenizer.encode("\n"));
    }

    std::vector<std::int32_t> promptOf(const std::string& problem) const {
        std::vector<std::int32_t> prompt = examples;
        const std::vector<std::int32_t> own = promptAfter(examples, problem);
        prompt.insert(prompt.end(), own.begin(), own.end());
        return prompt;
    }

    std::string textOf(const std::vector<std::int32_t>& tokens) const {
        const std::string text = tokenizer.decode(tokens, true);
        return blanks_in_front ? withoutBlanksInFront(text) : text;
    }

    /// Whether the text is complete with its last token.
    bool ends(const std::vector<std::int32_t>& tokens) const {
        const std::string last = tokenizer.tokenBytes(tokens.back());
        if (last.find('\n') == last.npos)
            return false;
        const std::string text = textOf(tokens);
        if (options.stop_at_answer && statesFinalAnswer(text))
            return true;
        return !options.few_shot.empty() && text.ends_with("\n\n") &&
               !withoutNewlines(text).ends_with("# Answer"); // a blank line ends an example
    }

    GeneratedSolution solutionOf(const Continuation& made) const {
        const std::string text = textOf(made.tokens);
        return {std::string(withoutNewlines(text)), static_cast<int>(made.tokens.size()), made.finished};
    }

    Writer writer() const {
        return {.model = model,
                .head = head,
                .type = compute.type,
                .name = folder.path.string(),
                .type_name = compute.typeName(),
                .ends = endTokens(folder.config, tokenizer),
                .complete = [this](const std::vector<std::int32_t>& tokens) { return ends(tokens); }};
    }
};

Generator::Generator(const std::filesystem::path& base, const GenerateOptions& options, const std::stop_token& stop)
    : m_state(std::make_unique<State>(base, options, stop)) {}
Generator::~Generator() = default;
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;

Computed Generator::computed() const { return computedBy(m_state->compute); }

std::vector<std::vector<GeneratedSolution>> Generator::generate(std::span<const std::string> problems,
                                                                std::stop_token stop, ProgressSink progress,
                                                                const ProblemDone& done, std::span<const int> drawn) {
    std::vector<ContinuedText> texts;
    for (const std::string& problem : problems) {
        throwIfStopped(stop);
        texts.push_back({problem, m_state->promptOf(problem), texts.size() < drawn.size() ? drawn[texts.size()] : 0});
    }
    std::vector<std::vector<GeneratedSolution>> results(problems.size());
    const auto keep = [&](std::size_t index, const std::vector<Continuation>& made) {
        std::vector<GeneratedSolution> solutions;
        for (const Continuation& one : made)
            solutions.push_back(m_state->solutionOf(one));
        if (done)
            done(index, solutions);
        else
            results[index] = std::move(solutions);
    };
    continueTexts(m_state->writer(), texts, m_state->options, keep, stop, std::move(progress));
    return results;
}

} // namespace stepmark
