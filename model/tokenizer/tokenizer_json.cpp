// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomic_folder.h"
#include "model/base/folder_member.h"
#include "model/base/json_guard.h"
#include "model/domain/error.h"
#include "model/tokenizer/byte_alphabet.h"
#include "model/tokenizer/tokenizer_state.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stepmark {
namespace {

using Json = nlohmann::json;

constexpr std::uintmax_t max_tokenizer_bytes = 256'000'000;
constexpr std::uintmax_t max_config_bytes = 16'000'000;
constexpr std::int64_t max_id = 4'194'303;
constexpr std::size_t max_added_tokens = 100'000;
constexpr std::size_t max_added_bytes = 512; // bounds what a search for added tokens costs at each place of a text

Json member(const Json& object, const char* key) {
    const auto value = object.find(key);
    return value == object.end() ? Json() : *value;
}

AddedToken readAddedToken(const Json& entry, const std::string& source) {
    const Json content = member(entry, "content"), id = member(entry, "id");
    if (!content.is_string() || content.get_ref<const std::string&>().size() > max_added_bytes)
        throw Error(source + ": an added token has no content, or one of more than 512 bytes.");
    AddedToken token;
    token.content = content.get<std::string>();
    if (!id.is_number_integer() || id < 0 || id > max_id)
        throw Error(source + ": the id of the added token \"" + token.content + "\" is not a whole number from 0 to " +
                    std::to_string(max_id) + ".");
    token.id = id.get<std::int32_t>();
    const auto flag = [&](const char* key, bool fallback) {
        const Json value = member(entry, key);
        if (!value.is_null() && !value.is_boolean())
            throw Error(source + ": \"" + key + "\" of the added token \"" + token.content +
                        "\" is neither true nor false.");
        return value.is_null() ? fallback : value.get<bool>();
    };
    token.special = flag("special", false);
    token.single_word = flag("single_word", false);
    token.lstrip = flag("lstrip", false);
    token.rstrip = flag("rstrip", false);
    token.normalized = flag("normalized", !token.special);
    return token;
}

} // namespace

Tokenizer::State::State(const Json& tokenizer, const Json& config, const std::string& source)
    : normalizer(Normalizer::fromJson(member(tokenizer, "normalizer"), source))
    , pre_tokenizer(PreTokenizer::fromJson(member(tokenizer, "pre_tokenizer"), source))
    , model(member(tokenizer, "model"),
            pre_tokenizer.isByteLevel() ? BpeModel::Parts::Bytes : BpeModel::Parts::Characters, source) {
    if (!pre_tokenizer.isByteLevel())
        decoder = TokenDecoder::fromJson(member(tokenizer, "decoder"), source);
    for (const auto& [text, id] : model.vocabulary()) {
        tokens.resize(std::max(tokens.size(), static_cast<std::size_t>(id) + 1));
        tokens[static_cast<std::size_t>(id)] = {
            text, decoder ? decoder->bytesOf(text) : tokenToBytes(text).value_or(text), false};
    }
    readAddedTokens(tokenizer, source);
    readSpecial(config, "unk_token");
    bos = readSpecial(config, "bos_token");
    eos = readSpecial(config, "eos_token");
    pad = readSpecial(config, "pad_token");
    begins_with_bos = bos && readBeginning(tokenizer, config);
}

/// As its own program begins a text: by `add_bos_token`, which transformers follows where it is, else by the template.
bool Tokenizer::State::readBeginning(const Json& tokenizer, const Json& config) const {
    if (const Json told = member(config, "add_bos_token"); told.is_boolean())
        return told.get<bool>();
    Json stages = member(tokenizer, "post_processor");
    if (stages.is_object() && member(stages, "type") == "Sequence")
        stages = member(stages, "processors");
    else
        stages = Json::array({stages});
    for (const Json& stage : stages) {
        const Json single = stage.is_object() ? member(stage, "single") : Json();
        if (!stage.is_object() || member(stage, "type") != "TemplateProcessing" || !single.is_array() ||
            single.empty() || !single[0].is_object())
            continue;
        const Json first = member(single[0], "SpecialToken"), name = first.is_object() ? member(first, "id") : Json();
        return name.is_string() && find(name.get_ref<const std::string&>()) == bos;
    }
    return false;
}

