// SPDX-License-Identifier: GPL-3.0-or-later
//
// BPE, byte-level or SentencePiece's with byte fallback, as a Hugging Face folder describes it (`tokenizer.json`,
// `tokenizer_config.json`), giving the token ids that the `tokenizers` package gives with add_special_tokens=False.
//
// Supported: model BPE (merges as "a b" or ["a", "b"], ignore_merges, unk_token, fuse_unk, byte_fallback where it is
// not byte-level); pre-tokenizers ByteLevel, Digits, Metaspace, Split (regular expression or string, every behavior,
// invert) and Sequences of them; normalizers none, NFC, NFD, NFKC, NFKD, Prepend, Replace and Sequences; added tokens
// with lstrip, rstrip, single_word, normalized; decoders, where it is not byte-level, Replace, ByteFallback, Fuse,
// Strip, Metaspace and Sequences. Truncation and padding are not applied, nor is the post-processor, of which is told
// whether it begins a text with the beginning-of-text token. Everything else (WordPiece, Unigram, dropout, ...) is
// refused on loading.
//
// Like every file from strangers, tokenizer.json is checked: sizes, ids, merges of unknown tokens, regular expressions
// that do not compile; one that takes too long on a text (catastrophic backtracking) ends encode() with an Error, not
// with a hang.
//
// Thread rule: encode() and all other const functions may be called from any number of threads at once (the cache of
// words is split into parts with a mutex each). Copying copies a handle.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

class Tokenizer {
public:
    /// Reads FOLDER/tokenizer.json and, where it exists, FOLDER/tokenizer_config.json. Throws Error.
    static Tokenizer load(const std::filesystem::path& folder);
    /// The same from text; `tokenizer_config_json` may be empty. `source` is named in errors.
    static Tokenizer fromJson(std::string_view tokenizer_json, std::string_view tokenizer_config_json = {},
                              const std::string& source = "tokenizer.json");

    /// Token ids of a text; no special tokens are added, but those written out in the text ("<|im_end|>") are
    /// recognised. Bytes that are not UTF-8 are read as U+FFFD, as Python's bytes.decode(errors="replace") does. A
    /// character for which the vocabulary has no token and no unk_token is left out, as `tokenizers` does. Throws Error
    /// where the pre-tokenizer's expression exceeds its match limit on this text.
    std::vector<std::int32_t> encode(std::string_view utf8) const;

    /// The text of tokens, always valid UTF-8: bytes that do not make a character become U+FFFD. Ids without a token
    /// (the padding of an embedding) give nothing. With `skip_special` tokens marked special are left out.
    std::string decode(std::span<const std::int32_t> ids, bool skip_special = false) const;
    /// The raw bytes one token stands for; for decoding as tokens come (a character may need several). Empty for
    /// unknown ids.
    std::string tokenBytes(std::int32_t id) const;

    /// The largest id plus one, added tokens included. A model's vocab_size may be larger (padding), never smaller.
    std::int32_t vocabSize() const;
    /// Id of a token as tokenizer.json writes it ("Ġthe", "<|im_end|>").
    std::optional<std::int32_t> tokenToId(std::string_view token) const;
    /// The token as tokenizer.json writes it; nothing where the id has none.
    std::optional<std::string> idToToken(std::int32_t id) const;
    bool isSpecial(std::int32_t id) const;

    /// Named in tokenizer_config.json as a string or as an object with `content`; nothing where it names none, or a pad
    /// token that tokenizer.json lacks.
    std::optional<std::int32_t> bosId() const;
    std::optional<std::int32_t> eosId() const;
    std::optional<std::int32_t> padId() const;
    /// Whether a text begins with bosId() as the model knows texts: `add_bos_token` of tokenizer_config.json, or else
    /// the post-processor of tokenizer.json.
    bool beginsWithBos() const;

private:
    struct State;
    explicit Tokenizer(std::shared_ptr<const State> state);
    std::shared_ptr<const State> m_state;
};

} // namespace stepmark
