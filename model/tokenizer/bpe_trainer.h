// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training of a small byte-level BPE tokenizer (Sennrich et al. 2016; byte alphabet of GPT-2), written as a
// tokenizer.json that the `tokenizers` package and Tokenizer load. Texts are cut into words by kBpeSplitPattern before
// pairs are counted, so that no token crosses a word; trained until no pair is frequent enough, every frequent word is
// one token.
//
// Deterministic: pairs of equal frequency are merged in the order of their texts.
// Thread rule: one object belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace stepmark {

/// The pre-tokenizer: a word, a number or a run of signs, each with the blank before it; every other blank by itself.
inline constexpr const char* kBpeSplitPattern = R"( ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s)";
/// The only special token: end of text, also used for padding.
inline constexpr const char* kBpeEndToken = "<|endoftext|>";

struct BpeOptions {
    int max_vocabulary = 1024;       ///< tokens, the 256 bytes and the special token included
    std::int64_t min_frequency = 50; ///< rarer pairs are not merged
};

class BpeTrainer {
public:
    /// Counts the words of a text. Letters and digits are those of ASCII here, so that training texts need no tables of
    /// Unicode; bytes beyond ASCII count as signs.
    void addText(std::string_view text);

    /// The text of a tokenizer.json. Id 0 is the special token, 1 to 256 are the bytes, merges follow.
    std::string train(const BpeOptions& options = {}) const;

    /// The text of the tokenizer_config.json that belongs to it.
    static std::string tokenizerConfigJson(int max_length);

private:
    std::map<std::string, std::int64_t, std::less<>> m_words;
};

} // namespace stepmark
