// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a Tokenizer holds. Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include "model/tokenizer/added_tokens.h"
#include "model/tokenizer/bpe_model.h"
#include "model/tokenizer/decoder.h"
#include "model/tokenizer/normalizer.h"
#include "model/tokenizer/pre_tokenizer.h"
#include "model/tokenizer/tokenizer.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stepmark {

struct Tokenizer::State {
    State(const nlohmann::json& tokenizer, const nlohmann::json& config, const std::string& source);

    struct Token {
        std::string text;  ///< as tokenizer.json writes it; empty where the id has no token
        std::string bytes; ///< what it stands for
        bool special = false;
    };

    Normalizer normalizer;
    PreTokenizer pre_tokenizer;
    BpeModel model;
    std::vector<Token> tokens;                                ///< by id
    TextMap<std::int32_t> added_ids;                          ///< added tokens by content
    AddedTokenMatcher raw_matcher;                            ///< looked for before normalizing
    AddedTokenMatcher normalized_matcher;                     ///< looked for after it
    std::unordered_map<std::int32_t, std::string> normalized; ///< added tokens as the decoder sees them
    std::optional<TokenDecoder> decoder;                      ///< none: tokens are bytes
    std::optional<std::int32_t> bos, eos, pad;
    bool begins_with_bos = false;

    std::optional<std::int32_t> find(std::string_view token) const;

private:
    void addToken(const AddedToken& token, const std::string& source);
    void readAddedTokens(const nlohmann::json& tokenizer, const std::string& source);
    bool readBeginning(const nlohmann::json& tokenizer, const nlohmann::json& config) const;
    std::optional<std::int32_t> readSpecial(const nlohmann::json& config, const char* key);
};

} // namespace stepmark
