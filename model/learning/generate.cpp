// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/generate.h"

#include "model/domain/error.h"
#include "model/learning/computed_p.h"
#include "model/learning/decoder_p.h"
#include "model/learning/memory.h"
#include "model/learning/not_finite.h"
#include "model/learning/options_p.h"
#include "model/learning/reading_p.h"
#include "model/learning/sampling_p.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

namespace stepmark {

namespace {

constexpr std::int64_t kMaxCacheBytes = std::int64_t{2} << 30;

/// A sample under way.
struct Running {
    std::size_t problem = 0;
    int sample = 0;
    std::int64_t slot = 0;
    std::int32_t next = 0; ///< sampled, not fed yet
    std::vector<std::int32_t> tokens;
    SampleRandom random;
    std::int64_t room = 0; ///< tokens it may still take
};

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
    std::int32_t end_token = -1;
    Layout layout;
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
        if (tokenizer.eosId() || !folder.config.eos_token_ids.empty())
            end_token = endOfText(folder.config, tokenizer);
        layout = generatorLayout(folder, tokenizer);
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

    bool isEnd(std::int32_t token) const {
        const auto& ids = folder.config.eos_token_ids;
        return token == end_token || std::find(ids.begin(), ids.end(), token) != ids.end();
    }

    /// Whether the text is complete with its last token.
    bool ends(const Running& run) const {
        const std::string last = tokenizer.tokenBytes(run.tokens.back());
        if (last.find('\n') == last.npos)
            return false;
        const std::string text = tokenizer.decode(run.tokens, true);
        if (options.stop_at_answer && statesFinalAnswer(text))
            return true;
        return !options.few_shot.empty() && text.ends_with("\n\n") &&
               !withoutNewlines(text).ends_with("# Answer"); // a blank line ends an example
    }

    GeneratedSolution solutionOf(const Running& run, bool finished) const {
        const std::string text = tokenizer.decode(run.tokens, true);
        return {std::string(withoutNewlines(text)), static_cast<int>(run.tokens.size()), finished};
    }
};

namespace {

/// One call of generate(): which samples wait, run and are done.
class Generation {
public:
    Generation(Generator::State& state, std::span<const std::string> problems, std::stop_token stop,
               ProgressSink progress, const ProblemDone& done, std::span<const int> drawn)
        : m_state(state)
        , m_problems(problems)
        , m_stop(std::move(stop))
        , m_throttle(std::move(progress))
        , m_done(done)
        , m_results(problems.size())
        , m_first(drawn.begin(), drawn.end()) {
        m_first.resize(problems.size(), 0);
        for (std::size_t problem = 0; problem < problems.size(); ++problem) {
            throwIfStopped(m_stop);
            m_prompts.push_back(state.promptOf(problems[problem]));
            m_missing.push_back(std::max(0, state.options.samples - m_first[problem]));
            m_results[problem].resize(static_cast<std::size_t>(m_missing.back()));
            m_wanted += m_missing.back();
            m_longest = std::max(m_longest, static_cast<std::int64_t>(m_prompts.back().size()));
        }
    }

    std::vector<std::vector<GeneratedSolution>> run() {
        const at::NoGradGuard no_graph;
        const ModelConfig& config = m_state.folder.config;
        m_context = m_state.model.longestPath();
        const std::int64_t capacity = std::min(m_context, m_longest + m_state.options.max_tokens);
        const std::int64_t element = m_state.compute.type == at::kBFloat16 ? 2 : 4;
        // The number of slots follows from the options, and not from how much there is to do: see Decoder.
        const auto roomy = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(capacity)));
        const std::int64_t fit = kMaxCacheBytes / Decoder::bytesPerSlot(config, roomy, element);
        const std::int64_t slots = std::clamp<std::int64_t>(fit, 1, m_state.options.batch);
        m_decoder.emplace(m_state.model, m_state.head, slots, capacity);
        for (std::int64_t slot = slots; slot-- > 0;)
            m_free.push_back(slot);
        for (fill(); !m_running.empty(); fill()) {
            throwIfStopped(m_stop);
            step();
        }
        return std::move(m_results);
    }

private:
    /// Puts waiting samples into free slots.
    void fill() {
        while (!m_free.empty() && m_problem < m_problems.size()) {
            throwIfStopped(m_stop);
            const std::vector<std::int32_t>& prompt = m_prompts[m_problem];
            const int count = std::max(0, m_state.options.samples - m_first[m_problem]);
            const bool fits = !prompt.empty() && static_cast<std::int64_t>(prompt.size()) < m_context;
            if (m_sample == count || !fits) { // all drawn, or no room for a solution
                if (m_sample == 0)
                    finishProblem(m_problem, m_missing[m_problem]);
                m_sample = 0;
                ++m_problem;
                continue;
            }
            if (m_sample == 0)
                m_prompt = m_decoder->prefill(prompt, m_stop);
            start(m_problem, m_first[m_problem] + m_sample++);
        }
    }

