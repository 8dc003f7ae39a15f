// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of whole trainings share. Any thread.
#pragma once

#include "model/tokenizer/tokenizer.h"
#include "tests/model/learning/tiny_model.h"
#include "tests/model/learning/training_folder.h"

#include <QObject>

namespace stepmark::test {

/// Steps that say "good", "soso" or "evil" and are labelled accordingly: separable by any reader.
inline std::vector<LabelledTree> toyTrees(int count, unsigned seed = 1) {
    std::mt19937 random(seed);
    const char* words[] = {"evil", "soso", "good"};
    std::vector<LabelledTree> trees;
    for (int i = 0; i < count; ++i) {
        LabelledTree tree;
        tree.problem = i + 1;
        tree.problem_text = "problem " + std::to_string(i * 37 + static_cast<int>(seed));
        tree.split = Split::Train;
        for (int step = 0; step < 8; ++step) {
            const int parent = step == 0 ? -1 : static_cast<int>(random() % static_cast<unsigned>(tree.tree.size()));
            const unsigned kind = random() % 3;
            const int node = tree.tree.add(parent, words[kind] + std::to_string(random() % 10));
            tree.labels.resize(static_cast<std::size_t>(tree.tree.size()));
            tree.labels[static_cast<std::size_t>(node)] = ratingOfClass(static_cast<int>(kind));
        }
        trees.push_back(std::move(tree));
    }
    return trees;
}

/// What every run here shares.
inline TrainOptions optionsIn(const std::filesystem::path& folder, const std::string& out) {
    TrainOptions options;
    options.base = folder / "base";
    options.out = folder / out;
    options.learning_rate = 5e-3;
    options.batch_tokens = 1024;
    options.max_pack_tokens = 512;
    options.validation_share = 0.2;
    options.precision = Precision::Float32;
    options.cache_dir = folder / "cache";
    options.patience = 0;
    return options;
}

/// The same with nothing in it that means nothing to a head.
inline TrainOptions forHead(TrainOptions options) {
    options.mode = TrainMode::Head;
    options.epochs = 0;
    options.learning_rate = 0;
    options.patience.reset();
    return options;
}

/// The texts of toy trees, one after the other, as `folder`/tokenizer reads them.
inline DocumentSource toyTexts(const std::filesystem::path& folder) {
    return [tokenizer = Tokenizer::load(folder / "tokenizer")](std::int64_t index) {
        const auto tree = toyTrees(1, static_cast<unsigned>(index) + 1000).front();
        std::string text = tree.problem_text + "\n\n";
        for (const auto& node : tree.tree.nodes())
            text += node.text + "\n";
        return Document{tokenizer.encode(text), {}, {}, {}};
    };
}

/// The base that all start from, in `folder`/base: random weights, briefly trained on the toy's texts.
inline CausalLmReport makeToyBase(const std::filesystem::path& folder) {
    writeByteTokenizer(folder / "tokenizer");
    CausalLmOptions lm;
    lm.config = tinyConfig();
    lm.config->initializer_range = 0.08;
    lm.tokenizer = folder / "tokenizer";
    lm.out = folder / "base";
    lm.steps = 60;
    lm.batch_tokens = 1024;
    lm.learning_rate = 1e-2;
    lm.precision = Precision::Float32;
    return trainCausalLm(toyTexts(folder), lm);
}

class ToyTraining : public QObject {
protected:
    std::filesystem::path path(const std::string& name) const { return m_folder.path(name); }
    TrainOptions options(const std::string& out) const { return optionsIn(path(""), out); }

private:
    TrainingFolder m_folder;
};

} // namespace stepmark::test
