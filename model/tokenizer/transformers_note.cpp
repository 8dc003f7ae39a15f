// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/transformers_note.h"

#include "model/base/atomic_folder.h"
#include "model/base/folder_member.h"
#include "model/base/json_guard.h"

#include <nlohmann/json.hpp>

namespace stepmark {
namespace {

using Json = nlohmann::json;

constexpr const char* qwen2_pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

Json readJson(const std::filesystem::path& folder, const char* name) {
    if (!hasMember(folder, name))
        return Json::object();
    const auto file = checkedMember(folder, name);
    return parseJson(readFile(file, 256'000'000), file.string(), {.max_values = 50'000'000});
}

bool flag(const Json& stage, const char* key, bool fallback) {
    const auto value = stage.find(key);
    return value != stage.end() && value->is_boolean() ? value->get<bool>() : fallback;
}

bool isByteLevel(const Json& stage, bool prefix_space, bool use_regex) {
    return stage.is_object() && stage.value("type", "") == "ByteLevel" &&
           flag(stage, "add_prefix_space", true) == prefix_space && flag(stage, "use_regex", true) == use_regex;
}

bool isQwen2(const Json& normalizer, const Json& pre_tokenizer) {
    if (!normalizer.is_object() || normalizer.value("type", "") != "NFC" || !pre_tokenizer.is_object())
        return false;
    const Json stages = pre_tokenizer.value("pretokenizers", Json::array());
    return stages.size() == 2 && stages[0].is_object() && stages[0].value("type", "") == "Split" &&
           stages[0].value("pattern", Json()) == Json{{"Regex", qwen2_pattern}} &&
           stages[0].value("behavior", "") == "Isolated" && !flag(stages[0], "invert", false) &&
           isByteLevel(stages[1], false, false);
}

/// What its LlamaTokenizer puts in the place of whatever the file says (of byte-level files it makes none).
bool isLlama(const Json& normalizer, const Json& pre_tokenizer) {
    return normalizer.is_null() && pre_tokenizer.is_object() && pre_tokenizer.value("type", "") == "Metaspace" &&
           pre_tokenizer.value("prepend_scheme", "always") == "first" && !flag(pre_tokenizer, "split", true);
}

bool isGemma(const Json& normalizer, const Json& pre_tokenizer) {
    const Json blank{{"String", " "}};
    const bool cut = pre_tokenizer.is_object() && pre_tokenizer.value("type", "") == "Split" &&
                     pre_tokenizer.value("pattern", Json()) == blank &&
                     pre_tokenizer.value("behavior", "") == "MergedWithPrevious" &&
                     !flag(pre_tokenizer, "invert", false);
    return normalizer.is_object() && normalizer.value("type", "") == "Replace" &&
           normalizer.value("pattern", Json()) == blank && normalizer.value("content", "") == "\u2581" &&
           (cut || pre_tokenizer.is_null());
}

/// The class that AutoTokenizer takes, without "Fast"; empty: one that follows the file.
std::string classOf(const Json& config, std::string_view model_type) {
    if (model_type == "qwen2")
        return "Qwen2Tokenizer";
    if (model_type == "mistral") // whose folders name the wrong class too often
        return {};
    const auto named = config.find("tokenizer_class");
    std::string name = named != config.end() && named->is_string() ? named->get<std::string>() : std::string();
    if (name.ends_with("Fast"))
        name.erase(name.size() - 4);
    if (name.empty())
        return model_type == "qwen3" ? "Qwen2Tokenizer" : model_type == "gemma3_text" ? "GemmaTokenizer" : "";
    return name;
}

} // namespace

std::string transformersNote(const std::filesystem::path& folder, std::string_view model_type) {
    const Json tokenizer = readJson(folder, "tokenizer.json"), config = readJson(folder, "tokenizer_config.json");
    const std::string name = classOf(config, model_type);
    const Json normalizer = tokenizer.value("normalizer", Json()), words = tokenizer.value("pre_tokenizer", Json());
    const Json model = tokenizer.value("model", Json::object());
    const bool plain_merges = !flag(model, "ignore_merges", false), characters = flag(model, "byte_fallback", false);
    const bool same = name == "Qwen2Tokenizer"  ? plain_merges && isQwen2(normalizer, words)
                      : name == "GPT2Tokenizer" ? plain_merges && normalizer.is_null() &&
                                                      isByteLevel(words, flag(config, "add_prefix_space", false), true)
                      : name == "LlamaTokenizer" ? !characters || (plain_merges && isLlama(normalizer, words))
                      : name == "GemmaTokenizer" ? characters && plain_merges && isGemma(normalizer, words)
                                                 : true;
    if (same)
        return {};
    return "transformers 5 does not follow the tokenizer.json of " + folder.string() + ": its AutoTokenizer builds a " +
           name +
           " of its own, which gives other tokens. Load the tokenizer with "
           "PreTrainedTokenizerFast.from_pretrained(FOLDER) there.";
}

} // namespace stepmark