    void start(std::size_t problem, int sample) {
        const PromptCache& cache = *m_prompt;
        const std::int64_t room = std::min<std::int64_t>(m_state.options.max_tokens, m_context - cache.tokens);
        Running run{problem, sample, m_free.back(), 0, {}, {m_state.options.seed, m_problems[problem], sample}, room};
        m_free.pop_back();
        m_decoder->place(run.slot, cache);
        const float* logits = cache.logits.data_ptr<float>();
        if (accept(run, {logits, static_cast<std::size_t>(cache.logits.numel())}))
            m_running.push_back(std::move(run));
    }

    /// Feeds every running sample its last token.
    void step() {
        std::sort(m_running.begin(), m_running.end(), [](const auto& a, const auto& b) { return a.slot < b.slot; });
        std::vector<std::int64_t> slots;
        std::vector<std::int32_t> tokens;
        for (const Running& run : m_running) {
            slots.push_back(run.slot);
            tokens.push_back(run.next);
        }
        const at::Tensor logits = m_decoder->step(slots, tokens, m_stop).contiguous(); // [n, V]
        const auto width = static_cast<std::size_t>(logits.size(1));
        std::vector<Running> still;
        for (std::size_t i = 0; i < m_running.size(); ++i)
            if (accept(m_running[i], {logits.data_ptr<float>() + i * width, width}))
                still.push_back(std::move(m_running[i]));
        m_running = std::move(still);
        m_tokens += static_cast<std::int64_t>(slots.size());
        report();
    }

    /// Samples the next token. False where the solution is complete with it.
    bool accept(Running& run, std::span<const float> logits) {
        try {
            run.next = sampleToken(logits, m_state.options.temperature, m_state.options.top_p, run.random);
        } catch (const Error& error) {
            throw Error(m_state.folder.path.string() + ", sample " + std::to_string(run.sample + 1) +
                        " of the problem \"" + beginningOf(m_problems[run.problem]) + "\", token " +
                        std::to_string(run.tokens.size() + 1) + ": " + error.what() +
                        " Its weights are too large for " + m_state.compute.typeName() + ": use another model.");
        }
        if (m_state.isEnd(run.next))
            return finish(run, true);
        run.tokens.push_back(run.next);
        if (m_state.ends(run))
            return finish(run, true);
        if (--run.room <= 0)
            return finish(run, false);
        return true;
    }

    bool finish(const Running& run, bool complete) {
        m_results[run.problem][static_cast<std::size_t>(run.sample - m_first[run.problem])] =
            m_state.solutionOf(run, complete);
        m_free.push_back(run.slot);
        finishProblem(run.problem, 1);
        return false;
    }

    void finishProblem(std::size_t problem, int samples) {
        m_finished += samples;
        if ((m_missing[problem] -= samples) > 0 || !m_done)
            return;
        m_done(problem, m_results[problem]);
        m_results[problem] = {};
    }

    void report() {
        Progress progress;
        progress.stage = Stage::Generating;
        progress.done = m_finished;
        progress.total = m_wanted;
        progress.unit = Unit::Solutions;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
        progress.units_per_s = static_cast<double>(m_finished) / std::max(1e-9, seconds);
        progress.note =
            std::to_string(static_cast<std::int64_t>(static_cast<double>(m_tokens) / std::max(1e-9, seconds))) +
            " tokens/s";
        m_throttle.report(progress);
    }

    Generator::State& m_state;
    std::span<const std::string> m_problems;
    std::stop_token m_stop;
    ProgressThrottle m_throttle;
    const ProblemDone& m_done;
    std::vector<std::vector<GeneratedSolution>> m_results;
    std::vector<int> m_first;   ///< number of each problem's first sample that is missing
    std::vector<int> m_missing; ///< samples of each problem that are not done
    std::int64_t m_wanted = 0;  ///< all that were missing
    std::vector<std::vector<std::int32_t>> m_prompts;
    std::int64_t m_longest = 0, m_context = 0;
    std::optional<Decoder> m_decoder;
    std::vector<std::int64_t> m_free;
    std::vector<Running> m_running;
    std::shared_ptr<PromptCache> m_prompt; ///< of m_problem, once its first sample has started
    std::size_t m_problem = 0;             ///< the next sample to start
    int m_sample = 0;                      ///< among those of its problem that were missing
    std::int64_t m_finished = 0, m_tokens = 0;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace

Generator::Generator(const std::filesystem::path& base, const GenerateOptions& options, const std::stop_token& stop)
    : m_state(std::make_unique<State>(base, options, stop)) {}
Generator::~Generator() = default;
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;

Computed Generator::computed() const { return computedBy(m_state->compute); }

std::vector<std::vector<GeneratedSolution>> Generator::generate(std::span<const std::string> problems,
                                                                std::stop_token stop, ProgressSink progress,
                                                                const ProblemDone& done, std::span<const int> drawn) {
    return Generation(*m_state, problems, std::move(stop), std::move(progress), done, drawn).run();
}

} // namespace stepmark
