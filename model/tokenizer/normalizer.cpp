// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/normalizer.h"

#include "model/domain/error.h"

#include <nlohmann/json.hpp>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <limits>

namespace stepmark {

Normalizer Normalizer::fromJson(const nlohmann::json& json, const std::string& source) {
    Normalizer result;
    if (!json.is_null())
        result.add(json, source, 0);
    return result;
}

void Normalizer::add(const nlohmann::json& json, const std::string& source, int depth) {
    const auto text = [&](const char* key) {
        if (!json.is_object() || !json.contains(key) || !json[key].is_string())
            throw Error(source + ": a normalizer has no \"" + key + "\".");
        return json[key].get<std::string>();
    };
    const std::string type = text("type");
    if (type == "Sequence" && json.contains("normalizers") && json["normalizers"].is_array() && depth < 8) {
        for (const auto& part : json["normalizers"])
            add(part, source, depth + 1);
        return;
    }
    const std::pair<const char*, Form> forms[] = {
        {"NFC", Form::Nfc}, {"NFD", Form::Nfd}, {"NFKC", Form::Nfkc}, {"NFKD", Form::Nfkd}};
    for (const auto& [name, form] : forms) {
        if (type == name) {
            m_steps.emplace_back(form);
            return;
        }
    }
    if (type == "Prepend")
        m_steps.emplace_back(Prepend{text("prepend")});
    else if (type == "Replace")
        m_steps.emplace_back(Replace{TextPattern::fromJson(json, "a Replace normalizer", source), text("content")});
    else
        throw Error(source + ": the normalizer \"" + type +
                    "\" is not supported (NFC, NFD, NFKC, NFKD, Prepend and Replace are). Choose another base model.");
}

bool Normalizer::leavesAlone(std::string_view utf8) const {
    return std::all_of(m_steps.begin(), m_steps.end(),
                       [](const Step& step) { return std::holds_alternative<Form>(step); }) &&
           (m_steps.empty() || std::all_of(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) == 0; }));
}

std::string Normalizer::apply(Form form, std::string text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = form == Form::Nfc    ? icu::Normalizer2::getNFCInstance(status)
                                         : form == Form::Nfd  ? icu::Normalizer2::getNFDInstance(status)
                                         : form == Form::Nfkc ? icu::Normalizer2::getNFKCInstance(status)
                                                              : icu::Normalizer2::getNFKDInstance(status);
    std::string normalized;
    icu::StringByteSink<std::string> sink(&normalized);
    if (U_SUCCESS(status))
        normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                                  nullptr, status);
    if (U_FAILURE(status))
        throw Error(std::string("ICU cannot normalize a text: ") + u_errorName(status) + ".");
    return normalized;
}

std::string Normalizer::apply(const Prepend& step, std::string text) { return text.empty() ? text : step.text + text; }

std::string Normalizer::apply(const Replace& step, const std::string& text) {
    return step.what.replace(text, step.content);
}

std::string Normalizer::normalize(std::string_view utf8) const {
    std::string text(utf8);
    for (const Step& step : m_steps) {
        if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / 4))
            throw Error("A text of more than 512 MB cannot be tokenized at once. Split it.");
        text = std::visit([&](const auto& one) { return apply(one, std::move(text)); }, step);
    }
    return text;
}

} // namespace stepmark
