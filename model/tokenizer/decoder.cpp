// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/decoder.h"

#include "model/domain/error.h"
#include "model/tokenizer/metaspace.h"
#include "model/tokenizer/utf8.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace stepmark {

namespace {

using Json = nlohmann::json;

std::string replaced(std::string_view text, const std::string& what, std::string_view content) {
    std::string result;
    for (std::size_t at = 0; at < text.size();)
        if (text.substr(at).starts_with(what)) {
            result += content;
            at += what.size();
        } else {
            result += text[at++];
        }
    return result;
}

} // namespace

std::optional<char> byteOfToken(std::string_view token) {
    unsigned value = 0;
    if (token.size() != 6 || !token.starts_with("<0x") || token.back() != '>')
        return std::nullopt;
    const auto [end, fault] = std::from_chars(token.data() + 3, token.data() + 5, value, 16);
    return fault == std::errc() && end == token.data() + 5 ? std::optional(static_cast<char>(value)) : std::nullopt;
}

TokenDecoder TokenDecoder::fromJson(const Json& json, const std::string& source) {
    if (json.is_null())
        throw Error(source + " has no decoder, which says what a blank is. Fetch the folder again.");
    TokenDecoder result;
    result.add(json, source, 0);
    return result;
}

void TokenDecoder::add(const Json& json, const std::string& source, int depth) {
    const auto text = [&](const char* key) {
        const auto value = json.is_object() ? json.find(key) : json.end();
        return value != json.end() && value->is_string() ? value->get<std::string>() : std::string();
    };
    const auto count = [&](const char* key) {
        const auto value = json.find(key);
        if (value == json.end() || !value->is_number_unsigned())
            throw Error(source + ": \"" + key + "\" of the decoder is not a number.");
        return value->get<std::size_t>();
    };
    const std::string type = text("type");
    if (type == "Sequence" && json.contains("decoders") && json["decoders"].is_array() && depth < 8) {
        for (const Json& part : json["decoders"])
            add(part, source, depth + 1);
    } else if (type == "Replace") {
        m_steps.emplace_back(Replace{TextPattern::fromJson(json, "a Replace decoder", source), text("content")});
    } else if (type == "ByteFallback") {
        m_steps.emplace_back(ByteFallback{});
    } else if (type == "Fuse") {
        m_steps.emplace_back(Fuse{});
    } else if (type == "Strip" && !text("content").empty()) {
        m_steps.emplace_back(Strip{text("content"), count("start"), count("stop")});
    } else if (type == "Metaspace") {
        const MetaspaceStage stage = readMetaspace(json, source);
        m_steps.emplace_back(Metaspace{stage.replacement, stage.prepend != MetaspaceStage::Prepend::Never});
    } else {
        throw Error(
            source + ": the decoder \"" + type +
            "\" is not supported (Replace, ByteFallback, Fuse, Strip, Metaspace and Sequence are). Choose another "
            "base model.");
    }
}

void TokenDecoder::apply(const Replace& step, std::vector<std::string>& tokens) {
    for (std::string& token : tokens)
        token = step.what.replace(token, step.content);
}

/// A run of bytes is a text, or nothing but U+FFFD, one a byte.
void TokenDecoder::apply(const ByteFallback&, std::vector<std::string>& tokens) {
    std::vector<std::string> result;
    std::string bytes;
    const auto flush = [&] {
        if (isUtf8(bytes) && !bytes.empty())
            result.push_back(bytes);
        else
            result.insert(result.end(), bytes.size(), "\xEF\xBF\xBD");
        bytes.clear();
    };
    for (std::string& token : tokens) {
        if (const auto byte = byteOfToken(token)) {
            bytes += *byte;
            continue;
        }
        flush();
        result.push_back(std::move(token));
    }
    flush();
    tokens = std::move(result);
}

void TokenDecoder::apply(const Fuse&, std::vector<std::string>& tokens) {
    std::string whole;
    for (const std::string& token : tokens)
        whole += token;
    tokens = {whole};
}

void TokenDecoder::apply(const Strip& step, std::vector<std::string>& tokens) {
    for (std::string& token : tokens) {
        for (std::size_t i = 0; i < step.begin && token.starts_with(step.what); ++i)
            token.erase(0, step.what.size());
        for (std::size_t i = 0; i < step.end && token.ends_with(step.what); ++i)
            token.erase(token.size() - step.what.size());
    }
}

void TokenDecoder::apply(const Metaspace& step, std::vector<std::string>& tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i)
        tokens[i] = replaced(tokens[i], step.replacement, i == 0 && step.prepends ? "" : " ");
}

std::string TokenDecoder::decode(std::vector<std::string> tokens) const {
    for (const Step& step : m_steps)
        std::visit([&](const auto& one) { apply(one, tokens); }, step);
    std::string text;
    for (const std::string& token : tokens)
        text += token;
    return text;
}

std::string TokenDecoder::bytesOf(const std::string& token) const {
    std::string bytes = token;
    for (const Step& step : m_steps) {
        if (const auto* replace = std::get_if<Replace>(&step))
            bytes = replace->what.replace(bytes, replace->content);
        if (const auto* metaspace = std::get_if<Metaspace>(&step))
            bytes = replaced(bytes, metaspace->replacement, " ");
        if (std::holds_alternative<ByteFallback>(step))
            if (const auto byte = byteOfToken(bytes))
                bytes = *byte;
    }
    return bytes;
}

} // namespace stepmark
