// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts continued by a network, token by token: batched, a prompt computed once for all of its samples. What is written
// and where it ends is the business of those who ask (generate.h: solutions; weakstrong/writing_p.h: answers).
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/generate.h"
#include "model/learning/token_head_p.h"
#include "model/learning/transformer_p.h"
#include "model/run/progress.h"
#include "model/tokenizer/tokenizer.h"

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// What writes. All of it outlives the writing.
struct Writer {
    const Transformer& model;
    const TokenHead& head;       ///< of a language model
    at::ScalarType type;         ///< of the products
    std::string name;            ///< for errors: the folder
    std::string type_name;       ///< "bf16"
    std::set<std::int32_t> ends; ///< tokens that end a text and are no part of it
    std::function<bool(const std::vector<std::int32_t>& tokens)> complete; ///< whether a text ends with its last token
};

struct ContinuedText {
    std::string text;                 ///< by which random numbers are drawn, and for errors
    std::vector<std::int32_t> prompt; ///< empty, or longer than the model reads: nothing is written
    int drawn = 0;                    ///< number of the first sample that is wanted
};

struct Continuation {
    std::vector<std::int32_t> tokens;
    bool finished = false; ///< false: cut at GenerateOptions::max_tokens
};

/// Of options: samples, temperature, top_p, max_tokens, batch, seed. `done` is given each text's samples as they become
/// complete, those from `drawn` up to `samples`; what it throws ends the writing. The rest as Generator::generate().
void continueTexts(const Writer& writer, std::span<const ContinuedText> texts, const GenerateOptions& options,
                   const std::function<void(std::size_t index, const std::vector<Continuation>&)>& done,
                   const std::stop_token& stop, ProgressSink progress);

/// The tokens that end a text, by the model's configuration and its tokenizer.
std::set<std::int32_t> endTokens(const ModelConfig& config, const Tokenizer& tokenizer);

} // namespace stepmark
