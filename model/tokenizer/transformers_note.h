// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether transformers 5 reads a folder's tokenizer.json as it is written. For some classes it builds a tokenizer of
// its own out of the vocabulary and the merges (5.24: Qwen2Tokenizer for model_type "qwen2" whatever the files say;
// Qwen2Tokenizer, GPT2Tokenizer, LlamaTokenizer and GemmaTokenizer where tokenizer_config.json names them, but for
// model_type "mistral", and where it names none the family's): with another pattern, other
// digits or another normalizer it gives other tokens than the model was trained on.
//
// Thread rule: a pure function.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace stepmark {

/// What to load the folder's tokenizer with instead; empty where AutoTokenizer gives the same tokens. Throws Error
/// where the files cannot be read.
std::string transformersNote(const std::filesystem::path& folder, std::string_view model_type);

} // namespace stepmark
