// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/make_base/tokenizer_folder.h"

#include "model/base/atomic_folder.h"
#include "model/tokenizer/bpe_trainer.h"

namespace stepmark::make_base {

namespace {

constexpr int kModelMaxLength = 512;

} // namespace

void writeTokenizer(const std::filesystem::path& folder, const work::CorpusOptions& options, int documents) {
    BpeTrainer trainer;
    for (int i = 0; i < documents; ++i) {
        const SampleDocument sample = work::corpusDocument(options, i);
        trainer.addText(sample.problem + "\n\n");
        for (const SampleLine& line : sample.lines) {
            trainer.addText(line.text + "\n");
            for (const SampleWrongStep& wrong : line.wrong) {
                trainer.addText(wrong.text + "\n" + kSampleWrongMark + "\n");
            }
        }
    }
    AtomicFolder out(folder, AtomicFolder::Replace{"tokenizer.json"});
    out.writeText("tokenizer.json", trainer.train());
    out.writeText("tokenizer_config.json", BpeTrainer::tokenizerConfigJson(kModelMaxLength));
    out.commit();
}

} // namespace stepmark::make_base
