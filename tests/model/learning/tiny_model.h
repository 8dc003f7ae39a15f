// SPDX-License-Identifier: GPL-3.0-or-later
// Small models and a byte tokenizer made in the test, so that nothing is downloaded and everything takes milliseconds.
#pragma once

#include "model/base/model_config.h"
#include "model/files/output_file.h"
#include "model/learning/causal_lm.h"
#include "model/learning/packing.h"
#include "model/learning/train.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <random>
#include <string>

namespace stepmark::test {

/// Two layers, width 32, four heads on two key/value heads.
inline ModelConfig tinyConfig(const std::string& type = "llama") {
    ModelConfig config;
    config.model_type = type;
    config.architectures = {type == "qwen2" ? "Qwen2ForCausalLM" : "LlamaForCausalLM"};
    config.vocab_size = 264;
    config.hidden_size = 32;
    config.intermediate_size = 48;
    config.num_hidden_layers = 2;
    config.num_attention_heads = 4;
    config.num_key_value_heads = 2;
    config.head_dim = 8;
    config.max_position_embeddings = 512;
    config.rope.theta = 10000;
    config.tie_word_embeddings = true;
    config.qkv_bias = type == "qwen2";
    config.initializer_range = 0.2;
    config.eos_token_ids = {256};
    return config;
}

/// GPT-2's alphabet: printable bytes stand for themselves, the others for characters from U+0100 on.
inline std::string byteCharacter(int byte) {
    const auto printable = [](int b) { return (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174; };
    int code = byte;
    if (!printable(byte)) {
        code = 256;
        for (int other = 0; other < byte; ++other)
            code += !printable(other);
    }
    if (code < 128)
        return std::string(1, static_cast<char>(code));
    return {static_cast<char>(0xc0 | (code >> 6)), static_cast<char>(0x80 | (code & 63))};
}

/// Writes a tokenizer of one token a byte, and an end-of-text token 256.
inline void writeByteTokenizer(const std::filesystem::path& folder) {
    nlohmann::json vocab = nlohmann::json::object();
    for (int byte = 0; byte < 256; ++byte)
        vocab[byteCharacter(byte)] = byte;
    vocab["<|end|>"] = 256;
    const nlohmann::json end = {{"id", 256},       {"content", "<|end|>"}, {"single_word", false}, {"lstrip", false},
                                {"rstrip", false}, {"normalized", false},  {"special", true}};
    const nlohmann::json byte_level = {
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}};
    const nlohmann::json tokenizer = {{"version", "1.0"},
                                      {"truncation", nullptr},
                                      {"padding", nullptr},
                                      {"added_tokens", {end}},
                                      {"normalizer", nullptr},
                                      {"pre_tokenizer", byte_level},
                                      {"post_processor", nullptr},
                                      {"decoder", byte_level},
                                      {"model",
                                       {{"type", "BPE"},
                                        {"dropout", nullptr},
                                        {"unk_token", nullptr},
                                        {"continuing_subword_prefix", nullptr},
                                        {"end_of_word_suffix", nullptr},
                                        {"fuse_unk", false},
                                        {"byte_fallback", false},
                                        {"vocab", vocab},
                                        {"merges", nlohmann::json::array()}}}};
    std::filesystem::create_directories(folder);
    files::writeFile(folder / "tokenizer.json", tokenizer.dump(), {.in_model = true});
    files::writeFile(folder / "tokenizer_config.json", R"({"eos_token": "<|end|>"})", {.in_model = true});
}

/// A base of that shape with random weights, in float32, and the byte tokenizer.
inline void writeRandomBase(const std::filesystem::path& base, const ModelConfig& config) {
    const std::filesystem::path tokenizer = base.string() + ".tokenizer";
    writeByteTokenizer(tokenizer);
    CausalLmOptions lm;
    lm.config = config;
    lm.tokenizer = tokenizer;
    lm.out = base;
    lm.steps = 1;
    lm.precision = Precision::Float32;
    trainCausalLm([](std::int64_t) { return Document{std::vector<std::int32_t>(100, 65), {}, {}, {}}; }, lm);
}

/// A random step tree: some shared beginnings, some alternatives.
inline StepTree randomTree(std::mt19937& random, int steps) {
    StepTree tree;
    while (tree.size() < steps) {
        const int parent = tree.empty() ? -1 : static_cast<int>(random() % static_cast<unsigned>(tree.size() + 1)) - 1;
        std::string text;
        for (unsigned i = 0, length = 3 + random() % 12; i < length; ++i)
            text += static_cast<char>('a' + random() % 26);
        tree.add(parent, text);
    }
    return tree;
}

} // namespace stepmark::test
