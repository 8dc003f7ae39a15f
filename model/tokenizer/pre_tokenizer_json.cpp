// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/tokenizer/pre_tokenizer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace stepmark {
namespace {

using Json = nlohmann::json;

// GPT-2's words: contractions, letters, digits and the rest, each with the space before it; a space before a word stays
// with it.
constexpr const char* gpt2_words = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

bool flag(const Json& json, const char* key, bool fallback, const std::string& source) {
    const auto value = json.find(key);
    if (value == json.end() || value->is_null())
        return fallback;
    if (!value->is_boolean())
        throw Error(source + ": \"" + key + "\" of the pre-tokenizer is neither true nor false.");
    return value->get<bool>();
}

std::string text(const Json& json, const char* key) {
    const auto value = json.find(key);
    return value != json.end() && value->is_string() ? value->get<std::string>() : std::string();
}

SplitStage readSplit(const Json& json, const std::string& source) {
    constexpr std::array<std::pair<const char*, SplitBehavior>, 5> behaviors{
        {{"Removed", SplitBehavior::Removed},
         {"Isolated", SplitBehavior::Isolated},
         {"MergedWithPrevious", SplitBehavior::MergedWithPrevious},
         {"MergedWithNext", SplitBehavior::MergedWithNext},
         {"Contiguous", SplitBehavior::Contiguous}}};
    SplitStage stage{TextPattern::fromJson(json, "a Split pre-tokenizer", source), SplitBehavior::Isolated,
                     flag(json, "invert", false, source)};
    for (const auto& [name, behavior] : behaviors) {
        if (text(json, "behavior") == name) {
            stage.behavior = behavior;
            return stage;
        }
    }
    throw Error(source + ": a Split pre-tokenizer has the unknown behavior \"" + text(json, "behavior") + "\".");
}

} // namespace

void PreTokenizer::add(std::vector<Stage>& stages, const Json& json, const std::string& source, int depth) {
    const std::string type = json.is_object() ? text(json, "type") : std::string();
    if (type == "Sequence" && json.contains("pretokenizers") && json["pretokenizers"].is_array() && depth < 8) {
        for (const Json& part : json["pretokenizers"])
            add(stages, part, source, depth + 1);
    } else if (type == "Split") {
        stages.emplace_back(readSplit(json, source));
    } else if (type == "Digits") {
        stages.emplace_back(DigitsStage{flag(json, "individual_digits", false, source)});
    } else if (type == "Metaspace") {
        stages.emplace_back(readMetaspace(json, source));
    } else if (type == "ByteLevel") {
        ByteLevelStage stage{flag(json, "add_prefix_space", true, source), std::nullopt};
        if (flag(json, "use_regex", true, source))
            stage.words.emplace(gpt2_words, source);
        stages.emplace_back(std::move(stage));
    } else {
        throw Error(
            source + ": the pre-tokenizer \"" + type +
            "\" is not supported (ByteLevel, Digits, Metaspace, Split and Sequence are). Choose another base model.");
    }
    if (stages.size() > 32)
        throw Error(source + ": the pre-tokenizer has more than 32 stages; refused.");
}

PreTokenizer PreTokenizer::fromJson(const Json& json, const std::string& source) {
    PreTokenizer result;
    if (!json.is_null())
        add(result.m_stages, json, source, 0);
    std::size_t changing = 0; // stages that write another text than they read
    for (const Stage& stage : result.m_stages)
        changing += std::holds_alternative<SplitStage>(stage) || std::holds_alternative<DigitsStage>(stage) ? 0 : 1;
    const bool bytes_within = std::any_of(result.m_stages.begin(), result.m_stages.end(), [&](const Stage& stage) {
        return std::holds_alternative<ByteLevelStage>(stage) && &stage != &result.m_stages.back();
    });
    if (changing > 1 || bytes_within)
        throw Error(source + ": the pre-tokenizer has ByteLevel before its end, or beside it Metaspace, which is not "
                             "supported. Choose another base model, e.g. of the SmolLM2, Llama or Qwen2.5 families.");
    return result;
}

bool PreTokenizer::isByteLevel() const {
    return !m_stages.empty() && std::holds_alternative<ByteLevelStage>(m_stages.back());
}

} // namespace stepmark
