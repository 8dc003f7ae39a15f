// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/continuation_p.h"

#include "model/domain/error.h"
#include "model/learning/decoder_p.h"
#include "model/learning/not_finite.h"
#include "model/learning/options_p.h"
#include "model/learning/sampling_p.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <optional>

namespace stepmark {

namespace {

constexpr std::int64_t kMaxCacheBytes = std::int64_t{2} << 30;

/// A sample under way.
struct Running {
    std::size_t text = 0;
    int sample = 0;
    std::int64_t slot = 0;
    std::int32_t next = 0; ///< sampled, not fed yet
    std::vector<std::int32_t> tokens;
    SampleRandom random;
    std::int64_t room = 0; ///< tokens it may still take
};

/// One call of continueTexts(): which samples wait, run and are done.
class Writing {
public:
    using Done = std::function<void(std::size_t index, const std::vector<Continuation>&)>;
    Writing(const Writer& writer, std::span<const ContinuedText> texts, const GenerateOptions& options,
            const Done& done, const std::stop_token& stop, ProgressSink progress)
        : m_writer(writer)
        , m_texts(texts)
        , m_options(options)
        , m_done(done)
        , m_stop(stop)
        , m_throttle(std::move(progress))
        , m_results(texts.size()) {
        for (std::size_t text = 0; text < texts.size(); ++text) {
            m_missing.push_back(std::max(0, options.samples - texts[text].drawn));
            m_results[text].resize(static_cast<std::size_t>(m_missing.back()));
            m_wanted += m_missing.back();
            m_longest = std::max(m_longest, std::ssize(texts[text].prompt));
        }
    }

    void run() {
        const at::NoGradGuard no_graph;
        const ModelConfig& config = m_writer.model.config();
        m_context = m_writer.model.longestPath();
        const std::int64_t capacity = std::min(m_context, m_longest + m_options.max_tokens);
        const std::int64_t element = m_writer.type == at::kBFloat16 ? 2 : 4;
        // The number of slots follows from the options, and not from how much there is to do: see Decoder.
        const auto roomy = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(capacity)));
        const std::int64_t fit = kMaxCacheBytes / Decoder::bytesPerSlot(config, roomy, element);
        const std::int64_t slots = std::clamp<std::int64_t>(fit, 1, m_options.batch);
        m_decoder.emplace(m_writer.model, m_writer.head, slots, capacity);
        for (std::int64_t slot = slots; slot-- > 0;)
            m_free.push_back(slot);
        for (fill(); !m_running.empty(); fill()) {
            throwIfStopped(m_stop);
            step();
        }
    }

private:
    /// Puts waiting samples into free slots.
    void fill() {
        while (!m_free.empty() && m_text < m_texts.size()) {
            throwIfStopped(m_stop);
            const ContinuedText& text = m_texts[m_text];
            const std::vector<std::int32_t>& prompt = text.prompt;
            const int count = std::max(0, m_options.samples - text.drawn);
            const bool fits = !prompt.empty() && static_cast<std::int64_t>(prompt.size()) < m_context;
            if (m_sample == count || !fits) { // all drawn, or no room for a solution
                if (m_sample == 0)
                    finishText(m_text, m_missing[m_text]);
                m_sample = 0;
                ++m_text;
                continue;
            }
            if (m_sample == 0)
                m_prompt = m_decoder->prefill(prompt, m_stop);
            start(m_text, text.drawn + m_sample++);
        }
    }

    void start(std::size_t text, int sample) {
        const PromptCache& cache = *m_prompt;
        const std::int64_t room = std::min<std::int64_t>(m_options.max_tokens, m_context - cache.tokens);
        Running run{text, sample, m_free.back(), 0, {}, {m_options.seed, m_texts[text].text, sample}, room};
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
            run.next = sampleToken(logits, m_options.temperature, m_options.top_p, run.random);
        } catch (const Error& error) {
            throw Error(m_writer.name + ", sample " + std::to_string(run.sample + 1) + " of the problem \"" +
                        beginningOf(m_texts[run.text].text) + "\", token " + std::to_string(run.tokens.size() + 1) +
                        ": " + error.what() + " Its weights are too large for " + m_writer.type_name +
                        ": use another model.");
        }
        if (m_writer.ends.contains(run.next))
            return finish(run, true);
        run.tokens.push_back(run.next);
        if (m_writer.complete(run.tokens))
            return finish(run, true);
        if (--run.room <= 0)
            return finish(run, false);
        return true;
    }

    bool finish(const Running& run, bool complete) {
        m_results[run.text][static_cast<std::size_t>(run.sample - m_texts[run.text].drawn)] = {run.tokens, complete};
        m_free.push_back(run.slot);
        finishText(run.text, 1);
        return false;
    }

    void finishText(std::size_t text, int samples) {
        m_finished += samples;
        if ((m_missing[text] -= samples) > 0)
            return;
        m_done(text, m_results[text]);
        m_results[text] = {};
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

    const Writer& m_writer;
    std::span<const ContinuedText> m_texts;
    const GenerateOptions& m_options;
    const Done& m_done;
    std::stop_token m_stop;
    ProgressThrottle m_throttle;
    std::vector<std::vector<Continuation>> m_results;
    std::vector<int> m_missing; ///< samples of each text that are not done
    std::int64_t m_wanted = 0;  ///< all that were missing
    std::int64_t m_longest = 0, m_context = 0;
    std::optional<Decoder> m_decoder;
    std::vector<std::int64_t> m_free;
    std::vector<Running> m_running;
    std::shared_ptr<PromptCache> m_prompt; ///< of m_text, once its first sample has started
    std::size_t m_text = 0;                ///< the next sample to start
    int m_sample = 0;                      ///< among those of its text that were missing
    std::int64_t m_finished = 0, m_tokens = 0;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace

void continueTexts(const Writer& writer, std::span<const ContinuedText> texts, const GenerateOptions& options,
                   const std::function<void(std::size_t index, const std::vector<Continuation>&)>& done,
                   const std::stop_token& stop, ProgressSink progress) {
    Writing(writer, texts, options, done, stop, std::move(progress)).run();
}

std::set<std::int32_t> endTokens(const ModelConfig& config, const Tokenizer& tokenizer) {
    std::set<std::int32_t> ends(config.eos_token_ids.begin(), config.eos_token_ids.end());
    if (tokenizer.eosId() || !ends.empty())
        ends.insert(endOfText(config, tokenizer));
    return ends;
}

} // namespace stepmark
