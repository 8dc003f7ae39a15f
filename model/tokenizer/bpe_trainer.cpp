// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/bpe_trainer.h"

#include "model/domain/error.h"
#include "model/tokenizer/byte_alphabet.h"

#include <nlohmann/json.hpp>

#include <cctype>
#include <utility>
#include <vector>

namespace stepmark {

namespace {

using OrderedJson = nlohmann::ordered_json;
using Pair = std::pair<std::string, std::string>;

enum class Kind { Letter, Digit, Blank, Sign };

Kind kindOf(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 128) {
        return Kind::Sign;
    }
    if (std::isalpha(byte)) {
        return Kind::Letter;
    }
    if (std::isdigit(byte)) {
        return Kind::Digit;
    }
    return std::isspace(byte) ? Kind::Blank : Kind::Sign;
}

/// Length of the word that begins at `at`: what kBpeSplitPattern matches there.
std::size_t wordLength(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    if (text[at] == ' ' && at + 1 < text.size() && kindOf(text[at + 1]) != Kind::Blank) {
        ++begin;
    }
    if (kindOf(text[begin]) == Kind::Blank) {
        return 1;
    }
    std::size_t end = begin + 1;
    while (end < text.size() && kindOf(text[end]) == kindOf(text[begin])) {
        ++end;
    }
    return end - at;
}

struct Word {
    std::vector<std::string> symbols;
    std::int64_t count = 0;
};

std::map<Pair, std::int64_t> countPairs(const std::vector<Word>& words) {
    std::map<Pair, std::int64_t> counts;
    for (const Word& word : words) {
        for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i) {
            counts[{word.symbols[i], word.symbols[i + 1]}] += word.count;
        }
    }
    return counts;
}

void mergePair(Word& word, const Pair& pair) {
    for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i) {
        if (word.symbols[i] == pair.first && word.symbols[i + 1] == pair.second) {
            word.symbols[i] += word.symbols[i + 1];
            word.symbols.erase(word.symbols.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
}

OrderedJson addedToken() {
    return {{"id", 0},         {"content", kBpeEndToken}, {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false},     {"special", true}};
}

OrderedJson tokenizerJson(const OrderedJson& vocabulary, const OrderedJson& merges) {
    const OrderedJson split = {
        {"type", "Split"}, {"pattern", {{"Regex", kBpeSplitPattern}}}, {"behavior", "Isolated"}, {"invert", false}};
    const OrderedJson bytes = {
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", false}};
    return {
        {"version", "1.0"},
        {"truncation", nullptr},
        {"padding", nullptr},
        {"added_tokens", OrderedJson::array({addedToken()})},
        {"normalizer", nullptr},
        {"pre_tokenizer", {{"type", "Sequence"}, {"pretokenizers", OrderedJson::array({split, bytes})}}},
        {"post_processor", nullptr},
        {"decoder", {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}}},
        {"model",
         {{"type", "BPE"},
          {"dropout", nullptr},
          {"unk_token", nullptr},
          {"continuing_subword_prefix", nullptr},
          {"end_of_word_suffix", nullptr},
          {"fuse_unk", false},
          {"byte_fallback", false},
          {"ignore_merges", false},
          {"vocab", vocabulary},
          {"merges", merges}}}};
}

} // namespace

void BpeTrainer::addText(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = wordLength(text, at);
        const std::string_view word = text.substr(at, length);
        const auto found = m_words.find(word);
        if (found != m_words.end()) {
            ++found->second;
        } else {
            m_words.emplace(std::string(word), 1);
        }
        at += length;
    }
}

std::string BpeTrainer::train(const BpeOptions& options) const {
    if (options.max_vocabulary < 257) {
        throw Error("A byte-level vocabulary has at least 257 tokens, not " + std::to_string(options.max_vocabulary) +
                    ".");
    }
    std::vector<Word> words;
    for (const auto& [text, count] : m_words) {
        Word word;
        word.count = count;
        for (const char c : text) {
            word.symbols.push_back(byteAlphabet()[static_cast<unsigned char>(c)]);
        }
        words.push_back(std::move(word));
    }
    OrderedJson vocabulary = OrderedJson::object();
    vocabulary[kBpeEndToken] = 0;
    for (const std::string& letter : byteAlphabet()) {
        vocabulary[letter] = vocabulary.size();
    }
    OrderedJson merges = OrderedJson::array();
    while (static_cast<int>(vocabulary.size()) < options.max_vocabulary) {
        Pair best;
        std::int64_t best_count = options.min_frequency - 1;
        for (const auto& [pair, count] : countPairs(words)) {
            if (count > best_count) {
                best = pair;
                best_count = count;
            }
        }
        if (best.first.empty()) {
            break;
        }
        for (Word& word : words) {
            mergePair(word, best);
        }
        merges.push_back(best.first + " " + best.second);
        vocabulary[best.first + best.second] = vocabulary.size();
    }
    return tokenizerJson(vocabulary, merges).dump(1) + "\n";
}

std::string BpeTrainer::tokenizerConfigJson(int max_length) {
    const OrderedJson config = {{"tokenizer_class", "PreTrainedTokenizerFast"},
                                {"model_max_length", max_length},
                                {"eos_token", kBpeEndToken},
                                {"bos_token", kBpeEndToken},
                                {"pad_token", kBpeEndToken},
                                {"clean_up_tokenization_spaces", false},
                                {"add_prefix_space", false}};
    return config.dump(2) + "\n";
}

} // namespace stepmark
