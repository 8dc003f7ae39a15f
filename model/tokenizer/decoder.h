// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens of SentencePiece-like BPE as a text again. Semantics: the `tokenizers` crate, decoders.
//
// Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include "model/tokenizer/text_pattern.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepmark {

/// The byte of a token like "<0x0A>"; nothing for others.
std::optional<char> byteOfToken(std::string_view token);

class TokenDecoder {
public:
    /// From tokenizer.json's `decoder`: Replace, ByteFallback, Fuse, Strip, Metaspace or a Sequence of these. Throws
    /// Error for others, and for none: nobody could tell blanks from borders then.
    static TokenDecoder fromJson(const nlohmann::json& json, const std::string& source);

    /// Of tokens as tokenizer.json writes them.
    std::string decode(std::vector<std::string> tokens) const;
    /// What one token stands for within a text.
    std::string bytesOf(const std::string& token) const;

private:
    struct Replace {
        TextPattern what;
        std::string content;
    };
    struct ByteFallback {};
    struct Fuse {};
    /// At most so many of a character at either end of each token (after a Fuse: of the text).
    struct Strip {
        std::string what;
        std::size_t begin = 0, end = 0;
    };
    /// A blank for each; none in the first token, unless nothing is ever put in front.
    struct Metaspace {
        std::string replacement;
        bool prepends = true;
    };
    using Step = std::variant<Replace, ByteFallback, Fuse, Strip, Metaspace>;

    void add(const nlohmann::json& json, const std::string& source, int depth);
    static void apply(const Replace& step, std::vector<std::string>& tokens);
    static void apply(const ByteFallback& step, std::vector<std::string>& tokens);
    static void apply(const Fuse& step, std::vector<std::string>& tokens);
    static void apply(const Strip& step, std::vector<std::string>& tokens);
    static void apply(const Metaspace& step, std::vector<std::string>& tokens);

    std::vector<Step> m_steps;
};

} // namespace stepmark
