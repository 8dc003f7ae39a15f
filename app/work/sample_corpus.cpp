// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/sample_corpus.h"

#include "model/domain/error.h"
#include "model/learning/packing.h"

#include <algorithm>
#include <utility>

namespace stepmark::work {

SampleDocument corpusDocument(const CorpusOptions& options, std::int64_t index) {
    // A stream of its own for each document: any of them can be made without those before it.
    SampleRandom seeds(options.seed, static_cast<std::uint64_t>(options.stream));
    SampleRandom random(seeds.next() + static_cast<std::uint64_t>(index), static_cast<std::uint64_t>(options.stream));
    const SampleProblem problem = makeSampleProblem(random, options.difficulty);
    return random.chance(options.marked_share) ? markedDocument(problem, random) : cleanDocument(problem);
}

namespace {

using Tokens = std::vector<std::int32_t>;

/// The sample's document as tokens: the solution is the trunk, each wrong step a branch.
class DocumentWriter {
public:
    DocumentWriter(const Tokenizer& tokenizer, const CorpusOptions& options, std::int32_t end_token)
        : m_tokenizer(tokenizer)
        , m_options(options)
        , m_end(end_token)
        , m_mark(stepTokens(tokenizer, kSampleWrongMark)) {}

    Document write(const SampleDocument& sample) {
        for (const std::int32_t token : promptTokens(m_tokenizer, sample.problem)) {
            append(token, m_options.problem_weight, -1);
        }
        bool marked = false;
        std::vector<std::string> before;
        for (const SampleLine& line : sample.lines) {
            const std::int32_t trunk = m_last;
            for (const SampleWrongStep& wrong : line.wrong) {
                writeWrong(stepTokens(m_tokenizer, wrong.text), rightTokens(sample, before), !marked);
                marked = true;
                m_last = trunk;
            }
            writeRight(line, before.empty());
            before.push_back(line.text);
        }
        append(m_end, 1, -1);
        return std::move(m_document);
    }

private:
    void append(std::int32_t token, float loss_weight, std::int8_t wrong) {
        m_document.tokens.push_back(token);
        m_document.parent.push_back(m_last);
        m_document.loss_weights.push_back(loss_weight);
        m_document.wrong.push_back(wrong);
        m_last = static_cast<std::int32_t>(m_document.tokens.size()) - 1;
    }

    void writeRight(const SampleLine& line, bool first_line) {
        bool after_step = !first_line; // where the loss asks whether the step before holds
        for (const std::int32_t token : stepTokens(m_tokenizer, line.text)) {
            append(token, !line.learn ? 0 : std::exchange(after_step, false) ? m_options.mark_weight : 1.0F, 0);
        }
    }

    /// The wrong step and the teacher's line. The line is always the same, so all of it stands only once in a document.
    void writeWrong(const Tokens& wrong, const std::vector<Tokens>& right, bool whole_line) {
        const std::size_t fine = firstWrongToken(wrong, right);
        for (std::size_t i = 0; i < wrong.size(); ++i) {
            append(wrong[i], 0, i >= fine);
        }
        append(m_mark.front(), m_options.mark_weight, -1);
        for (std::size_t i = 1; whole_line && i < m_mark.size(); ++i) {
            append(m_mark[i], 1, -1);
        }
    }

    std::vector<Tokens> rightTokens(const SampleDocument& sample, const std::vector<std::string>& before) const {
        std::vector<Tokens> right;
        for (const std::string& text : rightSteps(sample.structure, before)) {
            right.push_back(stepTokens(m_tokenizer, text));
        }
        return right;
    }

    const Tokenizer& m_tokenizer;
    const CorpusOptions& m_options;
    std::int32_t m_end;
    Tokens m_mark;
    Document m_document;
    std::int32_t m_last = -1; ///< the token before the next one
};

} // namespace

std::size_t firstWrongToken(const std::vector<std::int32_t>& wrong,
                            const std::vector<std::vector<std::int32_t>>& right) {
    std::size_t fine = 0;
    for (const Tokens& tokens : right) {
        const auto [end, other] = std::mismatch(wrong.begin(), wrong.end(), tokens.begin(), tokens.end());
        fine = std::max(fine, static_cast<std::size_t>(end - wrong.begin()));
    }
    return fine;
}

ModelConfig sampleModelConfig(std::int64_t width, std::int64_t layers, std::int64_t heads, std::int64_t intermediate,
                              const Tokenizer& tokenizer) {
    ModelConfig config;
    config.architectures = {"LlamaForCausalLM"};
    config.vocab_size = tokenizer.vocabSize();
    config.hidden_size = width;
    config.intermediate_size = intermediate;
    config.num_hidden_layers = layers;
    config.num_attention_heads = config.num_key_value_heads = heads;
    config.head_dim = width / heads;
    config.max_position_embeddings = 512;
    config.rms_norm_eps = 1e-5;
    config.initializer_range = 0.06;
    config.dtype = "bfloat16";
    config.bos_token_id = config.pad_token_id = tokenizer.eosId();
    config.eos_token_ids = {tokenizer.eosId().value_or(0)};
    return config;
}

DocumentSource corpusSource(const Tokenizer& tokenizer, const CorpusOptions& options) {
    const std::optional<std::int32_t> end = tokenizer.eosId();
    if (!end) {
        throw Error("The tokenizer names no end-of-text token in tokenizer_config.json.");
    }
    return [tokenizer, options, end](std::int64_t index) {
        return DocumentWriter(tokenizer, options, *end).write(corpusDocument(options, index));
    };
}

} // namespace stepmark::work
