// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/make_base/corpus.h"

#include "model/base/atomic_folder.h"
#include "model/domain/error.h"
#include "model/learning/packing.h"
#include "model/tokenizer/bpe_trainer.h"

namespace stepmark::make_base {

namespace {

constexpr int kModelMaxLength = 512;

} // namespace

SampleDocument corpusDocument(const CorpusOptions& options, std::int64_t index) {
    // A stream of its own for each document: any of them can be made without those before it.
    SampleRandom seeds(options.seed, static_cast<std::uint64_t>(options.stream));
    SampleRandom random(seeds.next() + static_cast<std::uint64_t>(index), static_cast<std::uint64_t>(options.stream));
    const SampleProblem problem = makeSampleProblem(random, options.difficulty);
    return random.chance(options.marked_share) ? markedDocument(problem, random) : cleanDocument(problem);
}

DocumentSource corpusSource(const Tokenizer& tokenizer, const CorpusOptions& options) {
    const std::optional<std::int32_t> end = tokenizer.eosId();
    if (!end) {
        throw Error("The tokenizer names no end-of-text token in tokenizer_config.json.");
    }
    return [tokenizer, options, end](std::int64_t index) {
        const SampleDocument sample = corpusDocument(options, index);
        Document document;
        document.tokens = promptTokens(tokenizer, sample.problem);
        document.loss_weights.assign(document.tokens.size(), options.problem_weight);
        for (const SampleLine& line : sample.lines) {
            const std::vector<std::int32_t> tokens = stepTokens(tokenizer, line.text);
            document.tokens.insert(document.tokens.end(), tokens.begin(), tokens.end());
            document.loss_weights.insert(document.loss_weights.end(), tokens.size(), line.learn ? 1.0F : 0.0F);
            if (line.learn && &line != &sample.lines.front()) { // its first token follows a step's end
                document.loss_weights[document.loss_weights.size() - tokens.size()] = options.mark_weight;
            }
        }
        document.tokens.push_back(*end);
        document.loss_weights.push_back(1.0F);
        return document;
    };
}

void writeTokenizer(const std::filesystem::path& folder, const CorpusOptions& options, int documents) {
    BpeTrainer trainer;
    for (int i = 0; i < documents; ++i) {
        const SampleDocument sample = corpusDocument(options, i);
        trainer.addText(sample.problem + "\n\n");
        for (const SampleLine& line : sample.lines) {
            trainer.addText(line.text + "\n");
        }
    }
    AtomicFolder out(folder, AtomicFolder::Existing::Replace);
    out.writeText("tokenizer.json", trainer.train());
    out.writeText("tokenizer_config.json", BpeTrainer::tokenizerConfigJson(kModelMaxLength));
    out.commit();
}

} // namespace stepmark::make_base