std::optional<std::int32_t> Tokenizer::State::find(std::string_view token) const {
    if (const auto added = added_ids.find(token); added != added_ids.end())
        return added->second;
    if (const auto known = model.vocabulary().find(token); known != model.vocabulary().end())
        return known->second;
    return std::nullopt;
}

void Tokenizer::State::addToken(const AddedToken& token, const std::string& source) {
    if (token.content.empty())
        return;
    const auto index = static_cast<std::size_t>(token.id);
    tokens.resize(std::max(tokens.size(), index + 1));
    const auto known = find(token.content);
    if ((known && *known != token.id) || (!tokens[index].text.empty() && tokens[index].text != token.content))
        throw Error(source + ": the added token \"" + token.content + "\" has the id " + std::to_string(token.id) +
                    ", which contradicts the vocabulary. Fetch the folder again.");
    tokens[index] = {token.content, token.content, token.special}; // written out, not in the alphabet of bytes
    added_ids.emplace(token.content, token.id);
    if (token.normalized) {
        AddedToken sought = token;
        sought.content = normalizer.normalize(token.content);
        if (decoder)
            normalized.emplace(token.id, sought.content);
        normalized_matcher.add(sought);
    } else {
        raw_matcher.add(token);
    }
}

void Tokenizer::State::readAddedTokens(const Json& tokenizer, const std::string& source) {
    const Json list = member(tokenizer, "added_tokens");
    if (!list.is_null() && (!list.is_array() || list.size() > max_added_tokens))
        throw Error(source + ": added_tokens is not a list of at most 100000 tokens.");
    for (const Json& entry : list) {
        if (!entry.is_object())
            throw Error(source + ": an added token is not an object.");
        addToken(readAddedToken(entry, source), source);
    }
}

/// A token that tokenizer_config.json gives a role is special, even where tokenizer.json does not list it as added.
std::optional<std::int32_t> Tokenizer::State::readSpecial(const Json& config, const char* key) {
    Json value = member(config, key);
    if (value.is_object())
        value = member(value, "content");
    if (value.is_null())
        return std::nullopt;
    const auto id = value.is_string() ? find(value.get_ref<const std::string&>()) : std::nullopt;
    // transformers gives these two an id behind the vocabulary, which no text of ours needs and no model has.
    if (const std::string_view role = key; !id && value.is_string() && (role == "pad_token" || role == "unk_token"))
        return std::nullopt;
    if (!id)
        throw Error("tokenizer_config.json: " + std::string(key) + " " + value.dump() +
                    " is not a token of tokenizer.json. Fetch the folder again.");
    AddedToken token;
    token.id = *id;
    token.content = value.get<std::string>();
    token.special = true;
    if (!added_ids.contains(token.content) && token.content.size() <= max_added_bytes)
        addToken(token, "tokenizer_config.json");
    return id;
}

Tokenizer Tokenizer::load(const std::filesystem::path& folder) {
    const auto file = checkedMember(folder, "tokenizer.json");
    const char* config = "tokenizer_config.json";
    const std::string config_text =
        hasMember(folder, config) ? readFile(checkedMember(folder, config), max_config_bytes) : std::string();
    return fromJson(readFile(file, max_tokenizer_bytes), config_text, file.string());
}

Tokenizer Tokenizer::fromJson(std::string_view tokenizer_json, std::string_view tokenizer_config_json,
                              const std::string& source) {
    const Json tokenizer = parseJson(tokenizer_json, source, {.max_values = 50'000'000});
    Json config = Json::object();
    if (!tokenizer_config_json.empty())
        config = parseJson(tokenizer_config_json, "tokenizer_config.json beside " + source);
    if (!tokenizer.is_object() || !config.is_object())
        throw Error(source + " (or tokenizer_config.json beside it) is not a JSON object. Fetch the folder again.");
    return Tokenizer(std::make_shared<const State>(tokenizer, config, source));
}

} // namespace stepmark
