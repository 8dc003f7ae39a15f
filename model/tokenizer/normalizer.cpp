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
    const std::string type = json.is_object() && json.contains("type") && json["type"].is_string()
                                 ? json["type"].get<std::string>()
                                 : std::string("unnamed");
    if (type == "Sequence" && json.contains("normalizers") && json["normalizers"].is_array() && depth < 8) {
        for (const auto& part : json["normalizers"])
            add(part, source, depth + 1);
        return;
    }
    const std::pair<const char*, Form> forms[] = {
        {"NFC", Form::Nfc}, {"NFD", Form::Nfd}, {"NFKC", Form::Nfkc}, {"NFKD", Form::Nfkd}};
    for (const auto& [name, form] : forms) {
        if (type == name) {
            m_forms.push_back(form);
            return;
        }
    }
    throw Error(source + ": the normalizer \"" + type +
                "\" is not supported (NFC, NFD, NFKC and NFKD are). Choose another base model.");
}

bool Normalizer::leavesAlone(std::string_view utf8) const {
    return m_forms.empty() || std::all_of(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string Normalizer::normalize(std::string_view utf8) const {
    std::string text(utf8);
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / 4))
        throw Error("A text of more than 512 MB cannot be tokenized at once. Split it.");
    for (const Form form : m_forms) {
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
        text = std::move(normalized);
    }
    return text;
}

} // namespace stepmark
