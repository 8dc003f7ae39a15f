// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done to a text before it is cut into tokens: Unicode normalization (Qwen2 asks for NFC), by ICU, and
// SentencePiece's way with blanks (Llama 2: "▁" in front, "▁" for each blank).
//
// Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include "model/tokenizer/text_pattern.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepmark {

class Normalizer {
public:
    /// From tokenizer.json's `normalizer`: null, NFC, NFD, NFKC, NFKD, Prepend, Replace or a Sequence of these. Throws
    /// Error for others.
    static Normalizer fromJson(const nlohmann::json& json, const std::string& source);

    /// True where normalize() changes nothing in this text for certain; then no copy is needed.
    bool leavesAlone(std::string_view utf8) const;
    /// `utf8` must be UTF-8.
    std::string normalize(std::string_view utf8) const;

private:
    enum class Form { Nfc, Nfd, Nfkc, Nfkd };
    /// In front of whatever is not empty.
    struct Prepend {
        std::string text;
    };
    struct Replace {
        TextPattern what;
        std::string content;
    };
    using Step = std::variant<Form, Prepend, Replace>;

    void add(const nlohmann::json& json, const std::string& source, int depth);
    static std::string apply(Form form, std::string text);
    static std::string apply(const Prepend& step, std::string text);
    static std::string apply(const Replace& step, const std::string& text);

    std::vector<Step> m_steps;
};

} // namespace stepmark
